#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "base/id.hpp"
#include "base/instant.hpp"
#include "ledger/timeline.hpp"

// Who it is now: a contact, or what it was merged into. Whatever names a contact (a task, a note, a
// deal) goes on naming the one it named; readers ask here whose it is.
namespace baton::engine {

[[nodiscard]] const ledger::Contact& survivor_of(const ledger::Timeline& timeline,
                                                 const ledger::Contact& contact,
                                                 Instant at);

// The same for an id, zero for zero and for an id that nobody has.
[[nodiscard]] ContactId survivor_of(const ledger::Timeline& timeline, ContactId id, Instant at);

// The same for an id as decimal text.
[[nodiscard]] ContactId survivor_of(const ledger::Timeline& timeline,
                                    std::string_view id,
                                    Instant at);

// Each once, in the order given.
[[nodiscard]] std::vector<ledger::Slot> survivors_of(const ledger::Timeline& timeline,
                                                     std::span<const ledger::Slot> contacts,
                                                     Instant at);

// Whom the contact's last handoff was offered to: itself or one that was merged into it. What
// answers an offer is recorded there, so that it goes with the offer when the two part.
[[nodiscard]] ContactId holder_of_handoff(const ledger::Timeline& timeline,
                                          const ledger::Contact& contact);

}  // namespace baton::engine
