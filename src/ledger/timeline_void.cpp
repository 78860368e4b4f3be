#include <algorithm>
#include <bitset>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <optional>
#include <ranges>
#include <unordered_set>
#include <utility>
#include <variant>
#include <vector>

#include "base/id.hpp"
#include "ledger/event.hpp"
#include "ledger/order_index.hpp"
#include "ledger/subject.hpp"
#include "ledger/timeline.hpp"
#include "ledger/timeline_records.hpp"

// Voids (rule 2) take events out of everything that was derived from them; a void of a void puts
// them back. Positions lead to orders, and every entry knows its order.
namespace baton::ledger {

namespace {

using Turn = VoidTurn;

// Says whether anything in there is taken out or put back now.
template <typename Entries>
bool mark_all(Entries& entries, const Turn& turn) {
    bool any = false;
    for (auto& entry : entries) {
        if (!turn.concerns(entry.order)) continue;
        entry.voided = turn.voided.contains(entry.order);
        any = true;
    }
    return any;
}

bool mark(Tracks& tracks, const Turn& turn) {
    bool any = false;
    for (auto& track : tracks.all())
        any = mark_all(track.changes, turn) || any;
    return any;
}

bool mark(Belongings& own, const Turn& turn) {
    bool any = mark_all(own.deletions, turn);
    any = mark(own.properties, turn) || any;
    any = mark_all(own.companies, turn) || any;
    any = mark_all(own.handoffs, turn) || any;
    return mark_all(own.placements, turn) || any;
}

// Who is merged into whom, by slot.
using Mergers = std::vector<std::pair<Slot, Slot>>;

Mergers mergers(const std::vector<Contact>& contacts) {
    Mergers all;
    for (Slot slot = 0; slot < contacts.size(); ++slot) {
        const auto& merged = contacts[slot].merged;
        if (merged) all.emplace_back(slot, merged->into);
    }
    return all;
}

// A void of one merge can lead others elsewhere.
void add_differences(const Mergers& before, const Mergers& after, std::vector<Slot>& changed) {
    Mergers different;
    std::ranges::set_symmetric_difference(before, after, std::back_inserter(different));
    for (const auto& [from, into] : different) {
        changed.push_back(from);
        changed.push_back(into);
    }
}

void in_order_once(std::vector<Slot>& slots) {
    std::ranges::sort(slots);
    const auto repeats = std::ranges::unique(slots);
    slots.erase(repeats.begin(), repeats.end());
}

}  // namespace

void Timeline::remember_position(const Event& event) {
    const auto [bucket, sub, seq] = event.position;
    strange_positions_ |= subject_of(event.what).bucket() != bucket;
    const OrderIndex::Entry entry{.order = event.order,
                                  .lines = lines_of(event.what),
                                  .created = std::holds_alternative<ContactCreated>(event.what)};
    const bool there = bucket >= 0 && bucket < bucket_count;
    if (there && orders_[static_cast<std::size_t>(bucket)].add(seq, entry)) return;
    far_orders_[{bucket, seq}] = entry;
}

std::optional<OrderIndex::Entry> Timeline::entry_at(const Position& position) const {
    const auto far = far_orders_.find({position.bucket, position.seq});
    if (far != far_orders_.end()) return far->second;
    if (position.bucket < 0 || position.bucket >= bucket_count) return std::nullopt;
    return orders_[static_cast<std::size_t>(position.bucket)].find(position.seq);
}

std::optional<std::uint64_t> Timeline::order_of(Position position) const {
    const auto found = entry_at(position);
    if (!found) return std::nullopt;
    const auto sub = static_cast<std::uint64_t>(std::max(0, position.sub));
    return found->order + (found->created || sub == 0 ? sub : sub - 1);
}

std::optional<Position> Timeline::position_of(std::uint64_t order) const {
    for (std::size_t bucket = 0; bucket < orders_.size(); ++bucket) {
        const auto found = orders_[bucket].last_begun(order);
        if (found && order < found->entry.order + found->entry.lines) {
            return Position{
                .bucket = static_cast<std::int32_t>(bucket), .sub = 0, .seq = found->seq};
        }
    }
    for (const auto& [place, entry] : far_orders_) {
        if (order >= entry.order && order < entry.order + entry.lines) {
            return Position{.bucket = place.first, .sub = 0, .seq = place.second};
        }
    }
    return std::nullopt;
}

// Sub 0 names the whole entry with all its lines.
void Timeline::add_lines(const Position& position, Orders& orders) const {
    const auto found = entry_at(position);
    if (!found) return;
    if (position.sub > 0) {
        orders.insert(*order_of(position));
        return;
    }
    for (std::uint64_t line = 0; line < found->lines; ++line)
        orders.insert(found->order + line);
}

// Later voids decide whether earlier ones stand.
Timeline::Orders Timeline::orders_voided() const {
    Orders orders;
    for (const auto& fact : std::views::reverse(voids_)) {
        if (orders.contains(fact.order)) continue;
        for (const auto& position : fact.positions) {
            const auto named = order_of(position);
            if (named && *named < fact.order) add_lines(position, orders);
        }
    }
    return orders;
}

// The buckets of what a void names, and of what a void that it names had taken out. Positions are
// resolved only where each entry stands in its subject's bucket.
void Timeline::add_buckets(const VoidFact& fact, std::bitset<bucket_count>& buckets) const {
    for (const auto& position : fact.positions) {
        if (position.bucket < 0 || position.bucket >= bucket_count) continue;
        buckets.set(static_cast<std::size_t>(position.bucket));
        const auto named = order_of(position).value_or(fact.order);
        const auto earlier = std::ranges::lower_bound(voids_, named, {}, &VoidFact::order);
        const bool is_void = earlier != voids_.end() && earlier->order == named;
        if (is_void && named < fact.order) add_buckets(*earlier, buckets);
    }
}

void Timeline::settle_voids() {
    Turn turn{.voided = orders_voided(), .orders = {}, .buckets = {}};
    std::ranges::copy_if(turn.voided,
                         std::inserter(turn.orders, turn.orders.end()),
                         [&](std::uint64_t order) { return !voided_.contains(order); });
    std::ranges::copy_if(voided_,
                         std::inserter(turn.orders, turn.orders.end()),
                         [&](std::uint64_t order) { return !turn.voided.contains(order); });
    reach_ = {};
    if (turn.orders.empty()) return;
    if (strange_positions_) {
        turn.buckets.set();
    } else {
        add_buckets(voids_.back(), turn.buckets);
    }
    turn.settle_range();
    voided_ = turn.voided;
    restore_touches(turn);
    remove_touches(turn);
    mark_records(turn);
    std::vector<Slot> changed = mark_contacts(turn);
    if (mark_merges(turn, changed)) {
        const auto before = mergers(contacts_);
        settle_merges();
        add_differences(before, mergers(contacts_), changed);
    }
    in_order_once(changed);
    for (const auto slot : changed) {
        note_created(slot);
        reassemble(slot);
    }
    reach(changed);
}

std::vector<Slot> Timeline::mark_contacts(const Turn& turn) {
    std::vector<Slot> changed = std::exchange(reach_.contacts, {});
    for (Slot slot = 0; slot < contacts_.size(); ++slot) {
        auto& contact = contacts_[slot];
        if (!turn.in_bucket(contact.id.value)) continue;
        const bool created = mark_all(contact.creations, turn);
        if (mark(contact.own, turn) || created) changed.push_back(slot);
    }
    for (auto& visitor : visitors_) {
        if (!mark_all(visitor.links, turn)) continue;
        for (const auto& link : visitor.links)
            changed.push_back(link.into);
    }
    return changed;
}

bool Timeline::mark_merges(const Turn& turn, std::vector<Slot>& changed) {
    bool any = false;
    for (Slot slot = 0; slot < contacts_.size(); ++slot) {
        auto& contact = contacts_[slot];
        if (!mark_all(contact.merges, turn)) continue;
        any = true;
        changed.push_back(slot);
        for (const auto& merge : contact.merges)
            changed.push_back(merge.into);
    }
    return any;
}

void Timeline::mark_records(const Turn& turn) {
    for (Slot slot = 0; slot < companies_.size(); ++slot) {
        auto& company = companies_[slot];
        if (mark(company.properties, turn)) reach_.companies.push_back(slot);
    }
    for (Slot slot = 0; slot < deals_.size(); ++slot) {
        auto& deal = deals_[slot];
        bool any = mark(deal.properties, turn);
        any = mark_all(deal.statuses, turn) || any;
        any = mark_all(deal.contacts, turn) || any;
        if (mark_all(deal.deletions, turn) || any) {
            reach_.deals.push_back(slot);
            note_deal(slot);
        }
    }
    for (Slot slot = 0; slot < records_.size(); ++slot) {
        if (mark(records_[slot].properties, turn)) reach_.records.push_back(slot);
    }
    reach_.rates = mark_all(rates_, turn);
}

void Timeline::restore_touches(const Turn& turn) {
    std::vector<VoidedTouch> still_voided;
    for (const auto& gone : voided_touches_) {
        if (!turn.concerns(gone.touch.order)) {
            still_voided.push_back(gone);
            continue;
        }
        note_restored(gone.of_visitor, gone.source);
        auto& touches =
            gone.of_visitor ? visitors_[gone.source].touches : contacts_[gone.source].own.touches;
        touches.insert(gone.touch);
    }
    voided_touches_ = std::move(still_voided);
}

// Restored ones are in `turn` too, but no longer among the voided.
void Timeline::remove_touches(const Turn& turn) {
    const auto is_gone = [&](const Touch& touch) {
        return turn.concerns(touch.order) && turn.voided.contains(touch.order);
    };
    const auto remove = [&](Touches& touches, bool of_visitor, Slot source) {
        const auto before = voided_touches_.size();
        for (const auto& touch : touches) {
            if (!is_gone(touch)) continue;
            voided_touches_.push_back({.of_visitor = of_visitor, .source = source, .touch = touch});
        }
        if (voided_touches_.size() == before) return;
        touches.erase_if(is_gone);
        note_restored(of_visitor, source);
    };
    for (Slot slot = 0; slot < contacts_.size(); ++slot) {
        if (turn.in_bucket(contacts_[slot].id.value)) {
            remove(contacts_[slot].own.touches, false, slot);
        }
    }
    for (Slot slot = 0; slot < visitors_.size(); ++slot) {
        if (turn.in_bucket(visitors_[slot].id.value)) {
            remove(visitors_[slot].touches, true, slot);
        }
    }
}

void Timeline::note_restored(bool of_visitor, Slot source) {
    if (!of_visitor) {
        reach_.contacts.push_back(source);
        return;
    }
    for (const auto& link : visitors_[source].links)
        reach_.contacts.push_back(link.into);
}

// With the contacts, all that they were merged into; with companies and deals, whoever has or had
// them.
void Timeline::reach(const std::vector<Slot>& changed) {
    const auto add_owners = [this](Slot contact, std::vector<Slot>& slots) {
        for (auto slot = contact; slot != no_slot;) {
            slots.push_back(slot);
            const auto& merged = contacts_[slot].merged;
            slot = merged ? merged->into : no_slot;
        }
    };
    for (const auto slot : changed)
        add_owners(slot, reach_.contacts);
    for (const auto company : reach_.companies) {
        for (const auto contact : companies_[company].contacts)
            add_owners(contact, reach_.readers);
    }
    for (const auto deal : reach_.deals) {
        for (const auto& change : deals_[deal].contacts) {
            for (const auto contact : change.contacts)
                add_owners(contact, reach_.readers);
        }
    }
    in_order_once(reach_.contacts);
    reach_.readers.insert(reach_.readers.end(), reach_.contacts.begin(), reach_.contacts.end());
    in_order_once(reach_.readers);
}

}  // namespace baton::ledger
