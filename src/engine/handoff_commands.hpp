#pragma once

#include <string>
#include <vector>

#include "base/id.hpp"
#include "base/result.hpp"
#include "engine/command.hpp"
#include "engine/desk.hpp"
#include "engine/live.hpp"

// What people do to handoffs, checked by the state table of the agreement.
namespace baton::engine {

struct HandoffMove {
    ContactId contact;
    ledger::HandoffStep step = ledger::HandoffStep::accepted;
    std::string reason = {};
    std::string note = {};
    std::string owner = {};  // the new one, when it is reassigned
};

// Refused when the contact's handoff is in another state; invalid without a reason of the
// agreement's list where one is mandatory. A note is kept with the contact.
Result<Receipt> move_handoff(Desk& desk,
                             const lifecycle::Chain& chain,
                             const HandoffMove& move,
                             const Because& because);

// The reject reasons of the agreement in force.
[[nodiscard]] std::vector<std::string> agreed_reasons(const lifecycle::Chain& chain, Instant at);

}  // namespace baton::engine
