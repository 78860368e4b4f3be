#include "oracle/calendar.hpp"

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <date/date.h>
#include <date/tz.h>
#include <optional>
#include <re2/re2.h>
#include <re2/stringpiece.h>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "oracle/text.hpp"
#include "oracle/value.hpp"

namespace oracle {
namespace {

using std::chrono::duration_cast;
using std::chrono::microseconds;
using std::chrono::seconds;

date::sys_time<seconds> whole_seconds(Instant instant) {
    return date::floor<seconds>(date::sys_time<microseconds>{microseconds{instant}});
}

Instant to_instant(date::sys_seconds point) {
    return point.time_since_epoch().count() * second_us;
}

date::year_month_day civil(std::int64_t day) {
    return date::year_month_day{date::local_days{date::days{day}}};
}

std::int64_t day_number(const date::year_month_day& day) {
    return date::local_days{day}.time_since_epoch().count();
}

std::int64_t number_or_zero(const std::string& digits) {
    return digits.empty() ? 0 : std::stoll(digits);
}

unsigned weekday_of(std::int64_t day) {
    return date::weekday{date::local_days{date::days{day}}}.c_encoding();
}

}  // namespace

Calendar::Calendar(const std::string& zone, std::optional<BusinessHours> hours)
    : zone_(date::locate_zone(zone)), hours_(std::move(hours)) {}

std::int64_t Calendar::day_of(Instant instant) const {
    const auto local = zone_->to_local(whole_seconds(instant));
    return date::floor<date::days>(local).time_since_epoch().count();
}

Instant Calendar::day_start(std::int64_t day) const {
    const date::local_seconds midnight{date::local_days{date::days{day}}};
    const date::local_info info = zone_->get_info(midnight);
    if (info.result == date::local_info::nonexistent) return to_instant(info.first.end);
    return to_instant(date::sys_seconds{midnight.time_since_epoch()} - info.first.offset);
}

Instant Calendar::plus(Instant instant, const Duration& duration) const {
    switch (duration.unit) {
        case Unit::minute: return instant + duration.count * minute_us;
        case Unit::hour: return instant + duration.count * hour_us;
        case Unit::day: return instant + duration.count * day_us;
        case Unit::week: return instant + duration.count * 7 * day_us;
        case Unit::month: return plus_months(instant, duration.count);
        case Unit::business_hour: return after_open_time(instant, duration.count * hour_us);
        case Unit::business_day: {
            const std::int64_t minutes = hours().to_minutes - hours().from_minutes;
            return after_open_time(instant, duration.count * minutes * minute_us);
        }
    }
    throw std::runtime_error("a unit that does not exist");
}

Instant Calendar::plus_months(Instant instant, std::int64_t months) const {
    const date::year_month_day from = civil(day_of(instant));
    const date::year_month month =
        date::year_month{from.year(), from.month()} + date::months{static_cast<int>(months)};
    const date::year_month_day wanted = month / from.day();
    if (wanted.ok()) return day_start(day_number(wanted));
    return day_start(day_number((month + date::months{1}) / date::day{1}));
}

const BusinessHours& Calendar::hours() const {
    if (!hours_) throw std::runtime_error("business time without business_hours");
    return *hours_;
}

/// The instants whose local time of that day lies in [from, to), one span a UTC offset.
std::vector<Calendar::Span> Calendar::open_spans(std::int64_t day) const {
    std::vector<Span> spans;
    if (!hours().weekdays.contains(weekday_of(day)) || hours().holidays.contains(day)) return spans;
    const Instant end = day_start(day + 1);
    for (Instant begin = day_start(day); begin < end;) {
        const date::sys_info info = zone_->get_info(whole_seconds(begin));
        const bool changes = info.end < whole_seconds(end);
        const Instant until = changes ? to_instant(info.end) : end;
        const Instant midnight = day * day_us - info.offset.count() * second_us;
        const Instant open = std::max(begin, midnight + hours().from_minutes * minute_us);
        const Instant shut = std::min(until, midnight + hours().to_minutes * minute_us);
        if (open < shut) spans.emplace_back(open, shut);
        begin = until;
    }
    return spans;
}

Instant Calendar::after_open_time(Instant instant, Instant open_us) const {
    if (open_us == 0) return instant;
    constexpr std::int64_t days_max = 40'000;
    const std::int64_t first = day_of(instant);
    for (std::int64_t day = first; day < first + days_max; ++day) {
        for (const auto& [open, shut] : open_spans(day)) {
            const Instant begin = std::max(open, instant);
            if (begin >= shut) continue;
            if (open_us <= shut - begin) return begin + open_us;
            open_us -= shut - begin;
        }
    }
    throw std::runtime_error("business hours that never open");
}

std::optional<std::int64_t> parse_day(std::string_view text) {
    static const RE2 shape(R"((\d{4})-(\d\d)-(\d\d))");
    int year = 0;
    int month = 0;
    int day = 0;
    if (!RE2::FullMatch(re2::StringPiece(text), shape, &year, &month, &day)) return std::nullopt;
    const date::year_month_day civil_day{date::year{year},
                                         date::month{static_cast<unsigned>(month)},
                                         date::day{static_cast<unsigned>(day)}};
    if (!civil_day.ok()) return std::nullopt;
    return day_number(civil_day);
}

std::optional<Instant> parse_instant(std::string_view text) {
    static const RE2 shape(
        R"((\d{4}-\d\d-\d\d)T(\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,6}))?)?(?:Z|([+-])(\d\d):(\d\d)))");
    std::string day_text;
    std::string second;
    std::string fraction;
    std::string sign;
    std::string zone_hours;
    std::string zone_minutes;
    int hour = 0;
    int minute = 0;
    if (!RE2::FullMatch(re2::StringPiece(text),
                        shape,
                        &day_text,
                        &hour,
                        &minute,
                        &second,
                        &fraction,
                        &sign,
                        &zone_hours,
                        &zone_minutes)) {
        return std::nullopt;
    }
    const auto day = parse_day(day_text);
    if (!day || hour > 23 || minute > 59 || number_or_zero(second) > 59) return std::nullopt;
    fraction.resize(6, '0');
    const Instant offset =
        number_or_zero(zone_hours) * hour_us + number_or_zero(zone_minutes) * minute_us;
    return *day * day_us + hour * hour_us + minute * minute_us +
           number_or_zero(second) * second_us + std::stoll(fraction) -
           (sign == "-" ? -offset : offset);
}

std::string render_instant(Instant instant) {
    return date::format("%FT%TZ", date::sys_time<microseconds>{microseconds{instant}});
}

std::optional<Unit> parse_unit(std::string_view word, bool business) {
    std::string unit = lower_ascii(word);
    if (unit.ends_with('s')) unit.pop_back();
    if (business && unit == "hour") return Unit::business_hour;
    if (business && unit == "day") return Unit::business_day;
    if (business) return std::nullopt;
    if (unit == "minute") return Unit::minute;
    if (unit == "hour") return Unit::hour;
    if (unit == "day") return Unit::day;
    if (unit == "week") return Unit::week;
    if (unit == "month") return Unit::month;
    return std::nullopt;
}

Duration parse_duration(std::string_view text) {
    static const RE2 shape(R"(\s*(\d+)\s+((?i:business)\s+)?([A-Za-z]+)\s*)");
    std::int64_t count = 0;
    std::string business;
    std::string word;
    if (RE2::FullMatch(re2::StringPiece(text), shape, &count, &business, &word)) {
        if (const auto unit = parse_unit(word, !business.empty()))
            return {.count = count, .unit = *unit};
    }
    throw std::runtime_error("no duration: " + std::string(text));
}

}  // namespace oracle
