#include <cstdint>
#include <gtest/gtest.h>
#include <string>
#include <string_view>
#include <vector>

#include "http/running_application.hpp"

namespace baton::http::test {
namespace {

class SetUpApplication : public ::testing::Test {
protected:
    SetUpApplication() { application.set_up(); }

    std::string new_contact(std::string_view email) {
        return application
            .post("/api/v1/contacts",
                  R"({"properties":{"first_name":"Mary","email":")" + std::string(email) + "\"}}")
            .at("/id");
    }

    std::string new_deal() {
        return application
            .post("/api/v1/deals",
                  R"({"name":"Engine no. 2","amount":{"minor":150000,"currency":"EUR"}})")
            .at("/id");
    }

    RunningApplication application;
};

TEST(FirstRun, SetsTheWorkspaceUpOnceAndSignsInItsFirstUser) {
    RunningApplication application;
    EXPECT_EQ(application.get("/api/v1/setup").at("/needed"), "true");
    EXPECT_EQ(application.get("/api/v1/session").status, 401);
    application.set_up();
    const Reply session = application.get("/api/v1/session");
    EXPECT_EQ(session.at("/user/name"), "Ada Lovelace");
    EXPECT_EQ(session.at("/user/role"), "admin");
    EXPECT_EQ(session.at("/workspace/name"), "Analytical Engines");
    EXPECT_EQ(session.at("/workspace/time_zone"), "Europe/Berlin");
    EXPECT_EQ(application.get("/api/v1/setup").at("/needed"), "false");
    const std::uint64_t head = application.ledger_head();
    EXPECT_EQ(application
                  .post("/api/v1/setup",
                        R"({"company":"X","currency":"EUR","time_zone":"UTC",
                            "agreement":"small_team","name":"Eve","email":"ada@example.com",
                            "password":"stolen password"})")
                  .status,
              409);
    EXPECT_EQ(application.ledger_head(), head);
}

TEST(FirstRun, NamesEveryWrongAnswer) {
    RunningApplication application;
    const Reply reply = application.post(
        "/api/v1/setup",
        R"({"company":" ","currency":"XX","time_zone":"Mars","agreement":"none","name":"",
            "email":"ada","password":"correct horse"})");
    EXPECT_EQ(reply.status, 422);
    EXPECT_EQ(reply.json().at("problems").as_array().size(), 6U);
    EXPECT_EQ(application.ledger_head(), 0U);
}

TEST_F(SetUpApplication, SignsInWithThePasswordAlone) {
    application.sign_out();
    EXPECT_EQ(
        application
            .post("/api/v1/session", R"({"email":"ada@example.com","password":"wrong horse"})")
            .status,
        401);
    EXPECT_EQ(
        application
            .post("/api/v1/session", R"({"email":"Ada@Example.com","password":"correct horse"})")
            .status,
        200);
    EXPECT_EQ(application.post("/api/v1/demo/session", R"({"role":"rep"})").status, 404);
}

TEST_F(SetUpApplication, EndsASession) {
    EXPECT_EQ(application.ask(Method::remove, "/api/v1/session").status, 204);
    EXPECT_EQ(application.get("/api/v1/session").status, 401);
}

TEST_F(SetUpApplication, CreatesChangesAndUndoesAContact) {
    const std::string id = new_contact("mary@example.org");
    const Reply changed =
        application.patch("/api/v1/contacts/" + id, R"({"properties":{"job_title":"Head of IT"}})");
    EXPECT_EQ(changed.status, 200);
    EXPECT_EQ(application.get("/api/v1/contacts/" + id).at("/job_title"), "Head of IT");
    EXPECT_EQ(
        application.post("/api/v1/undo", R"({"token":")" + changed.at("/undo") + "\"}").status,
        200);
    EXPECT_EQ(application.get("/api/v1/contacts/" + id).at("/job_title"), "null");
}

TEST_F(SetUpApplication, RefusesATokenOfSomebodyElse) {
    const std::string undo =
        application.post("/api/v1/contacts", R"({"properties":{"email":"m@example.org"}})")
            .at("/undo");
    application.sign_in_as("grace", "rep");
    const std::uint64_t head = application.ledger_head();
    EXPECT_EQ(application.post("/api/v1/undo", R"({"token":")" + undo + "\"}").status, 403);
    EXPECT_EQ(application.post("/api/v1/undo", R"({"token":"0.1.0-00"})").status, 403);
    EXPECT_EQ(application.ledger_head(), head);
}

TEST_F(SetUpApplication, RefusesWhatIsWrongAndChangesNothing) {
    const std::string id = new_contact("mary@example.org");
    const std::string deal = new_deal();

    struct Wrong {
        Method method;
        std::string target;
        std::string_view body;
        int status;
        std::string_view pointer;
    };

    const std::vector<Wrong> wrongs{
        {Method::post,
         "/api/v1/contacts",
         R"({"properties":{"email":"MARY@example.org"}})",
         409,
         "/properties/email"},
        {Method::post, "/api/v1/contacts", R"({"properties":{}})", 422, "/properties/email"},
        {Method::post,
         "/api/v1/contacts",
         R"({"properties":{"email":"x@y.z"},"company":"77"})",
         422,
         "/company"},
        {Method::patch,
         "/api/v1/contacts/" + id,
         R"({"properties":{"created_at":"never"}})",
         422,
         "/properties/created_at"},
        {Method::patch, "/api/v1/contacts/" + id, R"({"properties":{},"x":1})", 422, "/x"},
        {Method::patch, "/api/v1/contacts/9", R"({"properties":{"phone":"1"}})", 404, ""},
        {Method::patch, "/api/v1/contacts/nine", R"({"properties":{}})", 404, ""},
        {Method::post, "/api/v1/contacts/" + id + "/notes", R"({"text":" "})", 422, "/text"},
        {Method::post,
         "/api/v1/contacts/" + id + "/activities",
         R"({"type":"fax","direction":"out"})",
         422,
         "/type"},
        {Method::post,
         "/api/v1/contacts/" + id + "/placement",
         R"({"stage":"MQL","why":"met at the fair"})",
         409,
         "/stage"},
        {Method::patch, "/api/v1/deals/" + deal, R"({"stage":"Lost"})", 422, "/lost_reason"},
        {Method::patch, "/api/v1/deals/" + deal, R"({"stage":"Moon"})", 422, "/stage"},
        {Method::post, "/api/v1/deals", R"({"name":"X","contacts":["77"]})", 422, "/contacts"},
        {Method::post, "/api/v1/tasks", R"({"title":"call","owner":"nobody"})", 422, "/owner"},
        {Method::patch, "/api/v1/tasks/77", R"({"done":true})", 404, ""},
        {Method::get, "/api/v1/contacts?limit=0", "", 422, ""},
    };
    const std::uint64_t head = application.ledger_head();
    for (const Wrong& wrong : wrongs) {
        const Reply reply = application.ask(wrong.method, wrong.target, wrong.body);
        EXPECT_EQ(reply.status, wrong.status) << wrong.target << ' ' << wrong.body << reply.body;
        if (!wrong.pointer.empty()) {
            EXPECT_EQ(reply.at("/problems/0/pointer"), wrong.pointer) << reply.body;
        }
    }
    EXPECT_EQ(application.ledger_head(), head);
}

TEST_F(SetUpApplication, FindsContactsByTheBeginningsOfWords) {
    new_contact("mary@example.org");
    for (const std::string_view query : {"mar", "MARY", "example", "mary%40exa"}) {
        EXPECT_EQ(application.get("/api/v1/contacts?q=" + std::string(query)).at("/rows/0/email"),
                  "mary@example.org")
            << query;
    }
    EXPECT_EQ(application.get("/api/v1/contacts?q=ary").at("/rows"), "[]");
    EXPECT_EQ(application.get("/api/v1/search?q=mary").at("/rows/0/type"), "contact");
}

TEST_F(SetUpApplication, ListsContactsPageByPage) {
    for (const std::string_view name : {"a", "b", "c"}) {
        new_contact(std::string(name) + "@example.org");
    }
    application.workspace().drain();
    const Reply first = application.get("/api/v1/contacts?limit=2");
    ASSERT_EQ(first.json().at("rows").as_array().size(), 2U);
    const Reply second = application.get("/api/v1/contacts?limit=2&after=" + first.at("/next"));
    EXPECT_EQ(second.at("/rows/0/email"), "a@example.org");
    EXPECT_EQ(second.at("/next"), "null");
}

TEST_F(SetUpApplication, AContactPageHasItsTasksDealsAndTimeline) {
    const std::string id = new_contact("mary@example.org");
    application.post("/api/v1/tasks", R"({"title":"Call her","contact":")" + id + "\"}");
    application.post("/api/v1/deals", R"({"name":"Engine","contacts":[")" + id + "\"]}");
    const Reply logged = application.post(
        "/api/v1/contacts/" + id + "/activities",
        R"({"type":"call","direction":"out","outcome":"connected","note":"keen"})");
    EXPECT_EQ(logged.status, 201) << logged.body;
    const Reply page = application.get("/api/v1/contacts/" + id);
    EXPECT_EQ(page.at("/tasks/0/title"), "Call her");
    EXPECT_EQ(page.at("/deals/0/name"), "Engine");
    EXPECT_EQ(page.at("/deals/0/stage"), "Discovery");
    EXPECT_EQ(
        application.get("/api/v1/contacts/" + id + "/timeline?filter=touches").at("/rows/0/icon"),
        "call");
}

TEST_F(SetUpApplication, ADealMovesAcrossTheBoard) {
    const std::string deal = new_deal();
    EXPECT_EQ(application.get("/api/v1/deals/board").at("/columns/0/sum/minor"), "150000");
    EXPECT_EQ(application.get("/api/v1/deals/board").at("/weighted/minor"), "30000");
    EXPECT_EQ(application.patch("/api/v1/deals/" + deal, R"({"stage":"Won"})").status, 200);
    const Reply won = application.get("/api/v1/deals/" + deal);
    EXPECT_EQ(won.at("/status"), "won");
    EXPECT_EQ(won.at("/closed_at"), won.at("/history/1/at"));
    EXPECT_EQ(application.get("/api/v1/deals/board").at("/open_sum/minor"), "0");
    EXPECT_EQ(application.get("/api/v1/home").at("/wins/0/amount/minor"), "150000");
    EXPECT_EQ(application.get("/api/v1/home").at("/revenue/period"), "2026-Q1");
}

TEST_F(SetUpApplication, OnlyLeadersManagePeopleAndKeys) {
    application.sign_in_as("grace", "rep");
    EXPECT_EQ(application.get("/api/v1/users").status, 200);
    EXPECT_EQ(application.get("/api/v1/keys").status, 403);
    EXPECT_EQ(application.post("/api/v1/keys", R"({"name":"x"})").status, 403);
    EXPECT_EQ(application.patch("/api/v1/users/ada@example.com", R"({"role":"rep"})").status, 403);
}

TEST_F(SetUpApplication, AKeyDoesWhatItsScopesAllowUntilItIsRevoked) {
    const Reply key =
        application.post("/api/v1/keys", R"({"name":"sync","scopes":["contacts:read"]})");
    ASSERT_EQ(key.status, 201) << key.body;
    application.use_key(key.at("/secret"));
    EXPECT_EQ(application.get("/api/v1/contacts").status, 200);
    EXPECT_EQ(application.post("/api/v1/contacts", R"({"properties":{"email":"a@b.c"}})").status,
              403);
    EXPECT_EQ(application.get("/api/v1/home").status, 403);
    application.use_key("");
    EXPECT_EQ(application.ask(Method::remove, "/api/v1/keys/" + key.at("/id")).status, 204);
    application.use_key(key.at("/secret"));
    EXPECT_EQ(application.get("/api/v1/contacts").status, 401);
}

TEST_F(SetUpApplication, SomebodyWhoLeftIsSignedOut) {
    application.sign_in_as("grace", "rep");
    RunningApplication& running = application;
    const std::uint64_t head = running.ledger_head();
    running.workspace()
        .run([](engine::Desk& desk) -> Result<engine::Receipt> {
            desk.batch().topics.insert("users");
            desk.record(ledger::RecordChanged{.record = "user",
                                              .key = "grace@example.com",
                                              .properties = {{"active", false}}},
                        {.by = "ada@example.com"});
            return engine::Receipt{};
        })
        .value();
    running.workspace().drain();
    EXPECT_GT(running.ledger_head(), head);
    EXPECT_EQ(running.get("/api/v1/session").status, 401);
}

}  // namespace
}  // namespace baton::http::test
