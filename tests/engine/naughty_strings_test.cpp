#include <algorithm>
#include <filesystem>
#include <fmt/core.h>
#include <gtest/gtest.h>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.hpp"
#include "connect/csv_writer.hpp"
#include "engine/carrying.hpp"
#include "engine/export.hpp"
#include "engine/import_run.hpp"

// Text that breaks programs comes in by a file, is shown, goes out by a file and comes in again,
// and is the same every time.
namespace baton::engine::testing {
namespace {

// Ours; every one stands for a mistake somebody made.
const std::vector<std::string>& nasty() {
    static const std::vector<std::string> all{
        "null",
        "NULL",
        "undefined",
        "NaN is no number",
        "0x1F and 1e400",
        "=1+1",
        "=HYPERLINK(\"http://x.test\",\"click\")",
        "+SUM(A1:A9)",
        "-2+3+cmd|' /C calc'!A0",
        "@SUM(1,1)",
        "'=already marked",
        "''=marked twice",
        "'quoted'",
        "'",
        "\"",
        "\"\"",
        "a\"b\"\"c",
        ",;|\tall delimiters",
        "line one\nline two",
        "line one\r\nline two",
        "Robert'); DROP TABLE contact;--",
        "<script>alert(1)</script>",
        "{{7*7}} ${7*7} %{7*7}",
        "%s%n%x%d",
        "../../etc/passwd",
        "C:\\Users\\x\\\"",
        "\\",
        "\\u0000 \\x00 \\n",
        "[object Object]",
        "{\"a\":[1,2",
        "田中さんにあげて下さい",
        "Ünïcödé ßtraße İıŞş",
        "zero\xe2\x80\x8bwidth\xe2\x80\x8d joiner",
        "right\xe2\x80\xaeto left",
        "\xd8\xa7\xd9\x84\xd8\xb9\xd8\xb1\xd8\xa8\xd9\x8a\xd8\xa9",
        "👩‍👩‍👧‍👦 🏳️‍🌈 𝔘𝔫𝔦",
        "Z̸̢̛a̷l̴g̶o",
        "\xef\xbb\xbfmark inside \xef\xbf\xbe",
        "a\xcc\x8a and \xc3\xa5",
        "con",
        "----------",
        "#VALUE!",
        "1;2;3",
        "-",
        std::string(20'000, 'x') + "end",
    };
    return all;
}

class NaughtyStrings : public Carrying {
protected:
    void import(const std::string& id, const std::filesystem::path& path) {
        const auto report = run_import(running_.workspace(), {.id = id, .files = {path}});
        ASSERT_TRUE(report) << report.error().message;
        EXPECT_EQ(report->files[0].rejected, 0U);
        for (const auto& finding : report->findings) {
            ADD_FAILURE() << finding.code << " " << finding.example;
        }
    }

    // The remarks by contact.
    std::map<std::string, std::string> remarks(std::string_view column = "remark") {
        const auto table = export_table(running_.workspace(), "contacts");
        EXPECT_TRUE(table);
        std::map<std::string, std::string> found;
        const auto place = std::ranges::find(table->header, column) - table->header.begin();
        for (const auto& row : table->rows) {
            found[std::get<std::string>(row[0])] =
                connect::render_cell(row[static_cast<std::size_t>(place)]);
        }
        return found;
    }
};

TEST_F(NaughtyStrings, ComeBackAsTheyWere) {
    std::string text;
    connect::CsvWriter writer(text);
    writer.row({"id", "email", "created_at", "remark"});
    for (std::size_t i = 0; i < nasty().size(); ++i) {
        writer.row({fmt::format("n{:03}", i),
                    fmt::format("n{}@x.test", i),
                    "2026-01-02T03:04:05Z",
                    nasty()[i]});
    }
    write_file(folder_ / "in.csv", text);
    import("1", folder_ / "in.csv");
    const auto first = remarks();
    ASSERT_EQ(first.size(), nasty().size());
    for (std::size_t i = 0; i < nasty().size(); ++i) {
        EXPECT_EQ(text::normalised(first.at(fmt::format("n{:03}", i))),
                  text::normalised(nasty()[i]));
    }
    const auto table = export_table(running_.workspace(), "contacts");
    std::string out;
    connect::CsvWriter again(out);
    for (const auto& name : table->header)
        again.cell(std::string_view(name));
    again.end_row();
    for (const auto& row : table->rows) {
        for (const auto& value : row)
            again.cell(value);
        again.end_row();
    }
    EXPECT_EQ(out.find("\n=1+1"), std::string::npos);
    EXPECT_NE(out.find("'=1+1"), std::string::npos) << "a spreadsheet would run it";
    EXPECT_NE(out.find("'''=marked twice"), std::string::npos);
    Running other(carrying_start);
    write_file(folder_ / "out.csv", out);
    ASSERT_TRUE(run_import(other.workspace(), {.id = "1", .files = {folder_ / "out.csv"}}));
    const auto copied = export_table(other.workspace(), "contacts");
    const auto place = std::ranges::find(copied->header, "remark") - copied->header.begin();
    for (const auto& row : copied->rows) {
        EXPECT_EQ(connect::render_cell(row[static_cast<std::size_t>(place)]),
                  first.at(std::get<std::string>(row[0])));
    }
    EXPECT_EQ(running_.problem(), "");
}

TEST_F(NaughtyStrings, ACellOfTenMegabytesIsReadOrRefusedByName) {
    const std::string large(10'000'000, 'y');
    write_file(folder_ / "large.csv",
               "id,email,remark\n1,a@x.test," + large + "\n2,b@x.test,small\n");
    const auto report =
        run_import(running_.workspace(), {.id = "1", .files = {folder_ / "large.csv"}});
    ASSERT_TRUE(report) << report.error().message;
    EXPECT_EQ(report->files[0].rows, 2U);
    EXPECT_EQ(running_.row(running_.contact("2")).email, "b@x.test");
    EXPECT_EQ(running_.problem(), "");
}

}  // namespace
}  // namespace baton::engine::testing
