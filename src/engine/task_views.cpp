#include "engine/task_views.hpp"

#include <algorithm>
#include <boost/describe/enum_to_string.hpp>
#include <charconv>
#include <utility>

#include "engine/people.hpp"
#include "engine/survivors.hpp"

namespace baton::engine {

namespace {

std::optional<Instant> instant_in(const ledger::Timeline& timeline,
                                  const ledger::Tracks& tracks,
                                  std::string_view name,
                                  Instant at) {
    const Value value = timeline.value(tracks, name, at);
    if (const auto* instant = std::get_if<Instant>(&value)) {
        return *instant;
    }
    if (const auto* text = std::get_if<std::string>(&value)) {
        const auto read = parse_instant(*text);
        return read ? std::optional(*read) : std::nullopt;
    }
    return std::nullopt;
}

std::int64_t number_in(const std::string& text) {
    std::int64_t number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

std::optional<std::int64_t> minutes_in(const ledger::Timeline& timeline,
                                       const ledger::Tracks& tracks,
                                       Instant at) {
    const Value value = timeline.value(tracks, "remind_before", at);
    const auto* minutes = std::get_if<Decimal>(&value);
    return minutes == nullptr ? std::nullopt : std::optional(minutes->millionths / decimal_one);
}

// When it reminds of the time at which it is due.
std::optional<Instant> reminds_at(const ledger::Timeline& timeline,
                                  const ledger::Tracks& tracks,
                                  Instant at) {
    const auto due = instant_in(timeline, tracks, "due_at", at);
    const auto minutes = minutes_in(timeline, tracks, at);
    return due && minutes ? std::optional(plus(*due, -*minutes * minute_micros)) : std::nullopt;
}

bool is_there(const ledger::Timeline& timeline, const ledger::Record& record, Instant at) {
    return !known(timeline.value(record.properties, "archived", at)) &&
           !text_of(timeline, record.properties, "title", at).empty();
}

// nullopt when it reminded of another time than it is due at now.
std::optional<Instant> reminded(const ledger::Timeline& timeline,
                                const ledger::Tracks& tracks,
                                Instant at) {
    const auto fired = instant_in(timeline, tracks, "reminded_at", at);
    return fired == reminds_at(timeline, tracks, at) ? fired : std::nullopt;
}

TaskFacts facts_of(const ledger::Timeline& timeline, const ledger::Record& record, Instant at) {
    const ledger::Tracks& tracks = record.properties;
    return {.record = &record,
            .contact = survivor_of(timeline, text_of(timeline, tracks, "contact", at), at),
            .deal = {number_in(text_of(timeline, tracks, "deal", at))},
            .owner = text_of(timeline, tracks, "owner", at),
            .due_at = instant_in(timeline, tracks, "due_at", at),
            .done_at = instant_in(timeline, tracks, "done_at", at),
            .reminded_at = reminded(timeline, tracks, at)};
}

}  // namespace

std::vector<TaskFacts> find_tasks(const ledger::Timeline& timeline,
                                  Instant at,
                                  const std::function<bool(const TaskFacts& task)>& wanted) {
    std::vector<TaskFacts> tasks;
    for (const ledger::Record* record : timeline.records_of("task")) {
        TaskFacts task = facts_of(timeline, *record, at);
        if (is_there(timeline, *record, at) && wanted(task)) {
            tasks.push_back(std::move(task));
        }
    }
    std::ranges::stable_sort(
        tasks, {}, [](const TaskFacts& task) { return task.due_at.value_or(Instant::latest()); });
    return tasks;
}

std::optional<TaskType> find_task_type(std::string_view name) {
    for (const TaskType type :
         {TaskType::todo, TaskType::call, TaskType::email, TaskType::meeting}) {
        if (boost::describe::enum_to_string(type, "") == name) {
            return type;
        }
    }
    return std::nullopt;
}

std::optional<TaskPriority> find_task_priority(std::string_view name) {
    for (const TaskPriority priority :
         {TaskPriority::low, TaskPriority::normal, TaskPriority::high}) {
        if (boost::describe::enum_to_string(priority, "") == name) {
            return priority;
        }
    }
    return std::nullopt;
}

std::optional<Instant> reminder_of(const ledger::Timeline& timeline, const ledger::Record& task) {
    constexpr Instant latest = Instant::latest();
    const bool open = is_there(timeline, task, latest) &&
                      !known(timeline.value(task.properties, "done_at", latest));
    const auto at = open ? reminds_at(timeline, task.properties, latest) : std::nullopt;
    return at && instant_in(timeline, task.properties, "reminded_at", latest) != at ? at
                                                                                    : std::nullopt;
}

TaskView task_view(const ledger::Timeline& timeline, const TaskFacts& task, Instant at) {
    TaskView view{.id = task.record->key,
                  .title = text_of(timeline, task.record->properties, "title", at),
                  .due_at = task.due_at,
                  .done_at = task.done_at,
                  .contact = {},
                  .deal = {},
                  .owner = user_ref(timeline, task.owner, at),
                  .remind_before = minutes_in(timeline, task.record->properties, at),
                  .reminded_at = task.reminded_at,
                  .repeat = {}};
    const auto text = [&](std::string_view name) {
        return text_of(timeline, task.record->properties, name, at);
    };
    view.type = find_task_type(text("type")).value_or(TaskType::todo);
    view.priority = find_task_priority(text("priority")).value_or(TaskPriority::normal);
    if (std::string repeat = text("repeat"); !repeat.empty()) {
        view.repeat = std::move(repeat);
    }
    if (const ledger::Contact* contact = timeline.find(task.contact)) {
        view.contact = contact_ref(timeline, *contact, at);
    }
    if (const ledger::Deal* deal = timeline.find(task.deal)) {
        view.deal =
            NamedRef{.id = std::to_string(deal->id.value), .name = deal_name(timeline, *deal, at)};
    }
    return view;
}

std::map<DealId, TaskFacts> next_steps(const ledger::Timeline& timeline, Instant at) {
    std::map<DealId, TaskFacts> steps;
    const auto open = [](const TaskFacts& task) { return task.deal && !task.done_at; };
    for (TaskFacts& task : find_tasks(timeline, at, open)) {
        const DealId deal = task.deal;
        steps.try_emplace(deal, std::move(task));
    }
    return steps;
}

}  // namespace baton::engine
