#include <algorithm>
#include <charconv>
#include <fmt/format.h>
#include <utility>

#include "base/text.hpp"
#include "engine/association_commands.hpp"
#include "engine/contact_commands.hpp"
#include "engine/crm_objects.hpp"
#include "engine/deal_commands.hpp"
#include "engine/property_rules.hpp"

namespace baton::engine {

namespace {

Error not_there(CrmType type, const std::string& id) {
    return {.failure = Failure::not_found,
            .message = fmt::format("There is no object {} among the {}.", id, name(type))};
}

std::int64_t number_in(const std::string& id) {
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(id.data(), id.data() + id.size(), number);
    return error == std::errc() && end == id.data() + id.size() ? number : 0;
}

bool is_instant(const std::string& own) {
    return own == "due_at" || own == "done_at" || own == "closed_at";
}

std::unexpected<Error> wrong(const std::string& property, std::string message) {
    return fail(Failure::invalid,
                fmt::format("Property values were not valid: {} {}", property, message),
                {{property, std::move(message)}});
}

Result<Value> value_of(const std::string& crm, const std::string& own, const std::string& text) {
    if (text.empty()) {
        return Value(Unknown{});
    }
    if (!is_instant(own)) {
        return Value(text);
    }
    const auto at = crm_instant(text);
    return at ? Result<Value>(*at) : wrong(crm, "must be a time");
}

// Amounts are money of the currency that comes with them, else of the workspace's.
Result<Value> money_of(const CrmWrite& write, const std::string& crm, const std::string& text) {
    Currency currency = write.currency;
    const auto code = write.properties.find("deal_currency_code");
    if (code != write.properties.end() && !code->second.empty()) {
        const auto given = parse_currency(code->second);
        if (!given) {
            return wrong("deal_currency_code", "must be an ISO 4217 code");
        }
        currency = *given;
    }
    if (text.empty()) {
        return Value(Unknown{});
    }
    const auto money = parse_money(text, currency);
    return money ? Result<Value>(*money) : wrong(crm, "must be a number");
}

bool is_money(CrmType type, const std::string& own) {
    return (type == CrmType::deals && own == "amount") ||
           (type == CrmType::companies && own == "annual_revenue") ||
           (type == CrmType::products && own == "price");
}

bool is_elsewhere(CrmType type, const std::string& crm) {
    return (type == CrmType::contacts && crm == "company") || crm == "deal_currency_code" ||
           (type == CrmType::tasks && crm == "hs_task_status");
}

Result<ledger::Properties> own_properties(Desk& desk, const CrmWrite& write) {
    ledger::Properties properties;
    for (const auto& [crm, text] : write.properties) {
        if (is_read_only(write.type, crm)) {
            return wrong(crm, "is read only");
        }
        if (is_elsewhere(write.type, crm)) {
            continue;
        }
        const std::string own = own_name(write.type, crm);
        auto value =
            is_money(write.type, own) ? money_of(write, crm, text) : value_of(crm, own, text);
        if (!value) {
            return std::unexpected(value.error());
        }
        properties.emplace_back(own, *std::move(value));
    }
    const auto status = write.properties.find("hs_task_status");
    if (write.type == CrmType::tasks && status != write.properties.end()) {
        const bool done = status->second == "COMPLETED";
        properties.emplace_back("done_at", done ? Value(desk.now()) : Value(Unknown{}));
    }
    return checked(desk.timeline(), record_of(write.type), properties);
}

std::vector<ContactId> linked_contacts(const CrmWrite& write) {
    std::vector<ContactId> contacts;
    for (const CrmLink& link : write.links) {
        if (link.to.type == CrmType::contacts) {
            contacts.push_back({number_in(link.to.id)});
        }
    }
    return contacts;
}

const ledger::Company* linked_company(Desk& desk, const CrmWrite& write) {
    const auto link = std::ranges::find_if(
        write.links, [](const CrmLink& each) { return each.to.type == CrmType::companies; });
    return link == write.links.end() ? nullptr
                                     : desk.timeline().find(CompanyId{number_in(link->to.id)});
}

// The company whose name the contact's `company` property gives; nothing recorded yet.
Result<CompanyId> company_named(Desk& desk, const CrmWrite& write, const Because& because) {
    if (const ledger::Company* company = linked_company(desk, write)) {
        return company->id;
    }
    const auto named = write.properties.find("company");
    if (named == write.properties.end() || text::trimmed(named->second).empty()) {
        return CompanyId{};
    }
    if (const CompanyId known = desk.directory().company_by_name(named->second)) {
        return known;
    }
    const Receipt created = TRY(create_company(
        desk, {.external_id = {}, .properties = {{"name", named->second}}}, because));
    return CompanyId{number_in(created.id)};
}

void append(Receipt& receipt, const Receipt& more) {
    receipt.recorded.insert(receipt.recorded.end(), more.recorded.begin(), more.recorded.end());
}

Error as_existing(Error error) {
    const bool email = error.failure == Failure::conflict && !error.problems.empty() &&
                       error.problems.front().where == "/properties/email";
    if (email) {
        error.message = "Contact already exists. Existing ID: " + error.problems.front().message;
    }
    return error;
}

Result<Receipt> write_contact(Desk& desk,
                              const CrmWrite& write,
                              ledger::Properties properties,
                              const Because& because) {
    const ContactId id{number_in(write.id)};
    if (!write.id.empty() && desk.find_contact(id) == nullptr) {
        return std::unexpected(not_there(write.type, write.id));
    }
    auto receipt =
        write.id.empty()
            ? create_contact(desk, {.properties = std::move(properties)}, because)
            : change_contact(desk, {.contact = id, .properties = std::move(properties)}, because);
    if (!receipt) {
        return std::unexpected(as_existing(receipt.error()));
    }
    receipt->id = write.id.empty() ? receipt->id : write.id;
    const auto company = company_named(desk, write, because);
    if (company && *company) {
        const auto set = set_company(desk, {number_in(receipt->id)}, *company, because);
        append(*receipt, set.value_or(Receipt{}));
    }
    return receipt;
}

Result<Receipt> write_company(Desk& desk,
                              const CrmWrite& write,
                              ledger::Properties properties,
                              const Because& because) {
    if (write.id.empty()) {
        return create_company(
            desk, {.external_id = {}, .properties = std::move(properties)}, because);
    }
    const CompanyId id{number_in(write.id)};
    if (desk.timeline().find(id) == nullptr) {
        return std::unexpected(not_there(write.type, write.id));
    }
    Receipt receipt = TRY(change_company(desk, id, properties, because));
    receipt.id = write.id;
    return receipt;
}

Result<Receipt> write_deal(Desk& desk,
                           const CrmWrite& write,
                           ledger::Properties properties,
                           const Because& because) {
    if (write.id.empty()) {
        if (const ledger::Company* company = linked_company(desk, write)) {
            properties.emplace_back("company", company->external_id);
        }
        return create_deal(desk,
                           {.external_id = {},
                            .contacts = linked_contacts(write),
                            .properties = std::move(properties)},
                           because);
    }
    Receipt receipt = TRY(change_deal(
        desk, {.deal = {number_in(write.id)}, .properties = std::move(properties)}, because));
    receipt.id = write.id;
    return receipt;
}

// A new task or note is about the first contact and the first deal that it comes with.
void append_subjects(const CrmWrite& write, ledger::Properties& properties) {
    for (const CrmType type : {CrmType::contacts, CrmType::deals}) {
        const auto link = std::ranges::find_if(
            write.links, [&](const CrmLink& each) { return each.to.type == type; });
        if (link != write.links.end()) {
            properties.emplace_back(record_of(type), link->to.id);
        }
    }
}

Result<Receipt> write_record(Desk& desk,
                             const CrmWrite& write,
                             ledger::Properties properties,
                             const Because& because) {
    const std::string record = record_of(write.type);
    if (!write.id.empty() && desk.timeline().find_record(record, write.id) == nullptr) {
        return std::unexpected(not_there(write.type, write.id));
    }
    if (write.id.empty()) {
        append_subjects(write, properties);
    }
    std::string key = write.id;
    const auto named = write.properties.find("name");
    if (key.empty() && write.type == CrmType::products && named != write.properties.end()) {
        key = named->second;
    }
    return change_record(
        desk,
        {.record = record, .key = std::move(key), .properties = std::move(properties)},
        because);
}

AssociationWish wish_of(const CrmWrite& write, const CrmLink& link) {
    return {.from = {.type = write.type, .id = write.id},
            .to = link.to,
            .roles = link.roles,
            .primary = link.primary};
}

Done check_links(Desk& desk, const CrmWrite& write, const Because& because) {
    if (write.links.empty()) {
        return {};
    }
    const Associating associating(desk, because);
    for (const CrmLink& link : write.links) {
        if (const Done there = associating.check_other(wish_of(write, link)); !there) {
            return fail(Failure::invalid,
                        there.error().message,
                        {{"associations", "must name objects that exist, and their types"}});
        }
    }
    return {};
}

// What is associated by now is left out; every link was checked before.
Done make_links(Desk& desk, const CrmWrite& write, Receipt& receipt, const Because& because) {
    if (write.links.empty()) {
        return {};
    }
    CrmWrite written = write;
    written.id = receipt.id;
    Associating associating(desk, because);
    for (const CrmLink& link : write.links) {
        append(receipt, TRY(associating.associate(wish_of(written, link))));
    }
    return {};
}

Result<Receipt> write_properties(Desk& desk, const CrmWrite& write, const Because& because) {
    ledger::Properties properties = TRY(own_properties(desk, write));
    switch (write.type) {
        case CrmType::contacts: return write_contact(desk, write, std::move(properties), because);
        case CrmType::companies: return write_company(desk, write, std::move(properties), because);
        case CrmType::deals: return write_deal(desk, write, std::move(properties), because);
        case CrmType::tasks:
        case CrmType::notes:
        case CrmType::products: return write_record(desk, write, std::move(properties), because);
    }
    return std::unexpected(not_there(write.type, write.id));
}

}  // namespace

Result<Receipt> write_object(Desk& desk, const CrmWrite& write, const Because& because) {
    TRY(check_links(desk, write, because));
    Receipt receipt = TRY(write_properties(desk, write, because));
    TRY(make_links(desk, write, receipt, because));
    return receipt;
}

}  // namespace baton::engine
