#include "base/clock.hpp"

#include <atomic>
#include <cstdlib>
#include <gtest/gtest.h>
#include <thread>
#include <utility>
#include <vector>

#include "base/instant.hpp"

namespace baton {
namespace {

struct EnvironmentClock {
    explicit EnvironmentClock(const char* value) { setenv("BATON_CLOCK", value, 1); }

    EnvironmentClock(const EnvironmentClock&) = delete;
    EnvironmentClock& operator=(const EnvironmentClock&) = delete;

    ~EnvironmentClock() { unsetenv("BATON_CLOCK"); }
};

TEST(EnvironmentClockTest, StartsWhereItIsTold) {
    const EnvironmentClock told("2026-01-01T00:00+01:00");
    auto clock = Clock::from_environment();
    ASSERT_TRUE(clock);
    const auto start = parse_instant("2025-12-31T23:00Z").value();
    const auto first = clock->now();
    EXPECT_GE(first, start);
    EXPECT_LT(first, plus(start, hour_micros));
    while (clock->now() == first)
        std::this_thread::yield();
    EXPECT_GT(clock->now(), first);
}

TEST(EnvironmentClockTest, IsRefusedWhenItIsNoInstant) {
    const EnvironmentClock told("tomorrow");
    const auto clock = Clock::from_environment();
    ASSERT_FALSE(clock);
    EXPECT_TRUE(clock.error().message.starts_with("BATON_CLOCK: \"tomorrow\" is not an instant"));
}

TEST(MachineClock, NeverRunsBackwardsInAnyThread) {
    auto clock = Clock::from_environment().value();
    std::atomic<bool> backwards = false;
    std::vector<std::jthread> readers;
    for (int i = 0; i < 4; ++i) {
        readers.emplace_back([&] {
            auto last = clock.now();
            for (int reading = 0; reading < 20'000; ++reading) {
                const auto next = clock.now();
                if (next < last) backwards = true;
                last = next;
            }
        });
    }
    readers.clear();
    EXPECT_FALSE(backwards);
}

TEST(StandingClock, MovesOnlyWhenMoved) {
    auto clock = Clock::standing_at({5});
    EXPECT_EQ(clock.now(), Instant{5});
    EXPECT_EQ(clock.now(), Instant{5});
    clock.move_to({9});
    auto moved = std::move(clock);
    EXPECT_EQ(moved.now(), Instant{9});
}

TEST(StandingClockDeathTest, RefusesToRunBackwards) {
    auto clock = Clock::standing_at({5});
    EXPECT_DEATH(clock.move_to({4}), "");
}

}  // namespace
}  // namespace baton
