#include "connect/workbook.hpp"

#include <fmt/core.h>
#include <gtest/gtest.h>
#include <string>
#include <string_view>
#include <utility>

#include "connect/bytes.hpp"
#include "connect/csv_reader.hpp"
#include "connect/xlsx_formats.hpp"
#include "connect/zipped.hpp"

namespace baton::connect {
namespace {

using testing::Parts;
using testing::TemporaryFile;
using testing::workbook_parts;
using testing::zipped;

// The cells of a table, "|" between them, or why it is not read.
std::string cells_of(std::string_view bytes, std::string_view sheet = {}) {
    const TemporaryFile file(bytes);
    auto table = open_table(file.path(), sheet);
    if (!table) return table.error().message;
    CsvReader reader(*table->text, table->format.dialect);
    std::string text;
    while (true) {
        const auto row = reader.next();
        if (!row) return text + row.error().message;
        if (*row == nullptr) return text;
        for (const auto cell : (*row)->fields) {
            text += fmt::format("{}|", cell);
        }
        text += "\n";
    }
}

std::string cells_of(const Parts& parts, std::string_view sheet = {}) {
    return cells_of(zipped(parts), sheet);
}

Parts with(Parts parts, std::string_view name, std::string text) {
    for (auto& [each, content] : parts) {
        if (each == name) content = std::move(text);
    }
    return parts;
}

TEST(Workbook, CellsAreReadAsTheyAreWritten) {
    constexpr std::string_view strings =
        "<si><t>name</t></si><si><r><t>Ada </t></r><r><t>King</t></r><rPh><t>ada</t></rPh></si>"
        "<si><t>a_x000D_\nb \"q\", c</t></si>";
    constexpr std::string_view rows =
        R"(<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><t>value</t></is></c>)"
        R"(<c r="D1" t="str"><f>"a"</f><v>last</v></c></row>)"
        R"(<row r="2"><c r="A2" t="s"><v>1</v></c><c r="B2"><v>0.1</v></c></row>)"
        R"(<row r="3"/>)"
        R"(<row r="4"><c r="A4" t="s"><v>2</v></c><c r="C4" t="b"><v>1</v></c>)"
        R"(<c r="D4"><f>1/8</f><v>1.25E-2</v></c></row>)"
        R"(<row r="5"><c r="B5"><v>12345678901234567890</v></c><c t="e"><v>#N/A</v></c>)"
        R"(<c t="b"><v>0</v></c></row>)";
    EXPECT_EQ(cells_of(workbook_parts(rows, strings)),
              "name|value||last|\n"
              "Ada King|0.1|||\n"
              "a\r\nb \"q\", c||true|0.0125|\n"
              "|12345678901234567890|#N/A|false|\n");
}

TEST(Workbook, DatesAreToldByTheStyleOfTheirCell) {
    constexpr std::string_view rows =
        R"(<row><c s="1"><v>46053</v></c><c s="2"><v>46053.395833333336</v></c>)"
        R"(<c s="3"><v>46053</v></c><c s="4"><v>0.5</v></c><c s="1"><v>59</v></c>)"
        R"(<c s="1"><v>61</v></c><c s="1"><v>60</v></c><c s="1"><v>-3</v></c>)"
        R"(<c t="d"><v>2026-01-31</v></c></row>)";
    EXPECT_EQ(cells_of(workbook_parts(rows)),
              "2026-01-31|2026-01-31T09:30:00|46053|12:00:00|1900-02-28|1900-03-01|60|-3|"
              "2026-01-31|\n");
    EXPECT_EQ(cells_of(workbook_parts(
                  R"(<row><c s="1"><v>44591</v></c></row>)", "", R"(<workbookPr date1904="1"/>)")),
              "2026-01-31|\n");
}

TEST(Workbook, FormatsSayWhatANumberIs) {
    EXPECT_EQ(form_of_text("yyyy-mm-dd"), CellForm::day);
    EXPECT_EQ(form_of_text("[$-407]d. mmmm yyyy;@"), CellForm::day);
    EXPECT_EQ(form_of_text("dd/mm/yyyy hh:mm:ss"), CellForm::moment);
    EXPECT_EQ(form_of_text("[h]:mm"), CellForm::time);
    EXPECT_EQ(form_of_text("mmm"), CellForm::day);
    EXPECT_EQ(form_of_text("General"), CellForm::plain);
    EXPECT_EQ(form_of_text("0.00\" days\""), CellForm::plain);
    EXPECT_EQ(form_of_text("#,##0.00 [Red]"), CellForm::plain);
    EXPECT_EQ(form_of_text("@"), CellForm::plain);
    EXPECT_EQ(form_of_text("0.00_);\\(0.00\\)"), CellForm::plain);
}

TEST(Workbook, NumbersLoseNothing) {
    EXPECT_EQ(number_text("1E3", CellForm::plain, false), "1000");
    EXPECT_EQ(number_text("1.5E-7", CellForm::plain, false), "0.00000015");
    EXPECT_EQ(number_text("-2.50e+1", CellForm::plain, false), "-25");
    EXPECT_EQ(number_text("4.9123456789E10", CellForm::plain, false), "49123456789");
    EXPECT_EQ(number_text("0E0", CellForm::plain, false), "0");
    EXPECT_EQ(number_text("1E999999999", CellForm::plain, false), "1E999999999");
    EXPECT_EQ(number_text("0.30000000000000004", CellForm::plain, false), "0.30000000000000004");
    EXPECT_EQ(number_text("41800000.009999998", CellForm::plain, false), "41800000.01");
    EXPECT_EQ(number_text("12345678901234567890", CellForm::plain, false), "12345678901234567890");
    EXPECT_EQ(number_text("1E", CellForm::day, false), "1E");
    EXPECT_EQ(number_text("99999999", CellForm::day, false), "99999999");
}

TEST(Workbook, ASheetIsChosenByName) {
    const auto parts = workbook_parts(R"(<row><c><v>7</v></c></row>)");
    EXPECT_EQ(cells_of(parts), "7|\n") << "the first that people see";
    EXPECT_EQ(cells_of(parts, "hidden ONE"), "secret|\n");
    EXPECT_EQ(cells_of(parts, "Nope"),
              "this workbook has no sheet \"Nope\"; it has Hidden one, Leads");
    EXPECT_EQ(cells_of("a,b\n1,2\n", "Leads"), "only workbooks have sheets, and this is none");
    EXPECT_EQ(cells_of("a,b\n1,2\n"), "a|b|\n1|2|\n");
}

TEST(Workbook, HostileOnesAreRefused) {
    const auto good = workbook_parts(R"(<row><c><v>7</v></c></row>)");
    constexpr std::string_view sheet = "xl/worksheets/sheet2.xml";
    EXPECT_NE(cells_of(with(good,
                            sheet,
                            "<!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/passwd\">]>"
                            "<worksheet><row><c><v>&a;</v></c></row></worksheet>"))
                  .find("document type"),
              std::string::npos);
    EXPECT_NE(
        cells_of(with(good, "xl/sharedStrings.xml", "<!DOCTYPE x []><sst/>")).find("document type"),
        std::string::npos);
    std::string deep;
    for (int i = 0; i < 100'000; ++i)
        deep += "<a>";
    EXPECT_NE(cells_of(with(good, sheet, deep)).find("nests deeper"), std::string::npos);
    EXPECT_NE(cells_of(with(good, sheet, "<worksheet a=\"" + std::string(8'000'000, 'x')))
                  .find("endless tag"),
              std::string::npos);
    EXPECT_NE(cells_of(with(good, sheet, "<worksheet><row>")).find("damaged"), std::string::npos);
    EXPECT_NE(
        cells_of(
            with(good, sheet, R"(<worksheet><row><c r="ZZZZ1"><v>1</v></c></row></worksheet>)"))
            .find("not where it says"),
        std::string::npos);
    EXPECT_NE(cells_of(with(good, "xl/workbook.xml", "<workbook/>")).find("no sheet"),
              std::string::npos);
    EXPECT_NE(cells_of(Parts{{"readme.txt", "hello"}}).find("not a workbook"), std::string::npos);
    EXPECT_NE(cells_of(std::string("PK\x03\x04") + std::string(100, 'x')).find("damaged"),
              std::string::npos);
}

TEST(Workbook, ABombIsRefusedBeforeItFillsAnything) {
    const std::string rows(200'000'000, ' ');
    const auto said = cells_of(with(
        workbook_parts(""), "xl/worksheets/sheet2.xml", "<worksheet>" + rows + "</worksheet>"));
    EXPECT_NE(said.find("unpacks to far more"), std::string::npos) << said;
}

TEST(Workbook, APartThatIsNotWhatItSaysIsDamaged) {
    const auto archive = zipped(workbook_parts(R"(<row><c><v>7</v></c></row>)"));
    int damaged = 0;
    for (std::size_t i = 0; i < archive.size(); ++i) {
        auto flipped = archive;
        flipped[i] = static_cast<char>(flipped[i] ^ 0x20);
        const auto said = cells_of(flipped);
        damaged += said != "7|\n" ? 1 : 0;
    }
    EXPECT_GT(damaged, static_cast<int>(archive.size()) / 2);
    for (std::size_t cut = 0; cut < archive.size(); cut += 7) {
        EXPECT_NE(cells_of(archive.substr(0, cut)), "7|\n") << cut;
    }
}

TEST(Workbook, AStringThatEveryCellRepeatsStaysInBounds) {
    const std::string strings = "<si><t>" + std::string(1'000'000, 'x') + "</t></si>";
    std::string rows = "<row>";
    for (int i = 0; i < 100; ++i)
        rows += R"(<c t="s"><v>0</v></c>)";
    const auto said = cells_of(workbook_parts(rows + "</row>", strings));
    EXPECT_NE(said.find("a row is beyond the limit"), std::string::npos) << said.substr(0, 200);
}

}  // namespace
}  // namespace baton::connect
