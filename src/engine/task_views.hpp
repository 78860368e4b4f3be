#pragma once

#include <boost/describe/class.hpp>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/id.hpp"
#include "base/instant.hpp"
#include "engine/refs.hpp"
#include "engine/workspace.hpp"
#include "ledger/timeline.hpp"

// Tasks: `task` records {title, due_at, done_at, contact, deal, owner}.
namespace baton::engine {

struct TaskView {
    std::string id = {};
    std::string title = {};
    std::optional<Instant> due_at = {};
    std::optional<Instant> done_at = {};
    std::optional<ContactRef> contact = {};
    std::optional<NamedRef> deal = {};
    std::optional<UserRef> owner = {};
};

BOOST_DESCRIBE_STRUCT(TaskView, (), (id, title, due_at, done_at, contact, deal, owner))

// A task record as it is, before it is worded.
struct TaskFacts {
    const ledger::Record* record = nullptr;
    ContactId contact = {};
    DealId deal = {};
    std::string owner = {};
    std::optional<Instant> due_at = {};
    std::optional<Instant> done_at = {};
};

// Those with a title, soonest due first, those without a date last. Linear in records.
[[nodiscard]] std::vector<TaskFacts> find_tasks(
    const ledger::Timeline& timeline,
    Instant at,
    const std::function<bool(const TaskFacts& task)>& wanted);

[[nodiscard]] TaskView task_view(const ledger::Timeline& timeline,
                                 const TaskFacts& task,
                                 Instant at);

// The next open task of each deal.
[[nodiscard]] std::map<DealId, TaskFacts> next_steps(const ledger::Timeline& timeline, Instant at);

}  // namespace baton::engine
