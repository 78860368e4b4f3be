#include "handoff/handoffs.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <string_view>
#include <vector>

#include "agreement/ast.hpp"
#include "base/calendar.hpp"
#include "base/instant.hpp"
#include "handoff/transition.hpp"
#include "ledger/event.hpp"
#include "ledger/timeline.hpp"
#include "ledger/timeline_dictionary.hpp"
#include "ledger/timeline_records.hpp"
#include "lifecycle/duration.hpp"
#include "lifecycle/journeys.hpp"

namespace baton::handoff {

namespace {

// Kinds (as compared) that a rep logs; a call, mail or meeting note of the buyer's own is direction
// in.
constexpr std::array<std::string_view, 5> logged_kinds{
    "call logged", "email logged", "email sent", "meeting held", "meeting logged"};

constexpr std::array<std::string_view, 2> meetings{"meeting held", "meeting logged"};

const agreement::HandoffTerms* terms_at(const lifecycle::Chain& chain, Instant at) {
    const auto version = chain.in_force(at);
    if (!version) {
        return nullptr;
    }
    const auto& terms = chain.version(*version).agreement->handoff;
    return terms ? &*terms : nullptr;
}

Handoff open_handoff(const ledger::HandoffFact& fact, int number, const lifecycle::Chain& chain) {
    Handoff handoff{.number = number,
                    .state = Step::offered,
                    .stage = {},
                    .owner = {},
                    .offered_at = fact.at,
                    .offered_order = fact.order};
    if (const auto* terms = terms_at(chain, fact.at)) {
        const agreement::Agreement& agreement = *chain.version(*chain.in_force(fact.at)).agreement;
        const lifecycle::Calendar calendar = lifecycle::calendar_of(agreement);
        handoff.stage = agreement.stages[terms->at].name;
        handoff.due_at = lifecycle::after(fact.at, terms->respond_within, calendar);
        handoff.accept_due_at = lifecycle::after(fact.at, terms->accept_within, calendar);
    }
    return handoff;
}

void take_step(Handoff& handoff, const ledger::HandoffFact& fact, const std::string& reason) {
    handoff.state = state_after(fact.step);
    if (fact.step == Step::accepted) {
        handoff.accepted_at = fact.at;
    }
    if (fact.step == Step::rejected || fact.step == Step::recycled) {
        handoff.responded_at = std::min(handoff.responded_at.value_or(fact.at), fact.at);
    }
    if (!is_open(handoff.state)) {
        handoff.closed_at = fact.at;
        handoff.reason = reason;
    }
}

void take_attempts(Handoff& handoff,
                   const ledger::Timeline& timeline,
                   const ledger::Touches& touches,
                   const TimeZone& zone) {
    const Instant end = handoff.closed_at.value_or(Instant::latest());
    std::set<Date> days;
    const auto first =
        std::ranges::lower_bound(touches, handoff.offered_at, {}, &ledger::Touch::at);
    for (auto touch = first; touch != touches.end() && touch->at <= end; ++touch) {
        const ledger::Dictionary& dictionary = timeline.dictionary();
        if (is_attempt(dictionary, dictionary.shape(touch->shape))) {
            handoff.responded_at = std::min(handoff.responded_at.value_or(touch->at), touch->at);
            days.insert(zone.day_of(touch->at));
        }
    }
    handoff.attempts = static_cast<int>(days.size());
}

TimeZone zone_at(const lifecycle::Chain& chain, Instant at) {
    const auto version = chain.in_force(at);
    return version ? lifecycle::calendar_of(*chain.version(*version).agreement).zone
                   : TimeZone::utc();
}

bool begins_handoff(const std::vector<Handoff>& handoffs, const ledger::HandoffFact& fact) {
    return fact.step == Step::offered &&
           (handoffs.empty() || handoffs.back().state != Step::expired);
}

}  // namespace

bool is_attempt(const ledger::Dictionary& dictionary, const ledger::Shape& shape) {
    const std::string& kind = dictionary.kind_key(shape.kind);
    if (std::ranges::find(logged_kinds, kind) == logged_kinds.end()) {
        return false;
    }
    const bool by_a_person =
        shape.trust == ledger::Trust::server && shape.actor == ledger::Actor::human;
    const bool is_meeting = std::ranges::find(meetings, kind) != meetings.end();
    return by_a_person && (shape.direction == ledger::Direction::out || is_meeting);
}

bool Handoff::response_missed(Instant at) const {
    return responded_at ? *responded_at >= due_at : std::min(at, closed_at.value_or(at)) >= due_at;
}

bool Handoff::acceptance_missed(Instant at) const {
    const Instant until = std::min(accepted_at.value_or(at), closed_at.value_or(at));
    return until >= accept_due_at;
}

Instant Handoff::next_due(Instant at) const {
    Instant next = Instant::latest();
    if (!responded_at && !closed_at && due_at > at) {
        next = due_at;
    }
    if (!accepted_at && !closed_at && accept_due_at > at) {
        next = std::min(next, accept_due_at);
    }
    return next;
}

std::vector<Handoff> read_handoffs(const ledger::Timeline& timeline,
                                   const ledger::Contact& contact,
                                   const lifecycle::Chain& chain) {
    std::vector<Handoff> handoffs;
    const ledger::Dictionary& dictionary = timeline.dictionary();
    for (const ledger::HandoffFact& fact : contact.all().handoffs) {
        if (fact.voided) {
            continue;
        }
        if (begins_handoff(handoffs, fact)) {
            handoffs.push_back(open_handoff(fact, static_cast<int>(handoffs.size()) + 1, chain));
        } else if (handoffs.empty()) {
            continue;  // a move without an offer: an imported history may begin in the middle
        }
        take_step(handoffs.back(), fact, dictionary.name(fact.reason));
        if (const std::string& owner = dictionary.name(fact.owner); !owner.empty()) {
            handoffs.back().owner = owner;
        }
    }
    for (Handoff& handoff : handoffs) {
        take_attempts(handoff, timeline, contact.all().touches, zone_at(chain, handoff.offered_at));
    }
    return handoffs;
}

}  // namespace baton::handoff
