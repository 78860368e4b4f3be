#pragma once

#include <boost/describe/class.hpp>
#include <cstdint>
#include <optional>
#include <vector>

// The arithmetic of a report: shares with their uncertainty, and places in sorted lists.
namespace baton::backtest {

// How sure a share k of n is. `low` and `high` are the Wilson 95 % interval, none when n is 0.
// `if_none` and `if_all` are what the share would come to if, of those about whom nothing is known,
// none or all were counted; none when there is nobody at all.
struct Certainty {
    std::int64_t n = 0;
    std::optional<double> low = {};
    std::optional<double> high = {};
    std::int64_t unknown = 0;
    std::optional<double> if_none = {};
    std::optional<double> if_all = {};
    bool operator==(const Certainty&) const = default;
};

BOOST_DESCRIBE_STRUCT(Certainty, (), (n, low, high, unknown, if_none, if_all))

// k / n; none of nothing.
[[nodiscard]] std::optional<double> share_of(std::int64_t k, std::int64_t n);
[[nodiscard]] Certainty certainty_of(std::int64_t k, std::int64_t n, std::int64_t unknown = 0);

// At (n - 1) × p, linear between the neighbours, in hundredths of the numbers' unit; none of
// nothing.
[[nodiscard]] std::optional<std::int64_t> percentile_hundredths(std::vector<std::int64_t> numbers,
                                                                int percent);

// The smallest number that at least `percent` of them do not exceed. REQUIRES: not empty.
[[nodiscard]] std::int64_t nearest_rank(std::vector<std::int64_t> numbers, int percent);

}  // namespace baton::backtest
