#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/calendar.hpp"
#include "base/instant.hpp"
#include "base/result.hpp"

// How a task comes again, in the words of RFC 5545: FREQ=DAILY, WEEKLY or MONTHLY, INTERVAL, BYDAY,
// BYMONTHDAY (MONTHLY only), UNTIL (a day, included) or COUNT. Weeks begin on Monday. Pure.
namespace baton::engine {

inline constexpr int repeat_interval_max = 999;
inline constexpr int repeat_count_max = 999;

struct Repeat {
    enum class Frequency : std::uint8_t { daily, weekly, monthly };

    struct Day {
        int weekday = 0;  // 0 Monday
        int ordinal = 0;  // 1: the first of the month, -1: its last; 0: all. MONTHLY only
        bool operator==(const Day&) const = default;
    };

    Frequency frequency = Frequency::daily;
    int interval = 1;
    std::vector<Day> days = {};
    std::optional<int> month_day = {};  // 1 to 31; -1 is the last
    std::optional<Date> until = {};
    std::optional<int> count = {};  // how many are left, the one at hand included
    bool operator==(const Repeat&) const = default;
};

// "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE", with "RRULE:" before it or not. What Baton does not know is
// refused by name, never passed over.
[[nodiscard]] Result<Repeat> parse_repeat(std::string_view text);
[[nodiscard]] std::string render(const Repeat& repeat);

struct NextTime {
    Instant due;
    Repeat repeat;  // with what is left of its count
    bool operator==(const NextTime&) const = default;
};

// The next time after the one that was due, and after `passed`: those missed meanwhile are skipped
// and count. The same time of day on the zone's wall clock. nullopt when it does not come again.
[[nodiscard]] std::optional<NextTime> next_time(const Repeat& repeat,
                                                Instant due,
                                                Instant passed,
                                                const TimeZone& zone);

}  // namespace baton::engine
