#include "engine/carrying.hpp"

#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <iterator>
#include <string>

#include "engine/export.hpp"
#include "engine/import_run.hpp"
#include "places.hpp"

// What comes in by files.
namespace baton::engine::testing {
namespace {

TEST_F(Carrying, TheSameFilesTwiceChangeNothing) {
    const auto files = write_files(folder_, 60);
    const auto first = run_import(running_.workspace(), {.id = "1", .files = files});
    ASSERT_TRUE(first) << first.error().message;
    EXPECT_EQ(first->files[1].created, 60U);
    EXPECT_EQ(first->files[2].rejected, 0U);
    EXPECT_EQ(running_.problem(), "");
    EXPECT_EQ(running_.row(running_.contact("p3")).stage, "MQL");
    const std::string before = running_.head_and_state();
    const auto again = run_import(running_.workspace(), {.id = "2", .files = files});
    ASSERT_TRUE(again) << again.error().message;
    EXPECT_EQ(again->files[1].skipped, 60U);
    EXPECT_EQ(running_.head_and_state(), before);
    running_.restart();
    ASSERT_TRUE(run_import(running_.workspace(), {.id = "3", .files = files}));
    EXPECT_EQ(running_.head_and_state(), before);
    EXPECT_EQ(running_.problem(), "");
}

TEST_F(Carrying, AnUndoneImportLeavesTheTablesAsTheyWere) {
    const auto files = write_files(folder_, 40);
    write_file(folder_ / "before.csv",
               "id,email,created_at\np1,old@acme.test,2026-01-01T00:00:00Z\nq,q@acme.test,2026-01-"
               "01T00:00:00Z\n");
    ASSERT_TRUE(run_import(running_.workspace(), {.id = "1", .files = {folder_ / "before.csv"}}));
    const std::string before = tables(running_, false);
    ASSERT_TRUE(run_import(running_.workspace(), {.id = "2", .files = files}));
    EXPECT_NE(tables(running_, false), before);
    const auto undone = undo_import(running_.workspace(), "2", "mia@acme.test");
    ASSERT_TRUE(undone) << undone.error().message;
    EXPECT_EQ(tables(running_, false), before);
    EXPECT_EQ(running_.problem(), "");
    ASSERT_TRUE(run_import(running_.workspace(), {.id = "3", .files = files}));
    EXPECT_EQ(running_.row(running_.contact("p3")).touches, 3)
        << "what was taken back may come again";
    EXPECT_EQ(running_.problem(), "");
}

TEST_F(Carrying, AnInterruptedImportRunAgainEndsTheSame) {
    const auto files = write_files(folder_, 1500);
    Running other(carrying_start);
    other.hire("kim@acme.test", {{"role", std::string("rep")}});
    std::ifstream in(source_dir() / "tests/stories/usual.agreement");
    other.sign({std::istreambuf_iterator<char>(in), {}});
    ASSERT_TRUE(run_import(other.workspace(), {.id = "1", .files = files}));

    const auto stopped = run_import(
        running_.workspace(),
        {.id = "1", .files = files, .go_on = [](std::uint64_t rows) { return rows < 1900; }});
    ASSERT_FALSE(stopped);
    EXPECT_EQ(running_.problem(), "");
    ASSERT_TRUE(run_import(running_.workspace(), {.id = "1", .files = files}));
    EXPECT_EQ(tables(running_), tables(other));
    EXPECT_EQ(running_.problem(), "");
}

TEST_F(Carrying, WhatWasUndoneIsNotExported) {
    const auto files = write_files(folder_, 12);
    ASSERT_TRUE(run_import(running_.workspace(), {.id = "1", .files = files}));
    ASSERT_EQ(export_table(running_.workspace(), "companies")->rows.size(), 20U);
    ASSERT_EQ(export_table(running_.workspace(), "deals")->rows.size(), 2U);
    ASSERT_TRUE(undo_import(running_.workspace(), "1", "mia@acme.test"));
    for (const char* kind : {"companies", "deals", "contacts", "touches"}) {
        EXPECT_EQ(export_table(running_.workspace(), kind)->rows.size(), 0U) << kind;
    }
}

}  // namespace
}  // namespace baton::engine::testing
