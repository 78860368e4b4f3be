#include "connect/csv_detect.hpp"

#include <array>
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>
#include <zlib.h>

#include "base/result.hpp"
#include "connect/bytes.hpp"
#include "connect/csv_reader.hpp"

namespace baton::connect {
namespace {

std::string gzip_of(const std::string& text) {
    z_stream stream{};
    deflateInit2(&stream, Z_BEST_SPEED, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
    std::string packed(compressBound(static_cast<uLong>(text.size())) + 64, '\0');
    auto plain = text;
    stream.next_in = reinterpret_cast<Bytef*>(plain.data());
    stream.avail_in = static_cast<uInt>(plain.size());
    stream.next_out = reinterpret_cast<Bytef*>(packed.data());
    stream.avail_out = static_cast<uInt>(packed.size());
    deflate(&stream, Z_FINISH);
    packed.resize(stream.total_out);
    deflateEnd(&stream);
    return packed;
}

std::string utf16(std::string_view text, bool big, bool mark) {
    std::string result = mark ? (big ? "\xfe\xff" : "\xff\xfe") : "";
    for (const char c : text) {
        if (big) result.push_back('\0');
        result.push_back(c);
        if (!big) result.push_back('\0');
    }
    return result;
}

// "encoding | why | rows", or the reason the file cannot be read.
std::string opened(const std::string& bytes) {
    auto file = open_csv(bytes_of(bytes));
    if (!file) return file.error().message;
    CsvReader reader(*file->text, file->format.dialect);
    std::string rows;
    for (;;) {
        const auto row = reader.next();
        if (!row) return row.error().message;
        if (*row == nullptr) break;
        for (const auto field : (*row)->fields) {
            rows += fmt::format("[{}]", field);
        }
    }
    return fmt::format("{} | {} | {}", name(file->encoding), file->format.why, rows);
}

TEST(CsvDetect, finds_the_delimiter_by_how_evenly_it_cuts) {
    EXPECT_EQ(opened("a,b\n1,2\n"), "UTF-8 | 2 columns between commas | [a][b][1][2]");
    EXPECT_EQ(opened("a;b\n1,5;2,5\n"), "UTF-8 | 2 columns between semicolons | [a][b][1,5][2,5]");
    EXPECT_EQ(opened("a\tb\n1\t2\n"), "UTF-8 | 2 columns between tabs | [a][b][1][2]");
    EXPECT_EQ(opened("a|b\n1|2\n"), "UTF-8 | 2 columns between vertical bars | [a][b][1][2]");
    EXPECT_EQ(opened("name\nAda\n"), "UTF-8 | one column | [name][Ada]");
}

TEST(CsvDetect, finds_apostrophes_as_quotes) {
    EXPECT_EQ(opened("a;b\n'x;y';'z'\n"),
              "UTF-8 | 2 columns between semicolons, apostrophes as quotes | [a][b][x;y][z]");
}

TEST(CsvDetect, passes_over_what_stands_before_the_table) {
    EXPECT_EQ(opened("Report of May\n\nid,name,city\n1,Ada,London\n"),
              "UTF-8 | 3 columns between commas, 2 lines before the header | "
              "[id][name][city][1][Ada][London]");
    EXPECT_EQ(opened("sep=;\nid;name\n1;Ada\n"),
              "UTF-8 | 2 columns between semicolons, 1 lines before the header | "
              "[id][name][1][Ada]");
}

TEST(CsvDetect, says_when_there_is_no_header) {
    EXPECT_EQ(
        opened("1,ada@acme.test\n2,bob@acme.test\n"),
        "UTF-8 | 2 columns between commas, no header line: the first row already holds values "
        "| [1][ada@acme.test][2][bob@acme.test]");
}

TEST(CsvDetect, reads_every_encoding_with_and_without_a_mark) {
    const std::string rows = "id,name\n1,Ada\n2,Bob\n";
    const std::string expected = " | 2 columns between commas | [id][name][1][Ada][2][Bob]";
    EXPECT_EQ(opened("\xef\xbb\xbf" + rows), "UTF-8" + expected);
    for (const bool mark : {true, false}) {
        EXPECT_EQ(opened(utf16(rows, false, mark)), "UTF-16 (little endian)" + expected);
        EXPECT_EQ(opened(utf16(rows, true, mark)), "UTF-16 (big endian)" + expected);
    }
    EXPECT_EQ(opened("id,name\n1,J\xf6rg\n"),
              "Windows-1252 | 2 columns between commas | [id][name][1][Jörg]");
}

TEST(CsvDetect, does_not_mistake_a_cut_character_for_latin_1) {
    const std::string text(csv_sniff_bytes - 1, 'a');
    EXPECT_EQ(detect_encoding(text + "\xc3").encoding, Encoding::utf8);
    EXPECT_EQ(detect_encoding(text + "\xe9").encoding, Encoding::utf8);
    EXPECT_EQ(detect_encoding("caf\xe9 au lait").encoding, Encoding::windows_1252);
}

TEST(CsvDetect, unpacks_gzip_and_refuses_a_cut_one) {
    const auto packed = gzip_of("id,name\n1,Ada\n");
    EXPECT_EQ(opened(packed), "UTF-8 | 2 columns between commas | [id][name][1][Ada]");
    EXPECT_EQ(opened(packed + packed),
              "UTF-8 | 2 columns between commas | [id][name][1][Ada][id][name][1][Ada]");
    EXPECT_EQ(opened(packed.substr(0, packed.size() - 5)),
              "the gzip data ends before its end: the file is cut off");
    EXPECT_EQ(opened("\x1f\x8b garbage"), "the gzip data is damaged");
}

TEST(CsvDetect, says_what_a_file_is_that_is_no_table) {
    EXPECT_EQ(opened("PK\x03\x04 rest"),
              "this is a workbook or a ZIP archive within another file; unpack it first");
    EXPECT_EQ(opened("%PDF-1.7"), "this is a PDF document, not a table");
    EXPECT_EQ(opened(std::string(200, '\x01')),
              "this is not text: a tenth of its bytes are control characters");
}

TEST(CsvDetect, opens_an_empty_file_without_failing) {
    EXPECT_EQ(opened(""),
              "UTF-8 | one column, no header line: the first row already holds values | ");
    EXPECT_TRUE(open_csv(bytes_of("\n\n"))->empty);
}

TEST(CsvDetect, knows_json_lines) {
    EXPECT_TRUE(open_csv(bytes_of(" \n{\"type\":\"contact\"}\n"))->json_lines);
    EXPECT_FALSE(open_csv(bytes_of("a,b\n{},1\n"))->json_lines);
}

TEST(CsvDetect, decodes_across_every_border) {
    std::string rows = "id,name\n";
    std::string expected;
    for (int i = 0; i < 20'000; ++i) {
        rows += fmt::format("{},J\xf6rg\n", i);
    }
    const auto text = opened(rows);
    EXPECT_TRUE(text.ends_with("[19999][Jörg]"));
    EXPECT_EQ(text.find("\xef\xbf\xbd"), std::string::npos);
}

}  // namespace
}  // namespace baton::connect
