#include "engine/task_reminders.hpp"

#include "engine/task_views.hpp"

namespace baton::engine {

void Reminders::load(const ledger::Timeline& timeline) {
    due_.clear();
    of_.clear();
    for (const ledger::Record* task : timeline.records_of("task")) {
        put(timeline, *task);
    }
}

void Reminders::note(const ledger::Timeline& timeline, const Batch& batch) {
    for (auto each = batch.records.lower_bound({"task", ""});
         each != batch.records.end() && each->first == "task";
         ++each) {
        const std::string& key = each->second;
        if (const auto held = of_.find(key); held != of_.end()) {
            due_.erase({held->second, key});
            of_.erase(held);
        }
        if (const ledger::Record* task = timeline.find_record("task", key)) {
            put(timeline, *task);
        }
    }
}

void Reminders::put(const ledger::Timeline& timeline, const ledger::Record& task) {
    if (const auto at = reminder_of(timeline, task)) {
        due_.emplace(*at, task.key);
        of_.emplace(task.key, *at);
    }
}

Instant Reminders::next_due() const {
    return due_.empty() ? Instant::latest() : due_.begin()->first;
}

void Reminders::fire(Desk& desk, Instant now) {
    while (!due_.empty() && due_.begin()->first <= now) {
        const auto [at, key] = *due_.begin();
        due_.erase(due_.begin());
        of_.erase(key);
        desk.record(
            ledger::RecordChanged{
                .record = "task", .key = key, .properties = {{"reminded_at", at}}},
            {.by = "baton", .cause = "reminder"});
        desk.batch().topics.insert({"tasks", "reminders"});
    }
}

}  // namespace baton::engine
