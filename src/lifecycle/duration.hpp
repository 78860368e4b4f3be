#pragma once

#include <cstdint>
#include <optional>

#include "agreement/ast.hpp"
#include "base/calendar.hpp"
#include "base/instant.hpp"

namespace baton::lifecycle {

// Whose clock a duration runs on: the agreement's, or a team's own.
// Business units need `hours`; without them (or without any working day left) they never elapse.
struct Calendar {
    TimeZone zone = TimeZone::utc();
    std::optional<agreement::BusinessHours> hours = {};
};

[[nodiscard]] Calendar calendar_of(const agreement::Agreement& agreement);

// x ⊕ d (rule 10). It rises with x, so every touch has one instant at which it leaves a window.
// Costs O(1), business units O(days passed); Instant::latest() when the end of time comes first.
[[nodiscard]] Instant after(Instant start, agreement::Duration duration, const Calendar& calendar);

// Microseconds of [from, to) that lie inside the business hours; 0 when to ≤ from. O(days).
[[nodiscard]] std::int64_t business_time_between(Instant from,
                                                 Instant to,
                                                 const Calendar& calendar);

}  // namespace baton::lifecycle
