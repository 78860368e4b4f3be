#include "engine/alignment.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/value.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <string>
#include <string_view>

#include "engine/sign_record.hpp"
#include "http/running_application.hpp"

// Are we aligned: the signs, their evidence, and what the teams are measured on.
namespace baton::http::test {
namespace {

using ::testing::HasSubstr;

class AlignmentPage : public ::testing::Test {
protected:
    AlignmentPage() { application.set_up(); }

    Reply goal(std::string_view team, std::string_view measure) {
        return application.post("/api/v1/goals",
                                R"({"team":")" + std::string(team) + R"(","measure":")" +
                                    std::string(measure) + R"(","period":"2026-Q1"})");
    }

    std::string state_of(std::string_view sign) {
        return application.get("/api/v1/alignment/" + std::string(sign)).at("/sign/state");
    }

    RunningApplication application;
};

TEST_F(AlignmentPage, OfANewWorkspaceSaysThatThereIsNotEnoughToJudgeBy) {
    const Reply reply = application.get("/api/v1/alignment");
    EXPECT_EQ(reply.status, 200);
    EXPECT_EQ(reply.at("/open"), "0");
    EXPECT_EQ(reply.at("/clear"), "0");
    EXPECT_EQ(reply.at("/not_enough_data"), "11");
    EXPECT_EQ(reply.at("/signs/0/n"), "0");
    EXPECT_EQ(reply.at("/questions/0/key"), "shared");
    EXPECT_EQ(reply.at("/questions/3/key"), "help");
}

TEST_F(AlignmentPage, AVolumeGoalBesideARevenueGoalOpensASignAndASharedOneClosesIt) {
    EXPECT_EQ(goal("marketing", "mql_count").status, 201);
    EXPECT_EQ(state_of("mismatched_goals"), "not_enough_data");
    EXPECT_EQ(goal("sales", "revenue").status, 201);
    EXPECT_EQ(state_of("mismatched_goals"), "open");
    const Reply sign = application.get("/api/v1/alignment/mismatched_goals");
    EXPECT_EQ(sign.at("/sign/findings/0/subject"), "marketing");
    EXPECT_EQ(sign.at("/sign/findings/0/numerator"), "0");
    EXPECT_EQ(sign.at("/sign/findings/0/denominator"), "1");
    const std::string shared = goal("marketing", "revenue").at("/id");
    EXPECT_EQ(state_of("mismatched_goals"), "clear");
    EXPECT_EQ(application.ask(Method::remove, "/api/v1/goals/" + shared).status, 200);
    EXPECT_EQ(state_of("mismatched_goals"), "open");
}

TEST_F(AlignmentPage, AsOfADayItSaysWhatWasSoThen) {
    goal("marketing", "mql_count");
    goal("sales", "revenue");
    EXPECT_EQ(state_of("mismatched_goals"), "open");
    EXPECT_EQ(application.get("/api/v1/alignment?as_of=2026-03-01T00:00:00Z").at("/open"), "0");
}

TEST_F(AlignmentPage, GoalsAreCheckedAndThoseThatAreNoneNamed) {
    const Reply wrong = application.post(
        "/api/v1/goals", R"({"team":"legal","measure":"happiness","period":"soon"})");
    EXPECT_EQ(wrong.status, 422);
    EXPECT_THAT(wrong.body, HasSubstr("/team"));
    EXPECT_THAT(wrong.body, HasSubstr("/measure"));
    EXPECT_THAT(wrong.body, HasSubstr("/period"));
    EXPECT_EQ(application.ask(Method::remove, "/api/v1/goals/999").status, 404);
    EXPECT_EQ(application.get("/api/v1/goals").json().at("goals").as_array().size(), 0U);
}

TEST_F(AlignmentPage, ARepSeesButDoesNotSetGoals) {
    application.sign_in_as("kim", "rep");
    EXPECT_EQ(application.get("/api/v1/alignment").status, 200);
    EXPECT_EQ(goal("sales", "revenue").status, 403);
}

TEST_F(AlignmentPage, WhatIsNoSignOrNoPlaceToGoOnFromIsRefused) {
    EXPECT_EQ(application.get("/api/v1/alignment/score").status, 404);
    EXPECT_EQ(application.get("/api/v1/alignment/rejected_leads?after=x").status, 422);
}

// An opening is recorded once, with its instant, and so is the closing.
TEST_F(AlignmentPage, OpeningsAndClosingsAreFacts) {
    engine::Alignment alignment(application.workspace());
    goal("marketing", "mql_count");
    goal("sales", "revenue");
    ASSERT_TRUE(alignment.keep());
    const auto recorded = [&] {
        return application.workspace().read([](const engine::Workspace::View& view) {
            return engine::recorded_sign(view.timeline, "mismatched_goals", Instant::latest());
        });
    };
    ASSERT_TRUE(recorded());
    EXPECT_TRUE(recorded()->open);
    const std::uint64_t head = application.ledger_head();
    ASSERT_TRUE(alignment.keep());
    EXPECT_EQ(application.ledger_head(), head);
    goal("marketing", "revenue");
    ASSERT_TRUE(alignment.keep());
    EXPECT_FALSE(recorded()->open);
}

}  // namespace
}  // namespace baton::http::test
