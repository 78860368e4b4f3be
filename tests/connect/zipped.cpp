#include "connect/zipped.hpp"

#include <atomic>
#include <cstdio>
#include <filesystem>
#include <fmt/core.h>
#include <fstream>
#include <unistd.h>
#include <zlib.h>

namespace baton::connect::testing {
namespace {

void put(std::string& text, std::uint64_t number, int width) {
    for (int i = 0; i < width; ++i) {
        text.push_back(static_cast<char>((number >> (8 * i)) & 0xffU));
    }
}

std::string deflated(std::string_view text) {
    z_stream stream{};
    deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, -15, 9, Z_DEFAULT_STRATEGY);
    std::string packed(deflateBound(&stream, static_cast<uLong>(text.size())), '\0');
    std::string copy(text);
    stream.next_in = reinterpret_cast<Bytef*>(copy.data());
    stream.avail_in = static_cast<uInt>(copy.size());
    stream.next_out = reinterpret_cast<Bytef*>(packed.data());
    stream.avail_out = static_cast<uInt>(packed.size());
    deflate(&stream, Z_FINISH);
    packed.resize(stream.total_out);
    deflateEnd(&stream);
    return packed;
}

}  // namespace

std::string zipped(const Parts& parts) {
    std::string archive;
    std::string directory;
    for (const auto& [name, text] : parts) {
        const std::string packed = deflated(text);
        std::string sizes;
        put(sizes,
            crc32(0, reinterpret_cast<const Bytef*>(text.data()), static_cast<uInt>(text.size())),
            4);
        put(sizes, packed.size(), 4);
        put(sizes, text.size(), 4);
        put(sizes, name.size(), 2);
        const auto offset = archive.size();
        archive += std::string("PK\x03\x04\x14\0\0\0\x08\0\0\0\0\0", 14) + sizes +
                   std::string(2, '\0') + name + packed;
        directory += std::string("PK\x01\x02\x14\0\x14\0\0\0\x08\0\0\0\0\0", 16) + sizes +
                     std::string(12, '\0');
        put(directory, offset, 4);
        directory += name;
    }
    const auto begin = archive.size();
    archive += directory + std::string("PK\x05\x06\0\0\0\0", 8);
    put(archive, parts.size(), 2);
    put(archive, parts.size(), 2);
    put(archive, directory.size(), 4);
    put(archive, begin, 4);
    put(archive, 0, 2);
    return archive;
}

Parts workbook_parts(std::string_view rows, std::string_view strings, std::string_view properties) {
    constexpr std::string_view type =
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
    return {
        {"_rels/.rels",
         fmt::format(R"(<Relationships><Relationship Id="r1" Type="{}officeDocument" )"
                     R"(Target="xl/workbook.xml"/></Relationships>)",
                     type)},
        {"xl/workbook.xml",
         fmt::format(R"(<workbook xmlns:r="{}">{}<sheets><sheet name="Hidden one" sheetId="1" )"
                     R"(state="hidden" r:id="h"/><sheet name="Leads" sheetId="2" r:id="s"/>)"
                     R"(</sheets></workbook>)",
                     type,
                     properties)},
        {"xl/_rels/workbook.xml.rels",
         fmt::format(R"(<Relationships><Relationship Id="h" Type="{0}worksheet" )"
                     R"(Target="worksheets/sheet1.xml"/><Relationship Id="s" Type="{0}worksheet" )"
                     R"(Target="/xl/worksheets/sheet2.xml"/><Relationship Id="t" )"
                     R"(Type="{0}sharedStrings" Target="sharedStrings.xml"/><Relationship Id="y" )"
                     R"(Type="{0}styles" Target="styles.xml"/></Relationships>)",
                     type)},
        {"xl/styles.xml",
         R"(<styleSheet><numFmts><numFmt numFmtId="164" formatCode="dd\.mm\.yyyy hh:mm"/>)"
         R"(<numFmt numFmtId="165" formatCode="0.00 [$€-407]"/></numFmts><cellStyleXfs>)"
         R"(<xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/>)"
         R"(<xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="21"/></cellXfs></styleSheet>)"},
        {"xl/sharedStrings.xml", fmt::format("<sst>{}</sst>", strings)},
        {"xl/worksheets/sheet1.xml",
         R"(<worksheet><sheetData><row><c t="inlineStr"><is><t>secret</t></is></c></row>)"
         R"(</sheetData></worksheet>)"},
        {"xl/worksheets/sheet2.xml",
         fmt::format("<worksheet><sheetData>{}</sheetData></worksheet>", rows)},
    };
}

TemporaryFile::TemporaryFile(std::string_view bytes) {
    static std::atomic<int> count = 0;
    path_ = (std::filesystem::temp_directory_path() /
             fmt::format("baton-table-{}-{}", getpid(), ++count))
                .string();
    std::ofstream(path_, std::ios::binary) << bytes;
}

TemporaryFile::~TemporaryFile() {
    std::remove(path_.c_str());
}

}  // namespace baton::connect::testing
