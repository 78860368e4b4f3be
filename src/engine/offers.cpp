#include "engine/offers.hpp"

#include <algorithm>
#include <vector>

#include "handoff/transition.hpp"

namespace baton::engine {

namespace {

const agreement::HandoffTerms* terms_of(const lifecycle::Chain& chain, std::size_t version) {
    const auto& terms = chain.version(version).agreement->handoff;
    return terms ? &*terms : nullptr;
}

// What the version that took effect at the instant of the entry says of such entries; null for an
// entry at any other instant.
const agreement::OnEffect* effect_of(const lifecycle::Reached& entry,
                                     const lifecycle::Chain& chain) {
    const auto version = chain.in_force(entry.at);
    return version && chain.takes_effect_at(entry.at)
               ? &chain.version(*version).agreement->on_effect
               : nullptr;
}

// Whether what was offered at `at` had waited its turn under `on_effect`.
bool had_waited(const lifecycle::History& history, const lifecycle::Chain& chain, Instant at) {
    const lifecycle::Reached* entry = nullptr;
    for (const lifecycle::Journey& journey : history.journeys) {
        for (const lifecycle::Reached& reached : journey.stages) {
            if (reached.at < at && is_qualifying(reached, chain)) {
                entry = &reached;
            }
        }
    }
    return entry != nullptr && offers_per_day(*entry, chain) > 0;
}

bool offered_since(const ledger::Contact& contact, Instant entry) {
    return std::ranges::any_of(contact.all().handoffs, [&](const ledger::HandoffFact& fact) {
        return !fact.voided && fact.step == ledger::HandoffStep::offered && fact.at > entry;
    });
}

bool has_open_handoff(const ledger::Contact& contact) {
    const auto* last = ledger::Timeline::last_handoff(contact, Instant::latest());
    return last != nullptr && handoff::is_open(handoff::state_after(last->step));
}

}  // namespace

bool is_qualifying(const lifecycle::Reached& reached, const lifecycle::Chain& chain) {
    const auto* terms = terms_of(chain, reached.version);
    return terms != nullptr && terms->at == reached.stage;
}

HandoffCount::HandoffCount(const ledger::Timeline& timeline) {
    for (ledger::Slot slot = 0; slot < timeline.contacts().size(); ++slot) {
        if (timeline.brief(slot).has(ledger::Brief::had_handoffs)) {
            follow(timeline, slot);
        }
    }
}

void HandoffCount::follow(const ledger::Timeline& timeline, ledger::Slot slot) {
    const ledger::Contact& contact = timeline.contacts()[slot];
    const auto load_of = [&](ledger::Code owner) -> RepLoads::Load& {
        return loads_.loads_[timeline.dictionary().name(owner)];
    };
    for (const ledger::HandoffFact& fact : contact.own.handoffs) {
        if (!fact.voided && fact.step == ledger::HandoffStep::offered) {
            load_of(fact.owner).remember({.at = fact.at, .contact = slot});
        }
    }
    if (const auto held = open_.extract(slot); !held.empty()) {
        --load_of(held.mapped()).open;
    }
    if (!contact.own.handoffs.empty() && has_open_handoff(contact)) {
        const auto* last = ledger::Timeline::last_handoff(contact, Instant::latest(), true);
        ++load_of(last->owner).open;
        open_.emplace(slot, last->owner);
    }
}

// What is offered at one instant is offered in turn all the same.
void RepLoads::offered(const std::string& owner, Instant at) {
    Instant latest = Instant::earliest();
    for (const auto& [rep, load] : loads_) {
        if (!load.recent.empty()) latest = std::max(latest, load.recent.back().at);
    }
    Load& load = loads_[owner];
    load.remember({.at = std::max(at, plus(latest, 1))});
    ++load.open;
}

// A contact is read again whenever its handoffs move: what is known already stays once.
void RepLoads::Load::remember(Offer offer) {
    const auto place = std::ranges::lower_bound(recent, offer);
    const bool is_older = recent.size() == handoff::recent_max && place == recent.begin();
    if (is_older || (place != recent.end() && *place == offer)) return;
    recent.insert(place, offer);
    if (recent.size() > handoff::recent_max) recent.erase(recent.begin());
}

void RepLoads::gave_up(const std::string& owner) {
    if (const auto found = loads_.find(owner); found != loads_.end()) {
        --found->second.open;
    }
}

void RepLoads::fill(handoff::Rep& rep) const {
    if (const auto found = loads_.find(rep.email); found != loads_.end()) {
        rep.recent.clear();
        std::ranges::transform(found->second.recent, std::back_inserter(rep.recent), &Offer::at);
        rep.open_handoffs = found->second.open;
    }
}

const lifecycle::Reached* qualifying_entry(const lifecycle::History& history,
                                           const lifecycle::Chain& chain) {
    const lifecycle::Reached* current = history.current_stage();
    if (current == nullptr) {
        return nullptr;
    }
    return is_qualifying(*current, chain) ? current : nullptr;
}

Qualified qualified(const ledger::Contact& contact,
                    const lifecycle::History& history,
                    const lifecycle::Chain& chain) {
    const lifecycle::Reached* entry = qualifying_entry(history, chain);
    if (entry == nullptr) {
        return Qualified::no;
    }
    if (has_open_handoff(contact) || offered_since(contact, entry->at)) {
        return Qualified::owned;
    }
    if (entry->how != lifecycle::How::entered) {
        return Qualified::placed;
    }
    const agreement::OnEffect* effect = effect_of(*entry, chain);
    switch (effect == nullptr ? agreement::OnEffect::Offer::all : effect->offer) {
        case agreement::OnEffect::Offer::all: return Qualified::due;
        case agreement::OnEffect::Offer::limited: return Qualified::waiting;
        case agreement::OnEffect::Offer::none: return Qualified::never;
    }
    return Qualified::due;
}

int offers_per_day(const lifecycle::Reached& entry, const lifecycle::Chain& chain) {
    const agreement::OnEffect* effect = effect_of(entry, chain);
    const bool limited = effect != nullptr && effect->offer == agreement::OnEffect::Offer::limited;
    return limited ? effect->per_rep_per_day : 0;
}

DayShares::DayShares(const ledger::Timeline& timeline,
                     const lifecycle::Chain& chain,
                     const HistoryOf& history_of,
                     LocalDay day) {
    for (ledger::Slot slot = 0; slot < timeline.contacts().size(); ++slot) {
        for (const ledger::HandoffFact& fact : timeline.contacts()[slot].own.handoffs) {
            const bool today = fact.at >= day.start && fact.at < day.end;
            if (today && !fact.voided && fact.step == ledger::HandoffStep::offered &&
                had_waited(history_of(slot), chain, fact.at)) {
                offered(timeline.dictionary().name(fact.owner));
            }
        }
    }
}

int DayShares::taken(const std::string& owner) const {
    const auto found = taken_.find(owner);
    return found == taken_.end() ? 0 : found->second;
}

}  // namespace baton::engine
