#pragma once

#include <boost/json/value.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace oracle {

constexpr std::int64_t one_million = 1'000'000;

/// "-12.5" as -12500000; nothing when it is no decimal. Digits beyond the sixth round half away
/// from zero.
std::optional<std::int64_t> millionths(std::string_view decimal);
std::optional<std::int64_t> json_millionths(const boost::json::value& number);
std::string shortest_decimal(std::int64_t millionths);

/// 2^(-days/half_life_days) in millionths, rounded half up.
std::int64_t half_life_weight(std::int64_t days, std::int64_t half_life_days);

/// amount × rate rounded half away from zero to the minor units of `currency`; all in millionths.
std::int64_t converted(std::int64_t amount, std::int64_t rate, std::string_view currency);

}  // namespace oracle
