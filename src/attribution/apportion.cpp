#include "attribution/apportion.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <span>

namespace baton::attribution {

namespace {

__extension__ using Wide = unsigned __int128;

constexpr int weight_bits = 40;

}  // namespace

void Apportioning::divide(std::int64_t amount,
                          std::span<const std::uint64_t> weights,
                          std::span<std::int64_t> shares) {
    const bool negative = amount < 0;
    const std::uint64_t size =
        negative ? -static_cast<std::uint64_t>(amount) : static_cast<std::uint64_t>(amount);
    const std::uint64_t sum = std::accumulate(weights.begin(), weights.end(), std::uint64_t{0});
    const std::uint64_t whole = sum == 0 ? weights.size() : sum;
    remainders_.resize(weights.size());
    std::uint64_t rest = size;
    for (std::size_t place = 0; place < weights.size(); ++place) {
        const Wide quota = Wide{size} * (sum == 0 ? 1 : weights[place]);
        const auto units = static_cast<std::uint64_t>(quota / whole);
        shares[place] = static_cast<std::int64_t>(units);
        remainders_[place] = {.size = static_cast<std::uint64_t>(quota % whole),
                              .place = static_cast<std::uint32_t>(place)};
        rest -= units;
    }
    give_rest(rest, shares);
    if (negative) {
        std::ranges::transform(shares, shares.begin(), [](std::int64_t share) { return -share; });
    }
}

void Apportioning::give_rest(std::uint64_t rest, std::span<std::int64_t> shares) {
    if (rest == 0) {
        return;
    }
    const auto last = remainders_.begin() + static_cast<std::ptrdiff_t>(rest);
    std::nth_element(remainders_.begin(),
                     last - 1,
                     remainders_.end(),
                     [](const Remainder& left, const Remainder& right) {
                         return left.size != right.size ? left.size > right.size
                                                        : left.place < right.place;
                     });
    std::for_each(
        remainders_.begin(), last, [&](const Remainder& remainder) { ++shares[remainder.place]; });
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
