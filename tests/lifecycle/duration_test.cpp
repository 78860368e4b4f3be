#include "lifecycle/duration.hpp"

#include <cstdint>
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>
#include <string_view>

#include "agreement/ast.hpp"
#include "base/calendar.hpp"
#include "base/instant.hpp"

namespace baton::lifecycle {
namespace {

using agreement::Duration;
using agreement::Unit;

Instant at(std::string_view text) {
    return parse_instant(text).value();
}

Calendar berlin() {
    return {.zone = TimeZone::find("Europe/Berlin").value(),
            .hours = agreement::BusinessHours{
                .days = {true, true, true, true, true, false, false},
                .from_minute = 9 * 60,
                .to_minute = 17 * 60 + 30,
                .holidays = {parse_date("2026-01-01").value(), parse_date("2026-04-03").value()}}};
}

// Is the office open in this minute? Read off the wall clock, minute by minute.
bool open(Instant minute, const Calendar& calendar) {
    const auto day = calendar.zone.day_of(minute);
    const auto& hours = *calendar.hours;
    for (const auto holiday : hours.holidays) {
        if (holiday == day) return false;
    }
    const int clock = calendar.zone.minute_of(minute);
    return hours.days[static_cast<std::size_t>(weekday_of(day))] && clock >= hours.from_minute &&
           clock < hours.to_minute;
}

Instant by_minutes(Instant start, std::int64_t minutes, const Calendar& calendar) {
    auto now = start;
    while (minutes > 0) {
        if (open(now, calendar)) --minutes;
        now = plus(now, minute_micros);
    }
    return now;
}

TEST(After, ElapsedUnitsDoNotSeeTheWallClock) {
    const auto start = at("2026-03-28T12:00:00Z");
    EXPECT_EQ(after(start, {.count = 1, .unit = Unit::days}, berlin()), at("2026-03-29T12:00:00Z"));
    EXPECT_EQ(after(start, {.count = 2, .unit = Unit::weeks}, berlin()),
              at("2026-04-11T12:00:00Z"));
    EXPECT_EQ(after(Instant::latest(), {.count = 1, .unit = Unit::hours}, berlin()),
              Instant::latest());
}

TEST(After, MonthsEndAtLocalMidnightOfTheSameDayOrTheFirstOfTheNext) {
    const Duration month{.count = 1, .unit = Unit::months};
    EXPECT_EQ(after(at("2026-01-15T13:00:00Z"), month, berlin()), at("2026-02-14T23:00:00Z"));
    EXPECT_EQ(after(at("2026-01-30T13:00:00Z"), month, berlin()), at("2026-02-28T23:00:00Z"));
    EXPECT_EQ(after(at("2028-01-29T13:00:00Z"), month, berlin()), at("2028-02-28T23:00:00Z"));
    EXPECT_EQ(after(at("2026-12-31T12:00:00Z"), {.count = 2, .unit = Unit::months}, berlin()),
              at("2027-02-28T23:00:00Z"));
    EXPECT_EQ(after(at("2026-03-10T12:00:00Z"), month, berlin()), at("2026-04-09T22:00:00Z"));
}

TEST(After, BusinessHoursEndAtClosingAndSkipHolidaysAndWeekends) {
    const auto calendar = berlin();
    // Thursday 2 April, 17:00; Friday is a holiday.
    EXPECT_EQ(
        after(at("2026-04-02T15:00:00Z"), {.count = 1, .unit = Unit::business_hours}, calendar),
        at("2026-04-06T07:30:00Z"));
    // A Saturday plus one business day is Monday's closing.
    EXPECT_EQ(
        after(at("2026-01-10T10:00:00Z"), {.count = 1, .unit = Unit::business_days}, calendar),
        at("2026-01-12T16:30:00Z"));
    EXPECT_EQ(
        after(at("2026-01-10T10:00:00Z"), {.count = 0, .unit = Unit::business_hours}, calendar),
        at("2026-01-10T10:00:00Z"));
    EXPECT_EQ(after(at("2026-01-10T10:00:00Z"), {.count = 1, .unit = Unit::business_hours}, {}),
              Instant::latest());
}

RC_GTEST_PROP(After, BusinessHoursEqualCountingMinutes, ()) {
    auto calendar = berlin();
    const bool night = *rc::gen::arbitrary<bool>();
    if (night) {  // over the change of clocks, on a Sunday
        calendar.hours->days = {true, false, false, false, false, false, true};
        calendar.hours->from_minute = 60;
        calendar.hours->to_minute = 1440;
    }
    const auto start = plus(at("2026-03-20T00:00:00Z"),
                            *rc::gen::inRange<std::int64_t>(0, 20 * 24 * 60) * minute_micros);
    const auto hours = *rc::gen::inRange<std::int64_t>(1, 30);
    const auto told = after(start, {.count = hours, .unit = Unit::business_hours}, calendar);
    RC_ASSERT(told == by_minutes(start, hours * 60, calendar));
    RC_ASSERT(business_time_between(start, told, calendar) == hours * hour_micros);
}

RC_GTEST_PROP(After, RisesWithItsStart, ()) {
    const auto calendar = berlin();
    const Duration duration{
        .count = *rc::gen::inRange<std::int64_t>(1, 5),
        .unit = *rc::gen::element(Unit::months, Unit::business_hours, Unit::business_days)};
    const auto start = plus(at("2025-10-01T00:00:00Z"),
                            *rc::gen::inRange<std::int64_t>(0, 400 * 24 * 60) * minute_micros);
    const auto later = plus(start, *rc::gen::inRange<std::int64_t>(0, 3 * 24 * 60) * minute_micros);
    RC_ASSERT(after(start, duration, calendar) <= after(later, duration, calendar));
    RC_ASSERT(after(start, duration, calendar) > start);
}

}  // namespace
}  // namespace baton::lifecycle
