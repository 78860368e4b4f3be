#include "engine/task_commands.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <string_view>
#include <utility>

#include "base/text.hpp"
#include "engine/people.hpp"
#include "engine/task_repeat.hpp"

namespace baton::engine {

namespace {

constexpr Instant latest = Instant::latest();
constexpr std::int64_t remind_minutes_max = std::int64_t{366} * 24 * 60;
constexpr std::string_view sort = "task";
// What the next one has of the one that was done.
constexpr std::array<std::string_view, 7> carried{
    "title", "owner", "contact", "deal", "type", "priority", "remind_before"};

Value* find(ledger::Properties& properties, std::string_view name) {
    const auto found = std::ranges::find(properties, name, &ledger::Properties::value_type::first);
    return found == properties.end() ? nullptr : &found->second;
}

std::int64_t id_in(const Value& value) {
    const auto* text = std::get_if<std::string>(&value);
    std::int64_t number = 0;
    if (text != nullptr) {
        std::from_chars(text->data(), text->data() + text->size(), number);
    }
    return number;
}

Done check_title(Value& value) {
    const auto* text = std::get_if<std::string>(&value);
    const std::string title(text == nullptr ? std::string_view() : text::trimmed(*text));
    if (title.empty()) {
        return fail(Failure::invalid, "A task needs a title.", {{"/title", "is required"}});
    }
    value = title;
    return {};
}

Done check_owner(Desk& desk, const Value& value) {
    const auto* owner = std::get_if<std::string>(&value);
    if (owner != nullptr && !find_user(desk.timeline(), *owner, latest)) {
        return fail(Failure::invalid, "There is no such user.", {{"/owner", "must be a user"}});
    }
    return {};
}

Done check_contact(Desk& desk, const Value& value) {
    if (known(value) && desk.find_contact(ContactId{id_in(value)}) == nullptr) {
        return fail(
            Failure::invalid, "There is no such contact.", {{"/contact", "must be a contact"}});
    }
    return {};
}

Done check_deal(Desk& desk, const Value& value) {
    if (known(value) && desk.timeline().find(DealId{id_in(value)}) == nullptr) {
        return fail(Failure::invalid, "There is no such deal.", {{"/deal", "must be a deal"}});
    }
    return {};
}

Done check_reminder(Value& value) {
    if (const auto* text = std::get_if<std::string>(&value)) {
        const auto number = parse_decimal(*text);
        value = number ? Value(*number) : value;
    }
    const auto* minutes = std::get_if<Decimal>(&value);
    const bool fits = minutes != nullptr && minutes->millionths >= 0 &&
                      minutes->millionths <= remind_minutes_max * decimal_one &&
                      minutes->millionths % decimal_one == 0;
    if (known(value) && !fits) {
        return fail(Failure::invalid,
                    "A reminder comes some minutes before the task is due.",
                    {{"/remind_before", "must be 0 minutes to 366 days"}});
    }
    return {};
}

Done check_repeat(Value& value) {
    const auto* text = std::get_if<std::string>(&value);
    if (text == nullptr) {
        return {};
    }
    if (text::trimmed(*text).empty()) {
        value = Unknown{};
        return {};
    }
    value = render(TRY(parse_repeat(text::trimmed(*text))));
    return {};
}

Done check_word(const Value& value, bool known_word, const char* where, const char* message) {
    if (known(value) && !known_word) {
        return fail(Failure::invalid, "This task is not understood.", {{where, message}});
    }
    return {};
}

Done check_words(ledger::Properties& properties) {
    const auto word = [](const Value& value) {
        const auto* text = std::get_if<std::string>(&value);
        return text == nullptr ? std::string() : *text;
    };
    if (const Value* type = find(properties, "type")) {
        TRY(check_word(*type,
                       find_task_type(word(*type)).has_value(),
                       "/type",
                       "must be todo, call, email or meeting"));
    }
    if (const Value* priority = find(properties, "priority")) {
        TRY(check_word(*priority,
                       find_task_priority(word(*priority)).has_value(),
                       "/priority",
                       "must be low, normal or high"));
    }
    return {};
}

void tell(Desk& desk, const ledger::Tracks& tracks) {
    const ledger::Timeline& timeline = desk.timeline();
    desk.batch().topics.insert("tasks");
    for (const std::string_view sort_of : {"contact", "deal"}) {
        const std::string id = text_of(timeline, tracks, sort_of, latest);
        if (!id.empty()) {
            desk.batch().topics.insert(std::string(sort_of) + ':' + id);
        }
    }
}

// On whose clock the time of day stays the same.
TimeZone zone_of(const ledger::Timeline& timeline, const std::string& owner) {
    const auto user = find_user(timeline, owner, latest);
    const ledger::Record* settings = timeline.find_record("workspace", "settings");
    const std::string own = user ? user->time_zone : std::string();
    const std::string all = settings == nullptr
                                ? std::string()
                                : text_of(timeline, settings->properties, "time_zone", latest);
    const auto zone = TimeZone::find(own.empty() ? all : own);
    return zone ? *zone : TimeZone::utc();
}

// The next one after a task that has just been done; empty when it does not come again.
ledger::Properties following(Desk& desk, const ledger::Record& task) {
    const ledger::Timeline& timeline = desk.timeline();
    const ledger::Tracks& tracks = task.properties;
    const auto repeat = parse_repeat(text_of(timeline, tracks, "repeat", latest));
    if (!repeat) {
        return {};
    }
    const TimeZone zone = zone_of(timeline, text_of(timeline, tracks, "owner", latest));
    const Value due = timeline.value(tracks, "due_at", latest);
    const auto* due_at = std::get_if<Instant>(&due);
    const auto next =
        next_time(*repeat, due_at == nullptr ? desk.now() : *due_at, desk.now(), zone);
    if (!next) {
        return {};
    }
    ledger::Properties properties;
    for (const std::string_view name : carried) {
        if (Value value = timeline.value(tracks, name, latest); known(value)) {
            properties.emplace_back(std::string(name), std::move(value));
        }
    }
    properties.emplace_back("due_at", next->due);
    properties.emplace_back("repeat", render(next->repeat));
    properties.emplace_back("previous", task.key);
    return properties;
}

bool does(const ledger::Properties& properties) {
    return std::ranges::any_of(
        properties, [](const auto& each) { return each.first == "done_at" && known(each.second); });
}

// Records a change and tells those who look at what the task is about.
ledger::Position put(Desk& desk,
                     const std::string& key,
                     ledger::Properties properties,
                     const Because& because) {
    const ledger::Position position =
        desk.record(
                ledger::RecordChanged{
                    .record = std::string(sort), .key = key, .properties = std::move(properties)},
                because)
            .position;
    tell(desk, desk.timeline().find_record(sort, key)->properties);
    return position;
}

}  // namespace

Result<ledger::Properties> checked_task(Desk& desk, ledger::Properties properties) {
    using Check = Done (*)(Desk&, Value&);
    constexpr std::array<std::pair<std::string_view, Check>, 6> checks{
        {{"title", [](Desk& /*desk*/, Value& value) { return check_title(value); }},
         {"owner", [](Desk& at, Value& value) { return check_owner(at, value); }},
         {"contact", [](Desk& at, Value& value) { return check_contact(at, value); }},
         {"deal", [](Desk& at, Value& value) { return check_deal(at, value); }},
         {"remind_before", [](Desk& /*desk*/, Value& value) { return check_reminder(value); }},
         {"repeat", [](Desk& /*desk*/, Value& value) { return check_repeat(value); }}}};
    for (const auto& [name, check] : checks) {
        if (Value* value = find(properties, name)) {
            TRY(check(desk, *value));
        }
    }
    TRY(check_words(properties));
    return properties;
}

Result<Receipt> change_task(Desk& desk,
                            const std::string& key,
                            ledger::Properties properties,
                            const Because& because) {
    properties = TRY(checked_task(desk, std::move(properties)));
    if (key.empty() && find(properties, "title") == nullptr) {
        return fail(Failure::invalid, "A task needs a title.", {{"/title", "is required"}});
    }
    if (properties.empty()) {
        return fail(Failure::invalid, "this task says nothing");
    }
    const ledger::Record* held = key.empty() ? nullptr : desk.timeline().find_record(sort, key);
    const bool was_done =
        held != nullptr && known(desk.timeline().value(held->properties, "done_at", latest));
    const bool finishes = !was_done && does(properties);
    const std::string own = key.empty() ? TRY(desk.new_record_key()) : key;
    const std::string next_key = finishes ? TRY(desk.new_record_key()) : std::string();
    Receipt receipt{.id = own, .recorded = {}, .count = 1};
    receipt.recorded.push_back(put(desk, own, std::move(properties), because));
    if (!finishes) {
        return receipt;
    }
    ledger::Properties next = following(desk, *desk.timeline().find_record(sort, own));
    if (!next.empty()) {
        receipt.recorded.push_back(put(desk, next_key, std::move(next), because));
    }
    return receipt;
}

}  // namespace baton::engine
