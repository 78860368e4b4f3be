#include "attribution/apportion.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <numeric>
#include <span>

namespace baton::attribution {

namespace {

__extension__ using Wide = unsigned __int128;

constexpr int weight_bits = 40;
constexpr std::uint64_t small_size_max = std::uint64_t{1} << 50U;
constexpr std::uint64_t small_whole_max = std::uint64_t{1} << 62U;
constexpr std::size_t few = 24;
constexpr std::size_t drawers = 64;

}  // namespace

void Apportioning::divide(std::int64_t amount,
                          std::span<const std::uint64_t> weights,
                          std::span<std::int64_t> shares) {
    const bool negative = amount < 0;
    const std::uint64_t size =
        negative ? -static_cast<std::uint64_t>(amount) : static_cast<std::uint64_t>(amount);
    std::uint64_t whole = std::accumulate(weights.begin(), weights.end(), std::uint64_t{0});
    if (whole == 0) {
        equal_.assign(weights.size(), 1);
        weights = equal_;
        whole = weights.size();
    }
    remainders_.resize(weights.size());
    const bool small = size < small_size_max && whole < small_whole_max;
    const auto rest = small ? divide_small(size, whole, weights, shares)
                            : divide_wide(size, whole, weights, shares);
    if (rest > 0) {
        give_rest(rest, whole, shares);
    }
    if (negative) {
        std::ranges::transform(shares, shares.begin(), [](std::int64_t share) { return -share; });
    }
}

// A quota below 2^50 that is computed with doubles is less than one beside the truth: its whole
// part is set right by the remainder, which is exact modulo 2^64.
std::uint64_t Apportioning::divide_small(std::uint64_t size,
                                         std::uint64_t whole,
                                         std::span<const std::uint64_t> weights,
                                         std::span<std::int64_t> shares) {
    const double part = static_cast<double>(size) / static_cast<double>(whole);
    const auto one = static_cast<std::int64_t>(whole);
    auto rest = static_cast<std::int64_t>(size);
    const std::uint64_t* const weight = weights.data();
    std::int64_t* const share = shares.data();
    std::uint64_t* const remainders = remainders_.data();
    for (std::size_t place = 0; place < weights.size(); ++place) {
        const auto own = static_cast<double>(static_cast<std::int64_t>(weight[place]));
        auto units = static_cast<std::int64_t>(part * own);
        auto remainder = static_cast<std::int64_t>(size * weight[place] -
                                                   static_cast<std::uint64_t>(units) * whole);
        const std::int64_t step = (remainder >= one ? 1 : 0) - (remainder < 0 ? 1 : 0);
        units += step;
        remainder -= step * one;
        share[place] = units;
        remainders[place] = static_cast<std::uint64_t>(remainder);
        rest -= units;
    }
    return static_cast<std::uint64_t>(rest);
}

std::uint64_t Apportioning::divide_wide(std::uint64_t size,
                                        std::uint64_t whole,
                                        std::span<const std::uint64_t> weights,
                                        std::span<std::int64_t> shares) {
    std::uint64_t rest = size;
    for (std::size_t place = 0; place < weights.size(); ++place) {
        const Wide quota = Wide{size} * weights[place];
        const auto units = static_cast<std::uint64_t>(quota / whole);
        shares[place] = static_cast<std::int64_t>(units);
        remainders_[place] = static_cast<std::uint64_t>(quota % whole);
        rest -= units;
    }
    return rest;
}

// Sorts remainders into drawers by size, which doubles keep in order: only of one drawer it must be
// asked who comes first.
void Apportioning::give_rest(std::uint64_t rest,
                             std::uint64_t whole,
                             std::span<std::int64_t> shares) {
    if (remainders_.size() <= few) {
        give_to_few(rest, shares);
        return;
    }
    std::array<std::uint32_t, drawers> filled = {};
    drawers_.resize(remainders_.size());
    const double scale = static_cast<double>(drawers) / static_cast<double>(whole);
    for (std::size_t place = 0; place < remainders_.size(); ++place) {
        const auto part = static_cast<double>(remainders_[place]) * scale;
        const auto drawer = std::min(static_cast<std::size_t>(part), drawers - 1);
        drawers_[place] = static_cast<std::uint8_t>(drawer);
        ++filled[drawer];
    }
    std::size_t last = drawers - 1;
    for (; filled[last] < rest; --last) {
        rest -= filled[last];
    }
    doubtful_.clear();
    for (std::size_t place = 0; place < shares.size(); ++place) {
        shares[place] += drawers_[place] > last ? 1 : 0;
        if (drawers_[place] == last) {
            doubtful_.push_back(static_cast<std::uint32_t>(place));
        }
    }
    give_to_largest(rest, shares);
}

// Of those that are doubtful.
void Apportioning::give_to_largest(std::uint64_t rest, std::span<std::int64_t> shares) {
    largest_.clear();
    for (const std::uint32_t place : doubtful_) {
        largest_.push_back(remainders_[place]);
    }
    const auto last = largest_.begin() + static_cast<std::ptrdiff_t>(rest) - 1;
    std::ranges::nth_element(largest_, last, std::greater());
    const std::uint64_t least = *last;
    std::uint64_t equal =
        rest - static_cast<std::uint64_t>(std::count_if(
                   largest_.begin(), last, [&](std::uint64_t each) { return each > least; }));
    for (const std::uint32_t place : doubtful_) {
        const bool is_equal = remainders_[place] == least && equal > 0;
        shares[place] += remainders_[place] > least || is_equal ? 1 : 0;
        equal -= is_equal ? 1 : 0;
    }
}

// Counts how many come before each: of few that is quicker than to sort them.
void Apportioning::give_to_few(std::uint64_t rest, std::span<std::int64_t> shares) {
    std::array<std::uint32_t, few> before = {};
    const std::uint64_t* const remainders = remainders_.data();
    for (std::size_t place = 0; place < shares.size(); ++place) {
        std::uint32_t count = 0;
        for (std::size_t other = 0; other < place; ++other) {
            const std::uint32_t behind = remainders[other] < remainders[place] ? 1 : 0;
            before[other] += behind;
            count += 1 - behind;
        }
        before[place] = count;
    }
    for (std::size_t place = 0; place < shares.size(); ++place) {
        shares[place] += before[place] < rest ? 1 : 0;
    }
}

void to_weights(std::span<const double> numbers, std::span<std::uint64_t> weights) {
    const double largest = numbers.empty() ? 0 : *std::max_element(numbers.begin(), numbers.end());
    for (std::size_t place = 0; place < numbers.size(); ++place) {
        const double relative = largest > 0 ? numbers[place] / largest : 0;
        weights[place] =
            static_cast<std::uint64_t>(std::llround(std::ldexp(relative, weight_bits)));
    }
}

}  // namespace baton::attribution
