#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/calendar.hpp"
#include "base/instant.hpp"

namespace baton::connect {

enum class DayOrder : std::uint8_t { day_first, month_first };
enum class EpochUnit : std::uint8_t { seconds, millis, micros };

// How one column's dates are read. Years in front (2024-01-31), month names and ISO 8601 need no
// decision; 03/04/2024 and 1704067200 do.
struct DateReading {
    DayOrder order = DayOrder::day_first;
    EpochUnit epoch = EpochUnit::seconds;

    bool operator==(const DateReading&) const = default;
};

// A day, maybe with a time of day, maybe with the zone that makes it an instant.
struct Moment {
    Date day;
    std::optional<std::int64_t> micros_of_day = {};
    std::optional<std::int64_t> offset_micros = {};  // east of UTC

    bool operator==(const Moment&) const = default;
};

// ISO 8601, 2024/1/31, 31.01.2024, 01/31/24, 5 Jan 2024, January 5, 2024, 20240131, each with a
// time of day if there is one, and seconds, milliseconds or microseconds since 1970. None when the
// text is no date, or a date that does not exist.
[[nodiscard]] std::optional<Moment> read_moment(std::string_view text, DateReading reading);

// Where no zone was written, the wall clock of `zone`; a day alone is its first instant.
[[nodiscard]] Instant instant_of(const Moment& moment, const TimeZone& zone);

// Reads as a date whatever the order of day and month. A plain integer does not.
[[nodiscard]] bool is_date_like(std::string_view text);

struct DateDecision {
    DateReading reading;
    bool ambiguous = false;  // nothing in the column decides: the default was taken
    std::string why;         // in a sentence for people
};

// What a column's values say about their order of day and month, and about their unit.
class DateEvidence {
public:
    void see(std::string_view text);

    // `otherwise` is the order when no value decides.
    [[nodiscard]] DateDecision decide(DayOrder otherwise) const;

    [[nodiscard]] std::size_t seen() const { return seen_; }

    [[nodiscard]] std::size_t dates() const { return dates_; }

    [[nodiscard]] std::size_t with_time() const { return with_time_; }

private:
    void see_integer(std::int64_t moment);
    void see_order(std::string_view text);

    std::size_t seen_ = 0;
    std::size_t dates_ = 0;
    std::size_t with_time_ = 0;
    std::size_t day_first_ = 0;
    std::size_t month_first_ = 0;
    std::size_t undecided_ = 0;
    std::size_t dotted_ = 0;
    std::size_t seconds_ = 0;
    std::size_t millis_ = 0;
    std::size_t micros_ = 0;
    std::string day_first_example_;
    std::string month_first_example_;
};

}  // namespace baton::connect
