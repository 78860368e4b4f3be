#include <filesystem>
#include <gtest/gtest.h>
#include <string>
#include <string_view>

#include "engine/carrying.hpp"
#include "engine/import_run.hpp"

// Who and what rows of other systems mean: ids in two lengths, records that were merged or deleted.
namespace baton::engine::testing {
namespace {

class ImportIdentities : public Carrying {
protected:
    ImportReport import(const std::string& id, std::string_view text) {
        const auto path = folder_ / (id + ".csv");
        write_file(path, std::string(text));
        const auto report = run_import(running_.workspace(), {.id = id, .files = {path}});
        EXPECT_TRUE(report) << report.error().message;
        return report.value_or(ImportReport{});
    }

    std::string contacts_of_deal(std::string_view deal) {
        return running_.workspace().read([&](const Workspace::View& view) {
            const auto& held = *view.timeline.find(view.directory.deal_by_external_id(deal));
            std::string text;
            for (const auto slot : held.contacts.back().contacts) {
                text += view.timeline.contacts()[slot].external_id + " ";
            }
            return text;
        });
    }
};

TEST_F(ImportIdentities, AnIdOfFifteenCharactersIsThatOfEighteen) {
    import("1", "id,email,created_at\n0031G00001QtDPlQAN,ada@acme.test,2026-01-02T00:00:00Z\n");
    const auto again = import("2", "id,email\n0031G00001QtDPl,ada@acme.test\n");
    EXPECT_EQ(again.files[0].skipped, 1U);
    import("3",
           "opportunity id,opportunity name,stage name,contact id\n"
           "0061G00000N38JZ,Big,Proposal,0031G00001QtDPl\n");
    EXPECT_EQ(contacts_of_deal("0061G00000N38JZ"), "0031G00001QtDPlQAN ");
    const auto deal = import("4",
                             "opportunity id,opportunity name,stage name\n"
                             "0061G00000N38JZQAZ,Bigger,Proposal\n");
    EXPECT_EQ(deal.files[0].updated, 1U);
    EXPECT_EQ(running_.problem(), "");
}

TEST_F(ImportIdentities, WhoBecameOneThereIsOneHere) {
    import("1",
           "Record ID,Email,Create Date\n7,old@acme.test,2026-01-02\n8,new@acme.test,2026-01-03\n");
    const auto merging = import("2", "Record ID,Email,Merged object IDs\n8,new@acme.test,7;9\n");
    EXPECT_EQ(merging.files[0].updated, 1U);
    import("3", "Record ID,Deal Name,Deal Stage,Associated Contact IDs\nd1,A,Proposal,9\n");
    EXPECT_EQ(contacts_of_deal("d1"), "8 ") << "9 was never here, and means 8";
    EXPECT_EQ(
        import("4", "Record ID,Email,Merged object IDs\n8,new@acme.test,7;9\n").files[0].skipped,
        1U);
    EXPECT_EQ(running_.problem(), "");
    ASSERT_TRUE(undo_import(running_.workspace(), "2", "mia@acme.test"));
    EXPECT_EQ(running_.row(running_.contact("7")).email, "old@acme.test");
    EXPECT_EQ(running_.problem(), "");
}

TEST_F(ImportIdentities, WhatWasDeletedThereDoesNotComeToLife) {
    import("1", "Record ID,Email,Create Date\n7,ada@acme.test,2026-01-02\n");
    import("2", "Record ID,Deal Name,Deal Stage\nd1,A,Proposal\n");
    const auto people =
        import("3", "Record ID,Email,Is Deleted\n7,ada@acme.test,TRUE\n8,bob@acme.test,TRUE\n");
    EXPECT_EQ(people.files[0].updated, 1U);
    EXPECT_EQ(people.files[0].skipped, 1U);
    const auto sales = import(
        "4", "Record ID,Deal Name,Deal Stage,Is Deleted\nd1,A,Proposal,true\nd2,B,Proposal,true\n");
    EXPECT_EQ(sales.files[0].updated, 1U);
    EXPECT_EQ(sales.files[0].skipped, 1U);
    EXPECT_FALSE(running_.find_contact("8"));
    EXPECT_EQ(running_.problem(), "");
    ASSERT_TRUE(undo_import(running_.workspace(), "3", "mia@acme.test"));
    EXPECT_EQ(running_.row(running_.contact("7")).email, "ada@acme.test");
}

TEST_F(ImportIdentities, AnOwnerMayBeAnIdOfElsewhere) {
    import("1", "id,name,email,role\n0051G000005MumpQAC,Bea,bea@acme.test,rep\n");
    const auto report =
        import("2", "id,email,owner id\nc1,ada@x.test,0051G000005Mump\nc2,b@x.test,Bea\n");
    EXPECT_EQ(running_.row(running_.contact("c1")).owner, "bea@acme.test");
    EXPECT_EQ(running_.row(running_.contact("c2")).owner, "bea@acme.test");
    EXPECT_TRUE(report.findings.empty()) << report.findings.front().code;
}

TEST_F(ImportIdentities, AFileThatAsksIsNotReadBeforeItIsAnswered) {
    write_file(folder_ / "two.csv", "E-mail,Email,First Name\na@x.test,b@x.test,Ada\n");
    ImportAsk ask{.id = "1", .files = {folder_ / "two.csv"}};
    const auto refused = run_import(running_.workspace(), ask);
    ASSERT_FALSE(refused);
    EXPECT_NE(refused.error().message.find("which column is the e-mail"), std::string::npos);
    ask.dry_run = true;
    const auto tried = run_import(running_.workspace(), ask);
    ASSERT_TRUE(tried);
    EXPECT_EQ(tried->files[0].questions.size(), 1U);
}

}  // namespace
}  // namespace baton::engine::testing
