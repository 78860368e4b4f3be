#pragma once

#include <cstdint>
#include <date/date.h>
#include <date/tz.h>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "oracle/value.hpp"

namespace oracle {

enum class Unit { minute, hour, day, week, month, business_hour, business_day };

struct Duration {
    std::int64_t count = 0;
    Unit unit = Unit::day;
};

struct BusinessHours {
    std::set<unsigned> weekdays;  ///< 0 is Sunday
    std::int64_t from_minutes = 0;
    std::int64_t to_minutes = 0;
    std::set<std::int64_t> holidays;  ///< days since 1970
};

constexpr Instant second_us = 1'000'000;
constexpr Instant minute_us = 60 * second_us;
constexpr Instant hour_us = 60 * minute_us;
constexpr Instant day_us = 24 * hour_us;

/// Days, months and opening hours of one time zone.
class Calendar {
public:
    Calendar() = default;
    Calendar(const std::string& zone, std::optional<BusinessHours> hours);

    /// The local calendar day of an instant, in days since 1970.
    [[nodiscard]] std::int64_t day_of(Instant instant) const;
    /// The first instant of a local day.
    [[nodiscard]] Instant day_start(std::int64_t day) const;
    /// instant ⊕ duration.
    [[nodiscard]] Instant plus(Instant instant, const Duration& duration) const;

private:
    using Span = std::pair<Instant, Instant>;

    [[nodiscard]] Instant plus_months(Instant instant, std::int64_t months) const;
    [[nodiscard]] Instant after_open_time(Instant instant, Instant open_us) const;
    [[nodiscard]] std::vector<Span> open_spans(std::int64_t day) const;
    [[nodiscard]] const BusinessHours& hours() const;

    const date::time_zone* zone_ = nullptr;
    std::optional<BusinessHours> hours_;
};

/// "YYYY-MM-DD" as days since 1970, when it is a day that exists.
std::optional<std::int64_t> parse_day(std::string_view text);
/// An instant with its zone, as the ledger writes it.
std::optional<Instant> parse_instant(std::string_view text);
/// Always six digits and Z.
std::string render_instant(Instant instant);
/// "30 days", "2 business hours".
Duration parse_duration(std::string_view text);
std::optional<Unit> parse_unit(std::string_view word, bool business);

}  // namespace oracle
