#include "goals/period.hpp"

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <fmt/core.h>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>

#include "base/calendar.hpp"
#include "base/instant.hpp"

namespace baton::goals {

namespace {

constexpr int months_a_year = 12;
constexpr int months_a_quarter = 3;
constexpr int first_year = 1900;
constexpr int last_year = 9998;

int months_of(Period::Kind kind) {
    switch (kind) {
        case Period::Kind::month: return 1;
        case Period::Kind::quarter: return months_a_quarter;
        case Period::Kind::year: return months_a_year;
    }
    return 1;
}

std::optional<int> number_in(std::string_view text) {
    int number = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
    const bool whole = read.ec == std::errc{} && read.ptr == text.data() + text.size();
    return whole && number >= 0 ? std::optional(number) : std::nullopt;
}

Period moved(const Period& period, int by) {
    const int of_year = months_a_year / months_of(period.kind);
    const int place = period.year * of_year + period.number - 1 + by;
    return {.kind = period.kind, .year = place / of_year, .number = place % of_year + 1};
}

Date first_day_of(const Period& period) {
    return date_of(
        {.year = period.year, .month = (period.number - 1) * months_of(period.kind) + 1, .day = 1});
}

}  // namespace

std::string Period::name() const {
    switch (kind) {
        case Kind::month: return fmt::format("{:04}-{:02}", year, number);
        case Kind::quarter: return fmt::format("{:04}-Q{}", year, number);
        case Kind::year: return fmt::format("{:04}", year);
    }
    return {};
}

Date Period::first_day() const {
    return first_day_of(*this);
}

Date Period::end_day() const {
    return first_day_of(next());
}

int Period::months() const {
    return months_of(kind);
}

Period Period::next() const {
    return moved(*this, 1);
}

Period Period::previous() const {
    return moved(*this, -1);
}

std::optional<Period> parse_period(std::string_view text) {
    constexpr std::size_t year_digits = 4;
    const auto year = number_in(text.substr(0, std::min(year_digits, text.size())));
    if (text.size() < year_digits || !year || *year < first_year || *year > last_year) {
        return std::nullopt;
    }
    const std::string_view rest = text.substr(year_digits);
    if (rest.empty()) {
        return Period{.kind = Period::Kind::year, .year = *year, .number = 1};
    }
    const bool quarter = rest.starts_with("-Q");
    if (rest.size() != 3 || rest.front() != '-') {
        return std::nullopt;
    }
    const auto number = number_in(rest.substr(quarter ? 2 : 1));
    if (!number || *number < 1 || *number > (quarter ? 4 : months_a_year)) {
        return std::nullopt;
    }
    return Period{.kind = quarter ? Period::Kind::quarter : Period::Kind::month,
                  .year = *year,
                  .number = *number};
}

Period period_of(Date day, Period::Kind kind) {
    const YearMonthDay parts = parts_of(day);
    return {.kind = kind, .year = parts.year, .number = (parts.month - 1) / months_of(kind) + 1};
}

}  // namespace baton::goals
