#pragma once

#include <string>
#include <string_view>

#include "base/id.hpp"
#include "base/instant.hpp"
#include "ledger/timeline.hpp"

// What is written down about one step of a handoff stands in a record of its own, keyed by whose
// step it was and when: CONTACT/INSTANT, the instant in microseconds.
namespace baton::handoff {

[[nodiscard]] std::string key_of(ContactId contact, Instant at);

// Null when nothing was. A merge brings the other's handoffs, and what was written of them stays
// under the other's id.
[[nodiscard]] const ledger::Record* find_written(const ledger::Timeline& timeline,
                                                 std::string_view record,
                                                 const ledger::Contact& contact,
                                                 Instant at);

}  // namespace baton::handoff
