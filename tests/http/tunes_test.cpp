#include <boost/json/array.hpp>
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

// Several values for numbers of an agreement, as the lab asks for them.
namespace baton::http::test {
namespace {

constexpr std::string_view looks = R"(agreement: Looks
timezone: UTC
currency: EUR
stages:
  - { name: MQL, owner: marketing, when: count(page_view within 30 days) >= 2 }
)";

class Tunes : public ::testing::Test {
protected:
    // Ada has two views, Bob one.
    Tunes() {
        application.set_up();
        const std::string key =
            application.post("/api/v1/keys", R"({"name":"site","kind":"write"})").at("/secret");
        for (const auto& [who, message] :
             {std::pair{"ada", "m1"}, std::pair{"ada", "m2"}, std::pair{"bob", "m3"}}) {
            application.post("/v1/batch",
                             fmt::format(R"({{"writeKey":"{}","batch":[{}]}})",
                                         key,
                                         baton::testing::pricing_view(who, message)));
        }
        application.sign_in_as("lea", "lead");
        application.workspace().clock().move_to(
            plus(application.workspace().clock().now(), 60 * day_micros));
        application.sign_in_as("lea", "lead");  // the session has ended by then
    }

    static boost::json::object wish(boost::json::array alternatives) {
        return {{"text", looks},
                {"alternatives", std::move(alternatives)},
                {"to", "2026-04-01T00:00:00Z"},
                {"maturity_days", 1}};
    }

    static boost::json::object values_at(int column, boost::json::array values) {
        return {{"line", 5}, {"column", column}, {"values", std::move(values)}};
    }

    Reply start(const boost::json::object& asked) {
        return application.post("/api/v1/tunes", boost::json::serialize(asked));
    }

    // Waits until it is done.
    Reply tune(const boost::json::object& asked) {
        const Reply started = start(asked);
        EXPECT_EQ(started.status, 202) << started.body;
        id = started.at("/id");
        Reply reply = application.get("/api/v1/tunes/" + id);
        while (reply.at("/state") == "running") {
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
            reply = application.get("/api/v1/tunes/" + id);
        }
        return reply;
    }

    // Of the threshold and the days, as parameters tell them.
    static constexpr int days_column = 65;
    static constexpr int threshold_column = 77;

    RunningApplication application;
    std::string id;
};

TEST_F(Tunes, EveryCombinationIsCounted) {
    const Reply reply =
        tune(wish({values_at(threshold_column, {"1", "3"}), values_at(days_column, {"7"})}));
    ASSERT_EQ(reply.at("/state"), "done") << reply.body;
    EXPECT_EQ(reply.at("/contacts_done"), "2");
    EXPECT_EQ(reply.at("/report/stage"), "MQL");
    EXPECT_EQ(reply.at("/report/parameters/0/place"), "5:65") << "in the order of the text";
    EXPECT_EQ(reply.at("/report/parameters/0/values"), R"(["30","7"])");
    EXPECT_EQ(reply.at("/report/parameters/1/values"), R"(["2","1","3"])");
    EXPECT_EQ(reply.json().at("report").at("variants").as_array().size(), 6U);
    EXPECT_EQ(reply.at("/report/variants/0/as_written"), "true");
    const auto entered = [&](int variant) {
        const std::string path = fmt::format("/report/variants/{}/", variant);
        return std::stoi(reply.at(path + "early/entered")) +
               std::stoi(reply.at(path + "late/entered"));
    };
    EXPECT_EQ(reply.at("/report/variants/2/values"), R"(["30","1"])");
    EXPECT_EQ(entered(0), 1);
    EXPECT_EQ(entered(2), 2);
    EXPECT_EQ(entered(4), 0);
    EXPECT_EQ(reply.at("/report/in_force"), "null") << "nothing was signed";
}

TEST_F(Tunes, BracesSayTheSameWhereTheTextCanHoldThem) {
    std::string text =
        "agreement: Looks\ntimezone: UTC\ncurrency: EUR\nstages:\n"
        "  - name: MQL\n    owner: marketing\n"
        "    when: 'count(page_view within 30 days) >= 2{1}'\n";
    const Reply reply = tune({{"text", text}, {"maturity_days", 1}});
    EXPECT_EQ(reply.at("/report/parameters/0/values"), R"(["2","1"])") << reply.body;
}

TEST_F(Tunes, WhatCannotBeTriedIsRefusedAtItsPlace) {
    const auto place = [&](const boost::json::object& asked) {
        const Reply reply = start(asked);
        EXPECT_EQ(reply.status, 422) << reply.body;
        return reply.at("/problems/0/pointer");
    };
    EXPECT_NE(start(wish({})).body.find("nothing is marked"), std::string::npos);
    EXPECT_EQ(place(wish({values_at(threshold_column, {"1"}), values_at(64, {"1"})})),
              "/alternatives/1");
    EXPECT_EQ(place(wish({values_at(threshold_column, {"1 or true"})})), "/alternatives/0");
    EXPECT_EQ(place(wish({values_at(threshold_column, {"2"})})), "/alternatives/0");
    EXPECT_EQ(place(wish({values_at(threshold_column, {"1"}), values_at(threshold_column, {"3"})})),
              "/alternatives/1");
    auto young = wish({values_at(threshold_column, {"1"})});
    young["maturity_days"] = -1;
    EXPECT_EQ(place(young), "/maturity_days");
    boost::json::array many;
    for (int value = 3; value < 1'100; ++value) {
        many.emplace_back(std::to_string(value));
    }
    EXPECT_NE(start(wish({values_at(threshold_column, many)})).body.find("1098 combinations"),
              std::string::npos);
    EXPECT_EQ(application.get("/api/v1/tunes").at("/rows"), "[]");
}

TEST_F(Tunes, AResultCanBeForgotten) {
    tune(wish({values_at(threshold_column, {"1"})}));
    EXPECT_EQ(application.get("/api/v1/tunes").at("/rows/0/id"), id);
    EXPECT_EQ(application.get("/api/v1/tunes").at("/rows/0/report"), "null");
    EXPECT_EQ(application.ask(Method::remove, "/api/v1/tunes/" + id).status, 204);
    EXPECT_EQ(application.get("/api/v1/tunes/" + id).status, 404);
    EXPECT_EQ(application.ask(Method::remove, "/api/v1/tunes/" + id).status, 404);
}

}  // namespace
}  // namespace baton::http::test
