#include <array>
#include <filesystem>
#include <fmt/format.h>
#include <fstream>
#include <gtest/gtest.h>
#include <random>
#include <string>
#include <vector>

#include "engine/export.hpp"
#include "engine/import_run.hpp"
#include "engine/journeys_text.hpp"
#include "engine/random_life.hpp"
#include "engine/replay.hpp"
#include "places.hpp"

// What comes in by files and goes out again.
namespace baton::engine::testing {
namespace {

const Instant start{1'772'409'600'000'000};

void write_file(const std::filesystem::path& path, const std::string& text) {
    std::ofstream(path, std::ios::binary) << text;
}

std::string exported(Workspace& workspace) {
    std::string text;
    const Done done = export_ledger(workspace, [&](std::string_view part) { text.append(part); });
    EXPECT_TRUE(done) << done.error().message;
    return text;
}

std::string journeys(Workspace& workspace) {
    return workspace.read([](const Workspace::View& view) {
        lifecycle::Evaluator evaluator(view.live.shared_chain(), view.timeline);
        return journeys_text(evaluator, view.live.chain(), view.timeline, {});
    });
}

std::vector<std::filesystem::path> write_files(const std::filesystem::path& folder, int people) {
    std::string companies = "id,name,domain,employees\n";
    std::string contacts = "id,email,created_at,company\n";
    std::string touches = "contact,at,kind,path\n";
    std::string deals = "id,name,contact,company,amount,currency,stage,created_at,closed_at\n";
    for (int i = 0; i < 20; ++i) {
        companies += fmt::format("k{0},Company {0},c{0}.test,{1}\n", i, i * 10);
    }
    for (int i = 0; i < people; ++i) {
        contacts += fmt::format("p{0},p{0}@c{1}.test,2026-02-01T08:00:00Z,k{1}\n", i, i % 20);
        for (int each = 0; each < i % 4; ++each) {
            touches += fmt::format("p{},2026-02-{:02}T10:00:00Z,page_view,/pricing\n", i, 2 + each);
        }
        if (i % 9 == 0) {
            deals += fmt::format(
                "d{0},Deal "
                "{0},p{0},k{1},100.50,EUR,Won,2026-02-20T08:00:00Z,2026-02-21T08:00:00Z\n",
                i,
                i % 20);
        }
    }
    std::vector<std::filesystem::path> files;
    for (const auto& [name, text] : {std::pair("companies.csv", companies),
                                     std::pair("contacts.csv", contacts),
                                     std::pair("touches.csv", touches),
                                     std::pair("deals.csv", deals)}) {
        files.push_back(folder / name);
        write_file(files.back(), text);
    }
    return files;
}

// The rows of contacts; versions are places in the ledger and differ.
std::string tables(Running& running, bool with_deleted = true) {
    std::string text;
    running.workspace().read([&](const Workspace::View& view) {
        for (const ledger::Contact& contact : view.timeline.contacts()) {
            const store::ContactRow row = running.row(contact.id);
            if (with_deleted || !row.deleted) {
                text += fmt::format("\n{} {} {} {} {} {} {}",
                                    row.external_id,
                                    row.email,
                                    row.stage,
                                    row.touches,
                                    row.company.value,
                                    row.deleted,
                                    row.properties);
            }
        }
    });
    return text;
}

class Carrying : public ::testing::Test {
protected:
    Carrying() : running_(start), folder_(new_directory()) {
        running_.hire("kim@acme.test", {{"role", std::string("rep")}});
        std::ifstream in(source_dir() / "tests/stories/usual.agreement");
        running_.sign({std::istreambuf_iterator<char>(in), {}});
    }

    ~Carrying() override { std::filesystem::remove_all(folder_); }

    Running running_;
    std::filesystem::path folder_;
};

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
    Running other(start);
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

TEST(CarryingLedgers, ALedgerReadAgainTellsTheSameHistory) {
    std::mt19937 dice(7);
    for (int round = 0; round < 4; ++round) {
        RandomLife life;
        const auto roll = [&](int below) {
            return static_cast<int>(dice() % static_cast<unsigned>(below));
        };
        for (int i = 0; i < 80; ++i) {
            constexpr std::array minutes{0, 1, 9, 30};
            constexpr std::array late{0, 0, 0, 60, 3000};
            Deed deed{.what = roll(24),
                      .who = roll(9),
                      .which = roll(60),
                      .minutes = minutes.at(static_cast<std::size_t>(roll(4))),
                      .late = late.at(static_cast<std::size_t>(roll(5)))};
            ASSERT_EQ(life.live(deed), "");
        }
        const std::string ledger = exported(life.running().workspace());
        const std::filesystem::path folder = new_directory();
        write_file(folder / "ledger.jsonl", ledger);
        Running copy(life.running().now());
        const auto report =
            run_import(copy.workspace(), {.id = "1", .files = {folder / "ledger.jsonl"}});
        ASSERT_TRUE(report) << report.error().message;
        EXPECT_EQ(copy.problem(), "");
        EXPECT_EQ(journeys(copy.workspace()), journeys(life.running().workspace()));
        std::filesystem::remove_all(folder);
    }
}

}  // namespace
}  // namespace baton::engine::testing
