#include "engine/people.hpp"

#include <algorithm>
#include <cstddef>

#include "base/text.hpp"

namespace baton::engine {

namespace {

User read_user(const ledger::Timeline& timeline, const ledger::Record& record, Instant at) {
    const auto text = [&](std::string_view name) {
        return text_of(timeline, record.properties, name, at);
    };
    const Value active = timeline.value(record.properties, "active", at);
    const bool* answer = std::get_if<bool>(&active);
    return {.email = record.key,
            .name = text("name"),
            .role = text("role"),
            .team = text("team"),
            .signs_for = text("signs_for"),
            .time_zone = text("time_zone"),
            .active = (answer == nullptr || *answer) && !text("role").empty()};
}

}  // namespace

std::string text_of(const ledger::Timeline& timeline,
                    const ledger::Tracks& tracks,
                    std::string_view name,
                    Instant at) {
    const Value value = timeline.value(tracks, name, at);
    const auto* text = std::get_if<std::string>(&value);
    return text == nullptr ? std::string() : *text;
}

std::optional<User> find_user(const ledger::Timeline& timeline,
                              std::string_view email,
                              Instant at) {
    const ledger::Record* record = timeline.find_record("user", email);
    if (record == nullptr) {
        return std::nullopt;
    }
    User user = read_user(timeline, *record, at);
    return user.active ? std::optional(std::move(user)) : std::nullopt;
}

std::vector<User> everybody(const ledger::Timeline& timeline, Instant at) {
    std::vector<User> users;
    for (const ledger::Record* record : timeline.records_of("user")) {
        users.push_back(read_user(timeline, *record, at));
    }
    std::erase_if(users, [](const User& user) { return user.role.empty(); });
    std::ranges::sort(users, {}, &User::email);
    return users;
}

std::vector<User> list_users(const ledger::Timeline& timeline, Instant at) {
    std::vector<User> users = everybody(timeline, at);
    std::erase_if(users, [](const User& user) { return !user.active; });
    return users;
}

std::vector<User> reps_of(const ledger::Timeline& timeline, std::string_view team, Instant at) {
    std::vector<User> reps = list_users(timeline, at);
    std::erase_if(reps, [](const User& user) { return user.role != "rep"; });
    const bool team_exists = std::ranges::find(reps, team, &User::team) != reps.end();
    if (team_exists || team != "sales") {
        std::erase_if(reps, [&](const User& user) { return user.team != team; });
    }
    return reps;
}

std::optional<std::string> name_in(std::string_view text) {
    constexpr std::size_t name_bytes_max = 200;
    const std::string_view name = text::trimmed(text);
    const bool control =
        std::ranges::any_of(name, [](unsigned char c) { return c < ' ' || c == 127; });
    return name.empty() || name.size() > name_bytes_max || control
               ? std::nullopt
               : std::optional(std::string(name));
}

std::string display_name(const ledger::Timeline& timeline, std::string_view email, Instant at) {
    const ledger::Record* record = timeline.find_record("user", email);
    std::string name =
        record == nullptr ? std::string() : text_of(timeline, record->properties, "name", at);
    return name.empty() ? std::string(email) : name;
}

}  // namespace baton::engine
