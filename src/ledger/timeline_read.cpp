#include <algorithm>
#include <iterator>
#include <optional>
#include <ranges>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/id.hpp"
#include "base/instant.hpp"
#include "base/text.hpp"
#include "base/value.hpp"
#include "ledger/event.hpp"
#include "ledger/slot_table.hpp"
#include "ledger/timeline.hpp"
#include "ledger/timeline_dictionary.hpp"
#include "ledger/timeline_records.hpp"

namespace baton::ledger {

namespace {

template <typename Tag, typename Item>
const Item* find_in(const SlotTable<Tag>& slots, const std::vector<Item>& records, Id<Tag> id) {
    const auto found = slots.find(id, records);
    return found == no_slot ? nullptr : &records[found];
}

}  // namespace

const Contact* Timeline::find(ContactId id) const {
    return find_in(contact_slots_, contacts_, id);
}

const Company* Timeline::find(CompanyId id) const {
    return find_in(company_slots_, companies_, id);
}

const Deal* Timeline::find(DealId id) const {
    return find_in(deal_slots_, deals_, id);
}

const Visitor* Timeline::find(VisitorId id) const {
    return find_in(visitor_slots_, visitors_, id);
}

const Record* Timeline::find_record(std::string_view record, std::string_view key) const {
    const auto found =
        record_slots_.find({.record = dictionary_.find_name(record), .key = std::string(key)});
    return found == record_slots_.end() ? nullptr : &records_[found->second];
}

std::vector<const Record*> Timeline::records_of(std::string_view record) const {
    const auto name = dictionary_.find_name(record);
    std::vector<const Record*> found;
    for (auto at = record_slots_.lower_bound({.record = name, .key = {}});
         at != record_slots_.end() && at->first.record == name;
         ++at) {
        found.push_back(&records_[at->second]);
    }
    std::ranges::sort(found);  // they lie in one array, in order of first mention
    return found;
}

Slot Timeline::slot_of(const Contact& contact) const {
    return static_cast<Slot>(&contact - contacts_.data());
}

const Change* Timeline::property(const Contact& contact, Code name, Instant at) const {
    return property(contact.all().properties, name, at);
}

const Change* Timeline::property(const Tracks& tracks, Code name, Instant at) {
    const auto* changes = tracks.find(name);
    return changes == nullptr ? nullptr : last_at(*changes, at);
}

Value Timeline::email_domain(const Value& email) {
    const auto* text = std::get_if<std::string>(&email);
    if (text == nullptr) return Unknown{};
    const auto place = text->rfind('@');
    if (place == std::string::npos) return Unknown{};
    const auto domain = text::trimmed(std::string_view(*text).substr(place + 1));
    return domain.empty() ? Value(Unknown{}) : Value(std::string(domain));
}

Value Timeline::value(const Contact& contact, std::string_view name, Instant at) const {
    if (name == "email_domain") return email_domain(value(contact, "email", at));
    return value(contact.all().properties, name, at);
}

Value Timeline::value(const Tracks& tracks, std::string_view name, Instant at) const {
    const auto* change = property(tracks, dictionary_.find_name(name), at);
    return change == nullptr ? Value(Unknown{}) : dictionary_.value(change->value);
}

const Company* Timeline::company_of(const Contact& contact, Instant at) const {
    const auto* change = last_at(contact.all().companies, at);
    if (change == nullptr || change->company == no_slot) return nullptr;
    return &companies_[change->company];
}

const HandoffFact* Timeline::last_handoff(const Contact& contact,
                                          Instant at,
                                          bool with_reassigned) {
    const auto& facts = contact.all().handoffs;
    for (const auto& fact : std::views::reverse(facts)) {
        const bool visible = !fact.voided && fact.at <= at && fact.visible_from <= at;
        if (visible && (with_reassigned || fact.step != HandoffStep::reassigned)) return &fact;
    }
    return nullptr;
}

const HandoffFact* Timeline::last_return(const Contact& contact, Instant at) {
    const auto& facts = contact.all().handoffs;
    for (const auto& fact : std::views::reverse(facts)) {
        const bool visible = !fact.voided && fact.at <= at && fact.visible_from <= at;
        const bool returned =
            fact.step == HandoffStep::rejected || fact.step == HandoffStep::recycled;
        if (visible && returned) return &fact;
    }
    return nullptr;
}

std::vector<Slot> Timeline::deals_of(const Contact& contact) const {
    std::vector<Slot> deals(contact.deals.begin(), contact.deals.end());
    for (const auto source : contact.sources) {
        for (const auto deal : deals_of(contacts_[source])) {
            if (std::ranges::find(deals, deal) == deals.end()) deals.push_back(deal);
        }
    }
    return deals;
}

bool Timeline::exists(const Deal& deal, Instant at) {
    return last_at(deal.deletions, at) == nullptr;
}

bool Timeline::associated(const Deal& deal, const Contact& contact, Instant at) const {
    const auto* change = last_at(deal.contacts, at);
    if (change == nullptr || !exists(deal, at)) return false;
    const auto slot = slot_of(contact);
    return std::ranges::any_of(change->contacts,
                               [&](Slot named) { return owner_of(named, at) == slot; });
}

const StatusChange* Timeline::status(const Deal& deal, Instant at) {
    return last_at(deal.statuses, at);
}

std::vector<Slot> Timeline::contacts_of(const Company& company, Instant at) const {
    std::vector<Slot> found;
    for (const auto contact : company.contacts) {
        const auto owner = owner_of(contact, at);
        const bool is_primary = company_of(contacts_[owner], at) == &company;
        if (is_primary && std::ranges::find(found, owner) == found.end()) found.push_back(owner);
    }
    return found;
}

namespace {

// The contact, and what it was merged into.
void add_owners(const Timeline& timeline, Slot contact, std::vector<Slot>& slots) {
    for (auto slot = contact; slot != no_slot;) {
        slots.push_back(slot);
        const auto& merged = timeline.contacts()[slot].merged;
        slot = merged ? merged->into : no_slot;
    }
}

// The contacts that an event names.
struct Named {
    const Timeline& timeline;
    std::vector<Slot>& slots;

    void add(ContactId id) const {
        const auto* contact = timeline.find(id);
        if (contact != nullptr) add_owners(timeline, timeline.slot_of(*contact), slots);
    }

    void add(VisitorId id) const {
        const auto* visitor = timeline.find(id);
        if (visitor == nullptr) return;
        for (const auto& link : visitor->links)
            add_owners(timeline, link.into, slots);
    }

    void operator()(const CompanyChanged& what) const {
        const auto* company = timeline.find(what.company);
        if (company == nullptr) return;
        for (const auto contact : company->contacts)
            add_owners(timeline, contact, slots);
    }

    void operator()(const DealChanged& what) const {
        const auto* deal = timeline.find(what.deal);
        if (deal == nullptr) return;
        for (const auto& change : deal->contacts) {
            for (const auto contact : change.contacts)
                add_owners(timeline, contact, slots);
        }
    }

    void operator()(const Touched& what) const {
        what.visitor ? add(what.visitor) : add(what.contact);
    }

    void operator()(const Linked& what) const { add(what.visitor); }

    void operator()(const Merged& what) const {
        add(what.from);
        add(what.into);
    }

    void operator()(const RecordChanged& /*what*/) const {}

    void operator()(const RateSet& /*what*/) const {}

    void operator()(const Voided& /*what*/) const {}

    template <typename Other>
    void operator()(const Other& what) const {
        add(what.contact);
    }
};

}  // namespace

std::optional<std::vector<Slot>> Timeline::concerned(const Event& event) const {
    const bool voided = std::holds_alternative<Voided>(event.what);
    if (voided ? reach_.rates : std::holds_alternative<RateSet>(event.what)) return std::nullopt;
    if (voided) return reach_.readers;
    std::vector<Slot> slots;
    std::visit(Named{.timeline = *this, .slots = slots}, event.what);
    std::sort(slots.begin(), slots.end());
    slots.erase(std::unique(slots.begin(), slots.end()), slots.end());
    return slots;
}

std::optional<std::string_view> Timeline::rate(Currency from, Currency to, Instant at) const {
    const auto end = std::upper_bound(
        rates_.begin(), rates_.end(), at, [](Instant t, const Rate& rate) { return t < rate.at; });
    for (auto rate = std::make_reverse_iterator(end); rate != rates_.rend(); ++rate) {
        if (!rate->voided && rate->from == from && rate->to == to) return rate->rate;
    }
    return std::nullopt;
}

}  // namespace baton::ledger
