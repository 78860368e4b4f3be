#include "demo/working_time.hpp"

#include <algorithm>
#include <cstdint>

#include "base/calendar.hpp"
#include "base/instant.hpp"

namespace baton::demo {

namespace {

bool works_on(Date day) {
    return weekday_of(day) < 5;
}

}  // namespace

Instant WorkingTime::after(Instant at, std::int64_t minutes) const {
    std::int64_t left = minutes * minute_micros;
    for (Date day = zone_.day_of(at);; ++day.days) {
        const Instant from = std::max(at, opening(day));
        const std::int64_t room = closing(day).micros - from.micros;
        if (!works_on(day) || room <= 0) {
            continue;
        }
        if (left <= room) {
            return plus(from, left);
        }
        left -= room;
    }
}

Instant WorkingTime::before(Instant at, std::int64_t minutes) const {
    std::int64_t left = minutes * minute_micros;
    for (Date day = zone_.day_of(at);; --day.days) {
        const Instant until = std::min(at, closing(day));
        const std::int64_t room = until.micros - opening(day).micros;
        if (!works_on(day) || room <= 0) {
            continue;
        }
        if (left < room) {
            return plus(until, -left);
        }
        left -= room;
    }
}

}  // namespace baton::demo
