#pragma once

#include <string>

#include "base/id.hpp"
#include "base/result.hpp"
#include "engine/command.hpp"
#include "engine/desk.hpp"
#include "handoff/feedback.hpp"
#include "lifecycle/journeys.hpp"

// What the teams tell each other about a handoff. Praise is record `praise`, keyed by the offer;
// what is said to a rejection is record `rejection`, keyed by it (handoff/written.hpp). Words are
// notes of the contact.
namespace baton::engine {

struct Praise {
    ContactId contact;
    std::string reason;
    std::string note = {};
};

// "Great lead, because …", about the contact's last handoff; said again, it replaces what was said.
Result<Receipt> praise_handoff(Desk& desk,
                               const lifecycle::Chain& chain,
                               const Praise& praise,
                               const Because& because);

struct RejectionAnswer {
    ContactId contact;
    handoff::Answer answer = handoff::Answer::agreed;
    std::string note = {};
};

// About the rejection that the contact's last handoff ended with. Whoever disputed it does not
// settle it. Reopened, the rejection is voided and the handoff waits for an answer again, with new
// clocks; that is not undone, but the handoff can be rejected again. Refused when it was offered
// again meanwhile.
Result<Receipt> answer_rejection(Desk& desk, const RejectionAnswer& answer, const Because& because);

struct ThreadNote {
    ContactId contact;
    std::string text;
};

// A word more in the thread of the contact's last handoff.
Result<Receipt> write_in_thread(Desk& desk, const ThreadNote& note, const Because& because);

}  // namespace baton::engine
