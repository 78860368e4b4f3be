#include "lifecycle/score.hpp"

#include <boost/multiprecision/cpp_bin_float.hpp>
#include <cstdint>
#include <gtest/gtest.h>
#include <optional>

namespace baton::lifecycle {
namespace {

using Precise = boost::multiprecision::cpp_bin_float_100;

std::int64_t precisely(std::int64_t days, std::int64_t half_life) {
    const Precise exponent = -Precise(days) / Precise(half_life);
    const Precise weight = Precise(1'000'000) * pow(Precise(2), exponent);
    return static_cast<std::int64_t>(floor(weight + Precise(0.5) + Precise(1e-60)));
}

TEST(DecayWeight, IsTheExactValueRoundedHalfUp) {
    for (const std::int64_t half_life : {1, 2, 3, 7, 14, 30, 45, 90, 365}) {
        for (std::int64_t days = 0; days <= 22 * half_life; days += 1 + half_life / 40) {
            ASSERT_EQ(decay_weight(days, half_life), precisely(days, half_life))
                << days << " days, half-life " << half_life;
        }
    }
}

TEST(DecayWeight, TiesGoUp) {
    EXPECT_EQ(decay_weight(0, 30), 1'000'000);
    EXPECT_EQ(decay_weight(30, 30), 500'000);
    EXPECT_EQ(decay_weight(7 * 30, 30), 7'813);  // 7812.5
    EXPECT_EQ(decay_weight(20 * 30, 30), 1);
    EXPECT_EQ(decay_weight(21 * 30, 30), 0);
}

TEST(Weights, FallToNothingOrNeverFall) {
    const Weights monthly(30);
    EXPECT_EQ(monthly[30], 500'000);
    EXPECT_EQ(monthly[100'000], 0);
    EXPECT_EQ(monthly.gone_after(), 630);
    const Weights constant(std::nullopt);
    EXPECT_EQ(constant[100'000], 1'000'000);
    EXPECT_EQ(constant.gone_after(), std::nullopt);
}

}  // namespace
}  // namespace baton::lifecycle
