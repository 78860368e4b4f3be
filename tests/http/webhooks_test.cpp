#include <gtest/gtest.h>
#include <string>

#include "http/request.hpp"
#include "running_application.hpp"

// Webhooks over the API: who may, what is refused, what is told.
namespace baton::http::test {
namespace {

class Webhooks : public ::testing::Test {
protected:
    Webhooks() { application.set_up(); }

    std::string add(const std::string& types = R"(["handoff.offered"])") {
        const Reply reply = application.post(
            "/api/v1/webhooks", R"({"url":"https://hooks.example.com/in","types":)" + types + "}");
        EXPECT_EQ(reply.status, 201) << reply.body;
        return reply.at("/id");
    }

    RunningApplication application;
};

TEST_F(Webhooks, a_secret_is_told_once_and_renewed) {
    const Reply made = application.post(
        "/api/v1/webhooks",
        R"({"url":"https://hooks.example.com/in","types":["deal.won"],"description":" Chat "})");
    EXPECT_EQ(made.status, 201);
    EXPECT_TRUE(made.at("/secret").starts_with("whsec_"));
    EXPECT_EQ(made.at("/description"), "Chat");
    const Reply listed = application.get("/api/v1/webhooks");
    EXPECT_EQ(listed.at("/rows/0/secret"), "null");
    EXPECT_EQ(listed.at("/rows/0/format"), "standard");
    EXPECT_EQ(listed.at("/rows/0/created_by"), "ada@example.com");
    const Reply renewed = application.post("/api/v1/webhooks/" + made.at("/id") + "/secret", "");
    EXPECT_TRUE(renewed.at("/secret").starts_with("whsec_"));
    EXPECT_NE(renewed.at("/secret"), made.at("/secret"));
}

TEST_F(Webhooks, what_is_wrong_is_named_all_at_once_and_changes_nothing) {
    const Reply refused = application.post(
        "/api/v1/webhooks",
        R"({"url":"http://127.0.0.1/","types":["deal.won","deal.wom"],"format":"fax"})");
    EXPECT_EQ(refused.status, 422);
    EXPECT_NE(refused.body.find("/url"), std::string::npos);
    EXPECT_NE(refused.body.find("/types/1"), std::string::npos);
    EXPECT_NE(refused.body.find("did you mean deal.won"), std::string::npos);
    EXPECT_NE(refused.body.find("/format"), std::string::npos);
    EXPECT_EQ(application.post("/api/v1/webhooks", R"({"url":"https://example.com/"})").status,
              422);
    EXPECT_EQ(application.get("/api/v1/webhooks").at("/total"), "0");
}

TEST_F(Webhooks, are_for_leads_and_administrators) {
    const std::string id = add();
    for (const char* role : {"rep", "marketer", "manager"}) {
        application.sign_in_as("ada", "admin");
        application.sign_in_as(role, role);
        EXPECT_EQ(application.get("/api/v1/webhooks").status, 403) << role;
        EXPECT_EQ(application.get("/api/v1/webhooks/types").status, 403) << role;
        EXPECT_EQ(application.get("/api/v1/webhooks/" + id + "/deliveries").status, 403) << role;
        EXPECT_EQ(application.post("/api/v1/webhooks/" + id + "/secret", "").status, 403) << role;
        EXPECT_EQ(application.ask(Method::remove, "/api/v1/webhooks/" + id).status, 403) << role;
    }
    application.sign_in_as("ada", "admin");
    application.sign_in_as("lea", "lead");
    EXPECT_EQ(application.get("/api/v1/webhooks").at("/total"), "1");
    EXPECT_EQ(application.ask(Method::remove, "/api/v1/webhooks/" + id).status, 204);
    EXPECT_EQ(application.ask(Method::remove, "/api/v1/webhooks/" + id).status, 404);
}

TEST_F(Webhooks, a_message_waits_page_by_page_and_goes_with_its_webhook) {
    const std::string id = add(R"(["contact.created"])");
    for (const char* name : {"a", "b", "c"}) {
        const Reply made = application.post(
            "/api/v1/contacts",
            R"({"properties":{"email":")" + std::string(name) + R"(@buyers.test"}})");
        ASSERT_EQ(made.status, 201) << made.body;
    }
    const std::string path = "/api/v1/webhooks/" + id + "/deliveries";
    const Reply first = application.get(path + "?limit=2");
    EXPECT_EQ(first.at("/rows/0/type"), "contact.created");
    EXPECT_EQ(first.at("/rows/0/state"), "waiting");
    EXPECT_EQ(first.at("/rows/0/attempts"), "0");
    const Reply rest = application.get(path + "?limit=2&after=" + first.at("/next"));
    EXPECT_EQ(rest.json().at("rows").as_array().size(), 1U);
    EXPECT_EQ(rest.at("/next"), "null");
    EXPECT_EQ(application.get(path + "?state=lost").status, 422);
    EXPECT_EQ(application.get("/api/v1/webhooks").at("/rows/0/waiting"), "3");
    const std::string message = first.at("/rows/0/id");
    EXPECT_EQ(application.post(path + "/" + message + "/retry", "").status, 409);
    EXPECT_EQ(application.post(path + "/77/retry", "").status, 404);
    EXPECT_EQ(application.patch("/api/v1/webhooks/" + id, R"({"active":false})").at("/active"),
              "false");
    EXPECT_EQ(application.post("/api/v1/webhooks/" + id + "/test", "").status, 409);
    EXPECT_EQ(application.ask(Method::remove, "/api/v1/webhooks/" + id).status, 204);
    EXPECT_EQ(application.get(path).status, 404);
}

}  // namespace
}  // namespace baton::http::test
