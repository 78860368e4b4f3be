#pragma once

#include <string_view>

#include "ledger/event.hpp"

namespace baton::connect {

// Who moved: a person's browser, a crawler or link scanner, a program that fetches ahead, or nobody
// can tell. Decided by markers in the user agent, which is not kept.
[[nodiscard]] ledger::Actor actor_of(std::string_view user_agent);

}  // namespace baton::connect
