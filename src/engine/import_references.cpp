#include "engine/import_references.hpp"

#include <variant>

#include "base/text.hpp"
#include "engine/people.hpp"

namespace baton::engine {

const ledger::Contact* find_contact(Desk& desk, const std::string& reference) {
    if (const ledger::Contact* contact = desk.find_contact_by_external_id(reference)) {
        return contact;
    }
    return desk.find_contact_by_email(reference);
}

CompanyId find_company(const Desk& desk, const std::string& reference) {
    const Directory& directory = desk.directory();
    if (const CompanyId id = directory.company_by_external_id(reference)) {
        return id;
    }
    if (const CompanyId id = directory.company_by_domain(reference)) {
        return id;
    }
    return directory.company_by_name(reference);
}

ledger::Properties with_owner_key(const ledger::Timeline& timeline, ledger::Properties properties) {
    for (auto& [name, value] : properties) {
        const auto* text = std::get_if<std::string>(&value);
        if (name != "owner" || text == nullptr || timeline.find_record("user", *text) != nullptr) {
            continue;
        }
        for (const User& user : list_users(timeline, Instant::latest())) {
            if (text::folded(user.name) == text::folded(*text)) {
                value = user.email;
                break;
            }
        }
    }
    return properties;
}

}  // namespace baton::engine
