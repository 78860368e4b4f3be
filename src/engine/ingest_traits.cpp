#include "engine/ingest_traits.hpp"

#include <fmt/format.h>
#include <utility>

#include "engine/contact_commands.hpp"
#include "engine/import_references.hpp"
#include "engine/property_rules.hpp"

namespace baton::engine {

namespace {

struct Known {
    const ledger::Timeline& timeline;
    const ledger::Tracks* tracks;  // null: nothing is known yet
    Instant at;
};

// A browser may say what is unknown, and take back its own words.
bool may_set(const Known& known, const std::string& name, bool browser, const std::string& by) {
    if (!browser || known.tracks == nullptr) {
        return true;
    }
    const ledger::Code code = known.timeline.dictionary().find_name(name);
    const ledger::Change* last =
        code == ledger::no_code
            ? nullptr
            : ledger::Timeline::property(*known.tracks, code, Instant::latest());
    return last == nullptr || last->value == 0 || known.timeline.dictionary().name(last->by) == by;
}

bool is_new(const Known& known, const std::string& name, const Value& value) {
    if (!baton::known(value)) {
        return false;
    }
    return known.tracks == nullptr || known.timeline.value(*known.tracks, name, known.at) != value;
}

struct Sorted {
    ledger::Properties news;
    std::vector<std::string> left_out;
};

// What is new, of its type, and not somebody else's to say.
Sorted sorted(const Known& known,
              std::string_view record,
              const IngestedTraits& traits,
              const std::string& by) {
    Sorted result;
    for (const auto& property : traits.properties) {
        const auto value = checked(known.timeline, record, {property});
        if (!value) {
            result.left_out.push_back(fmt::format("{}: {}",
                                                  property.first,
                                                  value.error().problems.empty()
                                                      ? value.error().message
                                                      : value.error().problems.front().message));
        } else if (is_new(known, property.first, value->front().second) &&
                   may_set(known, property.first, traits.browser, by)) {
            result.news.push_back(value->front());
        }
    }
    return result;
}

// An address that is another contact's stays theirs.
void keep_addresses_apart(Desk& desk, ContactId contact, Sorted& sorted) {
    std::erase_if(sorted.news, [&](const auto& property) {
        const auto* text = std::get_if<std::string>(&property.second);
        if (property.first != "email" || text == nullptr) {
            return false;
        }
        const ledger::Contact* holder = desk.find_contact_by_email(*text);
        const bool taken = holder != nullptr && holder->id != contact;
        const bool is_address = text->find('@') != std::string::npos;
        if (taken || !is_address) {
            sorted.left_out.emplace_back(taken ? "email: it belongs to another contact"
                                               : "email: it is no e-mail address");
        }
        return taken || !is_address;
    });
}

}  // namespace

std::vector<std::string> apply_contact_traits(Desk& desk,
                                              ContactId contact,
                                              const IngestedTraits& traits,
                                              const Because& because) {
    if (traits.properties.empty()) {
        return {};
    }
    const ledger::Contact* known = desk.timeline().find(contact);
    const Instant at = because.at.value_or(Instant::latest());
    Sorted all = sorted({.timeline = desk.timeline(), .tracks = &known->all().properties, .at = at},
                        "contact",
                        traits,
                        because.by);
    keep_addresses_apart(desk, contact, all);
    if (!all.news.empty()) {
        desk.record(ledger::ContactChanged{.contact = contact, .properties = std::move(all.news)},
                    because);
    }
    return std::move(all.left_out);
}

Result<CompanyId> apply_company_traits(Desk& desk,
                                       const std::string& reference,
                                       const IngestedTraits& traits,
                                       const Because& because,
                                       std::vector<std::string>& left_out) {
    const CompanyId found = find_company(desk, reference);
    const ledger::Company* known = found ? desk.timeline().find(found) : nullptr;
    const Instant at = because.at.value_or(Instant::latest());
    Sorted all = sorted({.timeline = desk.timeline(),
                         .tracks = known == nullptr ? nullptr : &known->properties,
                         .at = at},
                        "company",
                        traits,
                        because.by);
    left_out.insert(left_out.end(), all.left_out.begin(), all.left_out.end());
    if (known != nullptr && all.news.empty()) {
        return found;
    }
    const std::string external_id = known == nullptr ? reference : known->external_id;
    const CompanyId company = known == nullptr ? TRY(desk.new_company()) : found;
    if (known == nullptr && all.news.empty()) {
        all.news.emplace_back("name", reference);
    }
    desk.record(
        ledger::CompanyChanged{
            .company = company, .external_id = external_id, .properties = std::move(all.news)},
        because);
    desk.batch().topics.insert({"companies", fmt::format("company:{}", company.value)});
    return company;
}

void set_ingested_company(
    Desk& desk, ContactId contact, CompanyId company, bool browser, const Because& because) {
    const ledger::Contact* known = desk.timeline().find(contact);
    const Instant at = because.at.value_or(Instant::latest());
    const ledger::Company* then = desk.timeline().company_of(*known, at);
    const ledger::Company* now = desk.timeline().company_of(*known, Instant::latest());
    const bool same = then != nullptr && then->id == company;
    if (!same && (!browser || now == nullptr)) {
        desk.record(ledger::CompanySet{.contact = contact, .company = company}, because);
    }
}

}  // namespace baton::engine
