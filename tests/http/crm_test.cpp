#include <cstdint>
#include <gtest/gtest.h>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "http/running_application.hpp"

namespace baton::http::test {
namespace {

class CrmObjects : public ::testing::Test {
protected:
    CrmObjects() { application.set_up(); }

    std::string create(std::string_view type, std::string_view properties) {
        const Reply reply = application.post("/crm/v3/objects/" + std::string(type),
                                             R"({"properties":)" + std::string(properties) + "}");
        EXPECT_EQ(reply.status, 201) << reply.body;
        return reply.at("/id");
    }

    RunningApplication application;
};

TEST_F(CrmObjects, SpeaksItsNamesAndWritesOurs) {
    const std::string id = create(
        "contacts",
        R"({"email":"mary@example.org","firstname":"Mary","jobtitle":"CTO","company":"Difference Ltd"})");
    const Reply found =
        application.get("/crm/v3/objects/contacts/" + id + "?properties=jobtitle,company");
    EXPECT_EQ(found.at("/properties/jobtitle"), "CTO");
    EXPECT_EQ(found.at("/properties/company"), "Difference Ltd");
    EXPECT_EQ(found.at("/createdAt"), found.at("/properties/createdate"));
    EXPECT_EQ(found.at("/createdAt").size(), std::string("2026-03-02T09:00:00.000Z").size());
    EXPECT_EQ(application.get("/api/v1/contacts/" + id).at("/company/name"), "Difference Ltd");
    EXPECT_EQ(
        application.get("/crm/v3/objects/contacts/mary@example.org?idProperty=email").at("/id"),
        id);
}

TEST_F(CrmObjects, AnswersErrorsInItsShape) {
    const std::string id = create("contacts", R"({"email":"mary@example.org"})");
    const std::uint64_t head = application.ledger_head();
    const Reply taken = application.post("/crm/v3/objects/contacts",
                                         R"({"properties":{"email":"mary@example.org"}})");
    EXPECT_EQ(taken.status, 409);
    EXPECT_EQ(taken.at("/message"), "Contact already exists. Existing ID: " + id);
    EXPECT_EQ(taken.at("/category"), "CONFLICT");
    const Reply missing = application.get("/crm/v3/objects/contacts/99");
    EXPECT_EQ(missing.status, 404);
    EXPECT_EQ(missing.at("/category"), "OBJECT_NOT_FOUND");
    const Reply read_only = application.patch("/crm/v3/objects/contacts/" + id,
                                              R"({"properties":{"lifecyclestage":"customer"}})");
    EXPECT_EQ(read_only.status, 400);
    EXPECT_EQ(read_only.at("/category"), "VALIDATION_ERROR");
    EXPECT_EQ(application.post("/crm/v3/objects/contacts", "[]").status, 400);
    EXPECT_EQ(application.ledger_head(), head);
}

TEST_F(CrmObjects, SearchesByFilters) {
    for (const std::string_view amount : {"100", "2500.50", "900"}) {
        create("deals",
               R"({"dealname":"D)" + std::string(amount) + R"(","amount":")" + std::string(amount) +
                   "\"}");
    }
    const std::vector<std::pair<std::string_view, std::string_view>> cases{
        {R"("operator":"EQ","propertyName":"amount","value":"100")", "1"},
        {R"("operator":"GT","propertyName":"amount","value":"100")", "2"},
        {R"("operator":"GTE","propertyName":"amount","value":100)", "3"},
        {R"("operator":"BETWEEN","propertyName":"amount","value":"800","highValue":"1000")", "1"},
        {R"("operator":"NEQ","propertyName":"dealname","value":"d100")", "2"},
        {R"("operator":"IN","propertyName":"dealname","values":["D100","D900"])", "2"},
        {R"("operator":"CONTAINS_TOKEN","propertyName":"dealname","value":"D2500*")", "1"},
        {R"("operator":"HAS_PROPERTY","propertyName":"closedate")", "0"},
        {R"("operator":"NOT_HAS_PROPERTY","propertyName":"closedate")", "3"},
        {R"("operator":"LT","propertyName":"createdate","value":"2027-01-01")", "3"},
    };
    for (const auto& [filter, total] : cases) {
        const Reply reply =
            application.post("/crm/v3/objects/deals/search",
                             R"({"filterGroups":[{"filters":[{)" + std::string(filter) + "}]}]}");
        EXPECT_EQ(reply.at("/total"), total) << filter << reply.body;
    }
    const Reply unknown = application.post(
        "/crm/v3/objects/deals/search",
        R"({"filterGroups":[{"filters":[{"propertyName":"amount","operator":"LIKE"}]}]})");
    EXPECT_EQ(unknown.status, 400);
}

TEST_F(CrmObjects, AFilterIsReadWholeOrRefused) {
    create("contacts", R"({"email":"ann@x.test","firstname":"Ann"})");
    create("contacts", R"({"email":"joanna@y.test","firstname":"Joanna","jobtitle":"CTO"})");
    const auto total = [&](const std::string& filters) {
        return application
            .post("/crm/v3/objects/contacts/search",
                  R"({"filterGroups":[{"filters":[)" + filters + "]}]}")
            .at("/total");
    };
    const auto token = [&](const std::string& how, const std::string& value) {
        return total(R"({"propertyName":"email","operator":")" + how + R"(","value":")" + value +
                     "\"}");
    };
    EXPECT_EQ(token("CONTAINS_TOKEN", "ann"), "1");
    EXPECT_EQ(token("CONTAINS_TOKEN", "*ann*"), "2");
    EXPECT_EQ(token("CONTAINS_TOKEN", "*@y.test"), "1");
    EXPECT_EQ(token("NOT_CONTAINS_TOKEN", "*@y.test"), "1");
    EXPECT_EQ(total(R"({"propertyName":"createdate","operator":"GT","value":"1700000000000"})"),
              "2");
    EXPECT_EQ(total(R"({"propertyName":"jobtitle","operator":"NOT_IN","values":["CEO"]})"), "2");
    EXPECT_EQ(total(R"({"propertyName":"jobtitle","operator":"EQ","value":"cto"})"), "1");
    const std::string one = R"({"propertyName":"email","operator":"HAS_PROPERTY"})";
    std::string seven = one;
    for (int i = 0; i < 6; ++i) {
        seven += "," + one;
    }
    for (const std::string& filters :
         {seven,
          std::string(R"({"propertyName":"email","operator":"EQ"})"),
          std::string(R"({"propertyName":"email","operator":"BETWEEN","value":"1"})"),
          std::string(R"({"operator":"HAS_PROPERTY"})"),
          std::string(R"({"propertyName":"email","operator":"IN","values":[]})")}) {
        EXPECT_EQ(application
                      .post("/crm/v3/objects/contacts/search",
                            R"({"filterGroups":[{"filters":[)" + filters + "]}]}")
                      .status,
                  400)
            << filters;
    }
}

TEST_F(CrmObjects, WhoLacksWhatIsSortedByComesLast) {
    for (const std::string_view properties : {R"({"dealname":"a"})",
                                              R"({"dealname":"b","amount":"9"})",
                                              R"({"dealname":"c","amount":"10"})",
                                              R"({"dealname":"d","amount":"9"})"}) {
        create("deals", properties);
    }
    const auto sorted = [&](const std::string& sorts) {
        const Reply reply =
            application.post("/crm/v3/objects/deals/search", R"({"sorts":[)" + sorts + "]}");
        std::string names;
        for (int i = 0; i < 4; ++i) {
            names += reply.at("/results/" + std::to_string(i) + "/properties/dealname");
        }
        return names;
    };
    EXPECT_EQ(sorted(R"("amount","-dealname")"), "dbca");
    EXPECT_EQ(sorted(R"({"propertyName":"amount","direction":"DESCENDING"},"dealname")"), "cbda");
}

TEST_F(CrmObjects, SortsAndPages) {
    for (const std::string_view name : {"b", "c", "a"}) {
        create("companies", R"({"name":")" + std::string(name) + "\"}");
    }
    const Reply sorted = application.post(
        "/crm/v3/objects/companies/search",
        R"({"sorts":[{"propertyName":"name","direction":"DESCENDING"}],"limit":2})");
    EXPECT_EQ(sorted.at("/results/0/properties/name"), "c");
    EXPECT_EQ(sorted.at("/paging/next/after"), "2");
    const Reply first = application.get("/crm/v3/objects/companies?limit=2");
    EXPECT_EQ(first.at("/results/1/properties/name"), "c");
    const Reply second = application.get("/crm/v3/objects/companies?limit=2&after=" +
                                         first.at("/paging/next/after"));
    EXPECT_EQ(second.at("/results/0/properties/name"), "a");
    EXPECT_FALSE(second.json().as_object().contains("paging"));
}

TEST_F(CrmObjects, TasksNotesAndProductsAreObjectsToo) {
    const std::string contact = create("contacts", R"({"email":"mary@example.org"})");
    const Reply note = application.post(
        "/crm/v3/objects/notes",
        R"({"properties":{"hs_note_body":"keen"},"associations":[{"to":{"id":")" + contact +
            R"("},"types":[{"associationCategory":"HUBSPOT_DEFINED","associationTypeId":202}]}]})");
    EXPECT_EQ(note.status, 201) << note.body;
    const std::string task =
        create("tasks", R"({"hs_task_subject":"Call","hs_timestamp":"1772442000000"})");
    EXPECT_EQ(application.get("/crm/v3/objects/tasks/" + task).at("/properties/hs_timestamp"),
              "2026-03-02T09:00:00.000Z");
    EXPECT_EQ(application
                  .patch("/crm/v3/objects/tasks/" + task,
                         R"({"properties":{"hs_task_status":"COMPLETED"}})")
                  .status,
              200);
    EXPECT_EQ(application.get("/crm/v3/objects/tasks/" + task).at("/properties/hs_task_status"),
              "COMPLETED");
    create("products", R"({"name":"Mill","price":"12.50"})");
    EXPECT_EQ(application.get("/crm/v3/objects/products").at("/results/0/properties/price"),
              "12.50");
}

TEST_F(CrmObjects, ArchivedObjectsAreGone) {
    for (const auto& [type, properties] : std::vector<std::pair<std::string, std::string_view>>{
             {"contacts", R"({"email":"mary@example.org"})"},
             {"deals", R"({"dealname":"D"})"},
             {"notes", R"({"hs_note_body":"n"})"}}) {
        const std::string id = create(type, properties);
        const std::string one = "/crm/v3/objects/" + type + "/" + id;
        EXPECT_EQ(application.ask(Method::remove, one).status, 204);
        EXPECT_EQ(application.get(one).status, 404);
        EXPECT_EQ(application.get("/crm/v3/objects/" + type).at("/results"), "[]");
    }
}

}  // namespace
}  // namespace baton::http::test
