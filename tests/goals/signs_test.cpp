// Warning signs: what does not matter to them, and when they keep silent.
#include "goals/signs.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <random>
#include <string>

#include "base/calendar.hpp"
#include "goals/sign.hpp"
#include "goals/sign_statistics.hpp"
#include "goals/sign_worlds.hpp"
#include "goals/tallies.hpp"

namespace baton::goals::testing {
namespace {

std::string text_of(const SignState& state) {
    std::string text = fmt::format("{} {} n={}", state.sign->key, name(state.standing), state.n);
    for (const OpenFinding& each : state.open) {
        text += fmt::format(" [{} {}/{} since {}]",
                            each.finding.subject,
                            each.finding.count.bad,
                            each.finding.count.all,
                            render(each.since));
    }
    return text + "\n";
}

std::string all_of(const SignFacts& facts, Instant now, const TimeZone& zone = TimeZone::utc()) {
    const Tallies tallies = tally(facts, now, zone);
    std::string text;
    for (const Sign& sign : signs()) {
        text += text_of(state_of(sign, tallies));
    }
    return text;
}

std::string standings_of(const SignFacts& facts, Instant now) {
    const Tallies tallies = tally(facts, now, TimeZone::utc());
    std::string text;
    for (const Sign& sign : signs()) {
        text += std::string(name(state_of(sign, tallies).standing)) + " ";
    }
    return text;
}

TEST(Signs, TheOrderOfFactsDoesNotMatter) {
    for (std::uint32_t seed = 1; seed <= 10; ++seed) {
        World world = make_world(seed, seed % 2 == 0 ? "rejected_leads" : "slow_responses");
        const Instant now = World::week_begins(world_weeks);
        const std::string before = all_of(world.facts, now);
        std::mt19937 dice(seed);
        for (auto& stream : world.facts.of) {
            std::ranges::shuffle(stream, dice);
        }
        std::ranges::shuffle(world.facts.held, dice);
        EXPECT_EQ(all_of(world.facts, now), before) << "seed " << seed;
    }
}

TEST(Signs, WhatComesLaterChangesNothing) {
    for (std::uint32_t seed = 1; seed <= 10; ++seed) {
        const World world = make_world(seed, "rejected_leads");
        const Instant then = plus(World::week_begins(18), 3 * day_micros);
        SignFacts until = world.facts;
        for (auto& stream : until.of) {
            std::erase_if(stream, [&](const Fact& fact) { return fact.at > then; });
        }
        std::erase_if(until.held, [&](const Held& held) { return held.from > then; });
        EXPECT_EQ(all_of(world.facts, then), all_of(until, then)) << "seed " << seed;
        EXPECT_EQ(tally(world.facts, then, TimeZone::utc()).of,
                  tally(until, then, TimeZone::utc()).of);
    }
}

TEST(Signs, WithoutHistoryAllSayHowLittleThereIs) {
    const std::string states = all_of({}, world_begins);
    EXPECT_EQ(states.find("open"), std::string::npos) << states;
    EXPECT_EQ(states.find("clear"), std::string::npos) << states;
    EXPECT_NE(states.find("rejected_leads not_enough_data n=0"), std::string::npos) << states;
}

// Four leads, all rejected without a reason, all late: too few to say anything about teams.
TEST(Signs, ATinyTeamIsNotJudged) {
    SignFacts facts;
    facts.names.insert(facts.names.end(), {"web", "fair"});
    for (std::uint32_t lead = 0; lead < 4; ++lead) {
        const Instant at = plus(world_begins, lead * day_micros);
        for (const Stream stream : {Stream::rejected_by_channel,
                                    Stream::unreasoned,
                                    Stream::responses,
                                    Stream::mentions,
                                    Stream::accepted_by_version}) {
            facts.in(stream).push_back({.at = at, .record = lead, .subject = 1, .bad = true});
        }
        facts.in(Stream::rejected_by_channel)
            .push_back({.at = at, .record = lead + 4, .subject = 2, .bad = false});
    }
    const Tallies tallies = tally(facts, plus(world_begins, 8 * day_micros), TimeZone::utc());
    for (const char* key : {"rejected_leads", "slow_responses", "unreasoned_rejections"}) {
        const SignState state = state_of(*find_sign(key), tallies);
        EXPECT_EQ(name(state.standing), "not_enough_data") << key;
        EXPECT_EQ(state.n, 4) << key;
    }
}

// Sales answers nothing at all: no share of nothing is beyond any limit.
TEST(Signs, WithOneTeamAbsentNothingIsGuessed) {
    SignFacts facts;
    for (std::uint32_t lead = 0; lead < 500; ++lead) {
        facts.in(Stream::qualified)
            .push_back({.at = plus(world_begins, lead * 8 * hour_micros), .record = lead});
    }
    const std::string text = standings_of(facts, World::week_begins(24));
    EXPECT_EQ(text.find("open"), std::string::npos) << text;
}

TEST(Signs, WeeksEndOnMondayOfTheWorkspace) {
    SignFacts facts;
    facts.in(Stream::qualified).push_back({.at = parse_instant("2026-03-01T23:30Z").value()});
    const Instant now = parse_instant("2026-03-11T12:00Z").value();
    const auto zone = TimeZone::find("Europe/Berlin").value();
    const Tallies berlin = tally(facts, now, zone);
    EXPECT_EQ(berlin.sum(Stream::qualified, berlin.ends.size() - 2, 1).all, 1);
    const Tallies utc = tally(facts, now, TimeZone::utc());
    EXPECT_EQ(utc.sum(Stream::qualified, utc.ends.size() - 2, 1).all, 0);
    EXPECT_EQ(utc.sum(Stream::qualified, utc.ends.size() - 3, 1).all, 1);
}

// A week that opens, two quiet ones, a bad one, three quiet ones.
TEST(Signs, CloseOnlyAfterQuietWeeks) {
    SignFacts facts;
    const auto week = [&](int number, int bad) {
        for (int each = 0; each < 40; ++each) {
            facts.in(Stream::unreasoned)
                .push_back({.at = plus(World::week_begins(number), each * hour_micros),
                            .record = static_cast<ledger::Slot>(each),
                            .bad = each < bad});
        }
    };
    week(0, 20);
    for (int number = 1; number < 12; ++number) {
        week(number, 0);
    }
    const Sign& sign = *find_sign("unreasoned_rejections");
    const SignState state = state_of(sign, tally(facts, World::week_begins(12), TimeZone::utc()));
    ASSERT_EQ(state.episodes.size(), 1U);
    EXPECT_EQ(state.episodes.front().since, World::week_begins(1));
    // The window still holds the bad week for two more; then three quiet ones.
    EXPECT_EQ(state.episodes.front().until, World::week_begins(6));
    EXPECT_EQ(name(state.standing), "clear");
}

TEST(Signs, EvidenceIsTheBadFactsOfWhatIsOpen) {
    const World world = make_world(7, "rejected_leads");
    const Tallies tallies = tally(world.facts, World::week_begins(world_weeks), TimeZone::utc());
    const SignState state = state_of(*find_sign("rejected_leads"), tallies);
    ASSERT_EQ(name(state.standing), "open");
    const auto rows = evidence_of(state, world.facts, tallies);
    ASSERT_FALSE(rows.empty());
    EXPECT_TRUE(std::ranges::is_sorted(rows, std::greater<>(), &Evidence::at));
    for (const Evidence& row : rows) {
        EXPECT_TRUE(std::ranges::any_of(state.open, [&](const OpenFinding& each) {
            return each.finding.subject == row.subject;
        })) << row.subject;
    }
}

// 1 - 0.9^5, and of 10 coins 8 or more: 56/1024.
TEST(SignStatistics, TailsAreThoseOfTheTable) {
    EXPECT_NEAR(binomial_tail(1, 5, 0.1), 0.40951, 1e-9);
    EXPECT_NEAR(binomial_tail(8, 10, 0.5), 56.0 / 1024, 1e-12);
    EXPECT_DOUBLE_EQ(binomial_tail(0, 10, 0.5), 1);
    EXPECT_DOUBLE_EQ(binomial_tail(11, 10, 0.5), 0);
    // Far below the mean, where the terms of this end are too small for a double.
    EXPECT_NEAR(binomial_tail(10, 5'000, 0.15), 1, 1e-12);
    EXPECT_NEAR(binomial_tail(5, 1'700, 0.40), 1, 1e-12);
    EXPECT_NEAR(binomial_tail(3, 250, 0.98), 1, 1e-12);
    EXPECT_NEAR(binomial_tail(4, 10, 0.5), 848.0 / 1024, 1e-12);
    EXPECT_NEAR(binomial_tail(50'100, 100'000, 0.5), 0.2646, 2e-3);
}

// Benjamini and Hochberg, 1995, their example of 15 tests at 0.05: four are rejected.
TEST(SignStatistics, DiscoveriesAreThoseOfThePaper) {
    const std::vector<double> chances{0.0001,
                                      0.0004,
                                      0.0019,
                                      0.0095,
                                      0.0201,
                                      0.0278,
                                      0.0298,
                                      0.0344,
                                      0.0459,
                                      0.3240,
                                      0.4262,
                                      0.5719,
                                      0.6528,
                                      0.7590,
                                      1.0000};
    EXPECT_DOUBLE_EQ(discovery_limit(chances, 0.05), 0.0095);
    EXPECT_LT(discovery_limit({0.9, 0.8}, 0.05), 0);
}

// 8 of 10 at 90 %: 0.541 to 0.931.
TEST(SignStatistics, WilsonsInterval) {
    const Bounds bounds = wilson({.bad = 8, .all = 10});
    EXPECT_NEAR(bounds.low, 0.5408, 1e-3);
    EXPECT_NEAR(bounds.high, 0.9315, 1e-3);
}

TEST(SignStatistics, TheSumStaysLowUntilTheShareShifts) {
    Cusum cusum(0.2, 0.4, 12);
    for (int week = 0; week < 50; ++week) {
        cusum.add({.bad = 2, .all = 10});
    }
    EXPECT_LT(cusum.value(), 1);
    for (int week = 0; week < 6; ++week) {
        cusum.add({.bad = 5, .all = 10});
    }
    EXPECT_GT(cusum.value(), 6);
    // However long it was bad, it is forgotten in weeks.
    for (int week = 0; week < 500; ++week) {
        cusum.add({.bad = 8, .all = 10});
    }
    EXPECT_DOUBLE_EQ(cusum.value(), 12);
    for (int week = 0; week < 6; ++week) {
        cusum.add({.bad = 1, .all = 10});
    }
    EXPECT_LT(cusum.value(), 6);
}

}  // namespace
}  // namespace baton::goals::testing
