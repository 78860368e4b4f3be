#include "lifecycle/score.hpp"

#include <algorithm>
#include <boost/multiprecision/cpp_int.hpp>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <optional>

namespace baton::lifecycle {

namespace {

constexpr std::int64_t millionths = 1'000'000;
constexpr std::int64_t half_lives_to_nothing = 21;  // 10^6 / 2^21 < 1/2
constexpr std::int64_t table_days_max = 8192;

// Whether 10^6 × 2^(−n/h) ≥ weight − 1/2, in whole numbers: (2·weight − 1)^h × 2^n ≤ (2·10^6)^h.
bool reaches(std::int64_t weight, std::int64_t days, std::int64_t half_life_days) {
    using boost::multiprecision::cpp_int;
    const auto power = static_cast<unsigned>(half_life_days);
    const cpp_int left = boost::multiprecision::pow(cpp_int(2 * weight - 1), power)
                         << static_cast<unsigned>(days);
    return left <= boost::multiprecision::pow(cpp_int(2 * millionths), power);
}

}  // namespace

std::int64_t decay_weight(std::int64_t days, std::int64_t half_life_days) {
    if (days >= half_lives_to_nothing * half_life_days) return 0;
    const auto exponent =
        -static_cast<long double>(days) / static_cast<long double>(half_life_days);
    const auto exact_enough = static_cast<long double>(millionths) * std::exp2(exponent);
    const auto below = std::floor(exact_enough);
    const auto above_half = exact_enough - below - 0.5L;
    constexpr auto doubtful = 1e-9L;  // far more than exp2 can be wrong here
    const auto floor = static_cast<std::int64_t>(below);
    if (above_half > doubtful) return floor + 1;
    if (above_half < -doubtful) return floor;
    const auto common = std::gcd(days, half_life_days);
    return reaches(floor + 1, days / common, half_life_days / common) ? floor + 1 : floor;
}

Weights::Weights(std::optional<std::int64_t> half_life_days) : half_life_days_(half_life_days) {
    if (!half_life_days) return;
    const auto size = std::min(half_lives_to_nothing * *half_life_days, table_days_max);
    for (std::int64_t day = 0; day < size; ++day) {
        table_.push_back(static_cast<std::int32_t>(decay_weight(day, *half_life_days)));
    }
}

std::int64_t Weights::operator[](std::int64_t days) const {
    if (!half_life_days_) return millionths;
    if (days < 0) days = 0;
    if (static_cast<std::size_t>(days) < table_.size()) {
        return table_[static_cast<std::size_t>(days)];
    }
    return decay_weight(days, *half_life_days_);
}

std::optional<std::int64_t> Weights::gone_after() const {
    if (!half_life_days_) return std::nullopt;
    return half_lives_to_nothing * *half_life_days_;
}

}  // namespace baton::lifecycle
