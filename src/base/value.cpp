#include "base/value.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <expected>
#include <fmt/core.h>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <unicode/ucurr.h>
#include <unicode/umachine.h>
#include <utility>

#include "base/result.hpp"

namespace baton {
namespace {

// A number as written: sign, digits without a point, and the power of ten they are multiplied with.
struct Written {
    bool negative = false;
    std::string digits = {};
    std::int64_t power = 0;
    bool has_exponent = false;
    std::size_t decimals = 0;
};

std::size_t digits_at_front(std::string_view text) {
    const auto end = text.find_first_not_of("0123456789");
    return end == std::string_view::npos ? text.size() : end;
}

// Reads e±digits; false when it is none. Exponents beyond any use stop at a million.
bool take_exponent(std::string_view text, Written& written) {
    text.remove_prefix(1);
    const bool negative = text.starts_with('-');
    if (negative || text.starts_with('+')) text.remove_prefix(1);
    if (text.empty() || digits_at_front(text) != text.size()) return false;
    std::int64_t exponent = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), exponent);
    constexpr std::int64_t exponent_max = 1'000'000;
    if (read.ec != std::errc{} || exponent > exponent_max) exponent = exponent_max;
    written.power += negative ? -exponent : exponent;
    written.has_exponent = true;
    return true;
}

std::optional<Written> read_number(std::string_view text) {
    Written written;
    written.negative = text.starts_with('-');
    if (written.negative) text.remove_prefix(1);
    const auto whole = digits_at_front(text);
    if (whole == 0) return std::nullopt;
    written.digits = text.substr(0, whole);
    text.remove_prefix(whole);
    if (text.starts_with('.')) {
        text.remove_prefix(1);
        written.decimals = digits_at_front(text);
        if (written.decimals == 0) return std::nullopt;
        written.digits += text.substr(0, written.decimals);
        written.power = -static_cast<std::int64_t>(written.decimals);
        text.remove_prefix(written.decimals);
    }
    if (text.empty()) return written;
    if (text.front() != 'e' && text.front() != 'E') return std::nullopt;
    if (!take_exponent(text, written)) return std::nullopt;
    return written;
}

bool append_digit(std::int64_t& number, int digit, bool negative) {
    return !__builtin_mul_overflow(number, std::int64_t{10}, &number) &&
           !__builtin_add_overflow(number, negative ? -digit : digit, &number);
}

// digits × 10^power as an integer; digits after the unit are dropped, into `dropped`.
std::optional<std::int64_t> scaled(const Written& written,
                                   std::int64_t power,
                                   std::string& dropped) {
    std::string digits = written.digits.substr(
        std::min(written.digits.find_first_not_of('0'), written.digits.size()));
    if (digits.empty()) return 0;
    constexpr std::int64_t digits_max = 19;
    if (static_cast<std::int64_t>(digits.size()) + power > digits_max) return std::nullopt;
    if (power > 0) digits.append(static_cast<std::size_t>(power), '0');
    if (power < 0) {
        const auto size = static_cast<std::int64_t>(digits.size());
        if (-power > size) digits.insert(0, 1, '0');
        const auto kept = static_cast<std::size_t>(std::max<std::int64_t>(0, size + power));
        dropped = digits.substr(kept);
        digits.resize(kept);
    }
    std::int64_t number = 0;
    for (const char c : digits) {
        if (!append_digit(number, c - '0', written.negative)) return std::nullopt;
    }
    return number;
}

std::unexpected<Error> not_a_number(std::string_view text) {
    return fail(Failure::invalid,
                fmt::format("\"{}\" is not a number; expected digits with at most six decimals, "
                            "within \u00b19223372036854.775807",
                            text));
}

constexpr std::array digits_by_currency = std::to_array<std::pair<std::string_view, int>>({
    {"BHD", 3}, {"BIF", 0}, {"CLF", 4}, {"CLP", 0}, {"DJF", 0}, {"GNF", 0}, {"IQD", 3},
    {"ISK", 0}, {"JOD", 3}, {"JPY", 0}, {"KMF", 0}, {"KRW", 0}, {"KWD", 3}, {"LYD", 3},
    {"OMR", 3}, {"PYG", 0}, {"RWF", 0}, {"TND", 3}, {"UGX", 0}, {"UYI", 0}, {"UYW", 4},
    {"VND", 0}, {"VUV", 0}, {"XAF", 0}, {"XOF", 0}, {"XPF", 0},
});

constexpr auto type_names = std::to_array<std::pair<ValueType, std::string_view>>({
    {ValueType::text, "text"},
    {ValueType::number, "number"},
    {ValueType::boolean, "boolean"},
    {ValueType::date, "date"},
    {ValueType::instant, "instant"},
    {ValueType::money, "money"},
    {ValueType::multi, "multi"},
});

// An integer of `decimals` implied decimals as text with a point.
std::string with_point(std::int64_t number, int decimals) {
    const auto magnitude =
        number < 0 ? 0 - static_cast<std::uint64_t>(number) : static_cast<std::uint64_t>(number);
    auto digits = fmt::format("{:0{}}", magnitude, decimals + 1);
    if (decimals > 0) digits.insert(digits.size() - static_cast<std::size_t>(decimals), 1, '.');
    return number < 0 ? "-" + digits : digits;
}

}  // namespace

std::string render(Decimal number) {
    auto text = with_point(number.millionths, 6);
    text.erase(text.find_last_not_of('0') + 1);
    if (text.ends_with('.')) text.pop_back();
    return text;
}

Result<Decimal> parse_decimal(std::string_view text) {
    const auto written = read_number(text);
    if (!written || (!written->has_exponent && written->decimals > 6)) return not_a_number(text);
    std::string dropped;
    const auto millionths = scaled(*written, written->power + 6, dropped);
    if (!millionths || dropped.find_first_not_of('0') != std::string::npos) {
        return not_a_number(text);
    }
    return Decimal{*millionths};
}

std::optional<Decimal> decimal_of(double number) {
    if (!std::isfinite(number)) return std::nullopt;
    const auto written = read_number(fmt::format("{}", number));
    if (!written) return std::nullopt;
    std::string dropped;
    const auto millionths = scaled(*written, written->power + 6, dropped);
    if (!millionths || dropped.find_first_not_of('0') != std::string::npos) return std::nullopt;
    return Decimal{*millionths};
}

Result<Currency> parse_currency(std::string_view text) {
    const bool shaped =
        text.size() == 3 && std::ranges::all_of(text, [](char c) { return c >= 'A' && c <= 'Z'; });
    if (shaped) {
        const std::array<UChar, 4> code{static_cast<UChar>(text[0]),
                                        static_cast<UChar>(text[1]),
                                        static_cast<UChar>(text[2]),
                                        0};
        if (ucurr_getNumericCode(code.data()) != 0) return Currency{{text[0], text[1], text[2], 0}};
    }
    return fail(
        Failure::invalid,
        fmt::format("\"{}\" is not a currency; expected an ISO 4217 code such as EUR", text));
}

int minor_digits(Currency currency) {
    const auto* const found = std::ranges::find(
        digits_by_currency, currency.text(), &std::pair<std::string_view, int>::first);
    return found == digits_by_currency.end() ? 2 : found->second;
}

std::string render_amount(Money money) {
    return with_point(money.minor, minor_digits(money.currency));
}

Result<Money> parse_money(std::string_view amount, Currency currency) {
    const auto written = read_number(amount);
    if (!written || written->has_exponent) {
        return fail(
            Failure::invalid,
            fmt::format("\"{}\" is not an amount; expected digits such as 1100.00", amount));
    }
    std::string dropped;
    auto minor = scaled(*written, written->power + minor_digits(currency), dropped);
    const bool away = !dropped.empty() && dropped.front() >= '5';
    if (minor && away && __builtin_add_overflow(*minor, written->negative ? -1 : 1, &*minor)) {
        minor.reset();
    }
    if (!minor) return fail(Failure::invalid, fmt::format("\"{}\" is too large an amount", amount));
    return Money{.minor = *minor, .currency = currency};
}

std::string_view name(ValueType type) {
    return std::ranges::find(type_names, type, &std::pair<ValueType, std::string_view>::first)
        ->second;
}

std::optional<ValueType> find_value_type(std::string_view name) {
    const auto* const found =
        std::ranges::find(type_names, name, &std::pair<ValueType, std::string_view>::second);
    if (found == type_names.end()) return std::nullopt;
    return found->first;
}

}  // namespace baton
