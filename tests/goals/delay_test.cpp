#include "goals/delay.hpp"

#include <algorithm>
#include <cstdint>
#include <gtest/gtest.h>
#include <optional>
#include <rapidcheck/gtest.h>
#include <vector>

namespace baton::goals {

namespace {

using Delays = std::vector<Delay>;

Delay ended(std::int64_t micros) {
    return {.micros = micros, .ended = true};
}

Delay running(std::int64_t micros) {
    return {.micros = micros, .ended = false};
}

TEST(Delay, OfNothingIsUnknown) {
    EXPECT_EQ(figures_of({}), DelayFigures{});
}

TEST(Delay, OfFinishedOnesIsTheNearestRank) {
    const Delays ten{ended(1),
                     ended(2),
                     ended(3),
                     ended(4),
                     ended(5),
                     ended(6),
                     ended(7),
                     ended(8),
                     ended(9),
                     ended(10)};
    EXPECT_EQ(figures_of(ten), (DelayFigures{.n = 10, .ended = 10, .half = 5, .nine_of_ten = 9}));
}

// Worked out by hand: at 2 one of four ends (3/4 run on), one still runs at 3, at 5 one of two
// ends: 3/8 run on.
TEST(Delay, CountsWhatRunsAsAtLeastSoLong) {
    const Delays four{ended(2), running(3), ended(5), running(9)};
    EXPECT_EQ(figures_of(four),
              (DelayFigures{.n = 4, .ended = 2, .half = 5, .nine_of_ten = std::nullopt}));
}

TEST(Delay, WhatOnlyRunsHasNoHalf) {
    EXPECT_EQ(within({running(1), running(2)}, 50), std::nullopt);
}

TEST(Delay, WhatEndedWhileAnotherRanAsLongEndedFirst) {
    EXPECT_EQ(within({running(4), ended(4)}, 50), 4);
}

RC_GTEST_PROP(Delay, WithoutRunningOnesIsWhatCountingGives, ()) {
    const auto times = *rc::gen::nonEmpty(
        rc::gen::container<std::vector<std::int64_t>>(rc::gen::inRange<std::int64_t>(0, 50)));
    const int percent = *rc::gen::inRange(1, 100);
    Delays delays;
    for (const std::int64_t time : times)
        delays.push_back(ended(time));
    const auto found = within(delays, percent);
    const auto no_longer = [&](std::int64_t than) {
        return std::ranges::count_if(times, [&](std::int64_t time) { return time <= than; });
    };
    const auto whole = static_cast<std::int64_t>(times.size());
    RC_ASSERT(found.has_value());
    RC_ASSERT(no_longer(*found) * 100 >= whole * percent);
    RC_ASSERT(no_longer(*found - 1) * 100 < whole * percent);
}

// A pile of unanswered work never makes answers look faster.
RC_GTEST_PROP(Delay, GrowsWithWhatStillRuns, ()) {
    const auto times = *rc::gen::nonEmpty(
        rc::gen::container<std::vector<std::int64_t>>(rc::gen::inRange<std::int64_t>(0, 50)));
    const auto waits =
        *rc::gen::container<std::vector<std::int64_t>>(rc::gen::inRange<std::int64_t>(0, 50));
    Delays delays;
    for (const std::int64_t time : times)
        delays.push_back(ended(time));
    const auto alone = within(delays, 50);
    const auto longest = std::ranges::max(times);
    for (const std::int64_t wait : waits)
        delays.push_back(running(longest + wait));
    const auto with = within(delays, 50);
    if (with) RC_ASSERT(*with >= *alone);
}

}  // namespace

}  // namespace baton::goals
