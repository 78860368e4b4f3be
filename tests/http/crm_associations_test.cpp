#include <cstdint>
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <string>
#include <string_view>

#include "http/running_application.hpp"

namespace baton::http::test {
namespace {

class CrmAssociations : public ::testing::Test {
protected:
    CrmAssociations() {
        application.set_up();
        ada = create("contacts", R"({"email":"ada@x.test"})");
        bea = create("contacts", R"({"email":"bea@x.test"})");
        acme = create("companies", R"({"name":"Acme"})");
        deal = create("deals", R"({"dealname":"Big"})");
    }

    std::string create(std::string_view type, std::string_view properties) {
        return application
            .post(fmt::format("/crm/v3/objects/{}", type),
                  fmt::format(R"({{"properties":{}}})", properties))
            .at("/id");
    }

    std::string between(std::string_view from, const std::string& id, std::string_view to) {
        return fmt::format("/crm/v4/objects/{}/{}/associations/{}", from, id, to);
    }

    // The number of a label, as the API tells it.
    std::string number(std::string_view from, std::string_view to, std::string_view label) {
        const Reply labels =
            application.get(fmt::format("/crm/v4/associations/{}/{}/labels", from, to));
        const auto json = labels.json();
        for (const auto& each : json.at("results").as_array()) {
            if (each.at("label") == boost::json::value(label)) {
                return std::to_string(each.at("typeId").as_int64());
            }
        }
        return "0";
    }

    RunningApplication application;
    std::string ada;
    std::string bea;
    std::string acme;
    std::string deal;
};

TEST_F(CrmAssociations, ARoleIsALabelInBothDirections) {
    const Reply put = application.ask(
        Method::put,
        between("contacts", ada, "deals") + "/" + deal,
        fmt::format(R"([{{"associationCategory":"USER_DEFINED","associationTypeId":{}}}])",
                    number("contacts", "deals", "Champion")));
    EXPECT_EQ(put.status, 201) << put.body;
    EXPECT_EQ(put.at("/labels/0"), "Champion");
    EXPECT_EQ(put.at("/fromObjectTypeId"), "0-1");
    const Reply of_deal = application.get(between("0-3", deal, "contact"));
    EXPECT_EQ(of_deal.at("/results/0/toObjectId"), ada);
    EXPECT_EQ(of_deal.at("/results/0/associationTypes/0/typeId"), "3");
    EXPECT_EQ(of_deal.at("/results/0/associationTypes/0/label"), "null");
    EXPECT_EQ(of_deal.at("/results/0/associationTypes/1/label"), "Champion");
    EXPECT_EQ(of_deal.at("/results/0/associationTypes/1/typeId"),
              number("deals", "contacts", "Champion"));
    EXPECT_EQ(application.get("/api/v1/deals/" + deal).at("/contacts/0/id"), ada);
    EXPECT_EQ(
        application.ask(Method::remove, between("deals", deal, "contacts") + "/" + ada).status,
        204);
    EXPECT_EQ(application.get(between("contacts", ada, "deals")).at("/results"), "[]");
}

TEST_F(CrmAssociations, AWorkspaceDefinesLabelsOfItsOwn) {
    const std::string labels = "/crm/v4/associations/contacts/deals/labels";
    const Reply made =
        application.post(labels, R"({"label":"Coach","name":"coach","inverseLabel":"Coached"})");
    EXPECT_EQ(made.status, 200) << made.body;
    const std::string from_contact = made.at("/results/0/typeId");
    EXPECT_EQ(number("deals", "contacts", "Coached"), made.at("/results/1/typeId"));
    const std::uint64_t head = application.ledger_head();
    EXPECT_EQ(application.post(labels, R"({"label":"coach"})").status, 409);
    EXPECT_EQ(application.post(labels, R"({"label":" "})").status, 400);
    EXPECT_EQ(application.ask(Method::remove, labels + "/1000").status, 409);
    EXPECT_EQ(application.ledger_head(), head);
    EXPECT_EQ(application
                  .ask(Method::put,
                       labels,
                       fmt::format(R"({{"associationTypeId":{},"label":"Guide"}})", from_contact))
                  .status,
              204);
    EXPECT_EQ(number("contacts", "deals", "Guide"), from_contact);
    EXPECT_EQ(application.ask(Method::remove, labels + "/" + from_contact).status, 204);
    EXPECT_EQ(number("contacts", "deals", "Guide"), "0");
}

TEST_F(CrmAssociations, ManyAtOnce) {
    const std::string batch = "/crm/v4/associations/contacts/deals/batch/";
    const std::string user = number("contacts", "deals", "User");
    const Reply made =
        application.post(batch + "create",
                         fmt::format(
                             R"({{"inputs":[{{"from":{{"id":"{0}"}},"to":{{"id":"{1}"}},
                "types":[{{"associationCategory":"USER_DEFINED","associationTypeId":{2}}}]}},
                {{"from":{{"id":"99999"}},"to":{{"id":"{1}"}},"types":[]}},
                {{"from":{{"id":"{0}"}},"to":{{"id":"{1}"}},
                "types":[{{"associationCategory":"USER_DEFINED","associationTypeId":77}}]}}]}})",
                             bea,
                             deal,
                             user));
    EXPECT_EQ(made.status, 207) << made.body;
    EXPECT_EQ(made.at("/results/0/labels/0"), "User");
    EXPECT_EQ(made.at("/numErrors"), "2");
    EXPECT_EQ(made.at("/errors/0/category"), "OBJECT_NOT_FOUND");
    EXPECT_EQ(made.at("/errors/1/category"), "VALIDATION_ERROR");
    const std::string pair =
        fmt::format(R"({{"inputs":[{{"from":{{"id":"{}"}},"to":{{"id":"{}"}}}}]}})", ada, deal);
    EXPECT_EQ(application.post(batch + "associate/default", pair).status, 200);
    const Reply read =
        application.post("/crm/v4/associations/deals/contacts/batch/read",
                         fmt::format(R"({{"inputs":[{{"id":"{}"}},{{"id":"99999"}}]}})", deal));
    EXPECT_EQ(read.status, 207);
    EXPECT_EQ(read.at("/results/0/from/id"), deal);
    EXPECT_EQ(read.at("/results/0/to/0/toObjectId"), bea);
    EXPECT_EQ(read.at("/results/0/to/1/toObjectId"), ada);
    EXPECT_EQ(application
                  .post(batch + "labels/archive",
                        fmt::format(
                            R"({{"inputs":[{{"from":{{"id":"{}"}},"to":{{"id":"{}"}},
                      "types":[{{"associationCategory":"USER_DEFINED","associationTypeId":{}}}]}}]}})",
                            bea,
                            deal,
                            user))
                  .status,
              204);
    EXPECT_EQ(application.get(between("contacts", bea, "deals"))
                  .json()
                  .at("results")
                  .at(0)
                  .at("associationTypes")
                  .as_array()
                  .size(),
              1U);
    EXPECT_EQ(
        application
            .post(batch + "archive",
                  fmt::format(
                      R"({{"inputs":[{{"from":{{"id":"{}"}},"to":[{{"id":"{}"}}]}}]}})", bea, deal))
            .status,
        204);
    EXPECT_EQ(application.get(between("contacts", bea, "deals")).at("/results"), "[]");
}

TEST_F(CrmAssociations, ComeWithObjectsThatAreReadAndCreated) {
    const Reply made =
        application.post("/crm/v3/objects/contacts",
                         fmt::format(
                             R"({{"properties":{{"email":"cy@x.test"}},"associations":[
              {{"to":{{"id":"{}"}},"types":[
                {{"associationCategory":"HUBSPOT_DEFINED","associationTypeId":1}}]}},
              {{"to":{{"id":"{}"}},"types":[
                {{"associationCategory":"USER_DEFINED","associationTypeId":{}}}]}}]}})",
                             acme,
                             deal,
                             number("contacts", "deals", "Blocker")));
    EXPECT_EQ(made.status, 201) << made.body;
    const Reply read = application.get("/crm/v3/objects/contacts/" + made.at("/id") +
                                       "?associations=companies,deals");
    EXPECT_EQ(read.at("/associations/companies/results/0/id"), acme);
    EXPECT_EQ(read.at("/associations/companies/results/0/type"), "contact_to_company");
    EXPECT_EQ(read.at("/associations/deals/results/0/id"), deal);
    EXPECT_EQ(application.get(between("companies", acme, "contacts"))
                  .at("/results/0/associationTypes/0/label"),
              "Primary");
}

TEST_F(CrmAssociations, RefusedMeansUnchanged) {
    const std::uint64_t head = application.ledger_head();
    EXPECT_EQ(
        application.ask(Method::put, between("contacts", ada, "deals") + "/99999", "[]").status,
        404);
    EXPECT_EQ(application.ask(Method::put, between("contacts", ada, "wishes") + "/1", "[]").status,
              404);
    EXPECT_EQ(
        application.ask(Method::put, between("contacts", ada, "deals") + "/" + deal, "{}").status,
        400);
    EXPECT_EQ(
        application.ask(Method::put, between("contacts", ada, "contacts") + "/" + bea, "[]").status,
        400);
    EXPECT_EQ(application
                  .post("/crm/v3/objects/deals",
                        R"({"properties":{"dealname":"x"},"associations":[{"to":{"id":"99999"},
                        "types":[{"associationCategory":"HUBSPOT_DEFINED","associationTypeId":3}]}]})")
                  .status,
              400);
    EXPECT_EQ(application.ledger_head(), head);
}

TEST_F(CrmAssociations, ThePageTellsExactlyTheRolesAndTakesThemBack) {
    const auto tell = [&](std::string_view roles) {
        return application.ask(
            Method::put,
            "/api/v1/associations",
            fmt::format(
                R"({{"from_type":"contacts","from":"{}","to_type":"deals","to":"{}","roles":{}}})",
                ada,
                deal,
                roles));
    };
    EXPECT_EQ(tell(R"(["champion","user"])").status, 200);
    const Reply changed = tell(R"(["blocker"])");
    const std::string of_deal = "/api/v1/associations/deals/" + deal;
    EXPECT_EQ(application.get(of_deal).at("/rows/0/roles/0/name"), "Blocker");
    EXPECT_EQ(application.get(of_deal).at("/rows/0/name"), "ada@x.test");
    EXPECT_EQ(application.get(of_deal + "?as_of=2026-03-01T00:00:00Z").at("/rows"), "[]");
    EXPECT_EQ(
        application.post("/api/v1/undo", R"({"token":")" + changed.at("/undo") + "\"}").status,
        200);
    EXPECT_EQ(application.get(of_deal).json().at("rows").at(0).at("roles").as_array().size(), 2U);
    const std::uint64_t head = application.ledger_head();
    EXPECT_EQ(tell(R"(["king"])").status, 422);
    EXPECT_EQ(application.ledger_head(), head);
    EXPECT_EQ(application.get("/api/v1/association-roles/contacts/deals").at("/rows/1/key"),
              "decision_maker");
}

TEST_F(CrmAssociations, AKeyNeedsTheScopesOfBothEnds) {
    const Reply key = application.post(
        "/api/v1/keys", R"({"name":"k","kind":"api","scopes":["contacts:read","contacts:write"]})");
    application.sign_out();
    application.use_key(key.at("/secret"));
    EXPECT_EQ(application.get(between("contacts", ada, "companies")).status, 200);
    EXPECT_EQ(application.get(between("contacts", ada, "deals")).status, 403);
    EXPECT_EQ(application.get("/crm/v3/objects/contacts?associations=deals").status, 403);
    EXPECT_EQ(application.ask(Method::put, between("contacts", ada, "deals") + "/" + deal, "[]")
                  .at("/category"),
              "MISSING_SCOPES");
}

TEST_F(CrmAssociations, OwnersAndPipelinesAreRead) {
    const Reply owners = application.get("/crm/v3/owners?limit=1");
    EXPECT_EQ(owners.at("/results/0/type"), "PERSON");
    const std::string email = owners.at("/results/0/email");
    EXPECT_EQ(application.get("/crm/v3/owners/" + email).at("/id"), email);
    EXPECT_EQ(application.get("/crm/v3/owners/nobody@x.test").status, 404);
    EXPECT_EQ(application.get("/crm/v3/owners?email=nobody@x.test").at("/results"), "[]");
    const Reply pipelines = application.get("/crm/v3/pipelines/deals");
    EXPECT_EQ(pipelines.at("/results/0/stages/1/label"), "Proposal");
    EXPECT_EQ(pipelines.at("/results/0/stages/1/metadata/probability"), "0.50");
    EXPECT_EQ(pipelines.at("/results/0/stages/3/metadata/isClosed"), "true");
    const std::string one = "/crm/v3/pipelines/0-3/" + pipelines.at("/results/0/id");
    EXPECT_EQ(application.get(one + "/stages/Won").at("/id"), "Won");
    EXPECT_EQ(application.get(one + "/stages/None").status, 404);
    EXPECT_EQ(application.get("/crm/v3/pipelines/contacts").status, 404);
}

}  // namespace
}  // namespace baton::http::test
