#include <cstdint>
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "http/running_application.hpp"

namespace baton::http::test {
namespace {

class CrmBatch : public ::testing::Test {
protected:
    CrmBatch() { application.set_up(); }

    Reply batch(std::string_view type, std::string_view verb, std::string_view inputs) {
        return application.post(fmt::format("/crm/v3/objects/{}/batch/{}", type, verb),
                                fmt::format(R"({{"inputs":{}}})", inputs));
    }

    std::string create(std::string_view type, std::string_view properties) {
        return application
            .post(fmt::format("/crm/v3/objects/{}", type),
                  fmt::format(R"({{"properties":{}}})", properties))
            .at("/id");
    }

    RunningApplication application;
};

TEST_F(CrmBatch, EachInputIsCarriedOutOrNotBesideTheOthers) {
    const Reply reply = batch("contacts",
                              "create",
                              R"([{"properties":{"email":"a@x.test"},"objectWriteTraceId":"t1"},
                                  {"properties":{"email":"a@x.test"},"objectWriteTraceId":"t2"},
                                  {"properties":{"lifecyclestage":"x"}},
                                  {"properties":{"email":"b@x.test"}}])");
    EXPECT_EQ(reply.status, 207) << reply.body;
    EXPECT_EQ(reply.at("/status"), "COMPLETE");
    EXPECT_EQ(reply.at("/numErrors"), "2");
    EXPECT_EQ(reply.at("/results/0/objectWriteTraceId"), "t1");
    EXPECT_EQ(reply.at("/results/1/properties/email"), "b@x.test");
    EXPECT_EQ(reply.at("/errors/0/category"), "CONFLICT");
    EXPECT_EQ(reply.at("/errors/0/context/objectWriteTraceId/0"), "t2");
    EXPECT_EQ(reply.at("/errors/1/category"), "VALIDATION_ERROR");
    EXPECT_EQ(application.get("/crm/v3/objects/contacts").json().at("results").as_array().size(),
              2U);
    EXPECT_EQ(batch("contacts", "create", R"([{"properties":{"email":"c@x.test"}}])").status, 201);
}

TEST_F(CrmBatch, ReadsUpdatesAndUpserts) {
    const std::string id = create("contacts", R"({"email":"a@x.test"})");
    const Reply updated = batch("contacts",
                                "update",
                                R"([{"id":"A@x.test","idProperty":"email",
                                     "properties":{"firstname":"Ada"}},
                                    {"id":"999999","properties":{"firstname":"No"}}])");
    EXPECT_EQ(updated.status, 207);
    EXPECT_EQ(updated.at("/results/0/id"), id);
    EXPECT_EQ(updated.at("/errors/0/category"), "OBJECT_NOT_FOUND");
    EXPECT_EQ(updated.at("/errors/0/context/ids/0"), "999999");
    const Reply upserted = batch("contacts",
                                 "upsert",
                                 R"([{"id":"a@x.test","idProperty":"email",
                                      "properties":{"lastname":"L"}},
                                     {"id":"b@x.test","idProperty":"email",
                                      "properties":{"lastname":"M"}}])");
    EXPECT_EQ(upserted.status, 200) << upserted.body;
    EXPECT_EQ(upserted.at("/results/0/new"), "false");
    EXPECT_EQ(upserted.at("/results/1/new"), "true");
    const Reply read =
        application.post("/crm/v3/objects/contacts/batch/read",
                         R"({"idProperty":"email","properties":["firstname","lastname","email"],
            "propertiesWithHistory":["lastname"],
            "inputs":[{"id":"a@x.test"},{"id":"b@x.test"},{"id":"nobody@x.test"}]})");
    EXPECT_EQ(read.status, 207);
    EXPECT_EQ(read.at("/results/0/properties/firstname"), "Ada");
    EXPECT_EQ(read.at("/results/1/properties/email"), "b@x.test");
    EXPECT_EQ(read.at("/results/0/propertiesWithHistory/lastname/0/value"), "L");
    EXPECT_EQ(read.at("/numErrors"), "1");
}

TEST_F(CrmBatch, ArchivedObjectsAreListedApartAndComeBack) {
    for (const auto& [type, properties] : std::vector<std::pair<std::string, std::string_view>>{
             {"contacts", R"({"email":"a@x.test"})"},
             {"companies", R"({"name":"Acme"})"},
             {"deals", R"({"dealname":"D"})"},
             {"tasks", R"({"hs_task_subject":"Call"})"},
             {"products", R"({"name":"Mill"})"}}) {
        const std::string id = create(type, properties);
        const std::string all = "/crm/v3/objects/" + type;
        const std::string one = all + "/" + id;
        EXPECT_EQ(batch(type, "archive", R"([{"id":")" + id + R"("},{"id":"424242"}])").status,
                  204);
        EXPECT_EQ(application.get(one).status, 404) << type;
        EXPECT_EQ(application.get(all).at("/results"), "[]");
        const Reply archived = application.get(all + "?archived=true");
        EXPECT_EQ(archived.at("/results/0/id"), id);
        EXPECT_EQ(archived.at("/results/0/archived"), "true");
        EXPECT_EQ(archived.at("/results/0/archivedAt").size(), 24U);
        EXPECT_EQ(application.ask(Method::remove, one).status, 404);
        EXPECT_EQ(application.post(one + "/restore", "").status, 200) << type;
        EXPECT_EQ(application.get(one).at("/archived"), "false");
        EXPECT_EQ(application.post(one + "/restore", "").status, 409);
    }
}

TEST_F(CrmBatch, AnArchivedCompanyIsOnNoListOfThePage) {
    const std::string id = create("companies", R"({"name":"Acme"})");
    EXPECT_EQ(application.get("/api/v1/companies").at("/total"), "1");
    EXPECT_EQ(batch("companies", "archive", R"([{"id":")" + id + R"("}])").status, 204);
    EXPECT_EQ(application.get("/api/v1/companies").at("/total"), "0");
    EXPECT_EQ(application.post("/crm/v3/objects/companies/" + id + "/restore", "").status, 200);
    EXPECT_EQ(application.get("/api/v1/companies").at("/total"), "1");
}

TEST_F(CrmBatch, RefusedMeansUnchanged) {
    const std::uint64_t head = application.ledger_head();
    std::string many = "[";
    for (int i = 0; i < 101; ++i) {
        many += fmt::format(R"({}{{"properties":{{"email":"p{}@x.test"}}}})", i == 0 ? "" : ",", i);
    }
    EXPECT_EQ(batch("contacts", "create", many + "]").status, 400);
    EXPECT_EQ(batch("contacts", "create", "[]").status, 400);
    EXPECT_EQ(batch("contacts", "create", "[1]").status, 400);
    EXPECT_EQ(application.post("/crm/v3/objects/contacts/batch/read", "{").status, 400);
    EXPECT_EQ(application.ledger_head(), head);
}

TEST_F(CrmBatch, WhatIsArchivedLosesItsAddressToWhoeverTakesIt) {
    const std::string id = create("contacts", R"({"email":"a@x.test"})");
    const std::string one = "/crm/v3/objects/contacts/" + id;
    EXPECT_EQ(application.ask(Method::remove, one).status, 204);
    create("contacts", R"({"email":"a@x.test"})");
    const std::uint64_t head = application.ledger_head();
    EXPECT_EQ(application.post(one + "/restore", "").status, 409);
    EXPECT_EQ(application.ledger_head(), head);
}

}  // namespace
}  // namespace baton::http::test
