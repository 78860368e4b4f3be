#include "attribution/apportion.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <numeric>
#include <rapidcheck/gtest.h>
#include <vector>

// Whole units in proportion, against long division bit by bit and a plain sort.
namespace baton::attribution {

namespace {

using ::testing::ElementsAre;

struct Quota {
    std::uint64_t units = 0;
    std::uint64_t remainder = 0;
    std::size_t place = 0;
};

// size · weight / whole by schoolbook, without wide numbers: whole < 2^62.
Quota quota_of(std::uint64_t size, std::uint64_t weight, std::uint64_t whole, std::size_t place) {
    Quota quota{.place = place};
    for (int bit = 63; bit >= 0; --bit) {
        quota.units *= 2;
        quota.remainder *= 2;
        quota.remainder += (size >> static_cast<unsigned>(bit) & 1U) * (weight % whole);
        quota.units += (size >> static_cast<unsigned>(bit) & 1U) * (weight / whole);
        quota.units += quota.remainder / whole;
        quota.remainder %= whole;
    }
    return quota;
}

std::vector<std::int64_t> plain_shares(std::int64_t amount, std::vector<std::uint64_t> weights) {
    if (std::ranges::all_of(weights, [](std::uint64_t weight) { return weight == 0; }))
        std::ranges::fill(weights, 1);
    const auto whole = std::accumulate(weights.begin(), weights.end(), std::uint64_t{0});
    const auto size = static_cast<std::uint64_t>(amount < 0 ? -amount : amount);
    std::vector<Quota> quotas;
    std::uint64_t rest = size;
    for (std::size_t place = 0; place < weights.size(); ++place) {
        quotas.push_back(quota_of(size, weights[place], whole, place));
        rest -= quotas.back().units;
    }
    std::vector<std::int64_t> shares;
    for (const Quota& quota : quotas)
        shares.push_back(static_cast<std::int64_t>(quota.units));
    std::ranges::stable_sort(quotas, std::greater(), &Quota::remainder);
    for (std::size_t next = 0; next < rest; ++next)
        ++shares[quotas[next].place];
    if (amount < 0)
        for (std::int64_t& share : shares)
            share = -share;
    return shares;
}

// Sizes on both sides of where the way of dividing changes.
RC_GTEST_PROP(Apportioning, IsLongDivisionWithTheLargestRemainders, ()) {
    const auto bits = *rc::gen::inRange(1, 62);
    const auto amount =
        *rc::gen::inRange<std::int64_t>(-(std::int64_t{1} << bits), (std::int64_t{1} << bits) + 1);
    const auto count = *rc::gen::inRange<std::size_t>(1, 60);
    const auto weight_max = std::uint64_t{1} << *rc::gen::inRange(0, 56);
    const auto weights = *rc::gen::container<std::vector<std::uint64_t>>(
        count, rc::gen::inRange<std::uint64_t>(0, weight_max + 1));
    std::vector<std::int64_t> shares(count);
    Apportioning().divide(amount, weights, shares);
    RC_ASSERT(shares == plain_shares(amount, weights));
    RC_ASSERT(std::accumulate(shares.begin(), shares.end(), std::int64_t{0}) == amount);
}

TEST(Apportioning, GivesEqualRemaindersInOrder) {
    std::vector<std::int64_t> shares(3);
    Apportioning apportioning;
    apportioning.divide(100, std::vector<std::uint64_t>{1, 1, 1}, shares);
    EXPECT_THAT(shares, ElementsAre(34, 33, 33));
    apportioning.divide(-5, std::vector<std::uint64_t>{0, 0, 0}, shares);
    EXPECT_THAT(shares, ElementsAre(-2, -2, -1));
    std::vector<std::int64_t> many(30);
    apportioning.divide(31, std::vector<std::uint64_t>(30, 7), many);
    EXPECT_EQ(many.front(), 2);
    EXPECT_EQ(many.back(), 1);
}

}  // namespace

}  // namespace baton::attribution
