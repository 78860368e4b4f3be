#include "handoff/routing.hpp"

#include <algorithm>
#include <cstdint>
#include <gtest/gtest.h>
#include <map>
#include <numeric>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace baton::handoff {
namespace {

Rep rep(std::string email, std::int64_t last_offered, int open = 0, bool available = true) {
    return {.email = std::move(email),
            .available = available,
            .recent = {{last_offered}},
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
                each.recent.push_back({turn});
            }
        }
    }
    EXPECT_EQ(offers,
              (std::map<std::string, int>{{"a@x.test", 34}, {"b@x.test", 33}, {"c@x.test", 33}}));
}

TEST(Routing, WhoSpeaksTheLanguageComesFirstUnlessItIsTheirs) {
    std::vector<Rep> team{rep("a@x.test", 1), rep("b@x.test", 9)};
    team[0].speaks = false;
    EXPECT_EQ(choose(team, "", Turn::round_robin)->owner, "b@x.test");
    EXPECT_EQ(choose(team, "a@x.test", Turn::round_robin)->owner, "a@x.test");
    team[1].at_work = false;  // the language counts more than the hour
    EXPECT_EQ(choose(team, "", Turn::round_robin)->owner, "b@x.test");
    team[1].available = false;
    EXPECT_EQ(choose(team, "", Turn::round_robin)->owner, "a@x.test");
}

TEST(Routing, LeastLoadedCountsForTheShare) {
    std::vector<Rep> team{rep("a@x.test", 1, 5), rep("b@x.test", 9, 2)};
    team[0].share = 3;
    EXPECT_EQ(choose(team, "", Turn::least_loaded)->owner, "a@x.test");
    team[0].open_handoffs = 6;  // as many for their share: whose last offer is longest ago
    EXPECT_EQ(choose(team, "", Turn::least_loaded)->owner, "a@x.test");
    team[0].open_handoffs = 7;
    EXPECT_EQ(choose(team, "", Turn::least_loaded)->owner, "b@x.test");
}

struct Turns {
    std::vector<Rep> team;
    std::map<std::string, int> had = {};
    std::int64_t now = 0;

    void offer(std::vector<Rep> able) {
        const auto choice = choose(able, "", Turn::round_robin);
        ++had[choice->owner];
        const auto chosen = std::ranges::find(team, choice->owner, &Rep::email);
        chosen->recent.push_back({++now});
        if (chosen->recent.size() > recent_max) chosen->recent.erase(chosen->recent.begin());
    }
};

std::vector<Rep> team_of(const std::vector<int>& shares) {
    std::vector<Rep> team;
    for (const int share : shares) {
        team.push_back({.email = "rep" + std::to_string(team.size()) + "@x.test", .share = share});
    }
    return team;
}

const auto any_shares = rc::gen::mapcat(rc::gen::inRange(1, 7), [](int people) {
    return rc::gen::container<std::vector<int>>(static_cast<std::size_t>(people),
                                                rc::gen::inRange(1, share_max + 1));
});

// Whatever was offered before, and however often the round is gone through.
RC_GTEST_PROP(Routing, EverybodyGetsExactlyTheirShareOfEveryRound, ()) {
    const std::vector<int> shares = *any_shares;
    Turns turns{.team = team_of(shares)};
    turns.now = 1'000;
    for (Rep& rep : turns.team) {
        const auto before = *rc::gen::container<std::set<std::int64_t>>(rc::gen::inRange(0, 1'000));
        for (const std::int64_t at : before) {
            if (rep.recent.size() < recent_max) rep.recent.push_back({at});
        }
    }
    const int round = std::accumulate(shares.begin(), shares.end(), 0);
    for (int i = 0; i < round * 2; ++i) {
        turns.offer(turns.team);
    }
    turns.had.clear();
    for (int i = 0; i < round; ++i) {
        turns.offer(turns.team);
    }
    for (std::size_t i = 0; i < shares.size(); ++i) {
        RC_ASSERT(turns.had[turns.team[i].email] == shares[i]);
    }
}

// With equal shares it is whose last offer is longest ago, whoever is away meanwhile.
RC_GTEST_PROP(Routing, EqualSharesGoByWhoseLastOfferIsLongestAgo, ()) {
    const int people = *rc::gen::inRange(1, 7);
    Turns turns{.team = team_of(std::vector<int>(static_cast<std::size_t>(people), 1))};
    const auto rounds = *rc::gen::container<std::vector<int>>(rc::gen::inRange(1, 1 << people));
    for (const int here : rounds) {
        std::vector<Rep> able;
        for (std::size_t i = 0; i < turns.team.size(); ++i) {
            if ((here >> i & 1) != 0) able.push_back(turns.team[i]);
        }
        const Rep& due = *std::ranges::min_element(able, [](const Rep& a, const Rep& b) {
            return std::pair(a.last_offered(), a.email) < std::pair(b.last_offered(), b.email);
        });
        RC_ASSERT(choose(able, "", Turn::round_robin)->owner == due.email);
        turns.offer(able);
    }
}

// Who comes back after a long time does not get everything until they have caught up.
TEST(Routing, WhoComesBackDoesNotCatchUp) {
    Turns turns{.team = team_of({1, 1, 1})};
    for (int i = 0; i < 40; ++i) {
        turns.offer({turns.team[0], turns.team[1]});
    }
    turns.had.clear();
    for (int i = 0; i < 6; ++i) {
        turns.offer(turns.team);
    }
    EXPECT_EQ(
        turns.had,
        (std::map<std::string, int>{{"rep0@x.test", 2}, {"rep1@x.test", 2}, {"rep2@x.test", 2}}));
}

}  // namespace
}  // namespace baton::handoff
