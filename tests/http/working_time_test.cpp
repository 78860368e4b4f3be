#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <string>
#include <string_view>

#include "http/running_application.hpp"

// When teams and people work, what is late, and whom marketing may write to.
namespace baton::http::test {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr std::string_view terms = R"(agreement: House rules
timezone: UTC
currency: EUR
stages:
  - { name: MQL, owner: marketing, when: 'known contact.email' }
  - { name: SAL, owner: sales, when: handoff accepted }
handoff:
  at: MQL
  to: { team: sales, by: round_robin }
  respond_within: 4 hours
  reject_reasons: [bad fit]
  recycle: { to: Nurture, eligible_again_after: 60 days }
rules_of_engagement:
  - { while: 'handoff open', pause: journeys, except: [webinar] }
  - { contact_owner: company.owner }
)";

std::string body_of(std::string_view name, std::string_view value) {
    return boost::json::serialize(boost::json::object{{name, value}});
}

class WorkingTime : public ::testing::Test {
protected:
    WorkingTime() { application.set_up(); }

    void person(const std::string& name, const std::string& role, const std::string& signs_for) {
        EXPECT_EQ(application
                      .post("/api/v1/users",
                            R"({"name":")" + name + R"(","email":")" + name +
                                R"(@example.com","role":")" + role +
                                R"(","password":"correct horse","signs_for":")" + signs_for + "\"}")
                      .status,
                  201);
    }

    void agree() {
        person("mia", "marketer", "marketing");
        person("sam", "manager", "sales");
        person("kim", "rep", "");
        application.sign_out();
        application.sign_in_as("mia", "rep");
        const std::string draft =
            application.post("/api/v1/agreements", body_of("text", terms)).at("/version");
        const std::string path = "/api/v1/agreements/" + draft + "/sign";
        const Reply signed_one =
            application.post(path, R"({"for":"marketing","password":"correct horse"})");
        application.sign_out();
        application.sign_in_as("sam", "rep");
        const std::string version = signed_one.at("/version");
        EXPECT_EQ(application
                      .post("/api/v1/agreements/" + version + "/sign",
                            R"({"for":"sales","password":"correct horse"})")
                      .at("/state"),
                  "in_force");
    }

    RunningApplication application;
};

TEST_F(WorkingTime, OfATeamIsSaidAndTakenBack) {
    EXPECT_EQ(application.get("/api/v1/teams").at("/rows/0/name"), "sales");
    const Reply written = application.ask(
        Method::put,
        "/api/v1/teams/sales",
        R"({"time_zone":"Europe/Berlin","work_days":["mon","tue"],"work_from":"08:00","work_to":"16:30","most_open":7})");
    EXPECT_EQ(written.status, 200);
    const Reply said = application.get("/api/v1/teams");
    EXPECT_EQ(said.at("/rows/0/time_zone"), "Europe/Berlin");
    EXPECT_EQ(said.at("/rows/0/work_days/1"), "tue");
    EXPECT_EQ(said.at("/rows/0/most_open"), "7");
    application.ask(Method::put, "/api/v1/teams/sales", R"({"most_open":-1,"time_zone":""})");
    EXPECT_EQ(application.get("/api/v1/teams").at("/rows/0/most_open"), "null");
    EXPECT_EQ(application.get("/api/v1/teams").at("/rows/0/time_zone"), "null");
    EXPECT_EQ(application.get("/api/v1/teams").at("/rows/0/work_from"), "08:00");
}

TEST_F(WorkingTime, ThatCannotBeIsRefusedAndChangesNothing) {
    const std::uint64_t head = application.ledger_head();
    for (const char* wrong : {R"({"time_zone":"Moon/Base"})",
                              R"({"work_days":["monday"]})",
                              R"({"work_from":"9"})",
                              R"({"work_from":"17:00","work_to":"09:00"})",
                              R"({"holidays":["2026-02-30"]})",
                              R"({"most_open":-2})"}) {
        EXPECT_EQ(application.ask(Method::put, "/api/v1/teams/sales", wrong).status, 422) << wrong;
    }
    EXPECT_EQ(application.post("/api/v1/teams/sales/holidays", R"({"icalendar":"hello"})").status,
              422);
    EXPECT_EQ(application.ledger_head(), head);
}

TEST_F(WorkingTime, HolidaysComeFromACalendarFile) {
    const std::string year = application.get("/api/v1/home").at("/revenue/period").substr(0, 4);
    const Reply taken = application.post(
        "/api/v1/teams/sales/holidays",
        body_of("icalendar",
                "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:Christmas\r\nDTSTART;VALUE=DATE:" +
                    year + "1225\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"));
    EXPECT_EQ(taken.status, 200);
    EXPECT_EQ(taken.at("/holidays/0"), year + "-12-25");
    EXPECT_EQ(application.get("/api/v1/teams").at("/rows/0/holidays/0"), year + "-12-25");
}

TEST_F(WorkingTime, WhoIsAwayIsSaid) {
    person("kim", "rep", "");
    EXPECT_EQ(application
                  .patch("/api/v1/users/kim@example.com",
                         R"({"away_from":"2026-08-01","away_until":"2026-08-14","most_open":5})")
                  .status,
              200);
    EXPECT_EQ(
        application.patch("/api/v1/users/kim@example.com", R"({"away_from":"tomorrow"})").status,
        422);
}

TEST_F(WorkingTime, WhatPeopleSpeakAndTheirShareAreSaid) {
    person("kim", "rep", "");
    const std::string kim = "/api/v1/users/kim@example.com";
    EXPECT_EQ(application.patch(kim, R"({"languages":["DE-at","en"],"share":3})").status, 200);
    const auto row = [&](const std::string& what) {
        const Reply people = application.get("/api/v1/users");
        const std::string at =
            people.at("/rows/0/email") == "kim@example.com" ? "/rows/0" : "/rows/1";
        return people.at(at + what);
    };
    EXPECT_EQ(row("/languages/0"), "de");
    EXPECT_EQ(row("/languages/1"), "en");
    EXPECT_EQ(row("/share"), "3");
    for (const char* wrong : {R"({"languages":["german"]})", R"({"share":0})", R"({"share":11})"}) {
        EXPECT_EQ(application.patch(kim, wrong).status, 422) << wrong;
    }
    EXPECT_EQ(application.patch(kim, R"({"languages":[]})").status, 200);
    EXPECT_THAT(row("/languages/0"), HasSubstr("nothing at"));
    EXPECT_EQ(application.patch("/api/v1/me", R"({"languages":["pt-BR"]})").status, 200);
    EXPECT_EQ(application.get("/api/v1/me").at("/languages/0"), "pt");
}

TEST_F(WorkingTime, TheRulesOfEngagementAreSaidAndEnforced) {
    agree();
    const std::string company =
        application
            .post("/api/v1/companies",
                  R"({"properties":{"name":"Acme","owner":"kim@example.com"}})")
            .at("/id");
    const std::string ada =
        application
            .post("/api/v1/contacts",
                  R"({"properties":{"email":"ada@acme.test"},"company":")" + company + "\"}")
            .at("/id");
    const std::string path = "/api/v1/contacts/" + ada;
    const Reply told = application.get(path + "/engagement");
    EXPECT_EQ(told.at("/journeys/allowed"), "false");
    EXPECT_EQ(told.at("/journeys/except/0"), "webinar");
    EXPECT_EQ(told.at("/campaigns/allowed"), "true");
    EXPECT_EQ(told.at("/owner_must_be/id"), "kim@example.com");
    EXPECT_EQ(application.get(path + "/engagement?journey=webinar").at("/journeys/allowed"),
              "true");
    const Reply refused = application.patch(path, R"({"properties":{"owner":"sam@example.com"}})");
    EXPECT_EQ(refused.status, 409);
    EXPECT_THAT(refused.at("/detail"), HasSubstr("kim"));
    EXPECT_EQ(application.patch(path, R"({"properties":{"owner":"kim@example.com"}})").status, 200);
    const Reply card = application.get("/api/v1/handoffs/" + ada);
    EXPECT_EQ(card.at("/trace/0"), "kim@example.com: next in turn");
    EXPECT_EQ(application.get("/api/v1/leaks").at("/qualified"), "1");
    EXPECT_EQ(application.get("/api/v1/leaks").at("/accounted"), "1");
    const Reply simulated =
        application.post("/api/v1/routing/simulation", body_of("agreement", terms));
    EXPECT_EQ(simulated.at("/same"), "1");
    EXPECT_EQ(application.post("/api/v1/routing/simulation", R"({"agreement":"x"})").status, 422);
}

TEST_F(WorkingTime, EverybodySaysWhenTheyAreAway) {
    person("pat", "rep", "");
    agree();
    const std::string ada =
        application.post("/api/v1/contacts", R"({"properties":{"email":"ada@acme.test"}})")
            .at("/id");
    const std::string card = "/api/v1/handoffs/" + ada;
    const std::string owner = application.get(card).at("/owner/id");
    const bool is_kim = owner == "kim@example.com";
    ASSERT_TRUE(is_kim || owner == "pat@example.com") << owner;
    application.sign_in_as(is_kim ? "kim" : "pat", "rep");
    EXPECT_EQ(application.patch("/api/v1/me", R"({"away_from":"2026-03-32"})").status, 422);
    EXPECT_EQ(
        application.patch("/api/v1/me", R"({"away_from":"2026-03-02","away_until":"2026-03-01"})")
            .status,
        422);
    EXPECT_EQ(application.patch("/api/v1/me", R"({"role":"admin"})").status, 422);
    const Reply gone =
        application.patch("/api/v1/me", R"({"away_from":"2026-03-02","away_until":"2026-03-06"})");
    EXPECT_EQ(gone.status, 200);
    EXPECT_EQ(application.get("/api/v1/me").at("/away_until"), "2026-03-06");
    EXPECT_EQ(application.get(card).at("/owner/id"),
              is_kim ? "pat@example.com" : "kim@example.com");
}

TEST_F(WorkingTime, WhoLeftIsListedOnRequestAndCanComeBack) {
    person("kim", "rep", "");
    const std::string kim = "/api/v1/users/kim@example.com";
    EXPECT_EQ(application.patch(kim, R"({"active":false})").status, 200);
    EXPECT_THAT(application.get("/api/v1/users").body, Not(HasSubstr("kim@example.com")));
    EXPECT_THAT(application.get("/api/v1/users?departed=1").body, HasSubstr("kim@example.com"));
    EXPECT_EQ(application.patch(kim, R"({"active":true,"team":"dach"})").status, 200);
    EXPECT_THAT(application.get("/api/v1/users").body, HasSubstr(R"("team_name":"dach")"));
    const auto before = application.ledger_head();
    EXPECT_EQ(application.patch(kim, R"({"active":true,"team":"dach","work_from":""})").status,
              200);
    EXPECT_EQ(application.patch(kim, R"({"team":"emea","password":"short"})").status, 422);
    EXPECT_EQ(application.ledger_head(), before);  // nothing new was said, and nothing half done
    EXPECT_EQ(application.patch("/api/v1/users/nobody@example.com", R"({"active":true})").status,
              404);
}

TEST_F(WorkingTime, APasswordIsChangedByWhoKnowsIt) {
    std::string fresh;
    const auto change = [&](std::string_view current, std::string_view next) {
        const Reply reply = application.post(
            "/api/v1/me/password",
            boost::json::serialize(boost::json::object{{"current", current}, {"password", next}}));
        fresh = reply.cookie;
        return reply.status;
    };
    application.sign_in_as("kim", "rep");
    const auto sign_in = [&](std::string_view password) {
        return application
            .post("/api/v1/session",
                  boost::json::serialize(
                      boost::json::object{{"email", "kim@example.com"}, {"password", password}}))
            .status;
    };
    EXPECT_EQ(change("wrong", "a longer password"), 422);
    EXPECT_EQ(change("correct horse", "short"), 422);
    EXPECT_EQ(change("correct horse", "a longer password"), 204);
    EXPECT_EQ(application.get("/api/v1/me").status, 401);  // the session of before
    application.use_session(fresh);
    EXPECT_EQ(application.get("/api/v1/me").status, 200);
    EXPECT_EQ(
        application.patch("/api/v1/users/kim@example.com", R"({"password":"another long one"})")
            .status,
        403);  // a rep changes nobody
    EXPECT_EQ(sign_in("correct horse"), 401);
    EXPECT_EQ(sign_in("a longer password"), 200);
}

// A lead who could give a signer a password could sign for the other team.
TEST_F(WorkingTime, NobodyGetsThePasswordOfASigner) {
    person("mia", "marketer", "marketing");
    person("lea", "lead", "");
    application.sign_in_as("lea", "lead");
    const std::string password = R"({"password":"a longer password"})";
    EXPECT_EQ(application.patch("/api/v1/users/mia@example.com", password).status, 403);
    EXPECT_EQ(application.patch("/api/v1/users/lea@example.com", password).status, 409);
    application.sign_out();
    EXPECT_EQ(
        application
            .post("/api/v1/session", R"({"email":"mia@example.com","password":"correct horse"})")
            .status,
        200);
}

TEST_F(WorkingTime, WhoLeftDoesNotComeBackWithTheirOldSession) {
    const std::string ada = application.session();
    application.sign_in_as("kim", "rep");
    const std::string kim = application.session();
    application.use_session(ada);
    const std::string path = "/api/v1/users/kim@example.com";
    EXPECT_EQ(application.patch(path, R"({"active":false})").status, 200);
    EXPECT_EQ(application.patch(path, R"({"active":true})").status, 200);
    application.use_session(kim);
    EXPECT_EQ(application.get("/api/v1/me").status, 401);
}

TEST_F(WorkingTime, IsCheckedTogetherWithWhatWasSaid) {
    const std::string me = "/api/v1/me";
    EXPECT_EQ(application.patch(me, R"({"work_from":"18:00"})").status, 422);
    EXPECT_EQ(application.patch(me, R"({"work_from":"08:00","work_to":"16:00"})").status, 200);
    EXPECT_EQ(application.patch(me, R"({"work_from":"17:00"})").status, 422);
    EXPECT_EQ(application.patch(me, R"({"away_from":"2026-03-09"})").status, 200);
    EXPECT_EQ(application.patch(me, R"({"away_until":"2026-03-08"})").status, 422);
    EXPECT_EQ(application.get(me).at("/work_from"), "08:00");
    EXPECT_EQ(application.patch(me, R"({"name":"   "})").status, 422);
    EXPECT_EQ(application.patch(me, body_of("name", std::string(201, 'a'))).status, 422);
    EXPECT_EQ(application.patch(me, R"({"name":"  Ada B.  "})").status, 200);
    EXPECT_EQ(application.get(me).at("/name"), "Ada B.");
}

TEST_F(WorkingTime, OfTheWorkspaceIsChangedByLeads) {
    person("sam", "manager", "");
    const std::string path = "/api/v1/workspace";
    EXPECT_EQ(application.patch(path, R"({"time_zone":"Mars/Crater"})").status, 422);
    EXPECT_EQ(application.patch(path, R"({"last_resort":"nobody@example.com"})").status, 422);
    EXPECT_EQ(
        application.patch(path, R"({"name":"New Name","last_resort":" SAM@Example.com"})").status,
        200);
    EXPECT_EQ(application.get(path).at("/last_resort"), "sam@example.com");
    EXPECT_EQ(application.get("/api/v1/session").at("/workspace/name"), "New Name");
    EXPECT_EQ(application.patch(path, R"({"last_resort":""})").status, 200);
    EXPECT_EQ(application.get(path).at("/last_resort"), "null");
    application.sign_in_as("kim", "rep");
    EXPECT_EQ(application.patch(path, R"({"name":"Mine"})").status, 403);
    EXPECT_EQ(application.get(path).at("/name"), "New Name");
}

// A rejection, marketing's dispute, sales' second look, and praise: who may say what, and the
// figures.
TEST_F(WorkingTime, BothTeamsSpeakOfAHandoff) {
    agree();
    const std::string ada =
        application.post("/api/v1/contacts", R"({"properties":{"email":"ada@acme.test"}})")
            .at("/id");
    const std::string card = "/api/v1/handoffs/" + ada;
    application.sign_in_as("kim", "rep");
    EXPECT_EQ(
        application.post(card + "/reject", R"({"reason":"bad fit","note":"A student."})").status,
        200);
    EXPECT_EQ(application.get("/api/v1/rejections").at("/total"), "1");
    const std::string answer = card + "/answer";
    EXPECT_EQ(application.post(answer, R"({"answer":"disputed"})").status, 403);
    application.sign_in_as("mia", "marketer");
    EXPECT_EQ(application.post(answer, R"({"answer":"perhaps"})").status, 422);
    EXPECT_EQ(application.post(answer, R"({"answer":"reopened"})").status, 403);
    EXPECT_EQ(
        application.post(answer, R"({"answer":"disputed","note":"She runs the company."})").status,
        200);
    EXPECT_EQ(application.get("/api/v1/rejections").at("/total"), "0");
    EXPECT_EQ(application.get("/api/v1/rejections?state=disputed").at("/total"), "1");
    EXPECT_EQ(application.get("/api/v1/rejections?state=x").status, 422);
    application.sign_in_as("sam", "manager");
    EXPECT_EQ(application.post(answer, R"({"answer":"reopened"})").status, 200);
    EXPECT_EQ(application.get(card).at("/state"), "offered");
    application.sign_in_as("kim", "rep");
    EXPECT_EQ(application.post(card + "/accept", "{}").status, 200);
    const std::string great = application.get(card).at("/feedback/praise_reasons/0");
    EXPECT_EQ(application.post(card + "/praise", R"({"reason":""})").status, 422);
    EXPECT_EQ(application.post(card + "/praise", body_of("reason", great)).status, 200);
    EXPECT_EQ(application.get(card).at("/feedback/praise/reason"), great);
    EXPECT_EQ(application.get("/api/v1/feedback").at("/handoffs"), "1");
    EXPECT_EQ(application.get("/api/v1/feedback?by=weather").status, 422);
    EXPECT_EQ(application.get("/api/v1/sla").status, 200);
    EXPECT_EQ(application.get("/api/v1/sla?period=soon").status, 422);
    EXPECT_EQ(application.get("/api/v1/sla/plan").status, 200);
    EXPECT_EQ(application.get("/api/v1/sla/plan?least_percent=200").status, 422);
}

}  // namespace
}  // namespace baton::http::test
