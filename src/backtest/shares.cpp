#include "backtest/shares.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace baton::backtest {

namespace {

constexpr double z = 1.959963984540054;  // 97.5 % of the normal distribution

}  // namespace

std::optional<double> share_of(std::int64_t k, std::int64_t n) {
    return n == 0 ? std::nullopt : std::optional(static_cast<double>(k) / static_cast<double>(n));
}

Certainty certainty_of(std::int64_t k, std::int64_t n, std::int64_t unknown) {
    Certainty certainty{.n = n,
                        .low = {},
                        .high = {},
                        .unknown = unknown,
                        .if_none = share_of(k, n + unknown),
                        .if_all = share_of(k + unknown, n + unknown)};
    if (n == 0) {
        return certainty;
    }
    const auto count = static_cast<double>(n);
    const double share = static_cast<double>(k) / count;
    const double centre = share + z * z / (2 * count);
    const double spread = z * std::sqrt(share * (1 - share) / count + z * z / (4 * count * count));
    const double whole = 1 + z * z / count;
    certainty.low = k == 0 ? 0 : (centre - spread) / whole;
    certainty.high = k == n ? 1 : (centre + spread) / whole;
    return certainty;
}

std::optional<std::int64_t> percentile_hundredths(std::vector<std::int64_t> numbers, int percent) {
    if (numbers.empty()) {
        return std::nullopt;
    }
    std::ranges::sort(numbers);
    const std::size_t place = (numbers.size() - 1) * static_cast<std::size_t>(percent);
    const auto rest = static_cast<std::int64_t>(place % 100);
    const std::int64_t low = numbers[place / 100];
    const std::int64_t high = rest == 0 ? low : numbers[place / 100 + 1];
    return low * (100 - rest) + high * rest;
}

std::int64_t nearest_rank(std::vector<std::int64_t> numbers, int percent) {
    std::ranges::sort(numbers);
    const std::size_t rank = (numbers.size() * static_cast<std::size_t>(percent) + 99) / 100;
    return numbers[std::max<std::size_t>(rank, 1) - 1];
}

}  // namespace baton::backtest
