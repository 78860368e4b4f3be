#include "connect/workbook.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <fmt/core.h>
#include <fmt/ranges.h>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.hpp"
#include "base/text.hpp"
#include "connect/bytes.hpp"
#include "connect/csv_detect.hpp"
#include "connect/xlsx_formats.hpp"
#include "connect/xlsx_sheet.hpp"
#include "connect/xlsx_strings.hpp"
#include "connect/xml_events.hpp"
#include "connect/zip_archive.hpp"

namespace baton::connect {
namespace {

constexpr std::size_t sheets_max = 10'000;
constexpr std::size_t styles_max = 100'000;

struct Sheet {
    std::string name;
    std::string relation;
    bool hidden = false;
};

// The parts of a workbook that matter here.
struct Workbook {
    std::vector<Sheet> sheets;
    std::map<std::string, std::string, std::less<>> parts_by_relation;
    std::string strings;  // a part's name
    std::string styles;
    bool since_1904 = false;
};

// "xl/workbook.xml" and "worksheets/sheet1.xml" → "xl/worksheets/sheet1.xml".
std::string part_beside(std::string_view part, std::string_view target) {
    if (target.starts_with('/')) return std::string(target.substr(1));
    auto folder = part.substr(0, part.rfind('/') == part.npos ? 0 : part.rfind('/') + 1);
    while (target.starts_with("../")) {
        target.remove_prefix(3);
        if (folder.empty()) break;
        folder.remove_suffix(1);
        folder = folder.substr(0, folder.rfind('/') == folder.npos ? 0 : folder.rfind('/') + 1);
    }
    return fmt::format("{}{}", folder, target);
}

std::string relations_of(std::string_view part) {
    const auto slash = part.rfind('/');
    const auto cut = slash == part.npos ? 0 : slash + 1;
    return fmt::format("{}_rels/{}.rels", part.substr(0, cut), part.substr(cut));
}

std::string find_workbook(const ZipArchive& archive) {
    std::string part = "xl/workbook.xml";
    auto relations = archive.part("_rels/.rels");
    if (!relations) return part;
    const auto read =
        read_xml(*std::move(relations),
                 {.opens = [&](std::string_view name, const XmlAttributes& attributes) {
                     const bool is_book = name == "Relationship" &&
                                          attributes.of("Type").ends_with("/officeDocument");
                     if (is_book) part = part_beside("", attributes.of("Target"));
                 }});
    return read ? part : std::string("xl/workbook.xml");
}

bool is_set(std::string_view flag) {
    return flag == "1" || flag == "true";
}

Done read_sheets(const ZipArchive& archive, const std::string& part, Workbook& book) {
    auto xml = archive.part(part);
    if (!xml) {
        return fail(Failure::invalid, "this is a ZIP archive, not a workbook; unpack it first");
    }
    return read_xml(*std::move(xml),
                    {.opens = [&](std::string_view name, const XmlAttributes& attributes) {
                        if (name == "workbookPr")
                            book.since_1904 = is_set(attributes.of("date1904"));
                        if (name != "sheet" || book.sheets.size() >= sheets_max) return;
                        const auto state = attributes.of("state");
                        book.sheets.push_back({.name = std::string(attributes.of("name")),
                                               .relation = std::string(attributes.of("id")),
                                               .hidden = !state.empty() && state != "visible"});
                    }});
}

Done read_relations(const ZipArchive& archive, const std::string& part, Workbook& book) {
    auto xml = TRY(archive.part(relations_of(part)));
    return read_xml(std::move(xml),
                    {.opens = [&](std::string_view name, const XmlAttributes& attributes) {
                        if (name != "Relationship") return;
                        auto target = part_beside(part, attributes.of("Target"));
                        const auto type = attributes.of("Type");
                        if (type.ends_with("/sharedStrings")) book.strings = target;
                        if (type.ends_with("/styles")) book.styles = target;
                        // Dialogues and charts are no tables.
                        if (type.ends_with("/worksheet")) {
                            book.parts_by_relation.insert_or_assign(
                                std::string(attributes.of("Id")), std::move(target));
                        }
                    }});
}

std::uint32_t number_in(std::string_view text) {
    std::uint32_t number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

Result<std::vector<CellForm>> read_forms(const ZipArchive& archive, const std::string& part) {
    std::vector<CellForm> forms;
    if (part.empty() || !archive.has(part)) return forms;
    std::map<std::uint32_t, CellForm> own;
    bool in_cells = false;
    auto xml = TRY(archive.part(part));
    TRY(read_xml(std::move(xml),
                 {.opens =
                      [&](std::string_view name, const XmlAttributes& attributes) {
                          if (name == "cellXfs") in_cells = true;
                          const auto format = number_in(attributes.of("numFmtId"));
                          if (name == "numFmt" && own.size() < styles_max) {
                              own[format] = form_of_text(attributes.of("formatCode"));
                          }
                          if (name != "xf" || !in_cells || forms.size() >= styles_max) return;
                          const auto found = own.find(format);
                          forms.push_back(found == own.end() ? form_of_number(format)
                                                             : found->second);
                      },
                  .closes =
                      [&](std::string_view name) {
                          if (name == "cellXfs") in_cells = false;
                      }}));
    return forms;
}

Result<Workbook> read_workbook(const ZipArchive& archive) {
    Workbook book;
    const auto part = find_workbook(archive);
    TRY(read_sheets(archive, part, book));
    TRY(read_relations(archive, part, book));
    std::erase_if(book.sheets, [&](const Sheet& sheet) {
        return !book.parts_by_relation.contains(sheet.relation);
    });
    if (book.sheets.empty()) return fail(Failure::invalid, "this workbook has no sheet");
    return book;
}

Result<Sheet> choose(const Workbook& book, std::string_view wanted) {
    if (wanted.empty()) {
        const auto seen = std::ranges::find(book.sheets, false, &Sheet::hidden);
        return seen == book.sheets.end() ? book.sheets.front() : *seen;
    }
    const auto found = std::ranges::find_if(book.sheets, [&](const Sheet& sheet) {
        return text::folded(sheet.name) == text::folded(wanted);
    });
    if (found != book.sheets.end()) return *found;
    std::vector<std::string> names;
    for (const auto& sheet : book.sheets) {
        names.push_back(sheet.name);
    }
    return fail(
        Failure::invalid,
        fmt::format(
            "this workbook has no sheet \"{}\"; it has {}", wanted, fmt::join(names, ", ")));
}

struct OpenedSheet {
    std::unique_ptr<ByteSource> text;
    std::vector<std::string> names;
    std::string name;
};

Result<OpenedSheet> open_sheet(const std::string& path, std::string_view wanted) {
    const auto archive = TRY(ZipArchive::open(path));
    auto book = TRY(read_workbook(archive));
    const auto sheet = TRY(choose(book, wanted));
    SheetContext context{.strings = nullptr, .forms = {}, .since_1904 = book.since_1904};
    context.forms = TRY(read_forms(archive, book.styles));
    if (!book.strings.empty() && archive.has(book.strings)) {
        auto xml = TRY(archive.part(book.strings));
        context.strings = TRY(SharedStrings::read(std::move(xml)));
    }
    auto xml = TRY(archive.part(book.parts_by_relation.find(sheet.relation)->second));
    OpenedSheet opened{.text = std::make_unique<SheetText>(std::move(xml), std::move(context)),
                       .names = {},
                       .name = sheet.name};
    for (auto& each : book.sheets) {
        opened.names.push_back(std::move(each.name));
    }
    return opened;
}

Result<bool> is_archive(const std::string& path) {
    auto bytes = TRY(open_file(path));
    std::array<char, 4> head{};
    const auto count = TRY(bytes->read(head));
    return std::string_view(head.data(), count) == "PK\x03\x04";
}

}  // namespace

Result<CsvFile> open_table(const std::string& path, std::string_view sheet) {
    if (!TRY(is_archive(path))) {
        if (!sheet.empty()) {
            return fail(Failure::invalid, "only workbooks have sheets, and this is none");
        }
        auto source = TRY(open_file(path));
        return open_csv(std::move(source));
    }
    auto opened = TRY(open_sheet(path, sheet));
    auto text = TRY(peek(std::move(opened.text), csv_sniff_bytes));
    CsvFile file;
    file.empty = text.head.empty();
    file.format = detect_csv(text.head, text.head.size() < csv_sniff_bytes);
    file.format.dialect.delimiter = ',';
    file.format.dialect.quote = '"';
    file.format.why = fmt::format("the sheet {} of a workbook", opened.name);
    file.text = std::move(text.source);
    file.sheets = std::move(opened.names);
    file.sheet = std::move(opened.name);
    return file;
}

}  // namespace baton::connect
