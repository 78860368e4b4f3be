#include "deliver/attempts.hpp"

#include <cstdint>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace baton::deliver {
namespace {

constexpr Instant begun{.micros = 1'800'000'000'000'000};

TEST(Attempts, ten_reach_over_seventy_five_hours) {
    Instant at = begun;
    int attempts = 1;
    while (const auto next = next_attempt(attempts, at, 0.5)) {
        at = *next;
        ++attempts;
    }
    EXPECT_EQ(attempts, 10);
    EXPECT_EQ((at.micros - begun.micros) / second_micros, 75 * 3600 + 35 * 60 + 5);
}

RC_GTEST_PROP(Attempts, are_spread_by_a_fifth_and_come_later_each_time, ()) {
    const auto chance = static_cast<double>(*rc::gen::inRange(0, 1'000'000)) / 1e6;
    std::int64_t before = 0;
    for (int attempts = 1; attempts < attempts_max; ++attempts) {
        const std::int64_t wait = next_attempt(attempts, begun, chance)->micros - begun.micros;
        const std::int64_t middle = next_attempt(attempts, begun, 0.5)->micros - begun.micros;
        RC_ASSERT(wait >= middle * 8 / 10 - 1);
        RC_ASSERT(wait <= middle * 12 / 10 + 1);
        RC_ASSERT(wait > before);
        before = wait;
    }
}

TEST(Attempts, a_receiver_may_ask_for_time_but_not_for_ever) {
    EXPECT_EQ(next_attempt(1, begun, 0.5, 3600), plus(begun, hour_micros));
    EXPECT_EQ(next_attempt(1, begun, 0.5, 1), plus(begun, 5 * second_micros));
    EXPECT_EQ(next_attempt(1, begun, 0.5, INT64_MAX), plus(begun, day_micros));
    EXPECT_EQ(next_attempt(1, begun, 0.5, -7), plus(begun, 5 * second_micros));
}

}  // namespace
}  // namespace baton::deliver
