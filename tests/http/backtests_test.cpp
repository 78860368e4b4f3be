#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <chrono>
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <string>
#include <string_view>
#include <thread>

#include "base/instant.hpp"
#include "engine/house.hpp"
#include "http/running_application.hpp"

// Drafts over history, as a page or program asks for them.
namespace baton::http::test {
namespace {

constexpr std::string_view looser = R"(agreement: Looser rules
timezone: UTC
currency: EUR
stages:
  - { name: MQL, owner: marketing, when: any(page_view) }
  - { name: SAL, owner: sales, when: handoff accepted }
handoff:
  at: MQL
  to: { team: sales }
  respond_within: 4 hours
  reject_reasons: [bad fit]
  recycle: { to: Nurture, eligible_again_after: 60 days }
)";

class Backtests : public ::testing::Test {
protected:
    // Under the house rules in force Ada qualified by two views; Bob has one.
    Backtests() {
        application.set_up();
        add_user("mia", "marketer", "marketing");
        add_user("sam", "manager", "sales");
        application.post(
            "/api/v1/users",
            R"({"name":"lea","email":"lea@example.com","role":"lead","password":"correct horse"})");
        application.post(
            "/api/v1/users",
            R"({"name":"kim","email":"kim@example.com","role":"rep","password":"correct horse"})");
        const std::string key =
            application.post("/api/v1/keys", R"({"name":"site","kind":"write"})").at("/secret");
        sign();
        for (const auto& [who, message] :
             {std::pair{"ada", "m1"}, std::pair{"ada", "m2"}, std::pair{"bob", "m3"}}) {
            application.workspace().clock().move_to(
                plus(application.workspace().clock().now(), minute_micros));
            application.post("/v1/batch",
                             fmt::format(R"({{"writeKey":"{}","batch":[{}]}})",
                                         key,
                                         baton::testing::pricing_view(who, message)));
        }
    }

    void add_user(std::string_view name, std::string_view role, std::string_view signs_for) {
        application.post(
            "/api/v1/users",
            fmt::format(
                R"({{"name":"{0}","email":"{0}@example.com","role":"{1}","signs_for":"{2}","password":"correct horse"}})",
                name,
                role,
                signs_for));
    }

    void sign() {
        application.sign_in_as("mia", "marketer");
        const std::string draft = application
                                      .post("/api/v1/agreements",
                                            boost::json::serialize(boost::json::object{
                                                {"text", baton::testing::house_agreement}}))
                                      .at("/version");
        application.post("/api/v1/agreements/" + draft + "/sign",
                         R"({"for":"marketing","password":"correct horse"})");
        application.sign_in_as("sam", "manager");
        application.post("/api/v1/agreements/1/sign",
                         R"({"for":"sales","password":"correct horse"})");
    }

    // Starts it and waits until it is done.
    Reply backtest(const boost::json::object& wish) {
        const Reply started = application.post("/api/v1/backtests", boost::json::serialize(wish));
        EXPECT_EQ(started.status, 202) << started.body;
        id = started.at("/id");
        Reply reply = application.get("/api/v1/backtests/" + id);
        while (reply.at("/state") == "running") {
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
            reply = application.get("/api/v1/backtests/" + id);
        }
        return reply;
    }

    Reply looser_beside_in_force() {
        return backtest({{"agreements",
                          {boost::json::object{{"name", "draft"}, {"text", looser}},
                           boost::json::object{{"version", "in-force"}}}}});
    }

    RunningApplication application;
    std::string id;
};

TEST_F(Backtests, ADraftIsReadBesideTheVersionInForce) {
    const Reply reply = looser_beside_in_force();
    EXPECT_EQ(reply.at("/state"), "done");
    EXPECT_EQ(reply.at("/by"), "sam@example.com");
    EXPECT_EQ(reply.at("/contacts_done"), "2");
    EXPECT_EQ(reply.at("/report/in_force"), "in-force");
    EXPECT_EQ(reply.at("/report/agreements/0/agreement"), "draft");
    EXPECT_EQ(reply.at("/report/agreements/0/stages/0/stage"), "MQL");
    EXPECT_EQ(reply.at("/report/agreements/0/stages/0/entered"), "2");
    EXPECT_EQ(reply.at("/report/agreements/0/stages/0/never_offered"), "1");
    EXPECT_EQ(reply.at("/report/agreements/0/stages/0/against_in_force/gained"), "1");
    EXPECT_EQ(reply.at("/report/agreements/1/stages/0/entered"), "1");
    EXPECT_EQ(reply.at("/report/agreements/0/stages/0/moves"), "[]") << "they are paged";
}

TEST_F(Backtests, WhoMovesIsPagedAndEachSaysWhy) {
    looser_beside_in_force();
    const std::string list = "/api/v1/backtests/" + id + "/moves?agreement=0&stage=MQL";
    const Reply gained = application.get(list + "&kind=gained");
    EXPECT_EQ(gained.at("/rows/0/contact"), "bob");
    EXPECT_EQ(gained.at("/rows/0/at_in_force"), "null");
    EXPECT_EQ(gained.json().at("rows").as_array().size(), 1U);
    const Reply why = application.get(gained.at("/rows/0/why"));
    EXPECT_EQ(why.status, 200) << why.body;
    EXPECT_EQ(why.at("/text"), "any(page_view)");
    EXPECT_EQ(why.at("/held"), "true");
    const Reply first = application.get(list + "&limit=1");
    EXPECT_EQ(first.at("/rows/0/contact"), "ada");
    const Reply second = application.get(list + "&limit=1&after=" + first.at("/next"));
    EXPECT_EQ(second.at("/rows/0/contact"), "bob");
    EXPECT_EQ(application.get(list + "&kind=other").status, 422);
    EXPECT_EQ(application.get("/api/v1/backtests/" + id + "/moves?stage=nowhere").status, 404);
}

TEST_F(Backtests, WhoMovesIsCalledByNameAndWhoWasErasedByNone) {
    const auto row_of = [&](std::string_view who) {
        const Reply moved =
            application.get("/api/v1/backtests/" + id + "/moves?agreement=0&stage=MQL");
        const std::string row = who == "ada" ? "/rows/0" : "/rows/1";
        EXPECT_EQ(moved.at(row + "/contact"), who);
        return std::pair(moved, row);
    };
    looser_beside_in_force();
    const auto [before, ada] = row_of("ada");
    const std::string contact = before.at(ada + "/id");
    application.patch("/api/v1/contacts/" + contact,
                      R"({"properties":{"first_name":"Ada","last_name":"Lovelace"}})");
    const auto [named, bob] = row_of("bob");
    EXPECT_EQ(named.at("/rows/0/name"), "Ada Lovelace");
    EXPECT_EQ(named.at("/rows/0/company"), "null");
    EXPECT_EQ(named.at("/rows/0/erased"), "false");
    EXPECT_EQ(named.at(bob + "/name"), "bob");
    const std::string why = named.at("/rows/0/why");
    EXPECT_EQ(application.get(why).status, 200);

    application.sign_in_as("lea", "lead");
    const Reply erased =
        application.post("/api/v1/contacts/" + contact + "/erase", R"({"why":"asked for it"})");
    ASSERT_EQ(erased.status, 200) << erased.body;
    const auto [after, again] = row_of("ada");
    EXPECT_EQ(after.at(again + "/name"), "ada") << "the external id is left";
    EXPECT_EQ(after.at(again + "/erased"), "true");
    EXPECT_EQ(after.at(again + "/why"), "null");
    EXPECT_EQ(after.body.find("Lovelace"), std::string::npos);
    EXPECT_EQ(application.get(why).status, 409);
}

TEST_F(Backtests, WhatCannotBeReadIsRefusedAtOnce) {
    EXPECT_EQ(application.post("/api/v1/backtests", R"({"agreements":[]})").status, 422);
    EXPECT_EQ(application.post("/api/v1/backtests", R"({"agreements":[{"name":"x"}]})").status,
              422);
    const Reply errors =
        application.post("/api/v1/backtests", R"({"agreements":[{"text":"agreement: x"}]})");
    EXPECT_EQ(errors.status, 422);
    EXPECT_NE(errors.body.find("draft:1:"), std::string::npos) << errors.body;
    EXPECT_EQ(application.post("/api/v1/backtests", R"({"agreements":[{"version":"99"}]})").status,
              404);
    EXPECT_EQ(application.get("/api/v1/backtests").at("/rows"), "[]");
}

TEST_F(Backtests, TheNumbersOfATextAreToldWithTheirPlaces) {
    const auto ask = [&](std::string_view text) {
        return application.post("/api/v1/agreements/parameters",
                                boost::json::serialize(boost::json::object{{"text", text}}));
    };
    std::string text(looser);
    text.replace(text.find("any(page_view)"), 14, "count(page_view within 30 days) >= 2");
    const Reply found = ask(text);
    ASSERT_EQ(found.status, 200) << found.body;
    EXPECT_EQ(found.at("/rows/0/path"), "stages.MQL.when");
    EXPECT_EQ(found.at("/rows/0/line"), "5");
    EXPECT_EQ(found.at("/rows/0/column"), "65");
    EXPECT_EQ(found.at("/rows/0/length"), "2");
    EXPECT_EQ(found.at("/rows/0/kind"), "duration");
    EXPECT_EQ(found.at("/rows/0/unit"), "days");
    EXPECT_EQ(found.at("/rows/1/text"), "2");
    EXPECT_EQ(found.at("/rows/1/label"), "at least");
    EXPECT_EQ(found.at("/rows/1/unit"), "null");
    EXPECT_EQ(ask(looser).at("/rows"), "[]");
    EXPECT_EQ(ask("agreement: x").status, 422);
}

TEST_F(Backtests, AResultCanBeForgotten) {
    looser_beside_in_force();
    EXPECT_EQ(application.get("/api/v1/backtests").at("/rows/0/id"), id);
    EXPECT_EQ(application.ask(Method::remove, "/api/v1/backtests/" + id).status, 204);
    EXPECT_EQ(application.get("/api/v1/backtests/" + id).status, 404);
    EXPECT_EQ(application.ask(Method::remove, "/api/v1/backtests/" + id).status, 404);
}

}  // namespace
}  // namespace baton::http::test
