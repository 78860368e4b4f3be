#include <filesystem>
#include <gtest/gtest.h>
#include <string>
#include <string_view>

#include "engine/carrying.hpp"
#include "engine/export.hpp"
#include "engine/import_run.hpp"
#include "engine/pipelines.hpp"

// Dates of stages and conversions, in the exports of other systems, become facts of those dates.
namespace baton::engine::testing {
namespace {

constexpr std::string_view people =
    "Record ID,Email,Create Date,\"Date entered \"\"Lead (Lifecycle Stage Pipeline)\"\"\","
    "Became a Marketing Qualified Lead Date,First Conversion,First Conversion Date,"
    "Recent Conversion,Recent Conversion Date\n"
    "11,ada@acme.test,2026-01-02 08:00,2026-01-02 08:00,2026-01-20 09:00,"
    "Guide,2026-01-05 10:00,Guide,2026-01-05 10:00\n"
    "12,bob@acme.test,2026-01-03 08:00,,,Guide,2026-01-06 10:00,Demo,2026-01-19 11:00\n";

constexpr std::string_view sales =
    "Record ID,Deal Name,Deal Stage,Amount,Create Date,Close Date,"
    "\"Date entered \"\"Discovery (Sales)\"\"\",\"Date entered \"\"Proposal (Sales)\"\"\","
    "\"Date entered \"\"Closed won (Sales)\"\"\"\n"
    "d1,Big,Closed Won,1000,2026-01-04,2026-02-10,2026-01-05 10:00,2026-01-25 10:00,"
    "2026-02-10 12:00\n"
    "d2,Small,Proposal,50,2026-01-04,,2026-01-06 10:00,2026-01-26 10:00,\n";

class ImportHappenings : public Carrying {
protected:
    ImportReport import(const std::string& id, const std::string& name, std::string_view text) {
        write_file(folder_ / name, std::string(text));
        const auto report = run_import(running_.workspace(), {.id = id, .files = {folder_ / name}});
        EXPECT_TRUE(report) << report.error().message;
        return report.value_or(ImportReport{});
    }

    // "2026-01-25 Proposal open" for each change of the deal's stage.
    std::string way(std::string_view deal) {
        return running_.workspace().read([&](const Workspace::View& view) {
            const auto& timeline = view.timeline;
            const auto id = view.directory.deal_by_external_id(deal);
            const auto& held = *timeline.find(id);
            std::string text;
            for (const std::string_view day : {"2026-01-04",
                                               "2026-01-05",
                                               "2026-01-07",
                                               "2026-01-25",
                                               "2026-01-27",
                                               "2026-02-09",
                                               "2026-02-11"}) {
                const Instant at = *parse_instant(std::string(day) + "T23:00:00Z");
                const auto stage = timeline.value(held.properties, "stage", at);
                const auto* status = ledger::Timeline::status(held, at);
                const auto* text_of_it = std::get_if<std::string>(&stage);
                text += std::string(day.substr(5)) + " " +
                        (text_of_it == nullptr ? "-" : *text_of_it) + " " +
                        std::string(status == nullptr ? "-" : name(status->status)) + "\n";
            }
            return text;
        });
    }
};

TEST_F(ImportHappenings, OfContactsArePlacementsAndTouchesOfTheirDate) {
    const auto report = import("1", "people.csv", people);
    EXPECT_EQ(report.files[0].created, 2U);
    EXPECT_EQ(running_.row(running_.contact("11")).touches, 1)
        << "the first conversion is the most recent one as well";
    EXPECT_EQ(running_.row(running_.contact("12")).touches, 2);
    const auto placed = running_.workspace().read([](const Workspace::View& view) {
        std::string text;
        const auto& timeline = view.timeline;
        for (const auto& contact : timeline.contacts()) {
            for (const auto& each : contact.all().placements) {
                text += contact.external_id + " " + timeline.dictionary().name(each.stage) + " " +
                        render(each.at).substr(0, 10) + "\n";
            }
        }
        return text;
    });
    EXPECT_EQ(placed, "11 lead 2026-01-02\n11 MQL 2026-01-20\n");
    EXPECT_EQ(running_.problem(), "");
    const std::string before = running_.head_and_state();
    EXPECT_EQ(import("2", "again.csv", people).files[0].skipped, 2U);
    EXPECT_EQ(running_.head_and_state(), before) << "the same dates again are nothing new";
}

TEST_F(ImportHappenings, OfDealsAreTheWayTheyWent) {
    import("1", "sales.csv", sales);
    EXPECT_EQ(way("d1"),
              "01-04 - open\n01-05 Discovery open\n01-07 Discovery open\n01-25 Proposal open\n"
              "01-27 Proposal open\n02-09 Proposal open\n02-11 Closed Won won\n");
    EXPECT_EQ(way("d2"),
              "01-04 - open\n01-05 - open\n01-07 Discovery open\n01-25 Discovery open\n"
              "01-27 Proposal open\n02-09 Proposal open\n02-11 Proposal open\n");
    EXPECT_EQ(running_.problem(), "");
    const std::string before = running_.head_and_state();
    EXPECT_EQ(import("2", "again.csv", sales).files[0].skipped, 2U);
    EXPECT_EQ(running_.head_and_state(), before);
}

TEST_F(ImportHappenings, ADealThatIsThereGetsTheStagesThatWereMissing) {
    import("1",
           "bare.csv",
           "Record ID,Deal Name,Deal Stage,Amount,Create Date,Close Date\n"
           "d1,Big,Closed Won,1000,2026-01-04,2026-02-10\n");
    EXPECT_EQ(import("2", "sales.csv", sales).files[0].updated, 1U);
    EXPECT_EQ(way("d1"),
              "01-04 - open\n01-05 Discovery open\n01-07 Discovery open\n01-25 Proposal open\n"
              "01-27 Proposal open\n02-09 Proposal open\n02-11 Closed Won won\n");
    EXPECT_EQ(running_.problem(), "");
}

TEST_F(ImportHappenings, AreTakenBackWithTheImport) {
    import("1", "bare.csv", "id,email,created_at\n11,ada@acme.test,2026-01-02T08:00:00Z\n");
    const std::string before = tables(running_, false);
    import("2", "people.csv", people);
    import("3", "sales.csv", sales);
    EXPECT_NE(tables(running_, false), before);
    ASSERT_TRUE(undo_import(running_.workspace(), "3", "mia@acme.test"));
    ASSERT_TRUE(undo_import(running_.workspace(), "2", "mia@acme.test"));
    EXPECT_EQ(tables(running_, false), before);
    EXPECT_EQ(running_.problem(), "");
    import("4", "people.csv", people);
    EXPECT_EQ(running_.row(running_.contact("11")).touches, 1)
        << "what was taken back may come again";
}

TEST_F(ImportHappenings, WhatCannotHaveBeenIsSaid) {
    const auto report = import("1",
                               "sales.csv",
                               "Record ID,Deal Name,Deal Stage,Create Date,Close Date,"
                               "\"Date entered \"\"Proposal (Sales)\"\"\"\n"
                               "d1,A,Closed Won,2026-01-10,2026-01-20,2026-01-05 10:00\n"
                               "d2,B,Closed Lost,2026-01-10,2026-01-20,2026-01-25 10:00\n");
    std::string codes;
    for (const auto& finding : report.findings)
        codes += finding.code + " ";
    EXPECT_NE(codes.find("stage_before_created"), std::string::npos) << codes;
    EXPECT_NE(codes.find("stage_after_close"), std::string::npos) << codes;
    EXPECT_EQ(running_.problem(), "");
}

}  // namespace
}  // namespace baton::engine::testing
