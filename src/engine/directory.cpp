#include "engine/directory.hpp"

#include <variant>

#include "base/text.hpp"
#include "engine/erasure.hpp"

namespace baton::engine {

namespace {

const std::string* text_of(const ledger::Properties& properties, std::string_view name) {
    for (const auto& [property, value] : properties) {
        if (property == name) {
            return std::get_if<std::string>(&value);
        }
    }
    return nullptr;
}

}  // namespace

std::string Directory::address_key(std::string_view address) {
    return text::folded(text::trimmed(address));
}

void Directory::Names::set(std::string_view text, std::int64_t id) {
    const ledger::Code code = texts_.add(text);
    if (code == ids_.size()) {
        ids_.push_back(id);
    } else {
        ids_[code] = id;
    }
}

std::int64_t Directory::Names::find(std::string_view text) const {
    const ledger::Code code = texts_.find(text);
    return code == ledger::no_code ? 0 : ids_[code];
}

void Directory::read(const ledger::What& what) {
    if (const auto* created = std::get_if<ledger::ContactCreated>(&what)) {
        contacts_.set(created->external_id, created->contact.value);
        read_properties(created->contact, created->properties);
    } else if (const auto* changed = std::get_if<ledger::ContactChanged>(&what)) {
        read_properties(changed->contact, changed->properties);
    } else if (const auto* company = std::get_if<ledger::CompanyChanged>(&what)) {
        read_company(*company);
    } else if (const auto* deal = std::get_if<ledger::DealChanged>(&what)) {
        read_deal(*deal);
    } else if (const auto* record = std::get_if<ledger::RecordChanged>(&what)) {
        if (const ContactId erased = erased_in(*record)) {
            erased_.insert(erased);
        }
    }
}

void Directory::read_properties(ContactId contact, const ledger::Properties& properties) {
    if (const std::string* email = text_of(properties, "email")) {
        emails_.set(address_key(*email), contact.value);
    }
}

void Directory::read_company(const ledger::CompanyChanged& changed) {
    if (!changed.external_id.empty()) {
        companies_.set(changed.external_id, changed.company.value);
    }
    if (const std::string* domain = text_of(changed.properties, "domain")) {
        domains_.set(address_key(*domain), changed.company.value);
    }
    if (const std::string* name = text_of(changed.properties, "name")) {
        company_names_.set(address_key(*name), changed.company.value);
    }
}

void Directory::read_deal(const ledger::DealChanged& changed) {
    if (!changed.external_id.empty()) {
        deals_.set(changed.external_id, changed.deal.value);
    }
    if (const std::string* company = text_of(changed.properties, "company")) {
        company_deals_[*company].push_back(changed.deal);
    }
}

ContactId Directory::contact_by_external_id(std::string_view id) const {
    return {contacts_.find(id)};
}

ContactId Directory::contact_by_email(std::string_view email) const {
    return {emails_.find(address_key(email))};
}

CompanyId Directory::company_by_external_id(std::string_view id) const {
    return {companies_.find(id)};
}

CompanyId Directory::company_by_domain(std::string_view domain) const {
    return {domains_.find(address_key(domain))};
}

CompanyId Directory::company_by_name(std::string_view name) const {
    return {company_names_.find(address_key(name))};
}

DealId Directory::deal_by_external_id(std::string_view id) const {
    return {deals_.find(id)};
}

std::vector<DealId> Directory::deals_naming(std::string_view company) const {
    const auto found = company_deals_.find(company);
    return found == company_deals_.end() ? std::vector<DealId>{} : found->second;
}

VisitorId Directory::visitor(std::string_view anonymous_id) const {
    return visitors_.find_visitor(anonymous_id);
}

}  // namespace baton::engine
