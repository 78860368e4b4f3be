#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/instant.hpp"
#include "base/result.hpp"

namespace baton {

// An exact number in millionths: ±9.2e12 with six decimals.
struct Decimal {
    std::int64_t millionths = 0;

    auto operator<=>(const Decimal&) const = default;
};

inline constexpr std::int64_t decimal_one = 1'000'000;

// Shortest form: "42", "-0.5", "1.25".
[[nodiscard]] std::string render(Decimal number);

// Reads -?digits[.1-6 digits]; exponents as JSON writes them are accepted when the result is exact
// in millionths. Anything else, or out of range, is invalid.
[[nodiscard]] Result<Decimal> parse_decimal(std::string_view text);

// The nearest decimal to a double that came out of JSON (its shortest text read exactly); nullopt
// when it needs more than six decimals or is out of range.
[[nodiscard]] std::optional<Decimal> decimal_of(double number);

// ISO 4217 code, upper case.
struct Currency {
    char code[4] = {};

    auto operator<=>(const Currency&) const = default;

    [[nodiscard]] std::string_view text() const { return code; }
};

[[nodiscard]] Result<Currency> parse_currency(std::string_view text);

// Number of decimals of the minor unit: EUR 2, JPY 0, KWD 3.
[[nodiscard]] int minor_digits(Currency currency);

// Money is integer minor units of one currency.
struct Money {
    std::int64_t minor = 0;
    Currency currency;

    bool operator==(const Money&) const = default;
};

// "1100.00" without the currency.
[[nodiscard]] std::string render_amount(Money money);

// Reads a plain decimal amount; more decimals than the currency has are rounded half away from
// zero.
[[nodiscard]] Result<Money> parse_money(std::string_view amount, Currency currency);

struct Unknown {
    bool operator==(const Unknown&) const = default;
};

// What a property or a touch field can hold. Text is trimmed when it is recorded; empty text is
// Unknown.
using Value = std::
    variant<Unknown, bool, Decimal, std::string, Date, Instant, Money, std::vector<std::string>>;

enum class ValueType : std::uint8_t { text, number, boolean, date, instant, money, multi };

[[nodiscard]] std::string_view name(ValueType type);
[[nodiscard]] std::optional<ValueType> find_value_type(std::string_view name);

[[nodiscard]] inline bool known(const Value& value) {
    return !std::holds_alternative<Unknown>(value);
}

}  // namespace baton
