#include "goals/spread.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <gtest/gtest.h>
#include <optional>
#include <rapidcheck/gtest.h>
#include <vector>

#include "goals/measure.hpp"

namespace baton::goals {

namespace {

TEST(Spread, OfNothingIsNone) {
    EXPECT_EQ(spread_of({}), std::nullopt);
}

TEST(Spread, OfOneIsThatOne) {
    EXPECT_EQ(spread_of({7}),
              (Spread{.n = 1, .median = 7, .mean = 7, .p25 = 7, .p75 = 7, .p90 = 7}));
}

// 1 2 3 4: the places are 0.75, 1.5, 2.25 and 2.7.
TEST(Spread, IsLinearBetweenNeighbours) {
    EXPECT_EQ(spread_of({4, 1, 3, 2}),
              (Spread{.n = 4, .median = 2.5, .mean = 2.5, .p25 = 1.75, .p75 = 3.25, .p90 = 3.7}));
}

RC_GTEST_PROP(Spread, AtLeastHalfLiesOnEitherSideOfTheMedian, ()) {
    const auto days = *rc::gen::nonEmpty(
        rc::gen::container<std::vector<std::int64_t>>(rc::gen::inRange<std::int64_t>(0, 2'000)));
    const auto spread = spread_of(days);
    const auto below = std::ranges::count_if(
        days, [&](auto day) { return static_cast<double>(day) <= spread->median; });
    const auto above = std::ranges::count_if(
        days, [&](auto day) { return static_cast<double>(day) >= spread->median; });
    RC_ASSERT(2 * below >= static_cast<std::ptrdiff_t>(days.size()));
    RC_ASSERT(2 * above >= static_cast<std::ptrdiff_t>(days.size()));
    RC_ASSERT(spread->p25 <= spread->median && spread->median <= spread->p75 &&
              spread->p75 <= spread->p90);
}

}  // namespace

}  // namespace baton::goals
