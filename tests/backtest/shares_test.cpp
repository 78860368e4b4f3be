#include "backtest/shares.hpp"

#include <gtest/gtest.h>
#include <optional>
#include <vector>

namespace baton::backtest {
namespace {

constexpr double close = 0.0001;

// The intervals of 8 of 10, 0 of 5 and 20 of 20 as tables of the Wilson score interval give them.
TEST(Shares, TheIntervalIsWilsons) {
    const Certainty most = certainty_of(8, 10);
    EXPECT_NEAR(*most.low, 0.4902, close);
    EXPECT_NEAR(*most.high, 0.9433, close);
    const Certainty none = certainty_of(0, 5);
    EXPECT_EQ(*none.low, 0);
    EXPECT_NEAR(*none.high, 0.4345, close);
    const Certainty all = certainty_of(20, 20);
    EXPECT_NEAR(*all.low, 0.8389, close);
    EXPECT_EQ(*all.high, 1);
}

TEST(Shares, OfNobodyThereIsNoShare) {
    EXPECT_EQ(share_of(0, 0), std::nullopt);
    EXPECT_EQ(certainty_of(0, 0), Certainty{});
}

TEST(Shares, UnknownIsNeitherYesNorNo) {
    const Certainty certainty = certainty_of(3, 4, 6);
    EXPECT_EQ(certainty.n, 4);
    EXPECT_EQ(certainty.if_none, 0.3);
    EXPECT_EQ(certainty.if_all, 0.9);
    const Certainty unknown = certainty_of(0, 0, 5);
    EXPECT_EQ(unknown.low, std::nullopt);
    EXPECT_EQ(unknown.if_none, 0.0);
    EXPECT_EQ(unknown.if_all, 1.0);
}

TEST(Shares, PercentilesAreLinearBetweenNeighbours) {
    EXPECT_EQ(percentile_hundredths({}, 80), std::nullopt);
    EXPECT_EQ(percentile_hundredths({7}, 80), 700);
    EXPECT_EQ(percentile_hundredths({40, 10, 30, 20}, 80), 3'400);
    EXPECT_EQ(percentile_hundredths({10, 20, 30, 40, 50, 60}, 80), 5'000);
}

TEST(Shares, TheNearestRankIsOneOfTheNumbers) {
    EXPECT_EQ(nearest_rank({5}, 90), 5);
    EXPECT_EQ(nearest_rank({1, 2, 3, 4, 5, 6, 7, 8, 9, 10}, 90), 9);
    EXPECT_EQ(nearest_rank({3, 1, 2}, 90), 3);
}

}  // namespace
}  // namespace baton::backtest
