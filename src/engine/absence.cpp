#include "engine/absence.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <variant>
#include <vector>

#include "engine/people.hpp"

namespace baton::engine {

namespace {

std::optional<Date> day_of(const ledger::Timeline& timeline,
                           const ledger::Record& user,
                           std::string_view name,
                           Instant at) {
    const Value value = timeline.value(user.properties, name, at);
    if (const auto* day = std::get_if<Date>(&value)) {
        return *day;
    }
    if (const auto* text = std::get_if<std::string>(&value)) {
        const auto day = parse_date(*text);
        return day ? std::optional(*day) : std::nullopt;
    }
    return std::nullopt;
}

// The days away as instants: [from, to).
struct Away {
    Instant from = Instant::latest();
    Instant to = Instant::latest();
    std::optional<Date> last_day = {};
};

Away away_of(const ledger::Timeline& timeline,
             const ledger::Record& user,
             const TimeZone& otherwise,
             Instant at) {
    const auto own = TimeZone::find(text_of(timeline, user.properties, "time_zone", at));
    const TimeZone zone = own ? *own : otherwise;
    const auto from = day_of(timeline, user, "away_from", at);
    const auto until = day_of(timeline, user, "away_until", at);
    Away away{.last_day = until};
    if (from || until) {
        away.from = from ? zone.start_of(*from) : Instant::earliest();
    }
    if (until) {
        away.to = zone.start_of({.days = until->days + 1});
    }
    return away;
}

}  // namespace

std::optional<std::string> away_words(const ledger::Timeline& timeline,
                                      std::string_view email,
                                      const TimeZone& zone,
                                      Instant at) {
    const ledger::Record* user = timeline.find_record("user", email);
    if (user == nullptr) {
        return "unknown";
    }
    const Value available = timeline.value(user->properties, "available", at);
    if (const bool* answer = std::get_if<bool>(&available); answer != nullptr && !*answer) {
        return "not available";
    }
    const Away away = away_of(timeline, *user, zone, at);
    if (at < away.from || at >= away.to) {
        return std::nullopt;
    }
    return away.last_day ? fmt::format("away until {}", render(*away.last_day)) : "away";
}

Instant next_absence_change(const ledger::Timeline& timeline, const TimeZone& zone, Instant at) {
    Instant next = Instant::latest();
    for (const ledger::Record* user : timeline.records_of("user")) {
        const Away away = away_of(timeline, *user, zone, at);
        for (const Instant change : {away.from, away.to}) {
            next = change > at ? std::min(next, change) : next;
        }
    }
    return next;
}

std::optional<int> most_open_of(const ledger::Timeline& timeline,
                                std::string_view email,
                                std::string_view team,
                                Instant at) {
    for (const auto& [record, key] : {std::pair("user", email), std::pair("team", team)}) {
        const ledger::Record* found = key.empty() ? nullptr : timeline.find_record(record, key);
        if (found == nullptr) {
            continue;
        }
        const Value most = timeline.value(found->properties, "most_open", at);
        if (const auto* number = std::get_if<Decimal>(&most)) {
            return static_cast<int>(std::clamp<std::int64_t>(
                number->millionths / decimal_one, 0, std::int64_t{1'000'000}));
        }
    }
    return std::nullopt;
}

std::string manager_of(const ledger::Timeline& timeline, std::string_view team, Instant at) {
    std::string anybody;
    for (const User& user : list_users(timeline, at)) {
        if (user.role == "manager" && user.team == team) {
            return user.email;
        }
        if (user.role == "manager" && anybody.empty()) {
            anybody = user.email;
        }
    }
    return anybody;
}

std::string alignment_lead(const ledger::Timeline& timeline, Instant at) {
    const std::vector<User> users = list_users(timeline, at);
    const auto lead = std::ranges::find(users, "lead", &User::role);
    return lead == users.end() ? std::string() : lead->email;
}

std::string named_last_resort(const ledger::Timeline& timeline, Instant at) {
    const ledger::Record* settings = timeline.find_record("workspace", "settings");
    return settings == nullptr ? std::string()
                               : text_of(timeline, settings->properties, "last_resort", at);
}

std::string owner_of_last_resort(const ledger::Timeline& timeline,
                                 std::string_view team,
                                 Instant at) {
    std::string named = named_last_resort(timeline, at);
    return find_user(timeline, named, at) ? named : manager_of(timeline, team, at);
}

}  // namespace baton::engine
