#include <cstdint>
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <string>
#include <string_view>

#include "http/running_application.hpp"

// Properties that a workspace defines, and that every way in keeps to them.
namespace baton::http::test {
namespace {

class Properties : public ::testing::Test {
protected:
    Properties() { application.set_up(); }

    Reply define(std::string_view body) { return application.post(all, body); }

    void define_tier() {
        const Reply made = define(R"({"record":"contact","name":"tier","label":"Tier",
            "type":"choice","options":[{"label":"Gold","value":"g"},{"label":"Silver"}]})");
        EXPECT_EQ(made.status, 201) << made.body;
    }

    // "Gold", "not there"; "choice: Gold|Silver" for what = type and options.
    std::string text_of(const std::string& path, std::string_view name) {
        const auto record = application.get(path).json();
        for (const auto& each : record.at("properties").as_array()) {
            if (each.at("name").as_string() == name)
                return std::string(each.at("text").as_string());
        }
        return "not there";
    }

    std::string trouble_of(const std::string& path, std::string_view name) {
        const auto record = application.get(path).json();
        for (const auto& each : record.at("properties").as_array()) {
            if (each.at("name").as_string() == name && each.at("trouble").is_string())
                return std::string(each.at("trouble").as_string());
        }
        return "";
    }

    std::string contact(std::string_view properties) {
        const Reply made = application.post("/api/v1/contacts",
                                            fmt::format(R"({{"properties":{{{}}}}})", properties));
        EXPECT_EQ(made.status, 201) << made.body;
        return "/api/v1/contacts/" + made.at("/id");
    }

    std::string deal(std::string_view members) {
        const Reply made = application.post("/api/v1/deals", fmt::format("{{{}}}", members));
        EXPECT_EQ(made.status, 201) << made.body;
        return "/api/v1/deals/" + made.at("/id");
    }

    // The message at the first problem, or the status.
    static std::string refusal(const Reply& reply) {
        return reply.status >= 400 && reply.status < 500 ? reply.at("/problems/0/message")
                                                         : std::to_string(reply.status);
    }

    RunningApplication application;
    const std::string all = "/api/v1/properties";
};

TEST_F(Properties, AChoiceTakesItsOptionsByValueOrLabelAndNothingElse) {
    define_tier();
    const std::string ada = contact(R"("email":"ada@x.test","tier":"gold")");
    EXPECT_EQ(text_of(ada, "tier"), "Gold");
    const std::uint64_t head = application.ledger_head();
    const Reply wrong = application.patch(ada, R"({"properties":{"tier":"Glod"}})");
    EXPECT_EQ(wrong.status, 422) << wrong.body;
    EXPECT_EQ(wrong.at("/problems/0/pointer"), "/properties/tier");
    EXPECT_EQ(refusal(wrong), R"("Glod" is none of its options; did you mean "Gold"?)");
    EXPECT_EQ(refusal(application.patch(ada, R"({"properties":{"tier":7}})")),
              "choose one of its options");
    EXPECT_EQ(application.ledger_head(), head);
    EXPECT_EQ(application.patch(ada, R"({"properties":{"tier":null}})").status, 200);
    EXPECT_EQ(text_of(ada, "tier"), "");
}

TEST_F(Properties, OptionsAreRenamedAndArchivedWhileRecordsKeepTheirs) {
    define_tier();
    const std::string ada = contact(R"("email":"ada@x.test","tier":"Silver")");
    const std::string tier = all + "/contact/tier";
    EXPECT_EQ(application.patch(tier, R"({"options":[{"label":"Platinum","value":"g"}]})").status,
              200);
    EXPECT_EQ(text_of(ada, "tier"), "Silver");
    EXPECT_EQ(application.patch(ada, R"({"properties":{"tier":"Platinum"}})").status, 200);
    EXPECT_EQ(text_of(ada, "tier"), "Platinum");
    EXPECT_EQ(refusal(application.patch(ada, R"({"properties":{"tier":"silver"}})")),
              R"("Silver" is not chosen any more)");
    EXPECT_EQ(refusal(application.patch(tier, R"({"options":[]})")),
              "name at least one to choose from");
    EXPECT_EQ(refusal(application.patch(tier, R"({"options":[{"label":"A"},{"label":"a"}]})")),
              "another option is called that");
}

TEST_F(Properties, EveryTypeIsKept) {
    EXPECT_EQ(
        define(R"({"record":"contact","name":"seats","label":"Seats","type":"number"})").status,
        201);
    EXPECT_EQ(
        define(R"({"record":"contact","name":"spend","label":"Spend","type":"money"})").status,
        201);
    EXPECT_EQ(define(R"({"record":"contact","name":"buddy","label":"Buddy","type":"user"})").status,
              201);
    EXPECT_EQ(define(R"({"record":"contact","name":"likes","label":"Likes","type":"multi_choice",
        "options":[{"label":"Tea"},{"label":"Coffee"}]})")
                  .status,
              201);
    const std::string ada = contact(R"("email":"ada@x.test","seats":"12","spend":"USD 3.50",
        "likes":"coffee; tea")");
    EXPECT_EQ(text_of(ada, "seats"), "12");
    EXPECT_EQ(text_of(ada, "spend"), "$3.50");
    EXPECT_EQ(text_of(ada, "likes"), "Tea, Coffee");
    EXPECT_EQ(text_of(ada, "buddy"), "");
    EXPECT_EQ(refusal(application.patch(ada, R"({"properties":{"seats":"many"}})")),
              "write a number");
    EXPECT_EQ(refusal(application.patch(ada, R"({"properties":{"spend":"much"}})")),
              R"("much" is no amount: write it like EUR 1200.50)");
    EXPECT_EQ(refusal(application.patch(ada, R"({"properties":{"buddy":"nobody@x.test"}})")),
              R"("nobody@x.test" is nobody who works here)");
    EXPECT_EQ(refusal(application.patch(ada, R"({"properties":{"likes":["Tea","Gin"]}})")),
              R"("Gin" is none of its options; choose Tea, Coffee)");
}

TEST_F(Properties, HubSpotsApiKeepsToThem) {
    define_tier();
    const Reply wrong =
        application.post("/crm/v3/objects/contacts", R"({"properties":{"tier":"Bronze"}})");
    EXPECT_EQ(wrong.status, 400) << wrong.body;
    EXPECT_EQ(wrong.at("/context/propertyName/0"), "tier");
    const Reply right = application.post("/crm/v3/objects/contacts",
                                         R"({"properties":{"email":"a@x.test","tier":"Gold"}})");
    EXPECT_EQ(right.at("/properties/tier"), "g");
    EXPECT_EQ(application.get("/crm/v3/properties/contacts/tier").at("/options/0/label"), "Gold");
}

TEST_F(Properties, ArchivedOnesAreNotWrittenAndComeBackWithTheirValues) {
    define_tier();
    const std::string ada = contact(R"("email":"ada@x.test","tier":"Gold")");
    const std::string tier = all + "/contact/tier";
    EXPECT_EQ(application.patch(tier, R"({"archived":true})").status, 200);
    EXPECT_EQ(refusal(application.patch(ada, R"({"properties":{"tier":"Gold"}})")),
              "is archived; bring it back in Settings to write it");
    const Reply back = application.patch(tier, R"({"archived":false})");
    EXPECT_EQ(back.status, 200);
    EXPECT_EQ(text_of(ada, "tier"), "Gold");
    EXPECT_EQ(application.post("/api/v1/undo", fmt::format(R"({{"token":"{}"}})", back.at("/undo")))
                  .status,
              200);
    EXPECT_EQ(application.patch(ada, R"({"properties":{"tier":"Gold"}})").status, 422);
    EXPECT_EQ(application.patch(all + "/contact/email", R"({"archived":true})").status, 409);
}

TEST_F(Properties, ADefinitionIsCheckedBeforeItIsTold) {
    const std::uint64_t head = application.ledger_head();
    EXPECT_EQ(refusal(define(R"({"record":"deal","name":"Tier","label":"Tier","type":"text"})")),
              "small letters, digits and _; a letter first");
    EXPECT_EQ(refusal(define(R"({"record":"deal","name":"tier","label":"Tier","type":"choice"})")),
              "name at least one to choose from");
    EXPECT_EQ(define(R"({"record":"deal","name":"amount","label":"A","type":"money"})").status,
              409);
    EXPECT_EQ(refusal(define(R"({"record":"deal","name":"x","label":"X","type":"formula"})")),
              "is required");
    EXPECT_EQ(application.ledger_head(), head);
    application.sign_in_as("kim", "rep");
    EXPECT_EQ(define(R"({"record":"deal","name":"x","label":"X","type":"text"})").status, 403);
    EXPECT_EQ(application.get(all).status, 200);
}

class FormulaProperties : public Properties {
protected:
    Reply formula(std::string_view name, std::string_view text) {
        return define(fmt::format(
            R"({{"record":"deal","name":"{0}","label":"{0}","type":"formula","formula":"{1}"}})",
            name,
            text));
    }
};

TEST_F(FormulaProperties, AreWorkedOutWhereTheRecordIsRead) {
    EXPECT_EQ(define(R"({"record":"deal","name":"seats","label":"Seats","type":"number"})").status,
              201);
    EXPECT_EQ(formula("per_seat", "amount / seats").status, 201);
    EXPECT_EQ(formula("yearly", "per_seat * 12").status, 201);
    const std::string acme = deal(
        R"("name":"Acme","amount":{"minor":120000,"currency":"EUR"},"properties":{"seats":10})");
    EXPECT_EQ(text_of(acme, "per_seat"), "€120.00");
    EXPECT_EQ(text_of(acme, "yearly"), "€1,440.00");
    EXPECT_EQ(application.patch(acme, R"({"properties":{"seats":0}})").status, 200);
    EXPECT_EQ(text_of(acme, "yearly"), "");
    EXPECT_EQ(trouble_of(acme, "per_seat"), "1:8: nothing can be divided by zero");
    EXPECT_EQ(refusal(application.patch(acme, R"({"properties":{"yearly":7}})")),
              "is worked out by a formula");
}

TEST_F(FormulaProperties, MistakesAndCirclesAreRefused) {
    EXPECT_EQ(refusal(formula("a", "amont * 2")),
              R"(1:1: a deal has no property "amont"; did you mean amount?)");
    EXPECT_EQ(formula("a", "amount * 2").status, 201);
    EXPECT_EQ(formula("b", "a + a").status, 201);
    EXPECT_EQ(formula("c", "b * 2").status, 201);
    EXPECT_EQ(refusal(application.patch(all + "/deal/a", R"({"formula":"c / 2"})")),
              "a needs c needs b needs a");
    EXPECT_EQ(refusal(formula("d", "d + 1")).substr(0, 22), R"(1:1: a deal has no pro)");
    EXPECT_EQ(application.patch(all + "/deal/a", R"({"archived":true})").status, 409);
    EXPECT_EQ(application.patch(all + "/deal/a", R"j({"formula":"days(today, today)"})j").status,
              409);
    EXPECT_EQ(application.patch(all + "/deal/a", R"({"formula":"amount * 3"})").status, 200);
}

TEST_F(FormulaProperties, AFormulaIsCheckedAsItIsTyped) {
    const auto checked = [&](std::string_view text) {
        return application.post(all + "/check",
                                fmt::format(R"({{"record":"contact","formula":"{}"}})", text));
    };
    EXPECT_EQ(checked("length(email) + company.employees").at("/type"), "number");
    EXPECT_EQ(checked("length(emial)").at("/mistake"),
              R"(1:8: a contact has no property "emial"; did you mean email?)");
}

TEST_F(FormulaProperties, ReadTheCompanyToo) {
    const std::string company =
        application.post("/api/v1/companies", R"({"properties":{"name":"Acme","employees":50}})")
            .at("/id");
    EXPECT_EQ(formula("size", "if(company.employees >= 50, 1, 0)").status, 201);
    EXPECT_EQ(text_of(deal(fmt::format(R"("name":"A","company":"{}")", company)), "size"), "1");
    EXPECT_EQ(text_of(deal(R"("name":"B")"), "size"), "0");
}

TEST_F(FormulaProperties, ListsShowSortAndFilterByAnyProperty) {
    EXPECT_EQ(define(R"({"record":"deal","name":"seats","label":"Seats","type":"number"})").status,
              201);
    EXPECT_EQ(formula("per_seat", "amount / seats").status, 201);
    const auto with = [&](std::string_view name, int minor, int seats) {
        deal(fmt::format(
            R"("name":"{}","amount":{{"minor":{},"currency":"EUR"}},"properties":{{"seats":{}}})",
            name,
            minor,
            seats));
    };
    with("small", 10'000, 10);
    with("large", 90'000, 30);
    with("middle", 80'000, 40);
    deal(R"("name":"empty")");
    const auto names = [&](std::string_view query) {
        std::string text;
        const Reply reply = application.get(fmt::format("/api/v1/deals?{}", query));
        if (reply.status != 200) return refusal(reply);
        for (const auto& row : reply.json().at("rows").as_array()) {
            text += std::string(row.at("name").as_string()) + " ";
        }
        return text;
    };
    EXPECT_EQ(names("sort=property:per_seat"), "small middle large empty ");
    EXPECT_EQ(names("sort=-property:per_seat"), "large middle small empty ");
    EXPECT_EQ(names("sort=-property:per_seat&limit=1&after=1"), "middle ");
    EXPECT_EQ(names("sort=name&where=per_seat+%3E+EUR+15+and+seats+%3C+50"), "large middle ");
    EXPECT_EQ(names("where=not+known(seats)"), "empty ");
    EXPECT_EQ(names("where=seat+%3E+1"),
              R"(1:1: a deal has no property "seat"; did you mean seats?)");
    EXPECT_EQ(names("where=seats"), "ask for something that is true or false");
    EXPECT_EQ(names("sort=property:seats*2"), "name a property");
    const Reply shown = application.get("/api/v1/deals?columns=per_seat,seats&where=seats=30");
    EXPECT_EQ(shown.at("/rows/0/values/0/text"), "€30.00");
    EXPECT_EQ(shown.at("/rows/0/values/1/value"), "30");
    EXPECT_EQ(shown.at("/total"), "1");
}

TEST_F(Properties, ListsOfContactsAndCompaniesTakeThemToo) {
    define_tier();
    contact(R"("first_name":"Ada","tier":"silver")");
    contact(R"("first_name":"Bea","tier":"gold")");
    contact(R"("first_name":"Cleo")");
    const std::string path = "/api/v1/contacts?columns=tier&sort=";
    EXPECT_EQ(application.get(path + "property:tier").at("/rows/0/name"), "Bea");
    EXPECT_EQ(application.get(path + "-property:tier").at("/rows/0/values/0/text"), "Silver");
    EXPECT_EQ(application.get(path + "-property:tier").at("/rows/2/name"), "Cleo");
    EXPECT_EQ(application.get(path + "name").at("/rows/1/values/0/text"), "Gold");
    EXPECT_EQ(application.get(path + "&where=tier+%3D+%22g%22").at("/total"), "1");
    application.post("/api/v1/companies", R"({"properties":{"name":"Acme","employees":5}})");
    application.post("/api/v1/companies", R"({"properties":{"name":"Zeta","employees":9}})");
    const Reply companies =
        application.get("/api/v1/companies?where=employees+%3E+5&columns=employees");
    EXPECT_EQ(companies.at("/rows/0/name"), "Zeta");
    EXPECT_EQ(companies.at("/rows/0/values/0/text"), "9");
}

TEST_F(FormulaProperties, HubSpotsApiShowsThemAsCalculated) {
    EXPECT_EQ(formula("double", "amount * 2").status, 201);
    const Reply shown = application.get("/crm/v3/properties/deals/double");
    EXPECT_EQ(shown.at("/calculated"), "true");
    EXPECT_EQ(shown.at("/type"), "number");
    EXPECT_EQ(shown.at("/modificationMetadata/readOnlyValue"), "true");
}

}  // namespace
}  // namespace baton::http::test
