#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <memory>
#include <utility>
#include <vector>

#include "base/instant.hpp"
#include "ledger/timeline.hpp"
#include "ledger/timeline_records.hpp"
#include "ledger/touches.hpp"

// Who is who (rule 15): visitors' touches and what merged contacts bring.
namespace baton::ledger {

namespace {

bool before(Instant at, std::uint64_t order, const MergedInto& merge) {
    return at != merge.at ? at < merge.at : order < merge.order;
}

// A touch, and from when on it counts as the contact's.
struct Seen {
    Touch touch;
    Instant from;
};

void insert_pair(Belongings& all, const Touch& touch, Instant visible_from) {
    const bool delayed = visible_from != touch.at;
    if (delayed && all.visible_from.empty()) {
        all.visible_from.reserve(all.touches.size() + 1);
        for (const auto& each : all.touches)
            all.visible_from.push_back(each.at);
    }
    const auto index = all.touches.insert(touch);
    if (!all.visible_from.empty() || delayed) {
        const auto place = all.visible_from.begin() + static_cast<std::ptrdiff_t>(index);
        all.visible_from.insert(place, visible_from);
    }
}

void take_touches(std::vector<Seen> seen, Belongings& all) {
    std::ranges::sort(seen, [](const Seen& left, const Seen& right) {
        return left.touch.at != right.touch.at ? left.touch.at < right.touch.at
                                               : left.touch.order < right.touch.order;
    });
    std::vector<Touch> touches;
    touches.reserve(seen.size());
    for (const auto& each : seen)
        touches.push_back(each.touch);
    all.touches = Touches(touches);
    all.visible_from.clear();
    const bool delayed =
        std::ranges::any_of(seen, [](const Seen& each) { return each.from != each.touch.at; });
    if (!delayed) return;
    all.visible_from.reserve(seen.size());
    for (const auto& each : seen)
        all.visible_from.push_back(each.from);
}

// The link that a touch of `at` falls under: the last at or before it, else the first of all.
const Joining* link_for(const Visitor& visitor, Instant at) {
    const auto* link = last_at(visitor.links, at);
    return link != nullptr ? link : first_of(visitor.links);
}

bool known(const Change& change) {
    return change.value != 0;
}

bool known(const CompanyChange& change) {
    return change.company != no_slot;
}

// Changes after the merge are the survivor's own; what it did not know at the merge is filled in.
template <typename Changes>
void take_changes(const Changes& theirs, const MergedInto& merge, Changes& ours) {
    const auto is_before = [&](const auto& change) {
        return before(change.at, change.order, merge);
    };
    const auto stands = [](const auto& change) { return !change.voided; };
    const auto stands_before = [&](const auto& change) {
        return stands(change) && is_before(change);
    };
    const auto place = std::find_if_not(ours.begin(), ours.end(), is_before);
    const auto last = std::find_if(std::make_reverse_iterator(place), ours.rend(), stands);
    const auto filled = std::find_if(theirs.rbegin(), theirs.rend(), stands_before);
    if (filled != theirs.rend() && (last == ours.rend() || !known(*last))) {
        auto fill = *filled;
        fill.at = merge.at;
        ours.insert(place, fill);
    }
    for (const auto& change : theirs) {
        if (!is_before(change)) insert_in_order(ours, change);
    }
}

}  // namespace

Instant Timeline::joined_at(Instant at) const {
    return identity_ == Identity::now ? Instant::earliest() : at;
}

void Timeline::touch_visitor(Slot visitor, const Touch& touch) {
    visitors_[visitor].touches.insert(touch);
    const auto* link = link_for(visitors_[visitor], touch.at);
    if (link == nullptr) return;
    insert_visible(link->into, touch, std::max(touch.at, joined_at(link->at)));
}

void Timeline::insert_visible(Slot contact, const Touch& touch, Instant visible_from) {
    for (auto slot = contact; slot != no_slot;) {
        auto& holder = contacts_[slot];
        if (!holder.assembled) {
            reassemble(slot);
            return;
        }
        insert_pair(*holder.assembled, touch, visible_from);
        note_touched(slot);
        if (!holder.merged) return;
        visible_from = std::max(visible_from, joined_at(holder.merged->at));
        slot = holder.merged->into;
    }
}

void Timeline::reassemble(Slot contact) {
    for (auto slot = contact;;) {
        assemble(slot);
        if (!contacts_[slot].merged) return;
        slot = contacts_[slot].merged->into;
    }
}

void Timeline::assemble(Slot slot) {
    auto& contact = contacts_[slot];
    note_touched(slot);
    if (contact.sources.empty() && contact.visitors.empty()) {
        contact.assembled.reset();
        return;
    }
    auto all = std::make_unique<Belongings>(contact.own);
    std::vector<Seen> seen;
    for (const auto& touch : contact.own.touches)
        seen.push_back({.touch = touch, .from = touch.at});
    for (const auto visitor : contact.visitors) {
        each_touch_of(visitors_[visitor], slot, [&](const Touch& touch, Instant from) {
            seen.push_back({.touch = touch, .from = from});
        });
    }
    for (const auto source : contact.sources) {
        each_touch_of(contacts_[source], [&](const Touch& touch, Instant from) {
            seen.push_back({.touch = touch, .from = from});
        });
        take_source(contacts_[source], *all);
    }
    take_touches(std::move(seen), *all);
    contact.assembled = std::move(all);
}

// Calls visit(touch, from) with what a visitor brings to the contact.
template <typename Visit>
void Timeline::each_touch_of(const Visitor& visitor, Slot contact, Visit visit) const {
    for (const auto& touch : visitor.touches) {
        const auto* link = link_for(visitor, touch.at);
        if (link == nullptr || link->into != contact) continue;
        visit(touch, std::max(touch.at, joined_at(link->at)));
    }
}

// The same of a contact that was merged.
template <typename Visit>
void Timeline::each_touch_of(const Contact& source, Visit visit) const {
    const auto& theirs = source.all();
    const auto joined = joined_at(source.merged->at);
    std::size_t index = 0;
    for (const auto& touch : theirs.touches) {
        const auto from = theirs.visible_from.empty() ? touch.at : theirs.visible_from[index];
        visit(touch, std::max(from, joined));
        ++index;
    }
}

void Timeline::take_source(const Contact& source, Belongings& all) const {
    const auto& theirs = source.all();
    const auto joined = joined_at(source.merged->at);
    for (auto fact : theirs.handoffs) {
        fact.visible_from = std::max(fact.visible_from, joined);
        insert_in_order(all.handoffs, fact);
    }
    for (const auto& placement : theirs.placements) {
        if (placement.at >= joined) insert_in_order(all.placements, placement);
    }
    for (const auto& deletion : theirs.deletions) {
        if (deletion.at >= joined) insert_in_order(all.deletions, deletion);
    }
    take_properties(source, all);
}

void Timeline::take_properties(const Contact& source, Belongings& all) const {
    auto merge = *source.merged;
    if (identity_ == Identity::now) merge = {.at = Instant::earliest(), .order = 0, .into = 0};
    for (const auto& track : source.all().properties.all()) {
        take_changes(track.changes, merge, all.properties.of(track.name));
    }
    take_changes(source.all().companies, merge, all.companies);
}

void Timeline::apply_merge(Slot from, const Joining& merge) {
    auto& contact = contacts_[from];
    if (merge.voided || contact.merged) return;
    const auto into = final_owner(merge.into);
    if (into == from) return;
    contact.merged = MergedInto{.at = merge.at, .order = merge.order, .into = into};
    contacts_[into].sources.push_back(from);
    note(from, Brief::was_merged);
    note(into, Brief::gathered);
    gathered_any_ = true;
    reassemble(into);
}

void Timeline::settle_merges() {
    struct Ordered {
        Slot from;
        Joining merge;
    };

    std::vector<Ordered> merges;
    std::vector<Slot> survivors;
    for (Slot slot = 0; slot < contacts_.size(); ++slot) {
        for (const auto& merge : contacts_[slot].merges) {
            merges.push_back({.from = slot, .merge = merge});
        }
        if (contacts_[slot].merged) survivors.push_back(contacts_[slot].merged->into);
        contacts_[slot].merged.reset();
        contacts_[slot].sources.clear();
    }
    for (const auto survivor : survivors)
        assemble(survivor);
    std::sort(merges.begin(), merges.end(), [](const Ordered& left, const Ordered& right) {
        return left.merge.at != right.merge.at ? left.merge.at < right.merge.at
                                               : left.merge.order < right.merge.order;
    });
    for (const auto& [from, merge] : merges)
        apply_merge(from, merge);
}

Slot Timeline::final_owner(Slot contact) const {
    while (contacts_[contact].merged)
        contact = contacts_[contact].merged->into;
    return contact;
}

Slot Timeline::owner_of(Slot contact, Instant at) const {
    while (contacts_[contact].merged && joined_at(contacts_[contact].merged->at) <= at) {
        contact = contacts_[contact].merged->into;
    }
    return contact;
}

Slot Timeline::contact_of(const Visitor& visitor, Instant at, Instant known) const {
    const auto* link = link_for(visitor, at);
    if (link == nullptr || joined_at(link->at) > known) return no_slot;
    return owner_of(link->into, known);
}

}  // namespace baton::ledger
