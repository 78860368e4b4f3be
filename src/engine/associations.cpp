#include "engine/associations.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <utility>
#include <variant>

#include "base/id.hpp"
#include "base/value.hpp"
#include "engine/people.hpp"
#include "engine/survivors.hpp"
#include "ledger/timeline_records.hpp"

namespace baton::engine {

namespace {

using enum CrmType;

constexpr std::array associated_types{contacts, companies, deals, tasks, notes};

std::int64_t number_in(std::string_view id) {
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(id.data(), id.data() + id.size(), number);
    return error == std::errc() && end == id.data() + id.size() ? number : 0;
}

template <typename AnyId>
ObjectRef ref_of(CrmType type, AnyId id) {
    return {.type = type, .id = std::to_string(id.value)};
}

bool is_archived(const ledger::Timeline& timeline, const ledger::Tracks& tracks, Instant at) {
    const Value archived = timeline.value(tracks, "archived", at);
    const auto* truth = std::get_if<bool>(&archived);
    return truth != nullptr && *truth;
}

bool says_anything(const ledger::Timeline& timeline, const ledger::Tracks& tracks, Instant at) {
    return std::ranges::any_of(tracks.all(), [&](const ledger::PropertyTrack& track) {
        const ledger::Change* change = ledger::Timeline::property(tracks, track.name, at);
        return change != nullptr && known(timeline.dictionary().value(change->value));
    });
}

bool exists(const ledger::Timeline& timeline, const ledger::Contact& contact, Instant at) {
    const auto created = contact.created();
    const auto deleted = contact.deleted();
    return created && *created <= at && !(deleted && *deleted <= at) &&
           survivor_of(timeline, contact, at).id == contact.id;
}

void append(std::vector<std::string>& roles, const Value& value) {
    const auto* texts = std::get_if<std::vector<std::string>>(&value);
    for (const std::string& role : texts == nullptr ? std::vector<std::string>() : *texts) {
        if (std::ranges::find(roles, role) == roles.end()) {
            roles.push_back(role);
        }
    }
}

}  // namespace

std::string record_of(CrmType type) {
    const std::string_view plural = name(type);
    return type == companies ? "company" : std::string(plural.substr(0, plural.size() - 1));
}

bool can_associate(CrmType one, CrmType other) {
    const auto is_record = [](CrmType type) { return type == tasks || type == notes; };
    return one != other && one != products && other != products &&
           !(is_record(one) && is_record(other));
}

Associations::Associations(const ledger::Timeline& timeline, const Directory& directory, Instant at)
    : timeline_(timeline), directory_(directory), at_(at) {
    for (const CrmType type : {tasks, notes}) {
        for (const ledger::Record* record : timeline.records_of(record_of(type))) {
            read_about(type, *record);
        }
    }
    for (const ledger::Record* record : timeline.records_of(association_record)) {
        read_told(*record);
    }
}

void Associations::read_record(const std::string& key) {
    read_told(*timeline_.find_record(association_record, key));
}

void Associations::read_told(const ledger::Record& record) {
    std::vector<ObjectRef> named;
    for (const CrmType type : associated_types) {
        std::string id = text_of(timeline_, record.properties, record_of(type), at_);
        if (!id.empty()) {
            named.push_back(survivor({.type = type, .id = std::move(id)}));
        }
    }
    if (named.size() != 2) {
        return;
    }
    for (const ObjectRef& object : named) {
        told_by_object_[object].push_back(told_.size());
    }
    told_.push_back({.one = named[0], .other = named[1], .key = record.key});
}

void Associations::read_about(CrmType type, const ledger::Record& record) {
    const ObjectRef task{.type = type, .id = record.key};
    for (const CrmType to : {contacts, deals}) {
        if (const auto object = referred(task, to)) {
            about_[*object].push_back(task);
        }
    }
}

ObjectRef Associations::survivor(const ObjectRef& object) const {
    if (object.type != contacts) {
        return object;
    }
    const ContactId id = survivor_of(timeline_, object.id, at_);
    return id ? ref_of(contacts, id) : object;
}

const ledger::Tracks* Associations::tracks_of(const ObjectRef& object) const {
    const std::int64_t id = number_in(object.id);
    switch (object.type) {
        case contacts: {
            const ledger::Contact* contact = timeline_.find(ContactId{id});
            return contact == nullptr ? nullptr : &contact->all().properties;
        }
        case companies: {
            const ledger::Company* company = timeline_.find(CompanyId{id});
            return company == nullptr ? nullptr : &company->properties;
        }
        case deals: {
            const ledger::Deal* deal = timeline_.find(DealId{id});
            return deal == nullptr ? nullptr : &deal->properties;
        }
        case tasks:
        case notes:
        case products: break;
    }
    const ledger::Record* record = timeline_.find_record(record_of(object.type), object.id);
    return record == nullptr ? nullptr : &record->properties;
}

bool Associations::exists(const ObjectRef& object) const {
    const ledger::Tracks* tracks = tracks_of(object);
    if (tracks == nullptr) {
        return false;
    }
    const std::int64_t id = number_in(object.id);
    switch (object.type) {
        case contacts:
            return !directory_.is_erased({id}) &&
                   engine::exists(timeline_, *timeline_.find(ContactId{id}), at_);
        case deals: return ledger::Timeline::exists(*timeline_.find(DealId{id}), at_);
        case companies:
        case tasks:
        case notes:
        case products: break;
    }
    return says_anything(timeline_, *tracks, at_) && !is_archived(timeline_, *tracks, at_);
}

std::optional<ObjectRef> Associations::referred(const ObjectRef& object, CrmType to) const {
    if (object.type == contacts && to == companies) {
        const ledger::Contact* contact = timeline_.find(ContactId{number_in(object.id)});
        const ledger::Company* company =
            contact == nullptr ? nullptr : timeline_.company_of(*contact, at_);
        return company == nullptr ? std::nullopt : std::optional(ref_of(companies, company->id));
    }
    const bool of_record = object.type == tasks || object.type == notes;
    const ledger::Tracks* tracks = tracks_of(object);
    if (tracks == nullptr || (object.type == deals ? to != companies : !of_record)) {
        return std::nullopt;
    }
    const std::string named = text_of(timeline_, *tracks, record_of(to), at_);
    if (named.empty()) {
        return std::nullopt;
    }
    if (object.type == deals) {  // a deal names its company by external id
        const CompanyId company = directory_.company_by_external_id(named);
        return company ? std::optional(ref_of(companies, company)) : std::nullopt;
    }
    return to == companies ? std::nullopt : std::optional(survivor({.type = to, .id = named}));
}

bool Associations::is_reference(const ObjectRef& from, const ObjectRef& to) const {
    if (from.type > to.type) {
        return is_reference(to, from);
    }
    if (from.type == contacts && to.type == deals) {
        const ledger::Contact* contact = timeline_.find(ContactId{number_in(from.id)});
        const ledger::Deal* deal = timeline_.find(DealId{number_in(to.id)});
        return contact != nullptr && deal != nullptr && timeline_.associated(*deal, *contact, at_);
    }
    if (from.type == contacts && to.type == companies) {
        return referred(from, companies) == to;
    }
    return referred(to, from.type) == from;
}

std::vector<const Associations::Told*> Associations::told_of(const ObjectRef& one,
                                                             const ObjectRef& other) const {
    std::vector<const Told*> found;
    const auto of_one = told_by_object_.find(one);
    if (of_one == told_by_object_.end()) {
        return found;
    }
    for (const std::size_t index : of_one->second) {
        const Told& told = told_[index];
        if (told.one == other || told.other == other) {
            found.push_back(&told);
        }
    }
    return found;
}

std::vector<std::string> Associations::records_about(const ObjectRef& one,
                                                     const ObjectRef& other) const {
    std::vector<std::string> keys;
    for (const Told* told : told_of(one, other)) {
        keys.push_back(told->key);
    }
    return keys;
}

std::optional<Association> Associations::find(const ObjectRef& from, const ObjectRef& to) const {
    const bool reference = is_reference(from, to);
    Association found{.to = to,
                      .primary = reference && (from.type == companies || to.type == companies),
                      .roles = {}};
    bool told = false;
    for (const Told* each : told_of(from, to)) {
        const auto& tracks = timeline_.find_record(association_record, each->key)->properties;
        const bool there = known(timeline_.value(tracks, record_of(from.type), at_));
        if (there && !is_archived(timeline_, tracks, at_)) {
            told = true;
            append(found.roles, timeline_.value(tracks, "roles", at_));
        }
    }
    // Who belongs to a deal is said by the deal alone: the agreement reads it there.
    const bool of_deal = from.type != to.type && (from.type == contacts || to.type == contacts) &&
                         (from.type == deals || to.type == deals);
    return reference || (told && !of_deal) ? std::optional(std::move(found)) : std::nullopt;
}

std::vector<ObjectRef> Associations::contacts_of(const ObjectRef& object) const {
    std::vector<ledger::Slot> slots;
    if (object.type == companies) {
        const ledger::Company* company = timeline_.find(CompanyId{number_in(object.id)});
        slots = company == nullptr ? slots : timeline_.contacts_of(*company, at_);
    } else if (const ledger::Deal* deal = timeline_.find(DealId{number_in(object.id)})) {
        const auto* named = ledger::last_at(deal->contacts, at_);
        slots = named == nullptr ? slots : survivors_of(timeline_, named->contacts, at_);
    }
    std::vector<ObjectRef> found;
    for (const ledger::Slot slot : slots) {
        found.push_back(ref_of(contacts, timeline_.contacts()[slot].id));
    }
    return found;
}

std::vector<ObjectRef> Associations::deals_of(const ObjectRef& object) const {
    std::vector<ObjectRef> found;
    if (object.type == contacts) {
        const ledger::Contact* contact = timeline_.find(ContactId{number_in(object.id)});
        for (const ledger::Slot slot :
             contact == nullptr ? std::vector<ledger::Slot>() : timeline_.deals_of(*contact)) {
            found.push_back(ref_of(deals, timeline_.deals()[slot].id));
        }
    } else if (const ledger::Company* company = timeline_.find(CompanyId{number_in(object.id)})) {
        for (const DealId deal : directory_.deals_naming(company->external_id)) {
            found.push_back(ref_of(deals, deal));
        }
    }
    return found;
}

// Whatever could be associated by a reference; `find` says what is.
std::vector<ObjectRef> Associations::candidates(const ObjectRef& object, CrmType to) const {
    const bool of_record = object.type == tasks || object.type == notes;
    if (of_record || (to == companies)) {
        const auto one = referred(object, to);
        return one ? std::vector{*one} : std::vector<ObjectRef>();
    }
    if (to == contacts) {
        return contacts_of(object);
    }
    if (to == deals) {
        return deals_of(object);
    }
    const auto about = about_.find(object);
    return about == about_.end() ? std::vector<ObjectRef>() : about->second;
}

std::vector<Association> Associations::of(const ObjectRef& object, CrmType to) const {
    std::vector<ObjectRef> others = candidates(object, to);
    if (const auto told = told_by_object_.find(object); told != told_by_object_.end()) {
        for (const std::size_t index : told->second) {
            const Told& each = told_[index];
            others.push_back(each.one == object ? each.other : each.one);
        }
    }
    std::vector<Association> found;
    for (const ObjectRef& other : others) {
        const bool repeated = std::ranges::find(found, other, &Association::to) != found.end();
        if (other.type != to || repeated || !exists(other)) {
            continue;
        }
        if (auto association = find(object, other)) {
            found.push_back(*std::move(association));
        }
    }
    return found;
}

}  // namespace baton::engine
