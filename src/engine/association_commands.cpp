#include "engine/association_commands.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <fmt/format.h>
#include <optional>
#include <utility>

#include "base/id.hpp"
#include "base/value.hpp"
#include "engine/association_labels.hpp"
#include "engine/contact_commands.hpp"
#include "engine/deal_commands.hpp"
#include "engine/people.hpp"
#include "engine/survivors.hpp"

namespace baton::engine {

namespace {

using enum CrmType;

constexpr Instant latest = Instant::latest();

// Only of objects that exist: their ids are numbers.
std::int64_t number_in(const std::string& id) {
    std::int64_t number = 0;
    std::from_chars(id.data(), id.data() + id.size(), number);
    return number;
}

Value roles_value(const std::vector<std::string>& roles) {
    return roles.empty() ? Value(Unknown{}) : Value(roles);
}

bool holds(const std::vector<std::string>& texts, const std::string& text) {
    return std::ranges::find(texts, text) != texts.end();
}

bool is_record(CrmType type) {
    return type == tasks || type == notes;
}

std::unexpected<Error> nobody(const ObjectRef& object, std::string place) {
    return fail(Failure::not_found,
                fmt::format("There is no object {} among the {}.", object.id, name(object.type)),
                {{std::move(place), "must exist"}});
}

// The first failure stays the answer.
void append(Result<Receipt>& receipt, const Result<Receipt>& more) {
    if (receipt && !more) {
        receipt = more;
    } else if (receipt) {
        receipt->recorded.insert(
            receipt->recorded.end(), more->recorded.begin(), more->recorded.end());
    }
}

}  // namespace

Associating::Associating(Desk& desk, Because because)
    : desk_(desk),
      because_(std::move(because)),
      known_(desk.timeline(), desk.directory(), latest) {}

Associating::Pair Associating::pair_of(const ObjectRef& from, const ObjectRef& to) const {
    const ObjectRef one = known_.survivor(from);
    const ObjectRef other = known_.survivor(to);
    return one.type < other.type ? Pair{.one = one, .other = other}
                                 : Pair{.one = other, .other = one};
}

Done Associating::check(const AssociationWish& wish) const {
    TRY(check_other(wish));
    return known_.exists(known_.survivor(wish.from)) ? Done{} : nobody(wish.from, "/from");
}

Done Associating::check_other(const AssociationWish& wish) const {
    if (!can_associate(wish.from.type, wish.to.type)) {
        return fail(Failure::invalid,
                    fmt::format("{} and {} are not associated with each other.",
                                name(wish.from.type),
                                name(wish.to.type)));
    }
    if (!known_.exists(known_.survivor(wish.to))) {
        return nobody(wish.to, "/to");
    }
    return check_roles(wish);
}

Done Associating::check_roles(const AssociationWish& wish) const {
    if (wish.roles.empty()) {
        return {};
    }
    const auto labels = labels_between(desk_.timeline(), wish.from.type, wish.to.type, latest);
    for (const std::string& role : wish.roles) {
        if (find_label(labels, role) == nullptr) {
            return fail(Failure::invalid,
                        fmt::format("There is no role {} between {} and {}.",
                                    role,
                                    name(wish.from.type),
                                    name(wish.to.type)),
                        {{"/roles", "must be roles between the two"}});
        }
    }
    return {};
}

Result<Receipt> Associating::associate(const AssociationWish& wish) {
    TRY(check(wish));
    const Pair pair = pair_of(wish.from, wish.to);
    std::optional<Association> now = known_.find(pair.one, pair.other);
    Result<Receipt> receipt{Receipt{}};
    if (!now || (wish.primary && !now->primary)) {
        receipt = TRY(link(pair, wish.primary));
        now = known_.find(pair.one, pair.other);
    }
    std::vector<std::string> roles = now ? now->roles : std::vector<std::string>();
    const std::size_t before = roles.size();
    for (const std::string& role : wish.roles) {
        if (!holds(roles, role)) {
            roles.push_back(role);
        }
    }
    if (roles.size() != before) {
        append(receipt, write_roles(pair, roles));
    }
    return tell(pair, TRY(receipt));
}

Result<Receipt> Associating::set_roles(const AssociationWish& wish) {
    TRY(check(wish));
    const Pair pair = pair_of(wish.from, wish.to);
    const auto now = known_.find(pair.one, pair.other);
    Result<Receipt> receipt{Receipt{}};
    if (!now) {
        receipt = TRY(link(pair, wish.primary));
    }
    const auto linked = known_.find(pair.one, pair.other);
    if (linked && linked->roles != wish.roles) {
        append(receipt, write_roles(pair, wish.roles));
    }
    return tell(pair, TRY(receipt));
}

Result<Receipt> Associating::remove_roles(const AssociationWish& wish) {
    TRY(check(wish));
    const Pair pair = pair_of(wish.from, wish.to);
    const auto now = known_.find(pair.one, pair.other);
    if (!now) {
        return Receipt{};
    }
    std::vector<std::string> roles = now->roles;
    std::erase_if(roles, [&](const std::string& role) { return holds(wish.roles, role); });
    if (roles.size() == now->roles.size()) {
        return Receipt{};
    }
    return tell(pair, TRY(write_roles(pair, roles)));
}

Result<Receipt> Associating::dissociate(const ObjectRef& one, const ObjectRef& other) {
    TRY(check({.from = one, .to = other}));
    const Pair pair = pair_of(one, other);
    Result<Receipt> receipt{Receipt{}};
    if (!known_.find(pair.one, pair.other)) {
        return receipt;
    }
    if (known_.is_reference(pair.one, pair.other)) {
        receipt = TRY(unlink(pair));
    }
    for (const std::string& key : known_.records_about(pair.one, pair.other)) {
        append(receipt,
               change_record(desk_,
                             {.record = std::string(association_record),
                              .key = key,
                              .properties = {{"roles", Unknown{}}, {"archived", true}}},
                             because_));
    }
    return tell(pair, TRY(receipt));
}

Result<Receipt> Associating::link(const Pair& pair, bool primary) {
    const auto& [one, other] = pair;
    if (one.type == contacts && other.type == deals) {
        return set_deal_contacts(pair, true);
    }
    if (one.type == companies ? other.type == deals : other.type == companies) {
        return link_company(pair, primary);
    }
    if (one.type != companies && is_record(other.type) && !known_.referred(other, one.type)) {
        return set_about(pair, true);
    }
    return link_record(pair);
}

// The company that was the own one so far stays associated.
Result<Receipt> Associating::link_company(const Pair& pair, bool primary) {
    const auto& [one, other] = pair;
    const ObjectRef& company = one.type == companies ? one : other;
    const ObjectRef& object = one.type == companies ? other : one;
    const auto own = known_.referred(object, companies);
    if (own && !primary) {
        return link_record(pair);
    }
    Result<Receipt> receipt = set_company_of(object, company);
    if (own && receipt && !known_.find(object, *own)) {
        append(receipt, link_record(pair_of(object, *own)));
    }
    return receipt;
}

Result<Receipt> Associating::set_company_of(const ObjectRef& object, const ObjectRef& company) {
    const CompanyId id{company.id.empty() ? 0 : number_in(company.id)};
    if (object.type == contacts) {
        return set_company(desk_, {number_in(object.id)}, id, because_);
    }
    const ledger::Company* known = id ? desk_.timeline().find(id) : nullptr;
    return change_deal(
        desk_,
        {.deal = {number_in(object.id)},
         .properties = {{"company",
                         known == nullptr ? Value(Unknown{}) : Value(known->external_id)}}},
        because_);
}

// Whoever was named stays named as before: by an un-merge each gets their own back.
Result<Receipt> Associating::set_deal_contacts(const Pair& pair, bool there) {
    const ledger::Timeline& timeline = desk_.timeline();
    const ContactId contact{number_in(pair.one.id)};
    const DealId deal{number_in(pair.other.id)};
    std::vector<ContactId> named;
    if (const auto* now = ledger::last_at(timeline.find(deal)->contacts, latest)) {
        for (const ledger::Slot slot : now->contacts) {
            const ledger::Contact& each = timeline.contacts()[slot];
            if (survivor_of(timeline, each, latest).id != contact) {
                named.push_back(each.id);
            }
        }
    }
    if (there) {
        named.push_back(contact);
    }
    return change_deal(desk_, {.deal = deal, .contacts = std::move(named)}, because_);
}

Result<Receipt> Associating::set_about(const Pair& pair, bool there) {
    return change_record(
        desk_,
        {.record = record_of(pair.other.type),
         .key = pair.other.id,
         .properties = {{record_of(pair.one.type), there ? Value(pair.one.id) : Value(Unknown{})}}},
        because_);
}

Result<Receipt> Associating::unlink(const Pair& pair) {
    const auto& [one, other] = pair;
    if (one.type == contacts && other.type == deals) {
        return set_deal_contacts(pair, false);
    }
    if (is_record(other.type)) {
        return set_about(pair, false);
    }
    return set_company_of(one.type == companies ? other : one, {.type = companies, .id = {}});
}

Result<Receipt> Associating::link_record(const Pair& pair) {
    const auto keys = known_.records_about(pair.one, pair.other);
    return write_told(pair, keys.empty() ? std::string() : keys.front(), Unknown{});
}

// One record tells the roles; others about the two, which a merge brings together, tell none.
Result<Receipt> Associating::write_roles(const Pair& pair, const std::vector<std::string>& roles) {
    const auto keys = known_.records_about(pair.one, pair.other);
    Result<Receipt> receipt =
        write_told(pair, keys.empty() ? std::string() : keys.front(), roles_value(roles));
    for (std::size_t i = 1; i < keys.size(); ++i) {
        const RecordChange none{.record = std::string(association_record),
                                .key = keys[i],
                                .properties = {{"roles", Unknown{}}}};
        append(receipt, change_record(desk_, none, because_));
    }
    return receipt;
}

Result<Receipt> Associating::write_told(const Pair& pair, const std::string& key, Value roles) {
    RecordChange change{.record = std::string(association_record), .key = key, .properties = {}};
    if (key.empty()) {
        change.properties = {{record_of(pair.one.type), pair.one.id},
                             {record_of(pair.other.type), pair.other.id}};
    }
    change.properties.emplace_back("roles", std::move(roles));
    if (!key.empty()) {
        change.properties.emplace_back("archived", Unknown{});
    }
    Receipt receipt = TRY(change_record(desk_, change, because_));
    if (key.empty()) {
        known_.read_record(receipt.id);
    }
    return receipt;
}

Result<Receipt> Associating::tell(const Pair& pair, Receipt receipt) {
    if (receipt.recorded.empty()) {
        return receipt;
    }
    receipt.id = {};
    receipt.count = 1;
    for (const ObjectRef& each : {pair.one, pair.other}) {
        desk_.batch().topics.insert(record_of(each.type) + ":" + each.id);
    }
    desk_.batch().topics.insert("associations");
    return receipt;
}

}  // namespace baton::engine
