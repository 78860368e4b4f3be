#include "lifecycle/duration.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>

#include "agreement/ast.hpp"
#include "base/calendar.hpp"
#include "base/instant.hpp"

namespace baton::lifecycle {

namespace {

using agreement::BusinessHours;
using agreement::Unit;

constexpr int week_days = 7;
constexpr int minutes_a_day = 1440;
constexpr std::int64_t years_max = 9999;
constexpr Date last_day{.days = 2'932'896};  // 9999-12-31

std::int64_t times(std::int64_t count, std::int64_t unit) {
    std::int64_t product = 0;
    const bool overflow = __builtin_mul_overflow(count, unit, &product);
    return overflow ? std::numeric_limits<std::int64_t>::max() : product;
}

Instant months_after(Instant start, std::int64_t months, const TimeZone& zone) {
    const auto [year, month, day] = parts_of(zone.day_of(start));
    if (months > years_max * 12) return Instant::latest();
    const auto months_since_zero = std::int64_t{year} * 12 + (month - 1) + months;
    const auto to_year = static_cast<int>(months_since_zero / 12);
    const auto to_month = static_cast<int>(months_since_zero % 12) + 1;
    if (to_year > years_max) return Instant::latest();
    if (day <= days_in_month(to_year, to_month)) {
        return zone.start_of(date_of({.year = to_year, .month = to_month, .day = day}));
    }
    const int next_year = to_month == 12 ? to_year + 1 : to_year;
    const int next_month = to_month == 12 ? 1 : to_month + 1;
    return zone.start_of(date_of({.year = next_year, .month = next_month, .day = 1}));
}

bool works_on(Date day, const BusinessHours& hours) {
    return hours.days[static_cast<std::size_t>(weekday_of(day))] &&
           std::find(hours.holidays.begin(), hours.holidays.end(), day) == hours.holidays.end();
}

struct Opening {
    Instant from;
    Instant to;
};

Opening opening_of(Date day, const BusinessHours& hours, const TimeZone& zone) {
    const Date next{.days = day.days + 1};
    return {.from = zone.at_wall_clock(day, hours.from_minute),
            .to = hours.to_minute >= minutes_a_day ? zone.start_of(next)
                                                   : zone.at_wall_clock(day, hours.to_minute)};
}

bool ever_open(const BusinessHours& hours) {
    return hours.from_minute < hours.to_minute &&
           std::find(hours.days.begin(), hours.days.end(), true) != hours.days.end();
}

Instant business_after(Instant start, std::int64_t need, const Calendar& calendar) {
    if (need <= 0) return start;
    if (!calendar.hours || !ever_open(*calendar.hours)) return Instant::latest();
    const auto& hours = *calendar.hours;
    for (auto day = calendar.zone.day_of(start); day < last_day; ++day.days) {
        if (!works_on(day, hours)) continue;
        const auto opening = opening_of(day, hours, calendar.zone);
        const auto from = std::max(opening.from, start);
        const auto open_for = opening.to.micros - from.micros;
        if (open_for <= 0) continue;
        if (open_for >= need) return plus(from, need);
        need -= open_for;
    }
    return Instant::latest();
}

std::int64_t opening_micros(const Calendar& calendar) {
    if (!calendar.hours) return 0;
    return (calendar.hours->to_minute - calendar.hours->from_minute) * minute_micros;
}

}  // namespace

Calendar calendar_of(const agreement::Agreement& agreement) {
    const auto zone = TimeZone::find(agreement.timezone);
    return {.zone = zone ? *zone : TimeZone::utc(), .hours = agreement.business_hours};
}

Instant after(Instant start, agreement::Duration duration, const Calendar& calendar) {
    const auto count = duration.count;
    switch (duration.unit) {
        case Unit::minutes: return plus(start, times(count, minute_micros));
        case Unit::hours: return plus(start, times(count, hour_micros));
        case Unit::days: return plus(start, times(count, day_micros));
        case Unit::weeks: return plus(start, times(count, week_days * day_micros));
        case Unit::months: return months_after(start, count, calendar.zone);
        case Unit::business_hours:
            return business_after(start, times(count, hour_micros), calendar);
        case Unit::business_days:
            return business_after(start, times(count, opening_micros(calendar)), calendar);
    }
    return Instant::latest();
}

std::int64_t business_time_between(Instant from, Instant to, const Calendar& calendar) {
    if (!calendar.hours || to <= from) return 0;
    std::int64_t sum = 0;
    const auto end = calendar.zone.day_of(to);
    for (auto day = calendar.zone.day_of(from); day <= end; ++day.days) {
        if (!works_on(day, *calendar.hours)) continue;
        const auto opening = opening_of(day, *calendar.hours, calendar.zone);
        const auto begin = std::max(opening.from, from);
        sum += std::max<std::int64_t>(0, std::min(opening.to, to).micros - begin.micros);
    }
    return sum;
}

}  // namespace baton::lifecycle
