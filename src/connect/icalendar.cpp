#include "connect/icalendar.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <fmt/format.h>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "base/calendar.hpp"

namespace baton::connect {

namespace {

constexpr std::size_t text_max = std::size_t{1} << 20U;
constexpr std::size_t events_max = 10'000;
constexpr std::size_t days_max = 3'660;
constexpr std::size_t left_out_max = 20;
constexpr int week_days = 7;
constexpr int years_max = 200;  // a yearly rule without an end

struct Line {
    std::string name;        // upper case
    std::string parameters;  // what stands between the name and the colon
    std::string value;
};

std::string upper(std::string_view text) {
    std::string out(text);
    for (char& letter : out) {
        if (letter >= 'a' && letter <= 'z') letter = static_cast<char>(letter - 'a' + 'A');
    }
    return out;
}

// A line that begins with a blank goes on from the one before (folding).
std::vector<std::string> unfolded(std::string_view text) {
    std::vector<std::string> lines;
    while (!text.empty()) {
        const auto end = std::min(text.find('\n'), text.size());
        std::string_view line = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        if (line.ends_with('\r')) line.remove_suffix(1);
        const bool goes_on = !line.empty() && (line.front() == ' ' || line.front() == '\t');
        if (goes_on && !lines.empty()) {
            lines.back() += line.substr(1);
        } else {
            lines.emplace_back(line);
        }
    }
    return lines;
}

// A colon inside quotes belongs to a parameter.
Line line_of(const std::string& text) {
    bool quoted = false;
    std::size_t colon = 0;
    while (colon < text.size() && (quoted || text[colon] != ':')) {
        quoted = quoted != (text[colon] == '"');
        ++colon;
    }
    const std::string head = text.substr(0, colon);
    const auto semicolon = std::min(head.find(';'), head.size());
    return {.name = upper(head.substr(0, semicolon)),
            .parameters = upper(head.substr(semicolon)),
            .value = colon < text.size() ? text.substr(colon + 1) : std::string()};
}

std::optional<int> number_in(std::string_view text) {
    int number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    const bool whole = error == std::errc() && end == text.data() + text.size();
    return whole ? std::optional(number) : std::nullopt;
}

// 20261225; a time of day after it is for the caller to see.
std::optional<Date> day_in(std::string_view text) {
    if (text.size() < 8) return std::nullopt;
    const std::string iso =
        fmt::format("{}-{}-{}", text.substr(0, 4), text.substr(4, 2), text.substr(6, 2));
    const auto day = parse_date(iso);
    return day ? std::optional(*day) : std::nullopt;
}

// P3D, P1W; nullopt for anything with hours.
std::optional<int> days_in(std::string_view duration) {
    if (duration.starts_with('+')) duration.remove_prefix(1);
    if (duration.size() < 3 || duration.front() != 'P') return std::nullopt;
    const auto number = number_in(duration.substr(1, duration.size() - 2));
    if (!number || *number < 1 || *number > static_cast<int>(days_max)) return std::nullopt;
    if (duration.back() == 'D') return number;
    return duration.back() == 'W' ? std::optional(*number * week_days) : std::nullopt;
}

std::map<std::string, std::string> parts_of_rule(std::string_view rule) {
    std::map<std::string, std::string> parts;
    while (!rule.empty()) {
        const auto end = std::min(rule.find(';'), rule.size());
        const std::string_view part = rule.substr(0, end);
        const auto equals = std::min(part.find('='), part.size());
        parts[upper(part.substr(0, equals))] =
            upper(part.substr(std::min(equals + 1, part.size())));
        rule.remove_prefix(std::min(end + 1, rule.size()));
    }
    return parts;
}

struct Event {
    std::string summary;
    std::string start;
    std::string end;
    std::string duration;
    std::string rule;
    std::vector<std::string> except;
    bool timed = false;
    bool cancelled = false;
};

class Reading {
public:
    Reading(Date from, Date to) : from_(from), to_(to) {}

    Done take(const Event& event) {
        if (++read_.events > events_max) {
            return fail(Failure::invalid,
                        fmt::format("there are more than {} events in it", events_max));
        }
        if (const auto why = problem_with(event)) {
            if (read_.left_out.size() < left_out_max) {
                read_.left_out.push_back(fmt::format("{}: {}", event.summary, *why));
            }
        }
        if (days_.size() > days_max) {
            return fail(Failure::invalid, fmt::format("these are more than {} days", days_max));
        }
        return {};
    }

    CalendarDays finish() {
        read_.days.assign(days_.begin(), days_.end());
        return std::move(read_);
    }

private:
    std::optional<std::string> problem_with(const Event& event) {
        const auto start = day_in(event.start);
        if (!start) return "has no day on which it begins";
        if (event.cancelled) return "was cancelled";
        if (event.timed || event.start.size() != 8) return "has a time of day";
        const auto length = length_of(event, *start);
        if (!length) return "does not take whole days";
        const auto rule = parts_of_rule(event.rule);
        if (rule.empty()) {
            add(*start, *length, event);
            return std::nullopt;
        }
        return repeat(event, rule, *start, *length);
    }

    static std::optional<int> length_of(const Event& event, Date start) {
        if (!event.duration.empty()) return days_in(event.duration);
        if (event.end.empty()) return 1;
        const auto end = day_in(event.end);
        if (!end || end->days < start.days || end->days - start.days > static_cast<int>(days_max)) {
            return std::nullopt;
        }
        return std::max(1, end->days - start.days);
    }

    std::optional<std::string> repeat(const Event& event,
                                      const std::map<std::string, std::string>& rule,
                                      Date start,
                                      int length) {
        const auto part = [&](const char* name) {
            const auto found = rule.find(name);
            return found == rule.end() ? std::string() : found->second;
        };
        for (const auto& [name, value] : rule) {
            constexpr std::array<std::string_view, 5> known{
                "FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST"};
            if (std::ranges::find(known, name) == known.end()) return "repeats by " + name;
        }
        const int interval = part("INTERVAL").empty() ? 1 : number_in(part("INTERVAL")).value_or(0);
        const int count = part("COUNT").empty() ? years_max : number_in(part("COUNT")).value_or(0);
        const auto until = part("UNTIL").empty() ? std::optional(to_) : day_in(part("UNTIL"));
        if (part("FREQ") != "YEARLY" || interval < 1 || count < 1 || !until) {
            return "repeats in a way that is not read here";
        }
        const YearMonthDay first = baton::parts_of(start);
        int told = 0;
        for (int year = first.year; told < count && year <= first.year + years_max;
             year += interval) {
            if (first.day > days_in_month(year, first.month)) continue;  // 29 February
            const Date day = date_of({.year = year, .month = first.month, .day = first.day});
            if (day.days > until->days || day.days > to_.days) break;
            add(day, length, event);
            ++told;
        }
        return std::nullopt;
    }

    void add(Date start, int length, const Event& event) {
        for (const std::string& except : event.except) {
            if (day_in(except) == start) return;
        }
        for (int i = 0; i < length && days_.size() <= days_max; ++i) {
            const Date day{.days = start.days + i};
            if (day.days >= from_.days && day.days <= to_.days) days_.insert(day);
        }
    }

    Date from_;
    Date to_;
    std::set<Date> days_;
    CalendarDays read_;
};

void take_line(const Line& line, Event& event) {
    const bool as_day = line.value.find('T') == std::string::npos;
    if (line.name == "SUMMARY") event.summary = line.value.substr(0, 80);
    if (line.name == "DTSTART") {
        event.start = line.value;
        event.timed |= !as_day;
    }
    if (line.name == "DTEND") {
        event.end = line.value;
        event.timed |= !as_day;
    }
    if (line.name == "DURATION") event.duration = upper(line.value);
    if (line.name == "RRULE") event.rule = line.value;
    if (line.name == "STATUS") event.cancelled = upper(line.value) == "CANCELLED";
    if (line.name == "EXDATE") {
        std::string_view rest = line.value;
        while (!rest.empty() && event.except.size() < days_max) {
            const auto end = std::min(rest.find(','), rest.size());
            event.except.emplace_back(rest.substr(0, end));
            rest.remove_prefix(std::min(end + 1, rest.size()));
        }
    }
}

}  // namespace

Result<CalendarDays> read_icalendar(std::string_view text, Date from, Date to) {
    if (text.size() > text_max) {
        return fail(Failure::invalid, "a calendar has at most 1 MiB");
    }
    Reading reading(from, to);
    std::vector<std::string> inside;  // VCALENDAR, VEVENT, VALARM …
    Event event;
    bool is_calendar = false;
    for (const std::string& folded : unfolded(text)) {
        const Line line = line_of(folded);
        if (line.name == "BEGIN") {
            inside.push_back(upper(line.value));
            is_calendar |= inside.back() == "VCALENDAR";
            if (inside.back() == "VEVENT") event = {};
        } else if (line.name == "END") {
            if (!inside.empty() && inside.back() == "VEVENT" && upper(line.value) == "VEVENT") {
                TRY(reading.take(event));
            }
            if (!inside.empty()) inside.pop_back();
        } else if (!inside.empty() && inside.back() == "VEVENT") {
            take_line(line, event);
        }
    }
    if (!is_calendar) {
        return fail(Failure::invalid, "this is no iCalendar file; it begins with BEGIN:VCALENDAR");
    }
    return reading.finish();
}

}  // namespace baton::connect
