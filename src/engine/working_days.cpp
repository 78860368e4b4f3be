#include "engine/working_days.hpp"

#include <algorithm>
#include <cstddef>

#include "base/calendar.hpp"

namespace baton::engine {

namespace {

constexpr int minutes_an_hour = 60;
constexpr int days_looked_at = 3660;  // ten years of holidays are no calendar

bool works_on(Date day, const agreement::BusinessHours& hours) {
    return hours.days.at(static_cast<std::size_t>(weekday_of(day))) &&
           std::ranges::find(hours.holidays, day) == hours.holidays.end();
}

}  // namespace

lifecycle::Calendar working_calendar(const agreement::Agreement& agreement) {
    lifecycle::Calendar calendar = lifecycle::calendar_of(agreement);
    if (!calendar.hours) {
        calendar.hours =
            agreement::BusinessHours{.days = {true, true, true, true, true, false, false},
                                     .from_minute = 9 * minutes_an_hour,
                                     .to_minute = 17 * minutes_an_hour,
                                     .holidays = {}};
    }
    return calendar;
}

bool is_working_day(Instant at, const lifecycle::Calendar& calendar) {
    return calendar.hours && works_on(calendar.zone.day_of(at), *calendar.hours);
}

Instant next_opening(Instant at, const lifecycle::Calendar& calendar) {
    if (!calendar.hours) {
        return Instant::latest();
    }
    Date day = calendar.zone.day_of(at);
    for (int looked_at = 0; looked_at < days_looked_at; ++looked_at, ++day.days) {
        const Instant opening = calendar.zone.at_wall_clock(day, calendar.hours->from_minute);
        if (works_on(day, *calendar.hours) && opening > at) {
            return opening;
        }
    }
    return Instant::latest();
}

LocalDay local_day(Instant at, const lifecycle::Calendar& calendar) {
    const Date day = calendar.zone.day_of(at);
    return {.start = calendar.zone.start_of(day),
            .end = calendar.zone.start_of({.days = day.days + 1})};
}

}  // namespace baton::engine
