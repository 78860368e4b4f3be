#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.hpp"
#include "base/result.hpp"

// Days off from an iCalendar text (RFC 5545), as offices and public sites give them out.
namespace baton::connect {

struct CalendarDays {
    std::vector<Date> days = {};             // rising, each once
    std::size_t events = 0;                  // that were read
    std::vector<std::string> left_out = {};  // what could not be read, and why; at most 20
};

// The days of all events that take whole days and lie in [from, to]: DTSTART, DTEND (not included)
// or DURATION of days and weeks, RRULE:FREQ=YEARLY with INTERVAL, COUNT and UNTIL, EXDATE. Events
// with a time of day, cancelled ones and other rules are left out and named. At most 1 MiB, 10,000
// events and 3,660 days; fails on text that is no calendar.
[[nodiscard]] Result<CalendarDays> read_icalendar(std::string_view text, Date from, Date to);

}  // namespace baton::connect
