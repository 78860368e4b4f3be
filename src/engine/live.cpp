#include "engine/live.hpp"

#include <algorithm>
#include <atomic>
#include <fmt/format.h>
#include <thread>
#include <utility>

namespace baton::engine {

namespace {

using lifecycle::History;

constexpr ledger::Slot contacts_per_share = 256;

std::string contact_key(ContactId id) {
    return std::to_string(id.value);
}

}  // namespace

Live::Live(const ledger::Timeline& timeline, FanOutLimits limits)
    : timeline_(timeline), chain_(chain_of(timeline, Instant::latest())), fan_out_limits_(limits) {
    evaluator_.emplace(chain_.chain, timeline_);
}

Live::Contact& Live::contact(ledger::Slot slot) {
    if (slot >= contacts_.size()) {
        contacts_.resize(std::max<std::size_t>(timeline_.contacts().size(), slot + 1));
    }
    return contacts_[slot];
}

const History& Live::history(ledger::Slot contact) const {
    static const History none;
    return contact < contacts_.size() ? contacts_[contact].history : none;
}

void Live::load(Instant until, unsigned threads) {
    chain_ = chain_of(timeline_, Instant::latest());
    evaluator_.emplace(chain_.chain, timeline_);
    contacts_.clear();
    contacts_.resize(timeline_.contacts().size());
    timers_ = {};
    handoffs_.reset();
    freeze_all();
    std::atomic<ledger::Slot> next = 0;
    const auto evaluate = [&] {
        lifecycle::Evaluator evaluator(chain_.chain, timeline_);
        for (ledger::Slot from = next.fetch_add(contacts_per_share); from < contacts_.size();
             from = next.fetch_add(contacts_per_share)) {
            const auto to = std::min<std::size_t>(from + contacts_per_share, contacts_.size());
            for (ledger::Slot slot = from; slot < to; ++slot) {
                Contact& each = contacts_[slot];
                if (!each.frozen) {
                    const ContactId id = timeline_.contacts()[slot].id;
                    evaluator.advance(id, each.state, each.history, until);
                }
            }
        }
    };
    {
        std::vector<std::jthread> helpers;
        for (unsigned i = 1; i < threads; ++i) {
            helpers.emplace_back(evaluate);
        }
        evaluate();
    }
    evaluated_until_ = until;
    for (ledger::Slot slot = 0; slot < contacts_.size(); ++slot) {
        set_timer(slot, until);
    }
    find_unoffered();
    owners_wanted_ = true;
}

void Live::make_good() {
    rows_missing_ = true;
    pending_.everybody = Instant::latest();
}

Instant Live::reached(Instant now) const {
    return std::max({now, evaluated_until_, timeline_.latest_at()});
}

void Live::take_pending(Desk& desk) {
    const Desk::Changed changed = desk.take_changed();
    for (const auto& [slot, contact_change] : changed.contacts) {
        pending_.contacts.try_emplace(slot, contact_change).first->second.add(contact_change);
    }
    for (const Desk::CompanyChange& change : changed.companies) {
        if (change.contacts.size() > fan_out_limits_.above && !paused()) {
            begin_fan_out(desk, change);
            continue;
        }
        const Desk::ContactChange of_contact{.from = change.at};
        for (const ledger::Slot slot : change.contacts) {
            pending_.contacts.try_emplace(slot, of_contact).first->second.add(of_contact);
        }
    }
    follow_handoffs(changed);
    if (changed.everybody) {
        pending_.everybody =
            std::min(pending_.everybody.value_or(Instant::latest()), *changed.everybody);
    }
    for (const ledger::Slot slot : changed.erased) {
        freeze(slot);
    }
    pending_.agreement |= changed.agreement;
    pending_.offers |= changed.offers;
}

void Live::follow_handoffs(const Desk::Changed& changed) {
    if (changed.recount) {
        handoffs_.reset();
    }
    if (handoffs_) {
        for (const ledger::Slot slot : changed.handed) {
            handoffs_->follow(timeline_, slot);
        }
    }
}

void Live::settle(Desk& desk, Instant now) {
    take_pending(desk);
    if (paused()) {
        return;
    }
    loads_.reset();
    for (; !pending_.empty(); take_pending(desk)) {
        work_through(desk, std::exchange(pending_, {}), reached(now));
    }
}

void Live::work_through(Desk& desk, const Pending& pending, Instant now) {
    if (pending.agreement) {
        follow_agreement(desk, now);
    }
    if (pending.offers || pending.agreement) {
        release_wanted_ = true;
        owners_wanted_ = true;
        forget_clocks();
    }
    if (!pending.everybody) {
        for (const auto& [slot, change] : pending.contacts) {
            reread(desk, slot, change, now);
        }
        return;
    }
    for (ledger::Slot slot = 0; slot < timeline_.contacts().size(); ++slot) {
        const auto own = pending.contacts.find(slot);
        const Instant from = own == pending.contacts.end()
                                 ? *pending.everybody
                                 : std::min(*pending.everybody, own->second.from);
        reread(desk, slot, {.from = from}, now);
        if (rows_missing_) {
            note_moved(desk, slot);
        }
    }
    rows_missing_ = false;
}

void Live::resume(Desk& desk, Instant now) {
    pauses_ = std::max(0, pauses_ - 1);
    desk.batch().resumes = !paused();
    settle(desk, now);
}

// A new version or signature: everybody is read again under the new chain.
void Live::follow_agreement(Desk& desk, Instant now) {
    ChainInForce chain = chain_of(timeline_, Instant::latest());
    if (same_versions(chain, chain_)) {
        return;
    }
    const ChainInForce old_chain = std::exchange(chain_, std::move(chain));
    evaluator_.emplace(chain_.chain, timeline_);
    freeze_all();
    for (ledger::Slot slot = 0; slot < timeline_.contacts().size(); ++slot) {
        if (contact(slot).frozen) {
            note_moved(desk, slot);
            continue;
        }
        const Told before{.history = std::move(contact(slot).history), .chain = old_chain.chain};
        contact(slot).state = {};
        contact(slot).history = {};
        const std::size_t entered = desk.batch().entered.size();
        reread(desk, slot, {.from = Instant::earliest()}, now);
        desk.batch().entered.resize(entered);  // a new agreement moves people, not what they did
        note_moved(desk, slot);
        if (!entries_kept(before, {.history = contact(slot).history, .chain = chain_.chain})) {
            restate(desk, slot, describe(before));
        }
    }
    desk.batch().topics.insert("agreement");
}

void Live::reread(Desk& desk, ledger::Slot slot, const Desk::ContactChange& change, Instant now) {
    Contact& each = contact(slot);
    if (each.frozen) {
        return;
    }
    const Instant from = std::min(change.from, fanned_from(slot));
    const bool late = from <= each.state.evaluated_until && !each.history.journeys.empty();
    const Told before{.history = late ? each.history : History{}, .chain = chain_.chain};
    const std::size_t journeys = each.history.journeys.size();
    const auto* stage_before = each.history.current_stage();
    const bool had_stage = stage_before != nullptr;
    const lifecycle::Reached old_stage = had_stage ? *stage_before : lifecycle::Reached{};
    evaluator_->follow(timeline_.contacts()[slot].id, each.state, each.history, from, now);
    if (late && !entries_kept(before, {.history = each.history, .chain = chain_.chain})) {
        restate(desk, slot, describe(before));
    }
    const auto* stage_now = each.history.current_stage();
    const bool moved =
        journeys != each.history.journeys.size() || had_stage != (stage_now != nullptr) ||
        (had_stage && *stage_now != old_stage) || (late && before.history != each.history);
    if (moved) {
        note_moved(desk, slot);
        note_entered(desk, slot, had_stage ? old_stage.at : Instant::earliest());
    }
    offer_if_due(desk, slot, now);
    if (change.clocks || contact(slot).next_clock <= now) {
        record_due(desk, slot, now);
        contact(slot).next_clock = next_clock(slot, now);
    }
    set_timer(slot, now);
}

Instant Live::next_clock(ledger::Slot slot, Instant now) const {
    const ledger::Contact& who = timeline_.contacts()[slot];
    Instant next = Instant::latest();
    if (!who.all().handoffs.empty()) {
        for (const handoff::Handoff& each : handoff::read_handoffs(timeline_, who, *chain_.chain)) {
            next = std::min(next, each.next_due(now));
        }
    }
    return next;
}

// People, teams and their calendars or the agreement changed: any clock may be another.
void Live::forget_clocks() {
    for (Contact& each : contacts_) {
        each.next_clock = Instant::earliest();
    }
}

void Live::note_moved(Desk& desk, ledger::Slot slot) const {
    const ContactId id = timeline_.contacts()[slot].id;
    desk.batch().contacts.insert(id);
    desk.batch().histories.insert(id);
}

// The stage it is at now, when it came there after `since`.
void Live::note_entered(Desk& desk, ledger::Slot slot, Instant since) {
    const lifecycle::Reached* stage = contact(slot).history.current_stage();
    if (stage == nullptr || stage->at <= since || stage->how != lifecycle::How::entered) {
        return;
    }
    desk.batch().entered.push_back({.contact = timeline_.contacts()[slot].id,
                                    .stage = chain_.chain->stage_name(*stage),
                                    .at = stage->at});
}

void Live::restate(Desk& desk, ledger::Slot slot, const std::string& was) {
    const ContactId id = timeline_.contacts()[slot].id;
    const std::string is = describe({.history = contact(slot).history, .chain = chain_.chain});
    if (was == is) {
        return;
    }
    ++restatements_;
    const auto key = fmt::format("{}/{}", id.value, timeline_.last_order() + 1);
    desk.record(
        ledger::RecordChanged{
            .record = "restatement",
            .key = key,
            .properties = {{"contact", contact_key(id)}, {"before", was}, {"after", is}}},
        {.by = "baton", .cause = "late event or correction"});
}

void Live::set_timer(ledger::Slot slot, Instant now) {
    if (contact(slot).frozen) {
        return;
    }
    const ledger::Contact& who = timeline_.contacts()[slot];
    // Nobody has a journey before being created, nor when the creation was taken back.
    Instant due = who.created() ? contact(slot).state.next_due : Instant::latest();
    const Instant known = contact(slot).next_clock;
    due = std::min(due, known > now ? known : next_clock(slot, now));
    // What was due by now has just been evaluated: a timer in the past would fire for ever.
    if (due > now && due != contact(slot).timer && due != Instant::latest()) {
        contact(slot).timer = due;
        timers_.push({.due = due, .contact = slot});
    }
}

Instant Live::next_due() const {
    if (paused()) {
        return Instant::latest();
    }
    const Instant timer = timers_.empty() ? Instant::latest() : timers_.top().due;
    const bool at_once =
        !pending_.empty() || owners_wanted_ || (release_wanted_ && !waiting_.empty());
    return std::min(
        {timer, release_at_, owners_at_, at_once ? evaluated_until_ : Instant::latest()});
}

Instant Live::fire(Desk& desk, Instant now) {
    settle(desk, now);
    now = fire_timers(desk, reached(now));
    if (!paused() && (owners_wanted_ || now >= owners_at_)) {
        check_owners(desk, now);
        settle(desk, now);
        now = fire_timers(desk, reached(now));
    }
    if (release(desk, now)) {
        settle(desk, now);
        now = fire_timers(desk, reached(now));
    }
    evaluated_until_ = now;
    return now;
}

Instant Live::fire_timers(Desk& desk, Instant now) {
    while (!paused() && !timers_.empty() && timers_.top().due <= now) {
        const auto [due, slot] = timers_.top();
        timers_.pop();
        if (contact(slot).timer != due) {
            continue;
        }
        contact(slot).timer = Instant::latest();
        reread(desk, slot, {.from = Instant::latest()}, now);
        settle(desk, now);
        now = reached(now);
    }
    return now;
}

}  // namespace baton::engine
