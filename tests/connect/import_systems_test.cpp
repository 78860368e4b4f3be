#include <gtest/gtest.h>
#include <string>
#include <utility>
#include <vector>

#include "connect/bytes.hpp"
#include "connect/csv_detect.hpp"
#include "connect/import_kind.hpp"
#include "connect/import_mapping.hpp"

namespace baton::connect {
namespace {

Result<ImportPlan> planned(const std::string& text, ImportOptions options) {
    return plan_import(*open_csv(bytes_of(text)), options);
}

TEST(SourceSystem, headers_of_other_systems_are_columns_of_the_company_s_own) {
    const std::string salesforce = "Id,Email,Title,LastName\n1,a@b.test,Manager,Ada\n";
    const auto of_salesforce = planned(salesforce, {.system = SourceSystem::salesforce});
    ASSERT_TRUE(of_salesforce) << of_salesforce.error().message;
    EXPECT_EQ(of_salesforce->mapping.columns[2].to, Field::job_title);
    const std::string pipedrive = "ID,Title,Value,Stage,Account\n1,A deal,100,Won,mine\n";
    const auto any = planned(pipedrive, {});
    ASSERT_TRUE(any) << any.error().message;
    EXPECT_EQ(any->mapping.columns[4].to, Field::company);
    const auto of_pipedrive = planned(pipedrive, {.system = SourceSystem::pipedrive});
    ASSERT_TRUE(of_pipedrive) << of_pipedrive.error().message;
    EXPECT_EQ(of_pipedrive->mapping.kind, ImportKind::deals);
    EXPECT_EQ(of_pipedrive->mapping.columns[1].to, Field::name);
    EXPECT_EQ(of_pipedrive->mapping.columns[4].to, Field::custom)
        << "Pipedrive writes Organization";
}

TEST(SourceSystem, the_usual_exports_are_recognised_as_what_they_are) {
    using enum SourceSystem;

    struct Export {
        SourceSystem system;
        std::vector<std::string> headers;
        ImportKind kind;
    };

    const std::vector<Export> exports{
        {hubspot, {"Record ID", "First Name", "Email", "Contact owner"}, ImportKind::contacts},
        {hubspot, {"Record ID", "Deal Name", "Deal Stage", "Close Date"}, ImportKind::deals},
        {hubspot, {"Record ID", "Company name", "Industry"}, ImportKind::companies},
        {salesforce, {"Id", "AccountId", "StageName", "Amount", "CloseDate"}, ImportKind::deals},
        {salesforce, {"Account ID", "Account Name", "Industry"}, ImportKind::companies},
        {pipedrive, {"Deal - ID", "Deal - Title", "Deal - Stage"}, ImportKind::deals},
        {pipedrive, {"Person - ID", "Person - Email - Work"}, ImportKind::contacts},
    };
    for (const auto& [system, headers, kind] : exports) {
        EXPECT_EQ(recognise_kind(headers, system), kind) << headers[1];
    }
}

TEST(SourceSystem, a_file_that_is_clearly_another_one_is_refused) {
    const std::string pipedrive = "Deal - ID,Deal - Title,Deal - Stage\n1,A,Won\n";
    for (const auto system : {SourceSystem::hubspot, SourceSystem::salesforce}) {
        const auto plan = planned(pipedrive, {.system = system});
        ASSERT_FALSE(plan) << name(system);
        EXPECT_NE(plan.error().message.find(name(system)), std::string::npos);
    }
    EXPECT_FALSE(planned("id,email\n1,a@b.test\n",
                         {.system = SourceSystem::hubspot, .kind = ImportKind::deals}));
    EXPECT_FALSE(
        planned("contact,at,kind\nc1,2026-01-01,call\n", {.system = SourceSystem::pipedrive}));
}

TEST(ImportMappings, are_one_for_all_or_one_for_each_file) {
    const auto one = parse_mappings(R"({"kind":"users","columns":[{"header":"a","to":"name"}]})");
    ASSERT_TRUE(one) << one.error().message;
    EXPECT_EQ(one->at("").kind, ImportKind::users);
    const auto each = parse_mappings(
        R"({"files":[{"file":"a.csv","rows":3,"mapping":{"kind":"users","columns":[]}},)"
        R"({"file":"l.jsonl","kind":"ledger"}],"findings":[]})");
    ASSERT_TRUE(each) << each.error().message;
    EXPECT_EQ(each->size(), 1U);
    EXPECT_EQ(each->at("a.csv").kind, ImportKind::users);
}

TEST(ImportMappings, wrong_ones_name_the_place) {
    const std::vector<std::pair<std::string, std::string>> wrong{
        {"", "line 1"},
        {"{\"kind\":\n\"users\",\n]", "line 3"},
        {"{\"kind\":\"users\",\"columns\":[]} x", "line 1: something follows"},
        {"[]", "expected an object"},
        {"{}", "/kind"},
        {R"({"kind":"ledger","columns":[]})", "/kind"},
        {R"({"kind":"users"})", "/columns"},
        {R"({"kind":"users","columns":[7]})", "/columns/0: expected an object"},
        {R"({"kind":"users","columns":[{"to":"name"}]})", "/columns/0/header"},
        {R"({"kind":"users","columns":[{"header":"a"},{"header":"b","to":"nmae"}]})",
         "/columns/1/to: \"nmae\""},
        {R"({"kind":"users","columns":[{"header":"a","to":7}]})", "/columns/0/to: expected text"},
        {R"({"kind":"users","columns":[{"header":"a","too":"name"}]})", "/columns/0/too"},
        {R"({"kind":"users","columns":[{"header":"a","days":"first"}]})", "/columns/0/days"},
        {R"({"kind":"users","columns":[{"header":"a","scale":0}]})", "/columns/0/scale"},
        {R"({"files":[{"file":"a.csv","mapping":{"kind":"x"}}]})", "/files/0/mapping/kind"},
        {R"({"files":[{"mapping":{"kind":"users","columns":[]}}]})", "/files/0/file"},
    };
    for (const auto& [text, place] : wrong) {
        const auto mappings = parse_mappings(text);
        ASSERT_FALSE(mappings) << text;
        EXPECT_NE(mappings.error().message.find(place), std::string::npos)
            << text << "\n"
            << mappings.error().message;
    }
}

}  // namespace
}  // namespace baton::connect
