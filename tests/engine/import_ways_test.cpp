#include <filesystem>
#include <gtest/gtest.h>
#include <string>
#include <string_view>
#include <variant>

#include "engine/carrying.hpp"
#include "engine/conservation.hpp"
#include "engine/contradictions.hpp"
#include "engine/import_run.hpp"

// How rows are written, as people choose it; and what is then found to contradict itself.
namespace baton::engine::testing {
namespace {

class ImportsInWays : public Carrying {
protected:
    FileReport import(const std::string& id, std::string_view text, ImportWays ways = {}) {
        const auto path = folder_ / (id + ".csv");
        write_file(path, std::string(text));
        const auto report =
            run_import(running_.workspace(), {.id = id, .files = {path}, .ways = ways});
        EXPECT_TRUE(report) << report.error().message;
        return report ? report->files.front() : FileReport{};
    }

    std::size_t offered() {
        std::size_t count = 0;
        for (const char* each : {"p2", "p3", "p6", "p7"}) {
            count += running_.handoffs(running_.contact(each)).size();
        }
        return count;
    }

    std::string title(const std::string& contact) {
        const ContactId id = running_.contact(contact);
        return running_.workspace().read([&](const Workspace::View& view) {
            const auto value =
                view.timeline.value(*view.timeline.find(id), "job_title", Instant::latest());
            const auto* text = std::get_if<std::string>(&value);
            return text == nullptr ? std::string() : *text;
        });
    }

    Conservation sum() {
        return running_.workspace().read(
            [&](const Workspace::View& view) { return conservation(view, running_.now()); });
    }

    // "code count", each.
    std::string contradicted() {
        std::string text;
        for (const auto& each : find_contradictions(running_.workspace())) {
            text += each.code + " " + std::to_string(each.count) + "\n";
            EXPECT_FALSE(each.message.empty() || each.advice.empty());
            EXPECT_EQ(each.cases.size(), each.count);
        }
        return text;
    }
};

TEST_F(ImportsInWays, WithAutomationsOffNobodyIsOffered) {
    const auto files = write_files(folder_, 8);
    ASSERT_TRUE(run_import(running_.workspace(),
                           {.id = "1", .files = files, .ways = {.automations = false}}));
    EXPECT_EQ(running_.row(running_.contact("p3")).stage, "MQL") << "the history is there";
    EXPECT_EQ(offered(), 0U);
    EXPECT_EQ(sum().dropped, 0U);
    EXPECT_EQ(running_.problem(), "");
    running_.restart();
    EXPECT_EQ(offered(), 0U) << "a restart remembers it";
    EXPECT_EQ(running_.problem(), "");
}

TEST_F(ImportsInWays, WithAutomationsOnTheSameAreOffered) {
    ASSERT_TRUE(run_import(running_.workspace(), {.id = "1", .files = write_files(folder_, 8)}));
    EXPECT_EQ(offered(), 4U);
}

TEST_F(ImportsInWays, WhoQualifiesLaterIsOfferedAsAlways) {
    const std::string person = "id,email,created_at\np2,p2@x.test,2026-02-01T08:00:00Z\n";
    import("1", person, {.automations = false});
    running_.move_to(Instant{carrying_start.micros + 3'600'000'000});
    import("2",
           "contact,at,kind,path\np2,2026-03-02T00:30:00Z,page_view,/pricing\n"
           "p2,2026-03-02T00:40:00Z,page_view,/pricing\n");
    EXPECT_EQ(running_.handoffs(running_.contact("p2")).size(), 1U);
    EXPECT_EQ(running_.problem(), "");
}

TEST_F(ImportsInWays, OnlyNewOrOnlyKnownRecordsAreWritten) {
    constexpr std::string_view before = "id,email,job title\n1,a@x.test,Head\n";
    constexpr std::string_view both = "id,email,job title\n1,a@x.test,Chief\n2,b@x.test,Clerk\n";
    import("1", before);
    auto report = import("2", both, {.writes = ImportWrites::creates});
    EXPECT_EQ(report.created, 1U);
    EXPECT_EQ(report.skipped, 1U);
    EXPECT_EQ(title("1"), "Head");
    constexpr std::string_view more = "id,email,job title\n1,a@x.test,Chief\n3,c@x.test,Clerk\n";
    report = import("3", more, {.writes = ImportWrites::updates});
    EXPECT_EQ(report.updated, 1U);
    EXPECT_EQ(report.skipped, 1U);
    EXPECT_EQ(title("1"), "Chief");
    EXPECT_FALSE(running_.find_contact("3"));
}

TEST_F(ImportsInWays, ContactsAreFoundAsChosen) {
    import("1", "id,email,job title\n1,a@x.test,Head\n2,b@x.test,Head\n");
    constexpr std::string_view crossed = "id,email,job title\n1,b@x.test,Chief\n";
    import("2", crossed, {.contact_key = ContactKey::email});
    EXPECT_EQ(title("2"), "Chief");
    EXPECT_EQ(title("1"), "Head");
    const auto unknown = import("3", "id,email\n9,a@x.test\n", {.contact_key = ContactKey::id});
    EXPECT_EQ(unknown.created, 1U) << "the e-mail alone does not tell";
}

TEST_F(ImportsInWays, WhatContradictsItselfIsFoundOverEverything) {
    EXPECT_EQ(contradicted(), "");
    import("1", "id,name,price\nx1,Basic,10\n");
    import("2",
           "Record ID,Email,Create Date,Lead Status,Lead Source,Became an MQL date,"
           "Became a SQL date\n"
           "1,a@x.test,2026-01-01,Unqualified,Ads,2026-02-01,2026-01-15\n"
           "2,b@x.test,2026-01-01,Open,Ads,2026-01-10,2026-01-15\n");
    import("3",
           "Record ID,Deal Name,Deal Stage,Create Date,Close Date,Associated Contact IDs,"
           "Lead Source,Product,Deal owner\n"
           "d1,A,Won,2026-02-10,2026-02-01,2,Fair,Basic,nobody@x.test\n"
           "d2,B,Won,2026-02-01,2026-02-10,2,ads,Luxury,kim@acme.test\n");
    EXPECT_EQ(contradicted(),
              "closed_before_created 1\nstages_out_of_order 1\nconverted_yet_junk 1\n"
              "other_source 1\nunknown_product 1\nunknown_owner 1\n");
    ASSERT_TRUE(undo_import(running_.workspace(), "3", "mia@acme.test"));
    EXPECT_EQ(contradicted(), "stages_out_of_order 1\nconverted_yet_junk 1\n");
}

}  // namespace
}  // namespace baton::engine::testing
