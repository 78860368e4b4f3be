#include "ledger/timeline.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "base/few.hpp"
#include "base/id.hpp"
#include "base/instant.hpp"
#include "base/value.hpp"
#include "ledger/declared_types.hpp"
#include "ledger/event.hpp"
#include "ledger/facts.hpp"
#include "ledger/slot_table.hpp"
#include "ledger/timeline_dictionary.hpp"
#include "ledger/timeline_records.hpp"
#include "ledger/touches.hpp"

namespace baton::ledger {

namespace {

std::optional<ValueType> type_of(const Value& value) {
    switch (value.index()) {
        case 1: return ValueType::boolean;
        case 2: return ValueType::number;
        case 3: return ValueType::text;
        case 4: return ValueType::date;
        case 5: return ValueType::instant;
        case 6: return ValueType::money;
        case 7: return ValueType::multi;
        default: return std::nullopt;
    }
}

// The slot of an id; a new one is entered at the end of `records`.
template <typename Tag, typename Item>
Slot slot_in(SlotTable<Tag>& slots, std::vector<Item>& records, Id<Tag> id) {
    const auto found = slots.find(id, records);
    if (found != no_slot) return found;
    const auto slot = static_cast<Slot>(records.size());
    records.emplace_back();
    records.back().id = id;
    slots.add(slot, records);
    return slot;
}

bool any_voided(const auto& entries) {
    return std::ranges::any_of(entries, [](const auto& entry) { return entry.voided; });
}

DealBrief brief_of(const Deal& deal) {
    DealBrief brief;
    for (const auto& change : deal.statuses) {
        brief.changed = change.at;
        brief.created = std::min(brief.created, change.at);
        if (change.status == brief.status) continue;
        brief.status = change.status;
        brief.ended_at = change.status == DealStatus::open ? Instant::latest() : change.at;
    }
    const bool one_contact = deal.contacts.size() == 1 && deal.contacts[0].contacts.size() == 1;
    if (!one_contact) return brief;
    brief.contact = deal.contacts[0].contacts[0];
    brief.changed = std::max(brief.changed, deal.contacts[0].at);
    brief.plain = !deal.statuses.empty() && deal.deletions.empty() && !any_voided(deal.statuses) &&
                  !any_voided(deal.contacts);
    return brief;
}

Mark mark_of(const Event& event) {
    return {.at = event.at, .order = static_cast<std::uint32_t>(event.order), .voided = false};
}

void add_once(Few<Slot>& slots, Slot slot) {
    if (std::find(slots.begin(), slots.end(), slot) == slots.end()) slots.push_back(slot);
}

}  // namespace

Changes& Tracks::of(Code name) {
    for (auto& track : tracks_) {
        if (track.name == name) return track.changes;
    }
    tracks_.push_back({.changes = {}, .name = name});
    return tracks_.back().changes;
}

const Changes* Tracks::find(Code name) const {
    for (const auto& track : tracks_) {
        if (track.name == name) return &track.changes;
    }
    return nullptr;
}

Timeline::Timeline(Identity identity, DeclaredTypes types)
    : identity_(identity), types_(std::move(types)) {}

void Timeline::add(const Event& event) {
    const auto last_order = event.order + lines_of(event.what) - 1;
    if (last_order > order_max) throw std::length_error("a timeline holds at most 2^32 - 1 lines");
    remember_position(event);
    last_order_ = std::max(last_order_, last_order);
    last_at_ = std::max(last_at_, event.at);
    std::visit([&](const auto& what) { apply(event, what); }, event.what);
}

Slot Timeline::contact_slot(ContactId id) {
    const auto slot = slot_in(contact_slots_, contacts_, id);
    briefs_.resize(contacts_.size());
    return slot;
}

Slot Timeline::company_slot(CompanyId id) {
    return slot_in(company_slots_, companies_, id);
}

Slot Timeline::deal_slot(DealId id) {
    const auto slot = slot_in(deal_slots_, deals_, id);
    deal_briefs_.resize(deals_.size());
    return slot;
}

Slot Timeline::visitor_slot(VisitorId id) {
    return slot_in(visitor_slots_, visitors_, id);
}

void Timeline::change(Tracks& tracks,
                      const Event& event,
                      const Properties& properties,
                      std::uint64_t first_order,
                      DeclaredTypes::Types* types) {
    // A deal's change is one line of the ledger's text however many properties it sets.
    const std::uint64_t step = std::holds_alternative<DealChanged>(event.what) ? 0 : 1;
    auto order = first_order - step;
    const auto by = dictionary_.add_name(event.by);
    if (tracks.all().empty()) tracks.all().reserve(properties.size());
    for (const auto& [name, value] : properties) {
        order += step;
        insert_in_order(tracks.of(dictionary_.add_name(name)),
                        Change{.at = event.at,
                               .order = static_cast<std::uint32_t>(order),
                               .value = dictionary_.add_value(value),
                               .by = by,
                               .voided = false});
        const auto type = type_of(value);
        if (types != nullptr && type && !types->contains(name)) types->emplace(name, *type);
    }
}

void Timeline::note_created(Slot contact) {
    briefs_[contact].created = contacts_[contact].created().value_or(Instant::latest());
}

// Whoever ever had a deal that is not plain is noted, and stays so.
void Timeline::note_deal(Slot slot) {
    const auto& deal = deals_[slot];
    const auto brief = brief_of(deal);
    deal_briefs_[slot] = brief;
    if (brief.plain) return;
    for (const auto& change : deal.contacts) {
        for (const auto contact : change.contacts)
            note(contact, Brief::had_intricate_deals);
    }
}

namespace {

// Puts the blocks of touches one behind the other.
class Packing {
public:
    explicit Packing(std::vector<Timeline::Chunk>& chunks) : chunks_(chunks) {}

    void pack(Touches& touches) {
        constexpr std::size_t alignment = 8;
        touches.pack();
        const auto bytes = (touches.block_bytes() + alignment - 1) / alignment * alignment;
        if (bytes == 0) return;
        if (bytes > room_) {
            room_ = std::max(bytes, chunk_bytes);
            chunks_.emplace_back(new std::byte[room_]);  // NOLINT(*-avoid-c-arrays)
            next_ = chunks_.back().get();
        }
        touches.lie_at(next_);
        next_ += bytes;
        room_ -= bytes;
    }

private:
    static constexpr std::size_t chunk_bytes = std::size_t{1} << 20U;

    std::vector<Timeline::Chunk>& chunks_;
    std::byte* next_ = nullptr;
    std::size_t room_ = 0;
};

}  // namespace

void Timeline::pack() {
    std::vector<Chunk> chunks;
    Packing packing(chunks);
    for (auto& contact : contacts_) {
        packing.pack(contact.own.touches);
        if (contact.assembled) packing.pack(contact.assembled->touches);
    }
    for (auto& visitor : visitors_)
        packing.pack(visitor.touches);
    chunks_ = std::move(chunks);
    for (auto& orders : orders_)
        orders.pack();
}

void Timeline::note_touched(Slot contact) {
    briefs_[contact].touched_by = static_cast<std::uint32_t>(last_order_);
}

void Timeline::note_facts(PropertyFacts& facts, Slot slot, const Properties& properties) {
    for (const auto& [name, value] : properties)
        facts.add(dictionary_.add_name(name), slot, dictionary_.add_value(value));
}

void Timeline::apply(const Event& event, const ContactCreated& what) {
    const auto slot = contact_slot(what.contact);
    auto& contact = contacts_[slot];
    contact.external_id = what.external_id;
    insert_in_order(contact.creations, mark_of(event));
    note_created(slot);
    change(contact.own.properties, event, what.properties, event.order + 1, &types_.contact);
    note_facts(contact_facts_, slot, what.properties);
    reassemble(slot);
}

void Timeline::apply(const Event& event, const ContactChanged& what) {
    const auto slot = contact_slot(what.contact);
    change(contacts_[slot].own.properties, event, what.properties, event.order, &types_.contact);
    note_facts(contact_facts_, slot, what.properties);
    reassemble(slot);
}

void Timeline::apply(const Event& event, const CompanyChanged& what) {
    const auto slot = company_slot(what.company);
    auto& company = companies_[slot];
    if (!what.external_id.empty()) company.external_id = what.external_id;
    change(company.properties, event, what.properties, event.order, &types_.company);
    note_facts(company_facts_, slot, what.properties);
}

void Timeline::apply(const Event& event, const RecordChanged& what) {
    const RecordKey key{.record = dictionary_.add_name(what.record), .key = what.key};
    const auto [entry, is_new] = record_slots_.emplace(key, static_cast<Slot>(records_.size()));
    if (is_new) {
        records_.push_back(
            {.record = key.record, .key = what.key, .first_order = event.order, .properties = {}});
    }
    change(records_[entry->second].properties, event, what.properties, event.order, nullptr);
}

void Timeline::apply(const Event& event, const CompanySet& what) {
    const auto slot = contact_slot(what.contact);
    const auto company = what.company ? company_slot(what.company) : no_slot;
    auto& changes = contacts_[slot].own.companies;
    const bool had_it = std::ranges::any_of(
        changes, [&](const CompanyChange& earlier) { return earlier.company == company; });
    insert_in_order(
        changes,
        CompanyChange{.at = event.at, .order = event.order, .company = company, .voided = false});
    if (company != no_slot && !had_it) companies_[company].contacts.push_back(slot);
    if (company != no_slot) primary_companies_.add(slot, company + 1);
    reassemble(slot);
}

void Timeline::apply(const Event& event, const Touched& what) {
    const Touch touch{.at = event.at,
                      .shape = dictionary_.add_shape(what),
                      .order = static_cast<std::uint32_t>(event.order)};
    ++touch_count_;
    if (what.visitor) {
        touch_visitor(visitor_slot(what.visitor), touch);
        return;
    }
    const auto slot = contact_slot(what.contact);
    contacts_[slot].own.touches.insert(touch);
    note_touched(slot);
    if (contacts_[slot].assembled) {
        insert_visible(slot, touch, touch.at);
    } else if (contacts_[slot].merged) {
        reassemble(slot);
    }
}

void Timeline::apply(const Event& event, const Linked& what) {
    const auto visitor = visitor_slot(what.visitor);
    const auto contact = contact_slot(what.contact);
    insert_in_order(
        visitors_[visitor].links,
        Joining{.at = event.at, .order = event.order, .into = contact, .voided = false});
    add_once(contacts_[contact].visitors, visitor);
    for (const auto& link : OneOrFew<Joining>(visitors_[visitor].links))
        reassemble(link.into);
}

void Timeline::apply(const Event& event, const Merged& what) {
    const auto from = contact_slot(what.from);
    const Joining merge{
        .at = event.at, .order = event.order, .into = contact_slot(what.into), .voided = false};
    insert_in_order(contacts_[from].merges, merge);
    if (event.at > last_merge_) {
        last_merge_ = event.at;
        apply_merge(from, merge);
    } else {
        settle_merges();
    }
}

void Timeline::apply(const Event& event, const HandoffMoved& what) {
    const auto slot = contact_slot(what.contact);
    note(slot, Brief::had_handoffs);
    insert_in_order(contacts_[slot].own.handoffs,
                    HandoffFact{.at = event.at,
                                .visible_from = event.at,
                                .order = static_cast<std::uint32_t>(event.order),
                                .reason = dictionary_.add_name(what.reason),
                                .owner = dictionary_.add_name(what.owner),
                                .by = dictionary_.add_name(event.by),
                                .step = what.step,
                                .voided = false});
    reassemble(slot);
}

void Timeline::apply(const Event& event, const DealChanged& what) {
    const auto slot = deal_slot(what.deal);
    if (!what.external_id.empty()) deals_[slot].external_id = what.external_id;
    change(deals_[slot].properties, event, what.properties, event.order, &types_.deal);
    if (what.status_given) {
        insert_in_order(deals_[slot].statuses,
                        StatusChange{.at = event.at,
                                     .order = event.order,
                                     .status = what.status,
                                     .by = dictionary_.add_name(event.by),
                                     .voided = false});
    }
    if (what.deleted) {
        insert_in_order(deals_[slot].deletions, mark_of(event));
    }
    if (what.contacts_given) give_deal(slot, event, what);
    note_deal(slot);
}

void Timeline::give_deal(Slot slot, const Event& event, const DealChanged& what) {
    ContactsChange change{.at = event.at, .order = event.order, .contacts = {}, .voided = false};
    for (const auto id : what.contacts) {
        change.contacts.push_back(contact_slot(id));
        add_once(contacts_[change.contacts.back()].deals, slot);
        note(change.contacts.back(), Brief::had_deals);
    }
    insert_in_order(deals_[slot].contacts, std::move(change));
}

void Timeline::apply(const Event& event, const Placed& what) {
    const auto slot = contact_slot(what.contact);
    note(slot, Brief::had_placements);
    insert_in_order(contacts_[slot].own.placements,
                    Placement{.at = event.at,
                              .order = event.order,
                              .stage = dictionary_.add_name(what.stage),
                              .why = dictionary_.add_name(what.why),
                              .by = dictionary_.add_name(event.by),
                              .voided = false});
    reassemble(slot);
}

void Timeline::apply(const Event& event, const RateSet& what) {
    insert_in_order(rates_,
                    Rate{.at = event.at,
                         .order = event.order,
                         .from = what.from,
                         .to = what.to,
                         .rate = what.rate,
                         .voided = false});
}

void Timeline::apply(const Event& event, const Deleted& what) {
    const auto slot = contact_slot(what.contact);
    insert_in_order(contacts_[slot].own.deletions, mark_of(event));
    reassemble(slot);
}

void Timeline::apply(const Event& event, const Voided& what) {
    voids_.push_back(
        {.order = event.order, .position = event.position, .positions = what.positions});
    settle_voids();
}

}  // namespace baton::ledger
