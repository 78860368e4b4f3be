#include "base/calendar.hpp"

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <date/date.h>
#include <date/tz.h>
#include <exception>
#include <fmt/core.h>
#include <string>
#include <string_view>

#include "base/instant.hpp"
#include "base/result.hpp"

namespace baton {
namespace {

using std::chrono::microseconds;
using Micros = date::sys_time<microseconds>;

// The library counts years in 16 bits, so instants are read no further out than it reaches.
constexpr std::int64_t reach_days = 10'000'000;

Micros point_of(Instant at) {
    return Micros(
        microseconds(std::clamp(at.micros, -reach_days * day_micros, reach_days * day_micros)));
}

date::local_days local_of(Date day) {
    const auto reached = std::clamp<std::int64_t>(day.days, -reach_days, reach_days);
    return date::local_days(date::days(static_cast<int>(reached)));
}

Instant instant_of(date::sys_seconds point) {
    return {point.time_since_epoch().count() * second_micros};
}

}  // namespace

Result<TimeZone> TimeZone::find(std::string_view name) {
    try {
        return TimeZone(date::locate_zone(name));
    } catch (const std::exception&) {
        return fail(Failure::not_found,
                    fmt::format("\"{}\" is not a known time zone; expected an IANA name such as "
                                "Europe/Berlin",
                                name));
    }
}

TimeZone TimeZone::utc() {
    static const auto* const zone = date::locate_zone("Etc/UTC");
    return TimeZone(zone);
}

std::string TimeZone::name() const {
    return zone_->name();
}

Date TimeZone::day_of(Instant at) const {
    const auto local = date::floor<date::days>(zone_->to_local(point_of(at)));
    return {static_cast<std::int32_t>(local.time_since_epoch().count())};
}

Instant TimeZone::start_of(Date day) const {
    return at_wall_clock(day, 0);
}

Instant TimeZone::at_wall_clock(Date day, int minute) const {
    const date::local_seconds local = local_of(day) + std::chrono::minutes(minute);
    const auto found = zone_->get_info(local);
    if (found.result == date::local_info::nonexistent) return instant_of(found.first.end);
    return instant_of(date::sys_seconds(local.time_since_epoch() - found.first.offset));
}

int TimeZone::minute_of(Instant at) const {
    const auto local = zone_->to_local(point_of(at));
    const auto since_midnight = local - date::floor<date::days>(local);
    return static_cast<int>(std::chrono::floor<std::chrono::minutes>(since_midnight).count());
}

int weekday_of(Date day) {
    const int from_thursday = day.days % 7;
    return (from_thursday + 7 + 3) % 7;
}

YearMonthDay parts_of(Date day) {
    const auto reached = std::clamp<std::int64_t>(day.days, -reach_days, reach_days);
    const std::chrono::year_month_day parts{
        std::chrono::sys_days(std::chrono::days(static_cast<int>(reached)))};
    return {.year = static_cast<int>(parts.year()),
            .month = static_cast<int>(static_cast<unsigned>(parts.month())),
            .day = static_cast<int>(static_cast<unsigned>(parts.day()))};
}

Date date_of(YearMonthDay parts) {
    const std::chrono::sys_days day = std::chrono::year(parts.year) / parts.month / parts.day;
    return {static_cast<std::int32_t>(day.time_since_epoch().count())};
}

int days_in_month(int year, int month) {
    const auto last = std::chrono::year(year) / month / std::chrono::last;
    return static_cast<int>(static_cast<unsigned>(last.day()));
}

}  // namespace baton
