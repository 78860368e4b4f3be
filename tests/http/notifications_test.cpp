#include <cstdint>
#include <gtest/gtest.h>
#include <string>
#include <string_view>

#include "http/day_time.hpp"
#include "http/request.hpp"
#include "running_application.hpp"

// What people are told, how they want to be told, and the mail server: each person's own, and
// nothing that is secret in any answer.
namespace baton::http::test {
namespace {

constexpr std::string_view inbox = "/api/v1/notifications";
constexpr std::string_view wishes = "/api/v1/me/notifications";
constexpr std::string_view mail = "/api/v1/mail";

class Notifications : public ::testing::Test {
protected:
    Notifications() {
        application.set_up();
        ada = application.session();
        application.sign_in_as("kim", "rep");
        kim = application.session();
        application.use_session(ada);
    }

    void call_kim(const std::string& text) {
        const Reply company =
            application.post("/api/v1/companies", R"({"properties":{"name":"Acme"}})");
        const Reply note = application.post("/api/v1/companies/" + company.at("/id") + "/notes",
                                            R"({"text":"@kim@example.com )" + text + "\"}");
        ASSERT_EQ(note.status, 201) << note.body;
    }

    Reply put(std::string_view target, std::string_view body) {
        return application.ask(Method::put, target, body);
    }

    RunningApplication application;
    std::string ada;
    std::string kim;
};

TEST_F(Notifications, are_each_persons_own_and_seen_by_them_alone) {
    call_kim("please");
    EXPECT_EQ(application.get(inbox).at("/unseen"), "0");
    application.use_session(kim);
    const Reply told = application.get(inbox);
    EXPECT_EQ(told.at("/unseen"), "1");
    EXPECT_EQ(told.at("/rows/0/kind"), "mentioned");
    EXPECT_EQ(told.at("/rows/0/company/name"), "Acme");
    const std::string body = R"({"ids":[")" + told.at("/rows/0/id") + "\"]}";
    application.use_session(ada);
    const Reply others = application.post("/api/v1/notifications/seen", body);
    EXPECT_EQ(others.json().at("ids").as_array().size(), 0U);
    application.use_session(kim);
    EXPECT_EQ(application.get(inbox).at("/unseen"), "1");
    EXPECT_EQ(application.post("/api/v1/notifications/seen", body).at("/ids/0"),
              told.at("/rows/0/id"));
    EXPECT_EQ(application.get(inbox).at("/unseen"), "0");
    EXPECT_EQ(application.post("/api/v1/notifications/unseen", body).status, 204);
    EXPECT_EQ(application.get("/api/v1/notifications?unseen=1").at("/rows/0/id"),
              told.at("/rows/0/id"));
}

TEST_F(Notifications, what_was_looked_at_among_the_mentions_is_seen) {
    call_kim("please");
    application.use_session(kim);
    const Reply called = application.get("/api/v1/mentions");
    application.post("/api/v1/mentions/seen", R"({"until":")" + called.at("/rows/0/at") + "\"}");
    EXPECT_EQ(application.get(inbox).at("/unseen"), "0");
}

TEST_F(Notifications, how_one_is_told_is_each_persons_own) {
    const Reply usual = application.get(wishes);
    EXPECT_EQ(usual.at("/mail"), "false");
    EXPECT_EQ(usual.at("/wishes/quiet_from"), "20:00");
    EXPECT_EQ(usual.at("/wishes/kinds/0/mail"), "at_once");
    const std::string wish =
        R"({"kinds":[{"kind":"breached","mail":"at_once","urgent":true}],"quiet_from":"22:30",)"
        R"("quiet_to":"06:00","daily_at":null,"weekly_on":4,"weekly_at":"16:05"})";
    ASSERT_EQ(put(wishes, wish).status, 200);
    const Reply said = application.get(wishes);
    EXPECT_EQ(said.at("/wishes/quiet_from"), "22:30");
    EXPECT_EQ(said.at("/wishes/weekly_on"), "4");
    EXPECT_EQ(said.at("/wishes/kinds/2/kind"), "breached");
    EXPECT_EQ(said.at("/wishes/kinds/2/urgent"), "true");
    application.use_session(kim);
    EXPECT_EQ(application.get(wishes).at("/wishes/quiet_from"), "20:00");
    const std::uint64_t head = application.ledger_head();
    EXPECT_EQ(put(wishes, R"({"kinds":[],"quiet_from":"25:00","quiet_to":"06:00"})").status, 422);
    EXPECT_EQ(put(wishes, R"({"kinds":[{"kind":"praised","mail":"never","urgent":true}]})").status,
              422);
    EXPECT_EQ(application.ledger_head(), head);
}

TEST_F(Notifications, the_mail_server_is_the_administrators_and_its_password_nobodys) {
    const std::string setup =
        R"({"active":true,"host":"smtp.example.com","port":587,"seal":"starttls","user":"crm",)"
        R"("password":"hunter-2-hunter","from":"crm@example.com"})";
    const Reply kept = put(mail, setup);
    ASSERT_EQ(kept.status, 200) << kept.body;
    EXPECT_EQ(kept.at("/password"), "true");
    for (const Reply& answer : {kept, application.get(mail)}) {
        EXPECT_EQ(answer.body.find("hunter"), std::string::npos);
    }
    EXPECT_EQ(application.get(wishes).at("/mail"), "true");
    EXPECT_EQ(application.post("/api/v1/mail/test", "{}").status, 204);
    EXPECT_EQ(application.get(mail).at("/waiting"), "1");
    EXPECT_EQ(application.get("/api/v1/webhooks/0/deliveries").at("/rows/0/type"), "mail.test");
    EXPECT_EQ(put(mail,
                  R"({"active":true,"host":"10.0.0.1","port":25,"seal":"none",)"
                  R"("from":"crm@example.com"})")
                  .status,
              422);
    application.use_session(kim);
    EXPECT_EQ(application.get(mail).status, 403);
    EXPECT_EQ(put(mail, setup).status, 403);
    EXPECT_EQ(application.post("/api/v1/mail/test", "{}").status, 403);
}

TEST_F(Notifications, a_digest_is_of_a_week_that_has_begun) {
    const Reply now = application.get("/api/v1/digest");
    EXPECT_EQ(now.at("/from"), "2026-03-01T23:00:00.000000Z");
    EXPECT_EQ(application.get("/api/v1/digest?week=2026-W09").at("/to"),
              "2026-03-01T23:00:00.000000Z");
    for (const std::string_view week : {"2026-W11", "2026-W00", "2026-W54", "last", "2026-10"}) {
        EXPECT_EQ(application.get("/api/v1/digest?week=" + std::string(week)).status, 422) << week;
    }
}

TEST(DayTime, is_hours_and_minutes_and_nothing_else) {
    for (const int minutes : {0, 59, 60, 1439}) {
        EXPECT_EQ(parse_day_time(day_time(minutes), "/x").value(), minutes);
    }
    for (const std::string_view text : {"", "8:00", "24:00", "08:60", "08-00", "-1:00", "08:0x"}) {
        EXPECT_FALSE(parse_day_time(text, "/x")) << text;
    }
}

}  // namespace
}  // namespace baton::http::test
