#pragma once

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.hpp"
#include "base/instant.hpp"
#include "engine/refs.hpp"
#include "engine/workspace.hpp"
#include "ledger/timeline.hpp"

// Tasks: `task` records {title, due_at, done_at, contact, deal, owner, type, priority,
// remind_before, reminded_at, repeat, previous}. `remind_before` is minutes before it is due;
// `repeat` is task_repeat.hpp's.
namespace baton::engine {

enum class TaskType : std::uint8_t { todo, call, email, meeting };
enum class TaskPriority : std::uint8_t { low, normal, high };

BOOST_DESCRIBE_ENUM(TaskType, todo, call, email, meeting)
BOOST_DESCRIBE_ENUM(TaskPriority, low, normal, high)

[[nodiscard]] std::optional<TaskType> find_task_type(std::string_view name);
[[nodiscard]] std::optional<TaskPriority> find_task_priority(std::string_view name);

struct TaskView {
    std::string id = {};
    std::string title = {};
    std::optional<Instant> due_at = {};
    std::optional<Instant> done_at = {};
    std::optional<ContactRef> contact = {};
    std::optional<NamedRef> deal = {};
    std::optional<UserRef> owner = {};
    TaskType type = TaskType::todo;
    TaskPriority priority = TaskPriority::normal;
    std::optional<std::int64_t> remind_before = {};  // minutes
    std::optional<Instant> reminded_at = {};         // of the time at which it is due now
    std::optional<std::string> repeat = {};
};

BOOST_DESCRIBE_STRUCT(TaskView,
                      (),
                      (id,
                       title,
                       due_at,
                       done_at,
                       contact,
                       deal,
                       owner,
                       type,
                       priority,
                       remind_before,
                       reminded_at,
                       repeat))

// A task record as it is, before it is worded.
struct TaskFacts {
    const ledger::Record* record = nullptr;
    ContactId contact = {};
    DealId deal = {};
    std::string owner = {};
    std::optional<Instant> due_at = {};
    std::optional<Instant> done_at = {};
    std::optional<Instant> reminded_at = {};
};

// Those with a title, soonest due first, those without a date last. Linear in records.
[[nodiscard]] std::vector<TaskFacts> find_tasks(
    const ledger::Timeline& timeline,
    Instant at,
    const std::function<bool(const TaskFacts& task)>& wanted);

[[nodiscard]] TaskView task_view(const ledger::Timeline& timeline,
                                 const TaskFacts& task,
                                 Instant at);

// When a task has still to remind its owner; nullopt when it has, or is done, or has no reminder.
[[nodiscard]] std::optional<Instant> reminder_of(const ledger::Timeline& timeline,
                                                 const ledger::Record& task);

// The next open task of each deal.
[[nodiscard]] std::map<DealId, TaskFacts> next_steps(const ledger::Timeline& timeline, Instant at);

}  // namespace baton::engine
