#include "handoff/calendars.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "agreement/ast.hpp"
#include "base/calendar.hpp"
#include "base/instant.hpp"
#include "base/value.hpp"
#include "ledger/timeline.hpp"
#include "ledger/timeline_records.hpp"
#include "lifecycle/duration.hpp"

namespace baton::handoff {

namespace {

constexpr int minutes_an_hour = 60;
constexpr int minutes_a_day = 24 * minutes_an_hour;
constexpr std::array<std::string_view, 7> weekdays{"mon", "tue", "wed", "thu", "fri", "sat", "sun"};

agreement::BusinessHours usual_hours() {
    return {.days = {true, true, true, true, true, false, false},
            .from_minute = 9 * minutes_an_hour,
            .to_minute = 17 * minutes_an_hour,
            .holidays = {}};
}

// A list, or one text as a list of one.
std::vector<std::string> texts_in(const Value& value) {
    if (const auto* list = std::get_if<std::vector<std::string>>(&value)) return *list;
    if (const auto* text = std::get_if<std::string>(&value)) return {*text};
    return {};
}

int minute_in(const Value& value) {
    const auto* text = std::get_if<std::string>(&value);
    return text == nullptr ? -1 : minute_of_day(*text);
}

void take_days(const std::vector<std::string>& words, agreement::BusinessHours& hours) {
    hours.days = {};
    for (const std::string& word : words) {
        if (const int day = find_weekday(word); day >= 0) {
            hours.days.at(static_cast<std::size_t>(day)) = true;
        }
    }
}

bool ever_open(const agreement::BusinessHours& hours) {
    return hours.from_minute >= 0 && hours.from_minute < hours.to_minute &&
           hours.to_minute <= minutes_a_day &&
           std::ranges::find(hours.days, true) != hours.days.end();
}

// What is not said stays as it is.
void take_hours(const Value& from, const Value& to, agreement::BusinessHours& hours) {
    if (known(from)) hours.from_minute = minute_in(from);
    if (known(to)) hours.to_minute = minute_in(to);
}

void take_holidays(const Value& holidays, agreement::BusinessHours& hours) {
    hours.holidays.clear();
    for (const std::string& text : texts_in(holidays)) {
        if (const auto day = parse_date(text)) hours.holidays.push_back(*day);
    }
}

lifecycle::Calendar own_calendar(const ledger::Timeline& timeline,
                                 const ledger::Record* record,
                                 const lifecycle::Calendar& otherwise,
                                 Instant at) {
    lifecycle::Calendar calendar = otherwise;
    if (record == nullptr) return calendar;
    const auto said = [&](std::string_view name) {
        return timeline.value(record->properties, name, at);
    };
    const Value zone = said("time_zone");
    if (const auto* name = std::get_if<std::string>(&zone)) {
        if (const auto found = TimeZone::find(*name)) calendar.zone = *found;
    }
    const Value days = said("work_days");
    const Value from = said("work_from");
    const Value to = said("work_to");
    const Value holidays = said("holidays");
    agreement::BusinessHours hours = otherwise.hours.value_or(usual_hours());
    if (known(days)) take_days(texts_in(days), hours);
    take_hours(from, to, hours);
    if (known(holidays)) take_holidays(holidays, hours);
    const bool says_hours = known(days) || known(from) || known(to) || known(holidays);
    if (says_hours && ever_open(hours)) calendar.hours = std::move(hours);
    return calendar;
}

}  // namespace

int find_weekday(std::string_view word) {
    const auto* const found = std::ranges::find(weekdays, word);
    return found == weekdays.end() ? -1 : static_cast<int>(found - weekdays.begin());
}

int minute_of_day(std::string_view text) {
    const auto colon = text.find(':');
    if (colon != 2 || text.size() != 5) return -1;
    int hour = -1;
    int minute = -1;
    const char* begin = text.begin();
    const auto first = std::from_chars(begin, begin + 2, hour);
    const auto second = std::from_chars(begin + 3, begin + 5, minute);
    const bool whole = first.ptr == begin + 2 && second.ptr == begin + 5;
    if (!whole || hour < 0 || minute < 0 || minute >= minutes_an_hour) return -1;
    const int minutes = hour * minutes_an_hour + minute;
    return minutes <= minutes_a_day ? minutes : -1;
}

lifecycle::Calendar team_calendar(const ledger::Timeline& timeline,
                                  std::string_view team,
                                  const agreement::Agreement& agreement,
                                  Instant at) {
    const lifecycle::Calendar agreed = lifecycle::calendar_of(agreement);
    const ledger::Record* record = team.empty() ? nullptr : timeline.find_record("team", team);
    return own_calendar(timeline, record, agreed, at);
}

lifecycle::Calendar user_calendar(const ledger::Timeline& timeline,
                                  std::string_view email,
                                  const lifecycle::Calendar& team,
                                  Instant at) {
    return own_calendar(timeline, timeline.find_record("user", email), team, at);
}

bool is_open_at(const lifecycle::Calendar& calendar, Instant at) {
    return !calendar.hours || lifecycle::business_time_between(at, plus(at, 1), calendar) > 0;
}

}  // namespace baton::handoff
