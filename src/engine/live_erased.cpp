#include "engine/erasure.hpp"
#include "engine/live.hpp"

// The stage histories of people who were erased: they stay as they were known then (rule 24).
namespace baton::engine {

void Live::freeze(ledger::Slot slot) {
    const auto erasure = find_erasure(timeline_, timeline_.contacts()[slot].id);
    if (!erasure) {
        return;
    }
    Contact& each = contact(slot);
    each.frozen = true;
    // A text that cannot be read (somebody imported it) is a history that nobody knows.
    each.history = thawed(erasure->history, {.chain = *chain_.chain, .keys = chain_.keys})
                       .value_or(lifecycle::History{});
    each.state = {.evaluated_until = Instant::latest(), .next_due = Instant::latest()};
    each.timer = Instant::latest();
    waiting_.erase(slot);
}

void Live::freeze_all() {
    for (const Erasure& erasure : list_erasures(timeline_)) {
        if (const ledger::Contact* erased = timeline_.find(erasure.contact)) {
            freeze(timeline_.slot_of(*erased));
        }
    }
}

bool Live::is_frozen(ledger::Slot slot) const {
    return slot < contacts_.size() && contacts_[slot].frozen;
}

std::string Live::bring_up(Desk& desk, ledger::Slot slot, Instant now) {
    settle(desk, now);
    reread(desk, slot, {.from = Instant::latest()}, reached(now));
    settle(desk, now);
    return frozen(contact(slot).history, {.chain = *chain_.chain, .keys = chain_.keys});
}

void Live::follow_new_memory() {
    evaluator_.emplace(chain_.chain, timeline_);
    loads_.reset();
    handoffs_.reset();
}

}  // namespace baton::engine
