#include <cstdint>
#include <limits>
#include <optional>
#include <string_view>
#include <variant>

#include "base/instant.hpp"
#include "base/value.hpp"
#include "ledger/timeline.hpp"
#include "lifecycle/computed.hpp"
#include "lifecycle/reading.hpp"

namespace baton::lifecycle {

namespace {

constexpr int decimals = 6;
constexpr int digits_max = 30;

Wide power_of_ten(int exponent) {
    Wide power = 1;
    for (int digit = 0; digit < exponent; ++digit)
        power *= 10;
    return power;
}

// Half away from zero.
Wide divided(Wide number, Wide by) {
    const auto size = number < 0 ? -number : number;
    const auto rounded = (size + by / 2) / by;
    return number < 0 ? -rounded : rounded;
}

struct RateNumber {
    Wide mantissa = 0;
    int scale = 0;
};

std::optional<RateNumber> parse_rate(std::string_view text) {
    RateNumber rate;
    bool fraction = false;
    int digits = 0;
    for (const char c : text) {
        if (c == '.' && !fraction) {
            fraction = true;
            continue;
        }
        if (c < '0' || c > '9' || ++digits > digits_max) return std::nullopt;
        rate.mantissa = rate.mantissa * 10 + (c - '0');
        rate.scale += fraction ? 1 : 0;
    }
    if (digits == 0) return std::nullopt;
    return rate;
}

std::optional<Wide> converted(const Money& money, Currency to, RateNumber rate) {
    Wide product = 0;
    if (__builtin_mul_overflow(Wide{money.minor}, rate.mantissa, &product)) return std::nullopt;
    const int shift = minor_digits(to) - minor_digits(money.currency) - rate.scale;
    if (shift <= 0) return divided(product, power_of_ten(-shift));
    Wide scaled = 0;
    if (__builtin_mul_overflow(product, power_of_ten(shift), &scaled)) return std::nullopt;
    return scaled;
}

}  // namespace

std::optional<Wide> amount_in(Currency currency,
                              const Value& value,
                              Instant changed,
                              const ledger::Timeline& timeline) {
    const auto unit = power_of_ten(decimals - minor_digits(currency));
    if (const auto* number = std::get_if<Decimal>(&value)) {
        return divided(number->millionths, unit) * unit;
    }
    const auto* money = std::get_if<Money>(&value);
    if (money == nullptr) return std::nullopt;
    if (money->currency == currency) return Wide{money->minor} * unit;
    const auto text = timeline.rate(money->currency, currency, changed);
    const auto rate = text ? parse_rate(*text) : std::nullopt;
    const auto minor = rate ? converted(*money, currency, *rate) : std::nullopt;
    if (!minor || *minor > std::numeric_limits<std::int64_t>::max() ||
        *minor < std::numeric_limits<std::int64_t>::min()) {
        return std::nullopt;
    }
    return *minor * unit;
}

}  // namespace baton::lifecycle
