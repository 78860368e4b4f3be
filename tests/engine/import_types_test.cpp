#include <algorithm>
#include <gtest/gtest.h>
#include <string>
#include <utility>
#include <vector>

#include "engine/carrying.hpp"
#include "engine/import_run.hpp"

// Two files of different programs, whose columns of one name look like different types.
namespace baton::engine::testing {
namespace {

constexpr std::string_view spoken_file =
    "\"id\";\"age\";\"default\";\"since\"\n"
    "\"a1\";30;\"no\";\"soon\"\n\"a2\";39;\"unknown\";\"2024-02-01\"\n\"a3\";25;\"yes\";\"\"\n";
constexpr std::string_view strict_file =
    "\"id\";\"age\";\"default\";\"since\"\n"
    "\"b1\";31;\"no\";\"2024-03-01\"\n\"b2\";\"old\";\"yes\";\"2024-03-02\"\n";

class ImportTypes : public Carrying {
protected:
    std::filesystem::path file(const std::string& name, std::string_view text) {
        write_file(folder_ / name, std::string(text));
        return folder_ / name;
    }

    // What became of every row: "1 create", "2 create age: …".
    ImportReport import(const std::string& id, const std::vector<std::filesystem::path>& files) {
        rows_.clear();
        ImportAsk ask{.id = id, .files = files, .on_row = [this](const RowReport& row) {
                          std::string text =
                              std::to_string(row.row) + " " + std::string(name(row.verdict));
                          text += row.reason.empty() ? "" : " " + row.column + ": " + row.reason;
                          rows_.push_back(std::move(text));
                      }};
        ask.options.kind = connect::ImportKind::contacts;
        const auto report = run_import(running_.workspace(), ask);
        EXPECT_TRUE(report) << report.error().message;
        return report.value_or(ImportReport{});
    }

    [[nodiscard]] std::string properties(const std::string& contact) {
        return running_.row(running_.contact(contact)).properties;
    }

    static connect::ColumnPlan column(const FileReport& file, const std::string& header) {
        const auto& columns = file.mapping.columns;
        const auto found = std::ranges::find(columns, header, &connect::ColumnPlan::header);
        return found == columns.end() ? connect::ColumnPlan{} : *found;
    }

    std::vector<std::string> rows_;
};

TEST_F(ImportTypes, AFileIsReadWithTheTypesOfTheOneBefore) {
    import("1", {file("spoken.csv", spoken_file)});
    const auto report = import("2", {file("strict.csv", strict_file)});
    EXPECT_EQ(report.files[0].created, 2U);
    EXPECT_EQ(report.files[0].rejected, 0U);
    EXPECT_EQ(column(report.files[0], "default").type, ValueType::text);
    EXPECT_EQ(column(report.files[0], "default").why, "default is text here already");
    EXPECT_EQ(properties("b1"), R"({"age":31,"default":"no","since":"2024-03-01"})");
    EXPECT_EQ(properties("b2"), R"({"default":"yes","since":"2024-03-02"})");
    EXPECT_EQ(
        rows_,
        (std::vector<std::string>{
            "1 create", "2 create age: \"old\" is no number: it was left out, the rest was kept"}));
    EXPECT_EQ(running_.problem(), "");
}

TEST_F(ImportTypes, WhatIsNotOfTheTypeIsSaidAtItsRowAndTheRestIsKept) {
    import("1", {file("strict.csv", strict_file)});
    const auto report = import("2", {file("spoken.csv", spoken_file)});
    EXPECT_EQ(report.files[0].created, 3U);
    EXPECT_EQ(column(report.files[0], "default").type, ValueType::boolean);
    EXPECT_EQ(column(report.files[0], "since").type, ValueType::date);
    EXPECT_EQ(properties("a1"), R"({"age":"30","default":false})");
    EXPECT_EQ(properties("a2"), R"({"age":"39","since":"2024-02-01"})");
    EXPECT_EQ(
        rows_,
        (std::vector<std::string>{
            "1 create since: \"soon\" is no date that exists: it was left out, the rest was kept",
            "2 create default: \"unknown\" is neither yes nor no: it was left out, the rest was "
            "kept",
            "3 create"}));
    EXPECT_EQ(running_.problem(), "");
}

TEST_F(ImportTypes, FilesOfOneImportFollowEachOther) {
    const auto report =
        import("1", {file("spoken.csv", spoken_file), file("strict.csv", strict_file)});
    EXPECT_EQ(report.files[1].created, 2U);
    EXPECT_EQ(properties("b2"), R"({"default":"yes","since":"2024-03-02"})");
}

TEST_F(ImportTypes, AMappingThatWasMadeBeforeFollowsToo) {
    ImportAsk ask{.id = "2", .files = {file("strict.csv", strict_file)}, .dry_run = true};
    ask.options.kind = connect::ImportKind::contacts;
    const auto planned = run_import(running_.workspace(), ask);
    ASSERT_TRUE(planned);
    EXPECT_EQ(column(planned->files[0], "default").type, ValueType::boolean);
    import("1", {file("spoken.csv", spoken_file)});
    ask.dry_run = false;
    ask.mappings[""] = planned->files[0].mapping;
    const auto report = run_import(running_.workspace(), ask);
    ASSERT_TRUE(report) << report.error().message;
    EXPECT_EQ(report->files[0].created, 2U);
    EXPECT_EQ(properties("b1"), R"({"age":31,"default":"no","since":"2024-03-01"})");
}

}  // namespace
}  // namespace baton::engine::testing
