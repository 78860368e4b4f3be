#include <cstdint>
#include <gtest/gtest.h>
#include <string>
#include <string_view>

#include "http/running_application.hpp"

namespace baton::http::test {
namespace {

class CrmProperties : public ::testing::Test {
protected:
    CrmProperties() { application.set_up(); }

    RunningApplication application;
    const std::string all = "/crm/v3/properties/contacts";
};

TEST_F(CrmProperties, TellsWhatThereIsUnderItsNames) {
    const Reply name = application.get(all + "/firstname");
    EXPECT_EQ(name.at("/label"), "First name");
    EXPECT_EQ(name.at("/type"), "string");
    EXPECT_EQ(name.at("/hubspotDefined"), "true");
    EXPECT_EQ(name.at("/modificationMetadata/archivable"), "false");
    EXPECT_EQ(application.get("/crm/v3/properties/deals/amount").at("/type"), "number");
    EXPECT_EQ(application.get(all + "/nothing").status, 404);
    EXPECT_EQ(application.get("/crm/v3/properties/tasks").status, 404);
}

TEST_F(CrmProperties, ADefinedOneTypesWhatIsWritten) {
    const Reply made =
        application.post(all,
                         R"({"name":"seats","label":"Seats","type":"number","fieldType":"number",
            "groupName":"contactinformation","description":"how many"})");
    EXPECT_EQ(made.status, 201) << made.body;
    EXPECT_EQ(made.at("/description"), "how many");
    const Reply wrong =
        application.post("/crm/v3/objects/contacts", R"({"properties":{"seats":"many"}})");
    EXPECT_EQ(wrong.status, 400);
    EXPECT_EQ(wrong.at("/context/propertyName/0"), "seats");
    const Reply contact = application.post("/crm/v3/objects/contacts",
                                           R"({"properties":{"email":"a@x.test","seats":"12"}})");
    EXPECT_EQ(contact.at("/properties/seats"), "12");
    const std::uint64_t head = application.ledger_head();
    EXPECT_EQ(application.post(all, R"({"name":"seats","label":"S","type":"string"})").status, 409);
    EXPECT_EQ(application.patch(all + "/seats", R"({"type":"date"})").status, 409);
    EXPECT_EQ(application.post(all, R"({"name":"Se ats","label":"S","type":"string"})").status,
              400);
    EXPECT_EQ(application.post(all, R"({"name":"x","label":"X","type":"poem"})").status, 400);
    EXPECT_EQ(application.ask(Method::remove, all + "/email").status, 409);
    EXPECT_EQ(application.ledger_head(), head);
}

TEST_F(CrmProperties, AreRenamedGroupedAndArchived) {
    EXPECT_EQ(application.post(all + "/groups", R"({"name":"fleet","label":"Fleet"})").status, 201);
    EXPECT_EQ(application
                  .post(all,
                        R"({"name":"tier","label":"Tier","type":"enumeration","fieldType":"select",
                            "groupName":"fleet","options":[{"label":"A","value":"A"},
                            {"label":"B","value":"B"}]})")
                  .status,
              201);
    const Reply renamed = application.patch(all + "/tier", R"({"label":"Level"})");
    EXPECT_EQ(renamed.at("/label"), "Level");
    EXPECT_EQ(renamed.at("/options/1/value"), "B");
    EXPECT_EQ(renamed.at("/type"), "enumeration");
    EXPECT_EQ(renamed.at("/groupName"), "fleet");
    EXPECT_EQ(application.ask(Method::remove, all + "/tier").status, 204);
    EXPECT_EQ(application.get(all + "/tier").status, 404);
    EXPECT_EQ(application.get(all + "?archived=true").at("/results/0/name"), "tier");
    EXPECT_EQ(application.ask(Method::remove, all + "/groups/fleet").status, 204);
    EXPECT_EQ(application.get(all + "/groups").json().at("results").as_array().size(), 1U);
}

}  // namespace
}  // namespace baton::http::test
