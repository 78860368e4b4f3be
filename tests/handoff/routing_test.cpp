#include "handoff/routing.hpp"

#include <gtest/gtest.h>
#include <map>
#include <string>
#include <vector>

namespace baton::handoff {
namespace {

Rep rep(std::string email, std::int64_t last_offered, int open = 0, bool available = true) {
    return {.email = std::move(email),
            .available = available,
            .last_offered = {last_offered},
            .open_handoffs = open};
}

TEST(Routing, TheLongestWaitingRepIsNext) {
    const std::vector<Rep> team{rep("a@x.test", 30), rep("b@x.test", 10), rep("c@x.test", 20)};
    EXPECT_EQ(choose(team, "", Turn::round_robin), (Choice{"b@x.test", "next in turn"}));
}

TEST(Routing, ThePreferredOwnerWinsWhenAvailable) {
    std::vector<Rep> team{rep("a@x.test", 30), rep("b@x.test", 10)};
    EXPECT_EQ(choose(team, "a@x.test", Turn::round_robin),
              (Choice{"a@x.test", "owns the company"}));
    team[0].available = false;
    EXPECT_EQ(choose(team, "a@x.test", Turn::round_robin), (Choice{"b@x.test", "next in turn"}));
    EXPECT_EQ(choose(team, "stranger@x.test", Turn::round_robin)->owner, "b@x.test");
}

TEST(Routing, LeastLoadedCountsOpenHandoffs) {
    const std::vector<Rep> team{
        rep("a@x.test", 1, 3), rep("b@x.test", 9, 1), rep("c@x.test", 5, 1)};
    EXPECT_EQ(choose(team, "", Turn::least_loaded), (Choice{"c@x.test", "fewest open handoffs"}));
}

TEST(Routing, AHandoffAlwaysHasAnOwner) {
    const std::vector<Rep> team{rep("a@x.test", 5, 0, false), rep("b@x.test", 3, 0, false)};
    EXPECT_EQ(choose(team, "", Turn::round_robin),
              (Choice{"b@x.test", "next in turn, nobody is available"}));
    EXPECT_EQ(choose({}, "", Turn::round_robin), std::nullopt);
}

TEST(Routing, WhoHasNoRoomIsPassedOver) {
    std::vector<Rep> team{rep("a@x.test", 1, 2), rep("b@x.test", 9, 2)};
    team[0].most_open = 2;
    EXPECT_EQ(choose(team, "a@x.test", Turn::round_robin), (Choice{"b@x.test", "next in turn"}));
    team[0].most_open = 3;
    EXPECT_EQ(choose(team, "", Turn::round_robin)->owner, "a@x.test");
    team[0].most_open = 0;
    team[1].available = false;
    EXPECT_EQ(choose(team, "", Turn::round_robin),
              (Choice{"a@x.test", "next in turn, nobody has room"}));
}

TEST(Routing, WhoIsAtWorkComesFirstUnlessItIsTheirs) {
    std::vector<Rep> team{rep("a@x.test", 1), rep("b@x.test", 9)};
    team[0].at_work = false;
    EXPECT_EQ(choose(team, "", Turn::round_robin)->owner, "b@x.test");
    EXPECT_EQ(choose(team, "a@x.test", Turn::round_robin)->owner, "a@x.test");
    team[1].at_work = false;
    EXPECT_EQ(choose(team, "", Turn::round_robin)->owner, "a@x.test");
}

TEST(Routing, RoundRobinIsFairOverAnyNumberOfRounds) {
    std::vector<Rep> team{rep("a@x.test", -1), rep("b@x.test", -1), rep("c@x.test", -1)};
    std::map<std::string, int> offers;
    for (std::int64_t turn = 0; turn < 100; ++turn) {
        const auto choice = choose(team, "", Turn::round_robin);
        ASSERT_TRUE(choice);
        ++offers[choice->owner];
        for (Rep& each : team) {
            if (each.email == choice->owner) {
                each.last_offered = {turn};
            }
        }
    }
    EXPECT_EQ(offers,
              (std::map<std::string, int>{{"a@x.test", 34}, {"b@x.test", 33}, {"c@x.test", 33}}));
}

}  // namespace
}  // namespace baton::handoff
