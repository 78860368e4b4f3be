#include "connect/xlsx_formats.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <fmt/core.h>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>

namespace baton::connect {
namespace {

constexpr std::int64_t millis_of_day = 86'400'000;
constexpr double days_max = 2'958'465;  // the last day of the year 9999

// The first part of a format without what is quoted, escaped or only for the eye.
std::string letters_of(std::string_view format) {
    std::string letters;
    for (std::size_t i = 0; i < format.size() && format[i] != ';'; ++i) {
        const char c = format[i];
        if (c == '"') {
            i = std::min(format.find('"', i + 1), format.size());
        } else if (c == '[') {
            const auto end = std::min(format.find(']', i), format.size());
            const auto inside = format.substr(i + 1, end - i - 1);
            const bool elapsed =
                !inside.empty() && inside.find_first_not_of("hmsHMS") == inside.npos;
            if (elapsed) letters += inside;
            i = end;
        } else if (c == '\\' || c == '_' || c == '*') {
            ++i;
        } else {
            letters.push_back(static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c));
        }
    }
    return letters;
}

bool between(std::uint32_t number, std::uint32_t first, std::uint32_t last) {
    return number >= first && number <= last;
}

// Digits with the point moved: "1.5" by -2 is "0.015".
std::string moved(std::string_view digits, std::int64_t by) {
    const auto point = std::min(digits.find('.'), digits.size());
    std::string plain(digits.substr(0, point));
    if (point < digits.size()) plain += digits.substr(point + 1);
    auto place = static_cast<std::int64_t>(point) + by;
    if (place <= 0) {
        plain.insert(0, static_cast<std::size_t>(1 - place), '0');
        place = 1;
    }
    if (place > static_cast<std::int64_t>(plain.size())) {
        plain.append(static_cast<std::size_t>(place) - plain.size(), '0');
    }
    plain.insert(static_cast<std::size_t>(place), 1, '.');
    plain.erase(plain.find_last_not_of('0') + 1);
    if (plain.ends_with('.')) plain.pop_back();
    const auto first = std::min(plain.find_first_not_of('0'), plain.size() - 1);
    return plain.substr(plain[first] == '.' ? first - 1 : first);
}

// Without an exponent; as it is when it is too far from 1 or no number at all.
std::string without_exponent(std::string_view number) {
    const auto mark = number.find_first_of("eE");
    if (mark == std::string_view::npos) return std::string(number);
    auto power = number.substr(mark + 1);
    if (power.starts_with('+')) power.remove_prefix(1);
    std::int64_t by = 0;
    const auto [end, error] = std::from_chars(power.data(), power.data() + power.size(), by);
    const bool negative = number.starts_with('-');
    const auto digits = number.substr(negative ? 1 : 0, mark - (negative ? 1 : 0));
    const bool readable = error == std::errc{} && end == power.data() + power.size() &&
                          digits.find_first_not_of("0123456789.") == digits.npos &&
                          !digits.empty() && std::ranges::count(digits, '.') <= 1;
    if (!readable || by < -30 || by > 30) return std::string(number);
    return (negative ? "-" : "") + moved(digits, by);
}

// Workbooks write doubles with digits that nobody typed: 41800000.009999998 is the very number
// 41800000.01.
std::string shortest(std::string number) {
    constexpr std::size_t typed_digits = 15;
    if (number.size() <= typed_digits || number.find('.') == std::string::npos) return number;
    double value = 0;
    const auto* const end = number.data() + number.size();
    const auto read = std::from_chars(number.data(), end, value);
    std::array<char, 64> text{};
    const auto written =
        std::to_chars(text.data(), text.data() + text.size(), value, std::chars_format::fixed);
    if (read.ec != std::errc{} || read.ptr != end || written.ec != std::errc{}) return number;
    const auto length = static_cast<std::size_t>(written.ptr - text.data());
    return length < number.size() ? std::string(text.data(), length) : number;
}

std::optional<double> day_number(std::string_view number) {
    double value = 0;
    const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), value);
    const bool read = error == std::errc{} && end == number.data() + number.size();
    return read && value >= 0 && value < days_max ? std::optional(value) : std::nullopt;
}

// Excel believes that 1900 was a leap year: day 60 was never.
std::optional<std::chrono::sys_days> day_of(std::int64_t number, bool since_1904) {
    using std::chrono::days;
    constexpr std::chrono::sys_days before_1900{std::chrono::year{1899} / 12 / 31};
    constexpr std::chrono::sys_days from_1904{std::chrono::year{1904} / 1 / 1};
    if (since_1904) return from_1904 + days(number);
    if (number == 60 || number == 0) return std::nullopt;
    return before_1900 + days(number < 60 ? number : number - 1);
}

std::string day_text(std::chrono::sys_days day) {
    const std::chrono::year_month_day date(day);
    return fmt::format("{:04}-{:02}-{:02}",
                       static_cast<int>(date.year()),
                       static_cast<unsigned>(date.month()),
                       static_cast<unsigned>(date.day()));
}

std::string time_text(std::int64_t millis) {
    const auto seconds = millis / 1000;
    auto text = fmt::format("{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60);
    if (millis % 1000 != 0) text += fmt::format(".{:03}", millis % 1000);
    return text;
}

}  // namespace

CellForm form_of_number(std::uint32_t format) {
    if (between(format, 14, 17) || between(format, 27, 31) || between(format, 50, 58) ||
        format == 36) {
        return CellForm::day;
    }
    if (format == 22) return CellForm::moment;
    const bool time = between(format, 18, 21) || between(format, 32, 35) || between(format, 45, 47);
    return time ? CellForm::time : CellForm::plain;
}

CellForm form_of_text(std::string_view format) {
    const auto letters = letters_of(format);
    if (letters.find("general") != std::string::npos) return CellForm::plain;
    const auto has = [&](std::string_view any) {
        return letters.find_first_of(any) != std::string::npos;
    };
    if (has("0#?")) return has("hs") && has("m") ? CellForm::time : CellForm::plain;
    if (has("yd")) return has("hs") ? CellForm::moment : CellForm::day;
    if (has("hs")) return CellForm::time;
    return has("m") ? CellForm::day : CellForm::plain;
}

std::string number_text(std::string_view number, CellForm form, bool since_1904) {
    auto plain = shortest(without_exponent(number));
    const auto value = form == CellForm::plain ? std::nullopt : day_number(number);
    if (!value) return plain;
    const auto millis = std::llround(*value * static_cast<double>(millis_of_day));
    const auto rest = millis % millis_of_day;
    if (form == CellForm::time && millis < millis_of_day) return time_text(rest);
    const auto day = day_of(millis / millis_of_day, since_1904);
    if (!day) return plain;
    if (rest == 0 && form != CellForm::moment) return day_text(*day);
    return day_text(*day) + "T" + time_text(rest);
}

}  // namespace baton::connect
