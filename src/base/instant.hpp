#pragma once

#include <compare>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace baton {

// A point in time: microseconds since 1970-01-01T00:00:00Z, ignoring leap seconds.
// Time enters the program through base/clock.hpp alone; everywhere else it is an argument.
struct Instant {
    std::int64_t micros = 0;

    auto operator<=>(const Instant&) const = default;

    static constexpr Instant earliest() { return {std::numeric_limits<std::int64_t>::min()}; }

    static constexpr Instant latest() { return {std::numeric_limits<std::int64_t>::max()}; }
};

inline constexpr std::int64_t second_micros = 1'000'000;
inline constexpr std::int64_t minute_micros = 60 * second_micros;
inline constexpr std::int64_t hour_micros = 60 * minute_micros;
inline constexpr std::int64_t day_micros = 24 * hour_micros;

// Moves `at` by `micros`, stopping at the ends of time instead of overflowing.
[[nodiscard]] constexpr Instant plus(Instant at, std::int64_t micros) {
    std::int64_t sum = 0;
    if (__builtin_add_overflow(at.micros, micros, &sum)) {
        return micros > 0 ? Instant::latest() : Instant::earliest();
    }
    return {sum};
}

// "2026-02-03T10:00:00.000000Z": always six digits and Z, years 0000 to 9999.
[[nodiscard]] std::string render(Instant at);

// Reads `YYYY-MM-DDTHH:MM[:SS[.f{1,6}]](Z|±HH:MM)`. Years 0001 to 9999. A space may stand for the
// T.
[[nodiscard]] Result<Instant> parse_instant(std::string_view text);

// A calendar day: days since 1970-01-01 in the proleptic Gregorian calendar, without a time zone.
struct Date {
    std::int32_t days = 0;

    auto operator<=>(const Date&) const = default;
};

// "2026-02-03".
[[nodiscard]] std::string render(Date date);
[[nodiscard]] Result<Date> parse_date(std::string_view text);

}  // namespace baton
