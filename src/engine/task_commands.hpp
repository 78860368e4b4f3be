#pragma once

#include <optional>
#include <string>

#include "base/id.hpp"
#include "base/result.hpp"
#include "engine/command.hpp"
#include "engine/desk.hpp"
#include "engine/task_views.hpp"
#include "ledger/event.hpp"

// What people do with tasks. See task_views.hpp for what a task holds.
namespace baton::engine {

// The properties of a task as somebody gives them, checked: links and owner exist, the reminder is
// a number of minutes, the repeat is understood and written in one way.
[[nodiscard]] Result<ledger::Properties> checked_task(Desk& desk, ledger::Properties properties);

// Changes a task; without a key it is a new one and needs a title. Doing a task that repeats adds
// the next one in the same receipt, so that one undo takes both back. The next one names it as
// `previous`, comes at the same time of day on its owner's clock, and what was missed is skipped.
[[nodiscard]] Result<Receipt> change_task(Desk& desk,
                                          const std::string& key,
                                          ledger::Properties properties,
                                          const Because& because);

}  // namespace baton::engine
