#pragma once

#include <cstdint>

#include "base/calendar.hpp"
#include "base/instant.hpp"

namespace baton::demo {

// When Lumen Freight works: Monday to Friday, 09:00 to 17:30, in one time zone.
class WorkingTime {
public:
    explicit WorkingTime(TimeZone zone) : zone_(zone) {}

    // The earliest instant by which `minutes` working minutes have passed since `at`.
    [[nodiscard]] Instant after(Instant at, std::int64_t minutes) const;

    // The latest instant from which `minutes` working minutes lead to `at`.
    [[nodiscard]] Instant before(Instant at, std::int64_t minutes) const;

    // `at` itself in working time, else the next opening.
    [[nodiscard]] Instant open_from(Instant at) const { return after(at, 0); }

    [[nodiscard]] Instant closing(Date day) const { return zone_.at_wall_clock(day, to_minute); }

    [[nodiscard]] Instant opening(Date day) const { return zone_.at_wall_clock(day, from_minute); }

    [[nodiscard]] const TimeZone& zone() const { return zone_; }

    static constexpr int from_minute = 9 * 60;
    static constexpr int to_minute = 17 * 60 + 30;

private:
    TimeZone zone_;
};

}  // namespace baton::demo
