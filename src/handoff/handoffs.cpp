#include "handoff/handoffs.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "agreement/ast.hpp"
#include "base/calendar.hpp"
#include "base/instant.hpp"
#include "handoff/attempts.hpp"
#include "handoff/calendars.hpp"
#include "handoff/offered.hpp"
#include "handoff/reopening.hpp"
#include "handoff/transition.hpp"
#include "ledger/timeline.hpp"
#include "ledger/timeline_dictionary.hpp"
#include "ledger/timeline_records.hpp"
#include "lifecycle/duration.hpp"
#include "lifecycle/journeys.hpp"

namespace baton::handoff {

namespace {

constexpr std::int64_t warned_when_left = 4;  // a quarter of the time, or an hour

const agreement::HandoffTerms* terms_at(const lifecycle::Chain& chain, Instant at) {
    const auto version = chain.in_force(at);
    if (!version) {
        return nullptr;
    }
    const auto& terms = chain.version(*version).agreement->handoff;
    return terms ? &*terms : nullptr;
}

struct Terms {
    agreement::Duration respond_within;
    agreement::Duration accept_within;
    std::optional<agreement::FollowUp> follow_up;
};

// What an override leaves out is as agreed for all.
Terms terms_under(const agreement::HandoffTerms& agreed, const std::string& override_name) {
    Terms terms{.respond_within = agreed.respond_within,
                .accept_within = agreed.accept_within,
                .follow_up = agreed.follow_up};
    const auto special =
        std::ranges::find(agreed.overrides, override_name, &agreement::HandoffOverride::name);
    if (override_name.empty() || special == agreed.overrides.end()) {
        return terms;
    }
    if (special->respond_within) {
        // accept_within is respond_within where it was not written.
        const bool not_written = agreed.accept_within == agreed.respond_within;
        terms.accept_within = not_written ? *special->respond_within : agreed.accept_within;
        terms.respond_within = *special->respond_within;
    }
    terms.accept_within = special->accept_within.value_or(terms.accept_within);
    terms.follow_up = special->follow_up ? special->follow_up : terms.follow_up;
    return terms;
}

class Reading {
public:
    Reading(const ledger::Timeline& timeline,
            const ledger::Contact& contact,
            const lifecycle::Chain& chain)
        : timeline_(timeline), contact_(contact), chain_(chain), attempts_(timeline.dictionary()) {}

    std::vector<Handoff> read() {
        for (const ledger::HandoffFact& fact : contact_.all().handoffs) {
            if (!fact.voided) {
                take(fact);
            }
        }
        finish();
        return std::move(handoffs_);
    }

private:
    void take(const ledger::HandoffFact& fact);
    void finish();
    void start_clocks(Handoff& handoff, const ledger::HandoffFact& fact);
    void take_terms(Handoff& handoff, const ledger::HandoffFact& fact, const Offered& offered);
    void run_clocks(Handoff& handoff, Instant from) const;
    void reopen(Handoff& handoff, const Reopening& reopening);
    void note_missed(Handoff& handoff, Instant at);
    void read_attempts(Handoff& handoff, Instant until);
    void climb(Handoff& handoff) const;

    const ledger::Timeline& timeline_;
    const ledger::Contact& contact_;
    const lifecycle::Chain& chain_;
    std::vector<Handoff> handoffs_;
    const agreement::HandoffTerms* terms_ = nullptr;  // those of the last offer
    lifecycle::Calendar calendar_;                    // and its clocks'
    Attempts attempts_;
};

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

// What nobody has accepted yet is passed on by another offer.
bool begins_handoff(const std::vector<Handoff>& handoffs, const ledger::HandoffFact& fact) {
    return fact.step == Step::offered &&
           (handoffs.empty() ||
            (handoffs.back().state != Step::expired && handoffs.back().state != Step::offered));
}

// One that was accepted ends with the next offer: nobody has two.
void end_with_next(std::vector<Handoff>& handoffs, Instant at) {
    if (handoffs.empty() || !is_open(handoffs.back().state)) return;
    handoffs.back().state = Step::withdrawn;
    handoffs.back().closed_at = at;
    handoffs.back().reason = "offered again";
}

void Reading::take(const ledger::HandoffFact& fact) {
    const ledger::Dictionary& dictionary = timeline_.dictionary();
    if (begins_handoff(handoffs_, fact)) {
        end_with_next(handoffs_, fact.at);
        finish();
        handoffs_.push_back({.number = static_cast<int>(handoffs_.size()) + 1,
                             .state = Step::offered,
                             .stage = {},
                             .owner = {},
                             .offered_at = fact.at,
                             .offered_order = fact.order});
    } else if (handoffs_.empty()) {
        return;  // a move without an offer: an imported history may begin in the middle
    }
    Handoff& handoff = handoffs_.back();
    if (fact.step == Step::offered) {
        start_clocks(handoff, fact);
    }
    take_step(handoff, fact, dictionary.name(fact.reason));
    if (const std::string& owner = dictionary.name(fact.owner); !owner.empty()) {
        handoff.owner = owner;
        if (fact.step == Step::offered) {
            handoff.owners.push_back(owner);
        }
    }
}

// The clocks of an offer, by what was written down with it; a second offer of the same handoff
// starts them afresh, unless they went on running.
void Reading::start_clocks(Handoff& handoff, const ledger::HandoffFact& fact) {
    const auto offered = find_offered(timeline_, contact_, fact.at).value_or(Offered{});
    if (!handoff.owners.empty() && !offered.clock_from) {
        note_missed(handoff, fact.at);
        handoff.responded_at.reset();
    }
    const bool go_on = offered.clock_from && !handoff.owners.empty();
    const std::string& owner = timeline_.dictionary().name(fact.owner);
    handoff.owner = owner.empty() ? handoff.owner : owner;
    handoff.clock_from = offered.clock_from.value_or(fact.at);
    if (!go_on) {
        take_terms(handoff, fact, offered);
        run_clocks(handoff, handoff.clock_from);
    }
    for (const Reopening& reopening : find_reopenings(timeline_, contact_, fact.at)) {
        reopen(handoff, reopening);
    }
}

void Reading::take_terms(Handoff& handoff,
                         const ledger::HandoffFact& fact,
                         const Offered& offered) {
    terms_ = terms_at(chain_, fact.at);
    if (terms_ == nullptr) {
        return;
    }
    const agreement::Agreement& agreement = *chain_.version(*chain_.in_force(fact.at)).agreement;
    handoff.team = offered.team.empty() ? terms_->to.team : offered.team;
    handoff.override_name = offered.override_name;
    calendar_ = team_calendar(timeline_, handoff.team, agreement, fact.at);
    handoff.stage = agreement.stages[terms_->at].name;
}

void Reading::run_clocks(Handoff& handoff, Instant from) const {
    if (terms_ == nullptr) {
        return;
    }
    const Terms terms = terms_under(*terms_, handoff.override_name);
    handoff.clock_from = from;
    handoff.due_at = lifecycle::after(from, terms.respond_within, calendar_);
    handoff.accept_due_at = lifecycle::after(from, terms.accept_within, calendar_);
    if (terms.follow_up) {
        handoff.attempts_agreed = terms.follow_up->attempts;
        handoff.follow_up_due_at = lifecycle::after(from, terms.follow_up->within, calendar_);
    }
}

// A rejection that came late stays a breach after it was taken back: it was the answer then.
void Reading::reopen(Handoff& handoff, const Reopening& reopening) {
    handoff.responded_at = reopening.rejected_at;
    note_missed(handoff, reopening.rejected_at);
    handoff.responded_at.reset();
    handoff.followed_up = false;
    run_clocks(handoff, reopening.reopened_at);
}

void Reading::note_missed(Handoff& handoff, Instant at) {
    read_attempts(handoff, at);
    if (handoff.response_missed(at)) {
        handoff.missed_before.push_back(
            {.kind = "response", .owner = handoff.owner, .due = handoff.due_at});
    }
    if (handoff.acceptance_missed(at) && handoff.accept_due_at != handoff.due_at) {
        handoff.missed_before.push_back(
            {.kind = "acceptance", .owner = handoff.owner, .due = handoff.accept_due_at});
    }
}

void Reading::finish() {
    if (handoffs_.empty()) {
        return;
    }
    Handoff& handoff = handoffs_.back();
    read_attempts(handoff, handoff.closed_at.value_or(Instant::latest()));
    climb(handoff);
}

void Reading::read_attempts(Handoff& handoff, Instant until) {
    std::set<Date> days;
    bool met = false;
    const auto attempted = [&](Instant at, bool is_meeting) {
        if (at >= handoff.clock_from) {
            handoff.responded_at = std::min(handoff.responded_at.value_or(at), at);
        }
        days.insert(calendar_.zone.day_of(at));
        if (at < handoff.follow_up_due_at) {
            met |= is_meeting;
            handoff.followed_up = met || static_cast<int>(days.size()) >= handoff.attempts_agreed;
        }
    };
    attempts_.each(contact_.all().touches, handoff.offered_at, until, attempted);
    handoff.attempts = static_cast<int>(days.size());
}

// The steps of on_breach run from the first clock that is missed, or would be next.
void Reading::climb(Handoff& handoff) const {
    const auto in_time = [](std::optional<Instant> answered, Instant due) {
        return answered && *answered < due;
    };
    Instant first = Instant::latest();
    if (!in_time(handoff.responded_at, handoff.due_at)) {
        first = handoff.due_at;
    }
    if (!in_time(handoff.accepted_at, handoff.accept_due_at)) {
        first = std::min(first, handoff.accept_due_at);
    }
    const bool over = handoff.closed_at && *handoff.closed_at < first;
    if (terms_ == nullptr || first == Instant::latest() || over) {
        return;
    }
    for (const agreement::BreachStep& step : terms_->on_breach) {
        handoff.ladder.push_back(
            {.due = lifecycle::after(first, step.after, calendar_), .action = step.action});
    }
}

}  // namespace

bool Handoff::response_missed(Instant at) const {
    return responded_at ? *responded_at >= due_at : std::min(at, closed_at.value_or(at)) >= due_at;
}

bool Handoff::acceptance_missed(Instant at) const {
    const Instant until = std::min(accepted_at.value_or(at), closed_at.value_or(at));
    return until >= accept_due_at;
}

bool Handoff::follow_up_missed(Instant at) const {
    const bool owed = attempts_agreed > 0 && accepted_at && !followed_up;
    return owed && std::min(at, closed_at.value_or(at)) >= follow_up_due_at;
}

bool Handoff::unanswered_at(Instant at) const {
    const auto open = [&](std::optional<Instant> answered) { return !answered || *answered > at; };
    return open(closed_at) &&
           ((due_at <= at && open(responded_at)) || (accept_due_at <= at && open(accepted_at)));
}

Instant Handoff::warning_at() const {
    if (due_at == Instant::latest()) {
        return due_at;
    }
    const std::int64_t whole = due_at.micros - clock_from.micros;
    const std::int64_t left = std::max(hour_micros, whole / warned_when_left);
    return left < whole ? plus(due_at, -left) : Instant::latest();
}

Instant Handoff::next_due(Instant at) const {
    Instant next = Instant::latest();
    const auto consider = [&](Instant due) { next = due > at ? std::min(next, due) : next; };
    if (closed_at) {
        return next;
    }
    if (!responded_at) {
        consider(due_at);
        consider(warning_at());
    }
    if (!accepted_at) {
        consider(accept_due_at);
    }
    if (attempts_agreed > 0 && !followed_up) {
        consider(follow_up_due_at);
    }
    for (const Rung& rung : ladder) {
        consider(rung.due);
    }
    return next;
}

std::vector<Handoff> read_handoffs(const ledger::Timeline& timeline,
                                   const ledger::Contact& contact,
                                   const lifecycle::Chain& chain) {
    return Reading(timeline, contact, chain).read();
}

}  // namespace baton::handoff
