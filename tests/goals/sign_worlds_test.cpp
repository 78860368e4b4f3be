// What signs find in invented teams: the misalignments that were planted, and in healthy ones
// nothing.
#include "goals/sign_worlds.hpp"

#include <cstdlib>
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <iostream>
#include <string>
#include <string_view>

#include "base/calendar.hpp"
#include "goals/sign.hpp"
#include "goals/signs.hpp"
#include "goals/tallies.hpp"

namespace baton::goals::testing {
namespace {

// Thresholds were chosen on seeds below this one.
constexpr std::uint32_t judged_seeds = 100'000;
constexpr double weeks_a_year = 52;

std::uint32_t number_in(const char* variable, std::uint32_t otherwise) {
    const char* text = std::getenv(variable);  // NOLINT(concurrency-mt-unsafe): one thread
    return text == nullptr ? otherwise : static_cast<std::uint32_t>(std::stoul(text));
}

// Also BATON_WORLDS=200, and BATON_WORLD_SEED for other worlds.
std::uint32_t worlds() {
    return number_in("BATON_WORLDS", number_in("BATON_TEST_LONG", 0) == 0 ? 20 : 200);
}

// 5 %; of a few worlds what 5 % can well come to.
std::uint32_t missed_most() {
    constexpr std::uint32_t many = 100;
    return (worlds() / 20) + (worlds() < many ? 2 : 0);
}

std::uint32_t first_seed() {
    return number_in("BATON_WORLD_SEED", judged_seeds);
}

Tallies tally_of(const World& world) {
    return tally(world.facts, World::week_begins(world_weeks), TimeZone::utc());
}

bool found_in_time(const Sign& sign, std::uint32_t seed) {
    const World world = make_world(seed, sign.key);
    const SignState state = state_of(sign, tally_of(world));
    const Instant begins = World::week_begins(world.planted_week);
    const Instant ends = World::week_begins(world.planted_week + 3);
    for (const Episode& episode : state.episodes) {
        if (episode.since >= begins && episode.since <= ends) {
            return true;
        }
    }
    return false;
}

TEST(SignWorlds, EachPlantedMisalignmentIsFoundWithinThreeWeeks) {
    std::string table = fmt::format("worlds of each from seed {}\n", first_seed());
    for (const Sign& sign : signs()) {
        std::uint32_t found = 0;
        for (std::uint32_t world = 0; world < worlds(); ++world) {
            found += found_in_time(sign, first_seed() + world) ? 1 : 0;
        }
        table += fmt::format("{:28} found {:3} of {:3}\n", sign.key, found, worlds());
        EXPECT_LE(worlds() - found, missed_most()) << sign.key;
    }
    std::cout << table;
}

TEST(SignWorlds, HealthyTeamsSeeAtMostOneFalseSignAYear) {
    std::uint32_t openings = 0;
    for (std::uint32_t number = 0; number < worlds(); ++number) {
        const Tallies tallies = tally_of(make_world(first_seed() + 50'000 + number, ""));
        for (const Sign& sign : signs()) {
            const auto opened = static_cast<std::uint32_t>(state_of(sign, tallies).episodes.size());
            openings += opened;
            if (opened > 0) {
                std::cout << fmt::format("false: {} in world {}\n", sign.key, number);
            }
        }
    }
    const double years = worlds() * world_weeks / weeks_a_year;
    std::cout << fmt::format("{} false signs in {:.1f} healthy years\n", openings, years);
    EXPECT_LE(openings, years);
}

}  // namespace
}  // namespace baton::goals::testing
