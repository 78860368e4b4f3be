#include <algorithm>
#include <fmt/format.h>
#include <tuple>
#include <utility>

#include "engine/live.hpp"
#include "engine/silence.hpp"
#include "engine/suspension.hpp"
#include "engine/working_days.hpp"

// Whom the live driver offers a handoff, and who has to wait for one (rule 22).
namespace baton::engine {

void Live::find_unoffered() {
    waiting_.clear();
    release_at_ = Instant::latest();
    for (ledger::Slot slot = 0; slot < contacts_.size(); ++slot) {
        if (contacts_[slot].frozen) {
            continue;
        }
        const ledger::Contact& who = timeline_.contacts()[slot];
        const Qualified state =
            qualified_aloud(timeline_, who, contacts_[slot].history, *chain_.chain);
        if (state == Qualified::due) {
            pending_.contacts.try_emplace(slot, Desk::ContactChange{.from = Instant::latest()});
        } else if (state == Qualified::waiting) {
            wait_for_offer(slot);
        }
    }
}

void Live::wait_for_offer(ledger::Slot slot) {
    release_wanted_ |= waiting_.insert(slot).second;
}

void Live::offer_if_due(Desk& desk, ledger::Slot slot, Instant now) {
    const Qualified state = qualified_aloud(
        timeline_, timeline_.contacts()[slot], contact(slot).history, *chain_.chain);
    if (state == Qualified::waiting) {
        wait_for_offer(slot);
    }
    if (state != Qualified::due) {
        return;
    }
    if (const auto suspension = suspension_at(timeline_, now)) {
        waiting_.insert(slot);
        release_at_ = std::min(release_at_, suspension->ends_at);
    } else if (!offer(desk, slot, now, nullptr)) {
        waiting_.insert(slot);  // until somebody joins the team
    }
}

// REQUIRES: what was recorded was taken from the desk, but for moves that `loads_` was told of.
void Live::count_loads() {
    if (!loads_) {
        if (!handoffs_) {
            handoffs_.emplace(timeline_);
        }
        loads_ = handoffs_->loads();
    }
}

bool Live::offer(Desk& desk, ledger::Slot slot, Instant now, DayShares* shares) {
    const ledger::Contact& who = timeline_.contacts()[slot];
    count_loads();
    const lifecycle::Reached entry = *qualifying_entry(contact(slot).history, *chain_.chain);
    const Instant at = std::max(now, plus(entry.at, 1));
    const RouteAsk ask{
        .loads = *loads_, .at = at, .shares = shares, .most = offers_per_day(entry, *chain_.chain)};
    const auto routed = choose_owner(timeline_, *evaluator_, *chain_.chain, who, ask);
    if (!routed) {
        return false;
    }
    loads_->offered(routed->owner, at);
    if (shares != nullptr) {
        shares->offered(routed->owner);
    }
    const ContactId id = who.id;
    const Because because{.by = "baton", .cause = "qualified", .at = at};
    desk.record(ledger::HandoffMoved{.contact = id,
                                     .step = ledger::HandoffStep::offered,
                                     .reason = {},
                                     .owner = routed->owner,
                                     .note = routed->written.because},
                because);
    desk.record(handoff::record_of(routed->written, id, at), because);
    desk.batch().topics.insert({"handoffs", fmt::format("contact:{}", id.value)});
    return true;
}

// Oldest entry first; of entries at one instant the contact that was known first.
std::vector<ledger::Slot> Live::waiting_in_turn() {
    std::vector<std::tuple<Instant, ledger::Slot>> turns;
    std::erase_if(waiting_, [&](ledger::Slot slot) {
        const lifecycle::History& history = contact(slot).history;
        const Qualified state =
            qualified_aloud(timeline_, timeline_.contacts()[slot], history, *chain_.chain);
        const bool waits = state == Qualified::waiting || state == Qualified::due;
        if (waits) {
            turns.emplace_back(qualifying_entry(history, *chain_.chain)->at, slot);
        }
        return !waits;
    });
    std::ranges::sort(turns);
    std::vector<ledger::Slot> slots;
    for (const auto& [at, slot] : turns) {
        slots.push_back(slot);
    }
    return slots;
}

bool Live::release(Desk& desk, Instant now) {
    if (paused() || waiting_.empty() || (!release_wanted_ && now < release_at_)) {
        return false;
    }
    release_wanted_ = false;
    const std::vector<ledger::Slot> turns = waiting_in_turn();
    const auto version = chain_.chain->in_force(now);
    if (turns.empty() || !version) {
        release_at_ = Instant::latest();
        return false;
    }
    const lifecycle::Calendar calendar =
        working_calendar(*chain_.chain->version(*version).agreement);
    const std::optional<Suspension> suspension = suspension_at(timeline_, now);
    if (!suspension) {
        release_in_turn(desk, turns, now, calendar);
    }
    release_at_ = waiting_.empty() ? Instant::latest() : next_opening(now, calendar);
    if (suspension) {
        release_at_ = suspension->ends_at;
    }
    return true;
}

// Who waits under `on_effect` goes on working days only, as far as the reps' shares of the day
// allow; who waited for anything else goes at once.
void Live::release_in_turn(Desk& desk,
                           const std::vector<ledger::Slot>& turns,
                           Instant now,
                           const lifecycle::Calendar& calendar) {
    loads_.reset();
    const auto history_of = [this](ledger::Slot slot) -> const lifecycle::History& {
        return history(slot);
    };
    std::optional<DayShares> shares;
    const bool works = is_working_day(now, calendar);
    for (const ledger::Slot slot : turns) {
        const bool limited =
            qualified_aloud(
                timeline_, timeline_.contacts()[slot], contact(slot).history, *chain_.chain) ==
            Qualified::waiting;
        if (limited && !works) {
            continue;
        }
        if (limited && !shares) {
            shares.emplace(timeline_, *chain_.chain, history_of, local_day(now, calendar));
        }
        if (offer(desk, slot, now, limited ? &*shares : nullptr)) {
            waiting_.erase(slot);
        }
    }
}

}  // namespace baton::engine
