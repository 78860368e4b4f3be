#include "engine/task_views.hpp"

#include <algorithm>
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

TaskFacts facts_of(const ledger::Timeline& timeline, const ledger::Record& record, Instant at) {
    const ledger::Tracks& tracks = record.properties;
    return {.record = &record,
            .contact = survivor_of(timeline, text_of(timeline, tracks, "contact", at), at),
            .deal = {number_in(text_of(timeline, tracks, "deal", at))},
            .owner = text_of(timeline, tracks, "owner", at),
            .due_at = instant_in(timeline, tracks, "due_at", at),
            .done_at = instant_in(timeline, tracks, "done_at", at)};
}

}  // namespace

std::vector<TaskFacts> find_tasks(const ledger::Timeline& timeline,
                                  Instant at,
                                  const std::function<bool(const TaskFacts& task)>& wanted) {
    std::vector<TaskFacts> tasks;
    for (const ledger::Record* record : timeline.records_of("task")) {
        TaskFacts task = facts_of(timeline, *record, at);
        const bool archived = known(timeline.value(record->properties, "archived", at));
        const bool titled = !text_of(timeline, record->properties, "title", at).empty();
        if (titled && !archived && wanted(task)) {
            tasks.push_back(std::move(task));
        }
    }
    std::ranges::stable_sort(
        tasks, {}, [](const TaskFacts& task) { return task.due_at.value_or(Instant::latest()); });
    return tasks;
}

TaskView task_view(const ledger::Timeline& timeline, const TaskFacts& task, Instant at) {
    TaskView view{.id = task.record->key,
                  .title = text_of(timeline, task.record->properties, "title", at),
                  .due_at = task.due_at,
                  .done_at = task.done_at,
                  .contact = {},
                  .deal = {},
                  .owner = user_ref(timeline, task.owner, at)};
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
