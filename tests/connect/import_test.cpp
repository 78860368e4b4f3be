#include <array>
#include <cstddef>
#include <fmt/core.h>
#include <gtest/gtest.h>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/calendar.hpp"
#include "base/instant.hpp"
#include "base/value.hpp"
#include "connect/bytes.hpp"
#include "connect/csv_detect.hpp"
#include "connect/csv_writer.hpp"
#include "connect/import_findings.hpp"
#include "connect/import_kind.hpp"
#include "connect/import_mapping.hpp"
#include "connect/import_rows.hpp"
#include "connect/import_stages.hpp"
#include "ledger/event.hpp"

namespace baton::connect {
namespace {

constexpr Currency euro{{'E', 'U', 'R', 0}};

std::string rendered(const ledger::Properties& properties) {
    std::string text;
    for (const auto& [name, value] : properties) {
        text += fmt::format(" {}={}", name, render_cell(value));
    }
    return text;
}

std::string at(std::optional<Instant> instant) {
    return instant ? render(*instant) : "-";
}

struct Rendered {
    std::string operator()(const ImportedContact& c) const {
        return fmt::format("contact {} {} company={} created={}{}",
                           c.id,
                           c.email,
                           c.company,
                           at(c.created_at),
                           rendered(c.properties));
    }

    std::string operator()(const ImportedCompany& c) const {
        return fmt::format("company {} parent={}{}", c.id, c.parent, rendered(c.properties));
    }

    std::string operator()(const ImportedDeal& d) const {
        const std::array<std::string_view, 3> status{"open", "won", "lost"};
        return fmt::format("deal {} {} company={} contacts={} {} → {}{}",
                           d.id,
                           status.at(static_cast<std::size_t>(d.status)),
                           d.company,
                           d.contacts.size(),
                           at(d.created_at),
                           at(d.closed_at),
                           rendered(d.properties));
    }

    std::string operator()(const ImportedTouch& t) const {
        return fmt::format("touch {}{} {} {} {}{}{}",
                           t.contact,
                           t.visitor,
                           render(t.at),
                           t.kind,
                           t.message_id,
                           t.direction == ledger::Direction::out ? " out" : "",
                           rendered(t.fields));
    }

    std::string operator()(const ImportedProduct& p) const {
        return fmt::format("product {} {}", p.name, p.price ? render_amount(*p.price) : "-");
    }

    std::string operator()(const ImportedUser& u) const {
        return fmt::format("user {} {} team={} manager={}", u.name, u.email, u.team, u.manager);
    }

    std::string operator()(const ImportedCost& c) const {
        return fmt::format("cost {} {} {} {}",
                           c.campaign,
                           render(c.on),
                           render_amount(c.amount),
                           c.amount.currency.text());
    }

    std::string operator()(const ImportedHandoff& h) const {
        return fmt::format("handoff {} {} to={} outcome={} at={} reason={}",
                           h.contact,
                           render(h.at),
                           h.to,
                           h.outcome ? static_cast<int>(*h.outcome) : -1,
                           at(h.outcome_at),
                           h.reason);
    }
};

// Imports texts as files of one import; everything it says, as text.
class Import {
public:
    explicit Import(ImportOptions options = {.currency = euro}) : options_(std::move(options)) {}

    std::string run(const std::vector<std::string>& files) {
        std::vector<ImportPlan> plans;
        std::vector<ImportKind> kinds;
        for (const auto& file : files) {
            auto plan = plan_import(*open_csv(bytes_of(file)), options_);
            if (!plan) return plan.error().message;
            kinds.push_back(plan->mapping.kind);
            plans.push_back(*std::move(plan));
        }
        std::string text;
        for (const auto i : import_order(kinds)) {
            text += rows(files[i], plans[i]);
        }
        for (const auto& finding : findings_.list()) {
            text += fmt::format("{} {} {}\n", finding.code, finding.count, finding.example);
        }
        return text;
    }

    [[nodiscard]] std::vector<std::string> stages() const { return stages_.ordered(); }

private:
    std::string rows(const std::string& file, const ImportPlan& plan) {
        const RowContext context{.plan = plan,
                                 .currency = options_.currency,
                                 .zone = options_.zone,
                                 .digest = "digest",
                                 .references = references_,
                                 .findings = findings_,
                                 .stages = stages_};
        ImportRows rows(*open_csv(bytes_of(file)), context);
        std::string text;
        for (auto row = rows.next(); row && *row; row = rows.next()) {
            const auto& verdict = **row;
            if (verdict.verdict == Verdict::skip) text += fmt::format("{} skip\n", verdict.row);
            if (verdict.verdict == Verdict::reject) {
                text +=
                    fmt::format("{} reject {}: {}\n", verdict.row, verdict.column, verdict.reason);
            }
            if (verdict.verdict == Verdict::update) text += "update ";
            if (verdict.what) text += std::visit(Rendered{}, *verdict.what) + "\n";
        }
        return text;
    }

    ImportOptions options_;
    References references_;
    Findings findings_;
    StageOrder stages_;
};

std::string imported(const std::vector<std::string>& files) {
    return Import().run(files);
}

TEST(ImportKind, is_recognised_by_headers) {
    const std::vector<std::pair<std::vector<std::string>, std::string>> cases{
        {{"id", "email", "created_at"}, "contacts"},
        {{"Vorname", "Nachname", "E-Mail"}, "contacts"},
        {{"First Name", "Last Name", "Email", "Contact owner", "Associated Company"}, "contacts"},
        {{"id", "name", "domain"}, "companies"},
        {{"account", "sector", "year_established", "revenue", "employees"}, "companies"},
        {{"opportunity_id", "sales_agent", "product", "account", "deal_stage", "close_value"},
         "deals"},
        {{"Deal Name", "Deal Stage", "Close Date", "Amount", "Deal owner"}, "deals"},
        {{"Id", "AccountId", "StageName", "Amount", "CloseDate", "OwnerId"}, "deals"},
        {{"Deal - Title", "Deal - Stage", "Deal - Value"}, "deals"},
        {{"contact", "at", "kind", "channel"}, "touches"},
        {{"contact", "at", "to", "outcome"}, "handoffs"},
        {{"campaign", "on", "amount", "currency"}, "costs"},
        {{"product", "series", "sales_price"}, "products"},
        {{"sales_agent", "manager", "regional_office"}, "users"},
        {{"Activity type", "Email", "Date", "Subject"}, "activities"},
        {{"Table", "Field", "Description"}, "none"},
        {{"age", "job", "marital"}, "none"},
    };
    for (const auto& [headers, expected] : cases) {
        const auto kind = recognise_kind(headers);
        EXPECT_EQ(kind ? name(*kind) : "none", expected) << headers.front();
    }
}

TEST(ImportKind, people_with_columns_of_their_company_are_contacts) {
    const std::vector<std::vector<std::string>> cases{
        {"id", "email", "created_at", "country", "job_title", "employees", "industry"},
        {"id", "email", "employees", "industry"},
        {"id", "email", "industry", "annual_revenue", "employees", "parent"},
        {"id", "email", "created_at", "company", "domain", "industry", "employees"},
        {"id", "name", "email", "industry", "employees"},
        {"email", "first_name", "last_name", "company", "website", "industry", "employees"},
        {"Record ID", "Email", "Company name", "Company domain name", "Industry", "Headcount"},
        {"company", "website", "industry", "employees", "revenue", "Vorname", "Nachname", "E-Mail"},
    };
    for (const auto& headers : cases) {
        EXPECT_EQ(recognise_kind(headers), ImportKind::contacts) << headers.back();
    }
}

TEST(ImportKind, companies_with_an_email_are_companies) {
    const std::vector<std::vector<std::string>> cases{
        {"id", "name", "domain", "email"},
        {"id", "email", "name", "domain", "country", "industry"},
        {"id", "name", "domain", "industry", "employees", "email", "phone"},
        {"Company name", "Domain", "Industry", "Email"},
        {"Account ID", "Account Name", "Website", "Industry", "Email"},
        {"Record ID", "Company name", "Company domain name", "Industry", "Email"},
    };
    for (const auto& headers : cases) {
        EXPECT_EQ(recognise_kind(headers), ImportKind::companies) << headers.front();
    }
}

TEST(Import, reads_files_in_the_order_that_references_need) {
    EXPECT_EQ(
        imported({"opportunity_id,sales_agent,product,account,deal_stage,engage_date,close_date,"
                  "close_value\n"
                  "D1,Kim,Basic,Acme,Won,2016-10-20,2017-03-01,1054\n"
                  "D2,Lee,Basc,,Prospecting,,,\n",
                  "product,series,sales_price\nBasic,B,550\n",
                  "sales_agent,manager,regional_office\nKim,Mo,West\n"}),
        "user Kim  team=West manager=Mo\n"
        "product Basic 550.00\n"
        "deal D1 won company=Acme contacts=0 2016-10-20T00:00:00.000000Z → "
        "2017-03-01T00:00:00.000000Z owner=Kim product=Basic stage=Won amount=1054.00\n"
        "deal D2 open company= contacts=0 - → - owner=Lee product=Basc stage=Prospecting\n"
        "unknown_product 1 Basc\n"
        "deals_without_company 1 D2\n"
        "deals_without_created_at 1 D2\n"
        "unknown_owner 1 Lee\n");
}

TEST(Import, keeps_the_order_of_stages) {
    Import import;
    import.run({"deal_id,stage\n1,Won\n2,Engaging\n3,Pilot\n4,Prospecting\n5,Lost\n"});
    EXPECT_EQ(import.stages(),
              (std::vector<std::string>{"Prospecting", "Engaging", "Pilot", "Won", "Lost"}));
}

TEST(Import, reads_contacts_with_custom_columns_typed_by_their_values) {
    EXPECT_EQ(imported({"E-mail,Name,Company,Plan,Seats,Active,Since,Zip\n"
                        "ada@acme.test,Ada King Lovelace,Acme,pro,3,yes,2024-01-31,007\n"
                        "bob@acme.test,Bob,,free,\"1,200\",no,2024-02-01,123\n"}),
              "contact  ada@acme.test company=Acme created=- first_name=Ada King "
              "last_name=Lovelace plan=pro seats=3 active=true since=2024-01-31 zip=007\n"
              "contact  bob@acme.test company= created=- last_name=Bob plan=free seats=1200 "
              "active=false since=2024-02-01 zip=123\n");
}

TEST(Import, gives_every_row_a_verdict_with_its_reason) {
    EXPECT_EQ(imported({"id,email,first_name\n"
                        "1,ada@acme.test,Ada\n"
                        ",,\n"
                        ",nonsense,Bob\n"
                        "3,nonsense,Cid\n"
                        ",,Dan\n"
                        "1,ada@acme.test,Ada L\n"}),
              "contact 1 ada@acme.test company= created=- first_name=Ada\n"
              "2 skip\n"
              "3 reject email: the e-mail cannot be one\n"
              "contact 3  company= created=- first_name=Cid\n"
              "5 reject email: neither an id nor an e-mail\n"
              "update contact 1 ada@acme.test company= created=- first_name=Ada L\n"
              "bad_email 2 nonsense\n"
              "duplicate_key_in_file 1 1\n");
}

TEST(Import, reads_companies_and_says_when_revenue_is_in_millions) {
    const std::string file =
        "account,sector,revenue,employees,subsidiary_of\nAcme,technology,1100.04,2822,Omega\n";
    EXPECT_EQ(imported({file}),
              "company Acme parent=Omega name=Acme industry=technology employees=2822 "
              "annual_revenue=1100040000.00\n");
    const auto plan = plan_import(*open_csv(bytes_of(file)), {.currency = euro});
    EXPECT_EQ(plan->mapping.columns[2].why,
              "in millions: else an employee would earn the company 0.39 a year");
    EXPECT_EQ(imported({"name,domain,revenue,employees\nAcme,acme.test,5000000,20\n"}),
              "company Acme parent= name=Acme domain=acme.test employees=20 "
              "annual_revenue=5000000.00\n");
}

TEST(Import, reads_touches_and_names_their_rows) {
    EXPECT_EQ(
        imported({"contact,at,kind,channel,value,message_id,plan\n"
                  "ada@acme.test,2024-01-01T10:00:00+02:00,page_view,email,1.5,m1,pro\n"
                  "ada@acme.test,1704103200,email_delivered,,,,\n"
                  "ada@acme.test,not a time,page_view,,,,\n"
                  ",2024-01-01T10:00Z,page_view,,,,\n"}),
        "touch ada@acme.test 2024-01-01T08:00:00.000000Z page_view m1 channel=email value=1.5 "
        "properties.plan=pro\n"
        "touch ada@acme.test 2024-01-01T10:00:00.000000Z email_delivered digest:2 out\n"
        "3 reject at: \"not a time\" is no date that exists\n"
        "4 reject contact: neither a contact nor a visitor\n"
        "bad_date 1 not a time\n");
}

TEST(Import, reads_activities_handoffs_and_costs) {
    EXPECT_EQ(imported({"Email,Date,Activity type,Subject,Owner\n"
                        "ada@acme.test,31.01.2024 14:05,Call,Price,kim\n",
                        "contact,at,to,outcome,outcome_at,reason\n"
                        "c1,2024-01-01,sales,Accepted,2024-01-02,\n"
                        "c2,2024-01-01,sales,liked,,\n",
                        "campaign,on,amount,currency\nLaunch,2024-01-31,\"1.234,50\",USD\n"
                        "Launch,2024-02-31,1,USD\n"}),
              "cost Launch 2024-01-31 1234.50 USD\n"
              "2 reject on: no day that exists\n"
              "touch ada@acme.test 2024-01-31T14:05:00.000000Z Call Logged digest:1 out "
              "properties.note=Price\n"
              "handoff c1 2024-01-01T00:00:00.000000Z to=sales outcome=1 "
              "at=2024-01-02T00:00:00.000000Z reason=\n"
              "2 reject outcome: an outcome nobody knows; expected accepted, …\n"
              "bad_date 1 2024-02-31\n");
}

TEST(Import, keeps_ragged_rows_with_every_cell) {
    EXPECT_EQ(imported({"id,email\n1,a@x.test,extra\n2\n3,c@x.test,\n"}),
              "contact 1 a@x.test company= created=- column_3=extra\n"
              "contact 2  company= created=-\n"
              "contact 3 c@x.test company= created=-\n"
              "ragged_row 2 line 2: 3 cells where the header has 2\n");
}

TEST(Import, reads_days_in_the_zone_of_the_workspace) {
    Import import({.currency = euro, .zone = *TimeZone::find("Europe/Berlin")});
    EXPECT_EQ(import.run({"deal_id,stage,created_at\n1,Won,2024-07-01\n"}),
              "deal 1 won company= contacts=0 2024-06-30T22:00:00.000000Z → - stage=Won\n");
}

TEST(Import, keeps_the_expected_close_of_an_open_deal_apart) {
    EXPECT_EQ(imported({"deal_id,stage,close_date\n1,Proposal,2024-07-01\n"}),
              "deal 1 open company= contacts=0 - → - stage=Proposal "
              "expected_close=2024-07-01T00:00:00.000000Z\n");
}

TEST(Import, states_why_it_cannot_tell_what_a_file_is) {
    EXPECT_EQ(imported({"age;job\n30;admin\n"}),
              "the columns do not tell what this file holds (age, job); name its kind, or map its "
              "columns");
    EXPECT_EQ(imported({""}), "the file is empty: it has not even a header");
}

TEST(Import, reads_any_table_as_the_kind_it_is_told) {
    Import import({.kind = ImportKind::contacts, .currency = euro});
    EXPECT_EQ(import.run({"age;job\n30;admin\n31;technician\n"}),
              "contact digest:1  company= created=- age=30 job=admin\n"
              "contact digest:2  company= created=- age=31 job=technician\n"
              "no_key_column 2 digest\n");
}

TEST(ImportMapping, survives_being_written_edited_and_read) {
    const std::string file = "key,mail_of_person,spent\n1,ada@acme.test,\"1.234,5\"\n";
    auto plan =
        plan_import(*open_csv(bytes_of(file)), {.kind = ImportKind::contacts, .currency = euro});
    ASSERT_TRUE(plan);
    EXPECT_EQ(*parse_mapping(render_mapping(plan->mapping)), plan->mapping);
    auto& columns = plan->mapping.columns;
    columns[0] = {.header = "key", .to = Field::id};
    columns[1].to = Field::email;
    Import edited({.mapping = *parse_mapping(render_mapping(plan->mapping)), .currency = euro});
    EXPECT_EQ(edited.run({file}), "contact 1 ada@acme.test company= created=- spent=1234.5\n");
}

TEST(ImportMapping, names_what_is_wrong_with_it) {
    const auto wrong = [](std::string_view json) {
        const auto mapping = parse_mapping(json);
        return mapping ? std::string("fine") : mapping.error().problems.at(0).where;
    };
    EXPECT_EQ(wrong(R"({"kind":"cats","columns":[]})"), "/kind");
    EXPECT_EQ(wrong(R"({"kind":"deals"})"), "/columns");
    EXPECT_EQ(wrong(R"({"kind":"deals","columns":[{"header":"a","to":"b"}]})"), "/columns/0/to");
    EXPECT_EQ(wrong(R"({"kind":"deals","columns":[{"header":"a"},{"header":"","to":"custom"}]})"),
              "/columns/1/property");
    EXPECT_EQ(wrong(R"({"kind":"deals","columns":[{"header":"a","to":"amount","scale":0}]})"),
              "/columns/0/scale");
    EXPECT_EQ(wrong(R"({"kind":"deals","columns":[{"to":"id"}]})"), "/columns/0/header");
    EXPECT_EQ(wrong(R"({"kind":"deals","columns":[{"header":"","to":"id"}]})"), "fine");
}

}  // namespace
}  // namespace baton::connect
