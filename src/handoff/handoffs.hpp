#pragma once

#include <optional>
#include <string>
#include <vector>

#include "agreement/ast.hpp"
#include "base/instant.hpp"
#include "handoff/transition.hpp"
#include "ledger/timeline.hpp"
#include "lifecycle/journeys.hpp"

// The handoffs of a contact, read from its events and the agreement that was in force at each
// offer.
namespace baton::handoff {

// A step of on_breach, at the instant at which it is due if nobody answers before.
struct Rung {
    Instant due;
    agreement::BreachStep::Action action = agreement::BreachStep::Action::notify_owner;
    bool operator==(const Rung&) const = default;
};

// A clock that ran out before the handoff was offered to somebody else.
struct MissedBefore {
    std::string kind;  // response, acceptance
    std::string owner;
    Instant due;
    bool operator==(const MissedBefore&) const = default;
};

struct Handoff {
    int number = 0;  // counts from 1 within the contact
    Step state = Step::offered;
    std::string stage;  // the stage that was handed off
    std::string owner;
    Instant offered_at;  // the first time; the same handoff may be offered to others after that
    std::uint64_t offered_order = 0;
    std::string team = {};               // whose calendar the clocks run on
    std::string override_name = {};      // the override of the agreement that its clocks come from
    Instant clock_from = {};             // the offer from which the clocks run
    Instant due_at = Instant::latest();  // respond_within; latest(): no clock
    Instant accept_due_at = Instant::latest();  // accept_within
    std::optional<Instant> responded_at =
        {};  // outbound call, mail or meeting, rejection, recycling
    std::optional<Instant> accepted_at = {};
    std::optional<Instant> closed_at = {};
    std::string reason = {};
    int attempts = 0;         // distinct local days with an outbound call, mail or meeting
    int attempts_agreed = 0;  // follow_up; 0: none were agreed
    Instant follow_up_due_at = Instant::latest();  // by when
    bool followed_up = false;  // as often as agreed, or the buyer was met, within the time
    std::vector<std::string> owners = {};  // whom it was offered to, in order
    std::vector<MissedBefore> missed_before = {};
    std::vector<Rung> ladder = {};  // from the first clock missed, or to be missed next
    bool operator==(const Handoff&) const = default;

    // In time iff before the due instant (rule 11).
    [[nodiscard]] bool response_missed(Instant at) const;
    [[nodiscard]] bool acceptance_missed(Instant at) const;
    // A handoff that was closed owes nothing more.
    [[nodiscard]] bool follow_up_missed(Instant at) const;
    // Whether a clock that ran out by `at` was still unanswered then: what a rung asks.
    [[nodiscard]] bool unanswered_at(Instant at) const;
    // When the owner is reminded that the response is due soon; latest() when the whole time is
    // too short for that.
    [[nodiscard]] Instant warning_at() const;
    // The next instant after `at` at which a clock that still runs is missed, a rung or a warning
    // is due; latest() without one.
    [[nodiscard]] Instant next_due(Instant at) const;
};

// In order of offer, as things stand with all events added. Linear in the contact's touches and
// moves.
[[nodiscard]] std::vector<Handoff> read_handoffs(const ledger::Timeline& timeline,
                                                 const ledger::Contact& contact,
                                                 const lifecycle::Chain& chain);

// Whether a touch is something a rep did to reach the buyer: a call, mail or meeting they logged.
[[nodiscard]] bool is_attempt(const ledger::Dictionary& dictionary, const ledger::Shape& shape);
[[nodiscard]] bool is_attempt(const ledger::Touched& touched);

}  // namespace baton::handoff
