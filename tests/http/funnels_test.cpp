#include <fmt/format.h>
#include <gtest/gtest.h>
#include <string>
#include <string_view>

#include "base/instant.hpp"
#include "engine/house.hpp"
#include "http/running_application.hpp"

// Funnels, as the page asks for them.
namespace baton::http::test {
namespace {

class Funnels : public ::testing::Test {
protected:
    // Ada looks twice, Bob once; a minute lies between one view and the next.
    Funnels() {
        application.set_up();
        const std::string key =
            application.post("/api/v1/keys", R"({"name":"site","kind":"write"})").at("/secret");
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

    Reply count(std::string_view wish) { return application.post("/api/v1/funnels", wish); }

    RunningApplication application;
};

TEST_F(Funnels, PeopleAreCountedStepByStep) {
    const Reply reply =
        count(R"({"steps":["page_view","page_view where path = \"/pricing\" within 7 days"]})");
    ASSERT_EQ(reply.status, 200) << reply.body;
    EXPECT_EQ(reply.at("/steps/0/people"), "2");
    EXPECT_EQ(reply.at("/steps/1/people"), "1");
    EXPECT_EQ(reply.at("/steps/1/dropped"), "1");
    EXPECT_EQ(reply.at("/steps/1/still_open"), "1") << "Bob has days left";
    EXPECT_EQ(reply.at("/window_from"), "previous");
    EXPECT_EQ(reply.at("/rows"), "[]");
}

TEST_F(Funnels, NobodyIsNoShareOfNobody) {
    const Reply reply = count(R"({"steps":["\"Never Seen\"","page_view"],"by":"channel"})");
    EXPECT_EQ(reply.at("/steps/1/people"), "0");
    EXPECT_EQ(reply.at("/steps/1/of_previous"), "null");
    EXPECT_EQ(reply.at("/steps/1/median_seconds"), "null");
    EXPECT_EQ(reply.at("/warnings/0/step"), "\"Never Seen\"") << reply.body;
}

TEST_F(Funnels, EveryProblemIsToldAtItsPlace) {
    const Reply reply = count(
        R"({"steps":["page_view where","touch or page_view"],"within":"soon","by":"x","from":"y"})");
    EXPECT_EQ(reply.status, 422);
    for (const std::string_view place : {"/steps/0", "/steps/1", "/within", "/by", "/from"}) {
        EXPECT_NE(reply.body.find(fmt::format("\"{}\"", place)), std::string::npos)
            << place << ' ' << reply.body;
    }
    EXPECT_EQ(count(R"({"steps":[]})").status, 422);
    EXPECT_EQ(count(R"({"steps":["a","a","a","a","a","a","a","a","a"]})").status, 422);
    EXPECT_EQ(count(R"({"steps":["page_view"],"from":"2026-03-02","to":"2026-03-02"})").status,
              422);
}

}  // namespace
}  // namespace baton::http::test
