#include "engine/team_commands.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <set>
#include <utility>

#include "base/calendar.hpp"
#include "base/text.hpp"
#include "base/value.hpp"
#include "engine/deal_commands.hpp"
#include "engine/languages.hpp"
#include "engine/people.hpp"
#include "handoff/calendars.hpp"
#include "handoff/routing.hpp"

namespace baton::engine {

namespace {

constexpr std::size_t holidays_max = 3'660;
constexpr std::int64_t open_max = 1'000'000;
constexpr std::size_t languages_max = 50;

bool is_day(const std::string& word) {
    return handoff::find_weekday(word) >= 0;
}

bool given(const std::optional<std::string>& text) {
    return text && !text->empty();
}

void check_hours(const WorkingTime& time, std::vector<Problem>& problems) {
    for (const auto& [where, text] :
         {std::pair("/work_from", &time.work_from), std::pair("/work_to", &time.work_to)}) {
        if (given(*text) && handoff::minute_of_day(**text) < 0) {
            problems.push_back({where, "expected a time such as 09:00"});
        }
    }
    if (given(time.work_from) != given(time.work_to)) {
        problems.push_back({given(time.work_from) ? "/work_to" : "/work_from",
                            "both ends of the day are said, or neither"});
    }
    if (problems.empty() && given(time.work_from) &&
        handoff::minute_of_day(*time.work_from) >= handoff::minute_of_day(*time.work_to)) {
        problems.push_back({"/work_to", "must be later than work_from"});
    }
}

void check_part(const WorkingTime& time, std::vector<Problem>& problems) {
    if (time.most_open && (*time.most_open < -1 || *time.most_open > open_max)) {
        problems.push_back({"/most_open", "a number, or -1 for no cap"});
    }
    if (time.share && (*time.share < 1 || *time.share > handoff::share_max)) {
        problems.push_back({"/share", fmt::format("1 to {}", handoff::share_max)});
    }
    const auto languages = time.languages.value_or(std::vector<std::string>{});
    for (const std::string& language : languages) {
        if (!primary_language(language)) {
            problems.push_back(
                {"/languages",
                 fmt::format("\"{}\" is no language; expected de or en-GB", language)});
        }
    }
    if (languages.size() > languages_max) {
        problems.push_back({"/languages", fmt::format("at most {}", languages_max)});
    }
}

void check_away(const WorkingTime& time, std::vector<Problem>& problems) {
    for (const auto& [where, day] :
         {std::pair("/away_from", &time.away_from), std::pair("/away_until", &time.away_until)}) {
        if (given(*day) && !parse_date(**day)) {
            problems.push_back({where, "expected a day such as 2026-08-14"});
            return;
        }
    }
    if (given(time.away_from) && given(time.away_until) &&
        parse_date(*time.away_until)->days < parse_date(*time.away_from)->days) {
        problems.push_back({"/away_until", "must not be before away_from"});
    }
}

// What is said goes before what was known.
WorkingTime together(WorkingTime known, const WorkingTime& said) {
    const auto take = [&](auto member) {
        if (said.*member) {
            known.*member = said.*member;
        }
    };
    take(&WorkingTime::time_zone);
    take(&WorkingTime::work_days);
    take(&WorkingTime::work_from);
    take(&WorkingTime::work_to);
    take(&WorkingTime::holidays);
    take(&WorkingTime::most_open);
    take(&WorkingTime::away_from);
    take(&WorkingTime::away_until);
    take(&WorkingTime::languages);
    take(&WorkingTime::share);
    return known;
}

Value day_of(const std::string& text) {
    const auto day = parse_date(text);
    return day ? Value(*day) : Value(Unknown{});
}

std::optional<std::string> day_in(const Value& value) {
    const auto* day = std::get_if<Date>(&value);
    return day == nullptr ? std::nullopt : std::optional(render(*day));
}

std::optional<std::vector<std::string>> words_in(const Value& value) {
    if (const auto* words = std::get_if<std::vector<std::string>>(&value)) return *words;
    const auto* word = std::get_if<std::string>(&value);
    return word == nullptr ? std::nullopt : std::optional(std::vector{*word});
}

template <typename T>
void add_text(ledger::Properties& properties, const char* name, const std::optional<T>& given) {
    if (given) {
        properties.emplace_back(name, given->empty() ? Value(Unknown{}) : Value(*given));
    }
}

}  // namespace

WorkingTime working_time_of(const ledger::Timeline& timeline,
                            const ledger::Tracks& tracks,
                            Instant at) {
    const auto value = [&](std::string_view name) { return timeline.value(tracks, name, at); };
    const auto text = [&](std::string_view name) {
        std::string found = text_of(timeline, tracks, name, at);
        return found.empty() ? std::nullopt : std::optional(std::move(found));
    };
    const auto number = [&](std::string_view name) {
        const Value said = value(name);
        const auto* decimal = std::get_if<Decimal>(&said);
        return decimal == nullptr ? std::nullopt : std::optional(decimal->millionths / decimal_one);
    };
    return {.time_zone = text("time_zone"),
            .work_days = words_in(value("work_days")),
            .work_from = text("work_from"),
            .work_to = text("work_to"),
            .holidays = words_in(value("holidays")),
            .most_open = number("most_open"),
            .away_from = day_in(value("away_from")),
            .away_until = day_in(value("away_until")),
            .languages = words_in(value("languages")),
            .share = number("share")};
}

Done check(const ledger::Timeline& timeline,
           std::string_view record,
           std::string_view key,
           const WorkingTime& said) {
    const ledger::Record* known = timeline.find_record(record, key);
    const WorkingTime time =
        known == nullptr
            ? said
            : together(working_time_of(timeline, known->properties, Instant::latest()), said);
    std::vector<Problem> problems;
    if (given(time.time_zone) && !TimeZone::find(*time.time_zone)) {
        problems.push_back({"/time_zone", "expected a name such as Europe/Berlin"});
    }
    check_hours(time, problems);
    check_away(time, problems);
    if (time.work_days && !std::ranges::all_of(*time.work_days, is_day)) {
        problems.push_back({"/work_days", "mon, tue, wed, thu, fri, sat or sun"});
    }
    if (time.holidays) {
        const auto bad = std::ranges::find_if(
            *time.holidays, [](const std::string& day) { return !parse_date(day); });
        if (bad != time.holidays->end()) {
            problems.push_back({"/holidays", fmt::format("\"{}\" is no day", *bad)});
        }
        if (time.holidays->size() > holidays_max) {
            problems.push_back({"/holidays", fmt::format("at most {}", holidays_max)});
        }
    }
    check_part(time, problems);
    return problems.empty()
               ? Done()
               : fail(Failure::invalid, "This is no working time.", std::move(problems));
}

ledger::Properties properties_of(const WorkingTime& time) {
    ledger::Properties properties;
    add_text(properties, "time_zone", time.time_zone);
    add_text(properties, "work_days", time.work_days);
    add_text(properties, "work_from", time.work_from);
    add_text(properties, "work_to", time.work_to);
    add_text(properties, "holidays", time.holidays);
    for (const auto& [name, day] :
         {std::pair("away_from", &time.away_from), std::pair("away_until", &time.away_until)}) {
        if (*day) properties.emplace_back(name, day_of(**day));
    }
    if (time.most_open) {
        properties.emplace_back(
            "most_open",
            *time.most_open < 0 ? Value(Unknown{}) : Value(Decimal{*time.most_open * decimal_one}));
    }
    if (time.languages) {
        std::set<std::string> languages;
        for (const std::string& language : *time.languages) {
            languages.insert(primary_language(language).value_or(language));
        }
        add_text(properties,
                 "languages",
                 std::optional(std::vector<std::string>(languages.begin(), languages.end())));
    }
    if (time.share) {
        properties.emplace_back("share", Decimal{*time.share * decimal_one});
    }
    return properties;
}

Result<Receipt> change_team(Desk& desk,
                            const std::string& team,
                            const WorkingTime& time,
                            const Because& because) {
    const auto name = name_in(team);
    if (!name) {
        return fail(Failure::invalid, "A team has a name.", {{"/name", "1 to 200 characters"}});
    }
    TRY(check(desk.timeline(), "team", *name, time));
    return change_record(
        desk, {.record = "team", .key = *name, .properties = properties_of(time)}, because);
}

}  // namespace baton::engine
