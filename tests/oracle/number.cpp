#include "oracle/number.hpp"

#include <algorithm>
#include <boost/json/value.hpp>
#include <boost/multiprecision/cpp_int.hpp>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>

namespace oracle {
namespace {

using Big = boost::multiprecision::cpp_int;

constexpr std::string_view without_minor_units =
    "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF";
constexpr std::string_view with_three_digits = "BHD IQD JOD KWD LYD OMR TND";

bool is_digit(char letter) {
    return letter >= '0' && letter <= '9';
}

std::int64_t minor_unit(std::string_view currency) {
    if (without_minor_units.contains(currency)) return one_million;
    return with_three_digits.contains(currency) ? one_million / 1000 : one_million / 100;
}

Big power(std::int64_t base, std::int64_t exponent) {
    Big result = 1;
    for (std::int64_t i = 0; i < exponent; ++i)
        result *= base;
    return result;
}

/// True when weight - 1/2 <= 10^6 · 2^(-days/half_life), by raising both sides to the power of
/// half_life.
bool reaches(std::int64_t weight, std::int64_t days, std::int64_t half_life) {
    if (weight <= 0) return true;
    const Big left = power(2 * weight - 1, half_life) << static_cast<unsigned>(days);
    return left <= power(2 * one_million, half_life);
}

}  // namespace

std::optional<std::int64_t> millionths(std::string_view decimal) {
    const bool negative = decimal.starts_with('-');
    if (negative) decimal.remove_prefix(1);
    const std::size_t dot = decimal.find('.');
    const std::string_view whole = decimal.substr(0, dot);
    std::string fraction(dot == std::string_view::npos ? "" : decimal.substr(dot + 1));
    if (whole.empty() || whole.size() > 12 || !std::ranges::all_of(whole, is_digit))
        return std::nullopt;
    if (!std::ranges::all_of(fraction, is_digit)) return std::nullopt;
    if (dot != std::string_view::npos && fraction.empty()) return std::nullopt;
    fraction.resize(std::max<std::size_t>(fraction.size(), 7), '0');
    const std::int64_t up = fraction[6] >= '5' ? 1 : 0;
    const std::int64_t parts = std::stoll(fraction.substr(0, 6)) + up;
    const std::int64_t size = std::stoll(std::string(whole)) * one_million + parts;
    return negative ? -size : size;
}

std::optional<std::int64_t> json_millionths(const boost::json::value& number) {
    if (number.is_int64()) return number.as_int64() * one_million;
    if (number.is_uint64()) return static_cast<std::int64_t>(number.as_uint64()) * one_million;
    if (number.is_double()) {
        return std::llround(static_cast<long double>(number.as_double()) * one_million);
    }
    return std::nullopt;
}

std::string shortest_decimal(std::int64_t millionths) {
    const std::int64_t size = std::llabs(millionths);
    std::string fraction = std::to_string(one_million + size % one_million).substr(1);
    while (!fraction.empty() && fraction.back() == '0')
        fraction.pop_back();
    const std::string sign = millionths < 0 ? "-" : "";
    return sign + std::to_string(size / one_million) + (fraction.empty() ? "" : "." + fraction);
}

std::int64_t half_life_weight(std::int64_t days, std::int64_t half_life_days) {
    const long double power =
        -static_cast<long double>(days) / static_cast<long double>(half_life_days);
    std::int64_t weight = std::llround(std::exp2(power) * static_cast<long double>(one_million));
    while (!reaches(weight, days, half_life_days))
        --weight;
    while (reaches(weight + 1, days, half_life_days))
        ++weight;
    return weight;
}

std::int64_t converted(std::int64_t amount, std::int64_t rate, std::string_view currency) {
    const std::int64_t unit = minor_unit(currency);
    const Big product = Big(std::llabs(amount)) * std::llabs(rate);
    const Big divisor = Big(one_million) * unit;
    const Big units = (2 * product + divisor) / (2 * divisor);
    const auto size = (units * unit).convert_to<std::int64_t>();
    return (amount < 0) != (rate < 0) ? -size : size;
}

}  // namespace oracle
