#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "base/instant.hpp"
#include "base/result.hpp"

namespace date {
class time_zone;  // NOLINT(readability-identifier-naming): the library's name
}  // namespace date

namespace baton {

// One IANA time zone: which calendar day an instant falls on, and when a local day begins.
// Cheap to copy; safe to use from any thread.
class TimeZone {
public:
    [[nodiscard]] static Result<TimeZone> find(std::string_view name);
    [[nodiscard]] static TimeZone utc();

    [[nodiscard]] std::string name() const;
    [[nodiscard]] Date day_of(Instant at) const;

    // The first instant of the local day (a midnight that a clock change skips begins later).
    [[nodiscard]] Instant start_of(Date day) const;

    // The instant of a wall-clock time; in a gap the end of the gap, in a fold the first of the
    // two.
    [[nodiscard]] Instant at_wall_clock(Date day, int minute) const;

    // Minutes after local midnight on the wall clock, 0 to 1439.
    [[nodiscard]] int minute_of(Instant at) const;

    bool operator==(const TimeZone&) const = default;

private:
    explicit TimeZone(const date::time_zone* zone) : zone_(zone) {}

    const date::time_zone* zone_;
};

// 0 Monday … 6 Sunday.
[[nodiscard]] int weekday_of(Date day);

struct YearMonthDay {
    int year = 1970;
    int month = 1;
    int day = 1;
    bool operator==(const YearMonthDay&) const = default;
};

[[nodiscard]] YearMonthDay parts_of(Date day);
// REQUIRES: a day that exists.
[[nodiscard]] Date date_of(YearMonthDay parts);
[[nodiscard]] int days_in_month(int year, int month);

}  // namespace baton
