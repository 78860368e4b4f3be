#include "connect/import_dates.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <fmt/core.h>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>

#include "base/calendar.hpp"
#include "base/instant.hpp"
#include "base/text.hpp"

namespace baton::connect {
namespace {

constexpr std::int64_t seconds_below = 100'000'000'000;
constexpr std::int64_t millis_below = 100'000'000'000'000;
constexpr int century_turn = 70;  // 70 is 1970, 69 is 2069

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

bool is_separator(char c) {
    return c == '-' || c == '/' || c == '.';
}

// Takes pieces off the front of a text.
class Cursor {
public:
    explicit Cursor(std::string_view text) : rest_(text) {}

    // A number of `least` to `most` digits.
    std::optional<int> number(std::size_t least, std::size_t most) {
        std::size_t count = 0;
        while (count < rest_.size() && is_digit(rest_[count])) {
            ++count;
        }
        if (count < least || count > most) return std::nullopt;
        int value = 0;
        std::from_chars(rest_.data(), rest_.data() + count, value);
        rest_.remove_prefix(count);
        return value;
    }

    std::string_view letters() {
        std::size_t count = 0;
        while (count < rest_.size() &&
               (std::isalpha(static_cast<unsigned char>(rest_[count])) != 0 ||
                static_cast<unsigned char>(rest_[count]) >= 0x80)) {
            ++count;
        }
        const auto word = rest_.substr(0, count);
        rest_.remove_prefix(count);
        return word;
    }

    bool skip(char wanted) {
        if (!rest_.starts_with(wanted)) return false;
        rest_.remove_prefix(1);
        return true;
    }

    void skip_any(std::string_view characters) {
        rest_.remove_prefix(std::min(rest_.find_first_not_of(characters), rest_.size()));
    }

    std::optional<char> separator() {
        if (rest_.empty() || !is_separator(rest_.front())) return std::nullopt;
        const char found = rest_.front();
        rest_.remove_prefix(1);
        return found;
    }

    [[nodiscard]] bool empty() const { return rest_.empty(); }

    [[nodiscard]] std::string_view rest() const { return rest_; }

private:
    std::string_view rest_;
};

std::optional<Date> existing(int year, int month, int day) {
    const bool exists = year >= 1 && year <= 9999 && month >= 1 && month <= 12 && day >= 1 &&
                        day <= days_in_month(year, month);
    if (!exists) return std::nullopt;
    return date_of({.year = year, .month = month, .day = day});
}

int full_year(int year, std::size_t digits) {
    if (digits > 2) return year;
    return year < century_turn ? 2000 + year : 1900 + year;
}

std::size_t leading_digits(std::string_view text) {
    return static_cast<std::size_t>(std::ranges::find_if_not(text, is_digit) - text.begin());
}

std::optional<int> month_named(std::string_view word) {
    // clang-format off
    constexpr std::array<std::string_view, 16> names{
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug",
        "sep", "oct", "nov", "dec", "mär", "mai", "okt", "dez"};
    // clang-format on
    constexpr std::array<int, 16> months{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 3, 5, 10, 12};
    const auto folded = text::folded(word);
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (folded.starts_with(names[i])) return months[i];
    }
    return std::nullopt;
}

bool is_weekday(std::string_view word) {
    constexpr std::array<std::string_view, 12> names{
        "mon", "tue", "wed", "thu", "fri", "sat", "sun", "die", "mit", "don", "fre", "son"};
    const auto folded = text::folded(word);
    return std::ranges::any_of(names, [&](auto name) { return folded.starts_with(name); });
}

// Three numbers between the same separators.
struct Triple {
    int first = 0;
    int second = 0;
    int third = 0;
    std::size_t first_digits = 0;
    std::size_t third_digits = 0;
    char separator = '-';
};

std::optional<Triple> take_triple(Cursor& cursor) {
    Triple triple;
    triple.first_digits = leading_digits(cursor.rest());
    const auto first = cursor.number(1, 4);
    const auto between = cursor.separator();
    const auto second = cursor.number(1, 2);
    const auto again = cursor.separator();
    triple.third_digits = leading_digits(cursor.rest());
    const auto third = cursor.number(1, 4);
    if (!first || !second || !third || !between || between != again) return std::nullopt;
    if (triple.first_digits == 3 || triple.third_digits == 3) return std::nullopt;
    triple.first = *first;
    triple.second = *second;
    triple.third = *third;
    triple.separator = *between;
    return triple;
}

std::optional<Date> day_of(const Triple& triple, DayOrder order) {
    if (triple.first_digits == 4) return existing(triple.first, triple.second, triple.third);
    if (triple.third_digits == 1) return std::nullopt;
    const int year = full_year(triple.third, triple.third_digits);
    const bool month_first = order == DayOrder::month_first;
    return month_first ? existing(year, triple.first, triple.second)
                       : existing(year, triple.second, triple.first);
}

constexpr std::string_view gaps = " ,.-/";

// 5 Jan 2024, Jan 5, 2024, 05-Jan-24, Mon, 5 January 2024.
std::optional<Date> take_named(Cursor& cursor) {
    auto word = cursor.letters();
    if (!word.empty() && is_weekday(word)) {
        cursor.skip_any(gaps);
        word = cursor.letters();
    }
    std::optional<int> month = word.empty() ? std::nullopt : month_named(word);
    if (!word.empty() && !month) return std::nullopt;
    cursor.skip_any(gaps);
    const auto day = cursor.number(1, 2);
    cursor.skip_any(gaps);
    if (!month) month = month_named(cursor.letters());
    cursor.skip_any(gaps);
    const auto digits = leading_digits(cursor.rest());
    const auto year = cursor.number(2, 4);
    if (!day || !month || !year || digits == 3) return std::nullopt;
    return existing(full_year(*year, digits), *month, *day);
}

std::optional<std::int64_t> take_fraction(Cursor& cursor) {
    const auto digits = cursor.rest().substr(0, leading_digits(cursor.rest()));
    if (digits.empty()) return std::nullopt;
    std::int64_t micros = 0;
    for (std::size_t i = 0; i < 6; ++i) {
        micros = micros * 10 + (i < digits.size() ? digits[i] - '0' : 0);
    }
    cursor.skip_any("0123456789");
    return micros;
}

// The hour on a clock of 24, given what follows the time: AM, PM or nothing.
std::optional<int> hour_of_day(Cursor& cursor, int hour) {
    Cursor ahead = cursor;
    ahead.skip_any(" ");
    const auto half = text::folded(ahead.letters());
    if (half != "am" && half != "pm") return hour <= 23 ? std::optional(hour) : std::nullopt;
    cursor = ahead;
    if (hour < 1 || hour > 12) return std::nullopt;
    return (hour % 12) + (half == "pm" ? 12 : 0);
}

std::optional<std::int64_t> take_time(Cursor& cursor) {
    const auto hour = cursor.number(1, 2);
    if (!hour || !cursor.skip(':')) return std::nullopt;
    const auto minute = cursor.number(2, 2);
    std::optional<int> second = 0;
    std::optional<std::int64_t> micros = 0;
    if (cursor.skip(':')) {
        second = cursor.number(2, 2);
        if (cursor.skip('.') || cursor.skip(',')) micros = take_fraction(cursor);
    }
    const auto full_hour = hour_of_day(cursor, *hour);
    if (!minute || !second || !micros || !full_hour) return std::nullopt;
    if (*minute > 59 || *second > 59) return std::nullopt;
    return *full_hour * hour_micros + *minute * minute_micros + *second * second_micros + *micros;
}

// Z, UTC, GMT, +02:00, +0200, +02; nothing when no zone follows. False when what follows is no
// zone.
bool take_zone(Cursor& cursor, std::optional<std::int64_t>& offset) {
    cursor.skip_any(" ");
    if (cursor.empty()) return true;
    const bool east = cursor.skip('+');
    if (!east && !cursor.skip('-')) {
        const auto word = text::folded(cursor.letters());
        offset = 0;
        return cursor.empty() && (word == "z" || word == "utc" || word == "gmt");
    }
    const bool joined = leading_digits(cursor.rest()) == 4;
    const auto digits = joined ? cursor.number(4, 4) : cursor.number(2, 2);
    if (!digits) return false;
    const int hours = joined ? *digits / 100 : *digits;
    std::optional<int> minutes = joined ? *digits % 100 : 0;
    if (cursor.skip(':')) minutes = cursor.number(2, 2);
    if (!minutes || hours > 23 || *minutes > 59) return false;
    offset = (hours * hour_micros + *minutes * minute_micros) * (east ? 1 : -1);
    return cursor.empty();
}

std::optional<Moment> with_time(Date day, Cursor cursor) {
    Moment moment{.day = day};
    if (cursor.empty()) return moment;
    if (!cursor.skip('T')) cursor.skip_any(" ,");
    moment.micros_of_day = take_time(cursor);
    if (!moment.micros_of_day || !take_zone(cursor, moment.offset_micros)) return std::nullopt;
    return moment;
}

std::optional<std::int64_t> integer_of(std::string_view text) {
    std::int64_t value = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
    if (read.ec != std::errc{} || read.ptr != text.data() + text.size()) return std::nullopt;
    return value;
}

std::optional<Date> compact_day(std::string_view text) {
    if (text.size() != 8 || leading_digits(text) != 8) return std::nullopt;
    const auto number = static_cast<int>(integer_of(text).value_or(0));
    const int year = number / 10'000;
    if (year < 1900 || year > 2100) return std::nullopt;
    return existing(year, number / 100 % 100, number % 100);
}

std::optional<Moment> moment_since_1970(std::int64_t count, EpochUnit unit) {
    std::int64_t factor = 1;
    if (unit == EpochUnit::seconds) factor = second_micros;
    if (unit == EpochUnit::millis) factor = second_micros / 1000;
    std::int64_t micros = 0;
    constexpr std::int64_t micros_max = 200'000'000'000 * second_micros / 1000 * 1000;
    if (__builtin_mul_overflow(count, factor, &micros) || std::abs(micros) > micros_max) {
        return std::nullopt;
    }
    const auto days = micros >= 0 ? micros / day_micros : ((micros + 1) / day_micros) - 1;
    return Moment{.day = {static_cast<std::int32_t>(days)},
                  .micros_of_day = micros - (days * day_micros),
                  .offset_micros = 0};
}

EpochUnit unit_of(std::int64_t count) {
    const auto magnitude = std::abs(count);
    if (magnitude < seconds_below) return EpochUnit::seconds;
    return magnitude < millis_below ? EpochUnit::millis : EpochUnit::micros;
}

std::optional<Moment> read_written(std::string_view trimmed, DayOrder order) {
    Cursor cursor(trimmed);
    if (const auto triple = take_triple(cursor)) {
        const auto day = day_of(*triple, order);
        return day ? with_time(*day, cursor) : std::nullopt;
    }
    Cursor named(trimmed);
    const auto day = take_named(named);
    return day ? with_time(*day, named) : std::nullopt;
}

}  // namespace

std::optional<Moment> read_moment(std::string_view text, DateReading reading) {
    const auto trimmed = text::trimmed(text);
    if (const auto day = compact_day(trimmed)) return Moment{.day = *day};
    if (const auto count = integer_of(trimmed)) return moment_since_1970(*count, reading.epoch);
    return read_written(trimmed, reading.order);
}

Instant instant_of(const Moment& moment, const TimeZone& zone) {
    if (!moment.micros_of_day) return zone.start_of(moment.day);
    const auto micros = *moment.micros_of_day;
    if (moment.offset_micros) {
        return {moment.day.days * day_micros + micros - *moment.offset_micros};
    }
    const auto minute = zone.at_wall_clock(moment.day, static_cast<int>(micros / minute_micros));
    return plus(minute, micros % minute_micros);
}

bool is_date_like(std::string_view text) {
    const auto trimmed = text::trimmed(text);
    return read_written(trimmed, DayOrder::day_first) ||
           read_written(trimmed, DayOrder::month_first);
}

void DateEvidence::see(std::string_view text) {
    const auto trimmed = text::trimmed(text);
    if (trimmed.empty()) return;
    ++seen_;
    if (compact_day(trimmed)) {
        ++dates_;
    } else if (const auto moment = integer_of(trimmed)) {
        see_integer(*moment);
    } else {
        see_order(trimmed);
    }
}

void DateEvidence::see_integer(std::int64_t moment) {
    switch (unit_of(moment)) {
        case EpochUnit::seconds: ++seconds_; break;
        case EpochUnit::millis: ++millis_; break;
        case EpochUnit::micros: ++micros_; break;
    }
}

void DateEvidence::see_order(std::string_view text) {
    const auto day_first = read_written(text, DayOrder::day_first);
    const auto month_first = read_written(text, DayOrder::month_first);
    const auto& either = day_first ? day_first : month_first;
    if (!either) return;
    ++dates_;
    if (either->micros_of_day) ++with_time_;
    if (day_first == month_first) return;
    if (day_first && month_first) {
        ++undecided_;
        if (text.contains('.')) ++dotted_;
        return;
    }
    ++(day_first ? day_first_ : month_first_);
    auto& example = day_first ? day_first_example_ : month_first_example_;
    if (example.empty()) example = text;
}

DateDecision DateEvidence::decide(DayOrder otherwise) const {
    DateDecision decision;
    if (micros_ > 0 && micros_ >= millis_ && micros_ >= seconds_) {
        decision.reading.epoch = EpochUnit::micros;
    } else if (millis_ > 0 && millis_ >= seconds_) {
        decision.reading.epoch = EpochUnit::millis;
    }
    auto& order = decision.reading.order;
    if (day_first_ > month_first_) {
        order = DayOrder::day_first;
        decision.why = fmt::format("day first: {} can be nothing else", day_first_example_);
    } else if (month_first_ > 0) {
        order = DayOrder::month_first;
        decision.why = fmt::format("month first: {} can be nothing else", month_first_example_);
    } else if (undecided_ > 0 && dotted_ == undecided_) {
        order = DayOrder::day_first;
        decision.why = "day first: dates with points are written that way";
    } else if (undecided_ > 0) {
        order = otherwise;
        decision.ambiguous = true;
        decision.why = fmt::format("{} by default: no value has a number above 12 in one place",
                                   order == DayOrder::day_first ? "day first" : "month first");
    }
    return decision;
}

}  // namespace baton::connect
