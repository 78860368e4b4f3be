#include "connect/import_happenings.hpp"

#include <gtest/gtest.h>
#include <string>
#include <string_view>

#include "connect/bytes.hpp"
#include "connect/csv_detect.hpp"
#include "connect/import_kind.hpp"
#include "connect/import_mapping.hpp"

namespace baton::connect {
namespace {

const StageNames ours{.of_contacts = {"lead", "MQL", "SQL", "Customer"},
                      .of_deals = {"Discovery", "Closed Won"},
                      .has_agreement = true};

std::string said(ImportKind kind,
                 std::string_view header,
                 SourceSystem system = SourceSystem::any,
                 const StageNames& stages = ours) {
    const auto found = happening_of(kind, header, system, stages);
    if (!found) return "-";
    return std::string(name(found->to)) + " " + found->what;
}

TEST(Happenings, StagesOfContactsAreNamedAsTheAgreementNamesThem) {
    using enum ImportKind;
    EXPECT_EQ(
        said(contacts, "Date entered \"Marketing Qualified Lead (Lifecycle Stage Pipeline)\""),
        "stage_entered MQL");
    EXPECT_EQ(said(contacts, "hs_v2_date_entered_salesqualifiedlead"), "stage_entered SQL");
    EXPECT_EQ(said(contacts, "property_hs_lifecyclestage_lead_date"), "stage_entered lead");
    EXPECT_EQ(said(contacts, "Became a Customer Date"), "stage_entered Customer");
    EXPECT_EQ(said(contacts, "Became an opportunity date"), "stage_entered opportunity");
    EXPECT_EQ(said(contacts, "Date entered 'Our very own'"), "stage_entered Our very own");
    EXPECT_EQ(said(contacts, "Fecha de entrada en «Suscriptor (Ciclo de vida)»"),
              "stage_entered subscriber");
    EXPECT_EQ(said(contacts, "Datum des Eintritts in „Lead (Lifecycle)”"), "stage_entered lead");
    EXPECT_EQ(said(contacts, "ConvertedDate", SourceSystem::salesforce), "stage_entered SQL");
    EXPECT_EQ(said(contacts, "ConvertedDate", SourceSystem::hubspot), "-");
}

TEST(Happenings, WhatIsNoEntryIsNone) {
    using enum ImportKind;
    for (const char* header : {"Date exited \"Lead (Lifecycle Stage Pipeline)\"",
                               "Cumulative time in \"Lead (Lifecycle Stage Pipeline)\"",
                               "hs_v2_date_entered_1234567",
                               "hs_v2_date_entered_99_12",
                               "Date entered",
                               "Create Date",
                               "Last Contacted",
                               "Became a Date",
                               ""}) {
        EXPECT_EQ(said(contacts, header), "-") << header;
    }
    EXPECT_EQ(said(companies, "Became a Customer Date"), "-");
    EXPECT_EQ(said(deals, "First Conversion Date"), "-") << "a deal converts nobody";
}

TEST(Happenings, StagesOfDealsAreNamedAsThePipelinesNameThem) {
    using enum ImportKind;
    EXPECT_EQ(said(deals, "Date entered \"Closed won (Sales Pipeline)\""),
              "stage_entered Closed Won");
    EXPECT_EQ(said(deals, "hs_v2_date_entered_closedwon_1738"), "stage_entered Closed Won");
    EXPECT_EQ(said(deals, "hs_date_entered_closedlost"), "stage_entered closedlost");
}

TEST(Happenings, TouchesAreOfTheSystemThatWritesThem) {
    using enum ImportKind;
    using enum SourceSystem;
    EXPECT_EQ(said(contacts, "First Conversion Date"), "touched Form Submitted");
    EXPECT_EQ(said(contacts, "property_recent_conversion_date"), "touched Form Submitted");
    EXPECT_EQ(said(contacts, "Last marketing email open date"), "touched Email Opened");
    EXPECT_EQ(said(contacts, "Person - Last email sent", pipedrive), "touched Email Sent");
    EXPECT_EQ(said(contacts, "Person - Last email sent", hubspot), "-");
}

TEST(Happenings, StandInTheMappingWithWhatTheyAreAbout) {
    constexpr std::string_view file =
        "Record ID,Email,First Conversion,First Conversion Date,Date entered \"Nobody (P)\"\n"
        "1,a@b.test,Ebook: Forms,2026-01-31 10:00,2026-02-01 11:00\n";
    const auto plan = plan_import(*open_csv(bytes_of(file)), {.stages = ours});
    ASSERT_TRUE(plan) << plan.error().message;
    const auto& columns = plan->mapping.columns;
    ASSERT_EQ(columns.size(), 5U);
    EXPECT_EQ(columns[2].to, Field::custom) << "the name of the form stays a property";
    EXPECT_EQ(columns[3].to, Field::touched);
    EXPECT_EQ(columns[3].property, "Form Submitted");
    EXPECT_EQ(columns[3].asset, "First Conversion");
    EXPECT_EQ(columns[4].property, "Nobody");
    EXPECT_NE(columns[4].why.find("the agreement does not have"), std::string::npos)
        << columns[4].why;
    const auto again = parse_mapping(render_mapping(plan->mapping));
    ASSERT_TRUE(again) << again.error().message;
    EXPECT_EQ(*again, plan->mapping);
}

TEST(Happenings, AMappingSaysWhichStage) {
    const auto wrong =
        parse_mapping(R"({"kind":"contacts","columns":[{"header":"Since","to":"stage_entered"}]})");
    ASSERT_FALSE(wrong);
    EXPECT_EQ(wrong.error().problems.front().where, "/columns/0/property");
}

}  // namespace
}  // namespace baton::connect
