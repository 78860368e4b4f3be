#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/instant.hpp"
#include "handoff/transition.hpp"
#include "ledger/timeline.hpp"
#include "lifecycle/journeys.hpp"

// The handoffs of a contact, read from its events and the agreement that was in force at each
// offer.
namespace baton::handoff {

struct Handoff {
    int number = 0;  // counts from 1 within the contact
    Step state = Step::offered;
    std::string stage;  // the stage that was handed off
    std::string owner;
    Instant offered_at;
    std::uint64_t offered_order = 0;
    Instant due_at = Instant::latest();         // respond_within; latest(): no clock
    Instant accept_due_at = Instant::latest();  // accept_within
    std::optional<Instant> responded_at =
        {};  // outbound call, mail or meeting, rejection, recycling
    std::optional<Instant> accepted_at = {};
    std::optional<Instant> closed_at = {};
    std::string reason = {};
    int attempts = 0;  // distinct local days with an outbound call, mail or meeting
    bool operator==(const Handoff&) const = default;

    // In time iff before the due instant (rule 11).
    [[nodiscard]] bool response_missed(Instant at) const;
    [[nodiscard]] bool acceptance_missed(Instant at) const;
    // The next instant after `at` at which a clock that still runs is missed; latest() without one.
    [[nodiscard]] Instant next_due(Instant at) const;
};

// In order of offer, as things stand with all events added. Linear in the contact's touches and
// moves.
[[nodiscard]] std::vector<Handoff> read_handoffs(const ledger::Timeline& timeline,
                                                 const ledger::Contact& contact,
                                                 const lifecycle::Chain& chain);

// Whether a touch is something a rep did to reach the buyer: a call, mail or meeting they logged.
[[nodiscard]] bool is_attempt(const ledger::Dictionary& dictionary, const ledger::Shape& shape);

}  // namespace baton::handoff
