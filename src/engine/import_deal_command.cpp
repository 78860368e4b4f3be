#include <algorithm>
#include <fmt/format.h>

#include "engine/deal_terms.hpp"
#include "engine/import_happenings.hpp"
#include "engine/import_references.hpp"
#include "engine/import_rows_command.hpp"

namespace baton::engine {

namespace {

using Became = RowOutcome::Became;

constexpr Instant latest = Instant::latest();

struct Referred {
    std::vector<ContactId> contacts;
    CompanyId company;
};

// A deal is kept even when its contact is not there: its money counts. What is missing is a
// finding.
Referred refer(Desk& desk, const connect::ImportedDeal& row) {
    Referred referred;
    for (const std::string& reference : row.contacts) {
        if (const ledger::Contact* contact = find_contact(desk, reference)) {
            referred.contacts.push_back(contact->id);
        }
    }
    if (!row.company.empty()) {
        referred.company = find_company(desk, row.company);
    }
    return referred;
}

ledger::Properties properties_of(Desk& desk,
                                 const connect::ImportedDeal& row,
                                 const Referred& referred,
                                 ledger::Properties properties) {
    properties = with_owner_key(desk.timeline(), std::move(properties));
    if (referred.company) {
        properties.emplace_back("company", desk.timeline().find(referred.company)->external_id);
    } else if (!row.company.empty()) {
        properties.emplace_back("company", row.company);
    }
    if (row.created_at) {
        properties.emplace_back("created_at", *row.created_at);
    }
    if (row.closed_at) {
        properties.emplace_back("closed_at", *row.closed_at);
    }
    return properties;
}

// A deal that came to its end is two facts: it was opened, and it was won or lost.
void record_new(Desk& desk,
                ledger::DealChanged deal,
                const connect::ImportedDeal& row,
                const ImportContext& context) {
    if (!row.happenings.empty()) {
        record_way(desk, std::move(deal), row, context);
        return;
    }
    const Because opened{.by = context.by, .cause = context.cause, .at = row.created_at};
    if (deal.status == ledger::DealStatus::open || !row.closed_at || !row.created_at) {
        const auto at = row.created_at ? row.created_at : row.closed_at;
        desk.record(std::move(deal), {.by = context.by, .cause = context.cause, .at = at});
        return;
    }
    ledger::DealChanged end = deal;
    end.contacts_given = false;
    end.contacts.clear();
    std::erase_if(end.properties, [](const auto& each) { return !belongs_to_the_end(each.first); });
    std::erase_if(deal.properties, [](const auto& each) { return belongs_to_the_end(each.first); });
    deal.status = ledger::DealStatus::open;
    desk.record(std::move(deal), opened);
    desk.record(std::move(end),
                {.by = context.by,
                 .cause = context.cause,
                 .at = std::max(*row.closed_at, *row.created_at)});
}

ledger::Properties changed_properties(const ledger::Timeline& timeline,
                                      const ledger::Deal& deal,
                                      const ledger::Properties& properties) {
    ledger::Properties changed;
    for (const auto& [name, value] : properties) {
        if (known(value) && timeline.value(deal.properties, name, latest) != value) {
            changed.emplace_back(name, value);
        }
    }
    return changed;
}

RowOutcome delete_deal(Desk& desk, const ledger::Deal* held, const ImportContext& context) {
    if (held == nullptr) {
        return {.became = Became::skipped, .reason = "it was deleted there, and is not here"};
    }
    desk.record(ledger::DealChanged{.deal = held->id,
                                    .external_id = std::string(held->external_id),
                                    .contacts_given = false,
                                    .contacts = {},
                                    .status_given = false,
                                    .status = {},
                                    .properties = {},
                                    .deleted = true},
                {.by = context.by, .cause = context.cause});
    return {.became = Became::updated, .reason = "it was deleted there, and so here"};
}

}  // namespace

Result<RowOutcome> apply_deal_row(Desk& desk,
                                  const connect::ImportedDeal& row,
                                  const ImportContext& context) {
    const Referred referred = refer(desk, row);
    const DealId known_id = deal_by_id(desk, row.id);
    const ledger::Deal* held = known_id ? desk.timeline().find(known_id) : nullptr;
    if (held != nullptr && !ledger::Timeline::exists(*held, latest)) {
        held = nullptr;
    }
    if (auto left_out = left_out_by(context, held != nullptr)) {
        return *std::move(left_out);
    }
    if (row.deleted) {
        return delete_deal(desk, held, context);
    }
    std::vector<Problem> left_out;
    const ledger::Properties properties = properties_of(
        desk, row, referred, agreed_or_left_out(desk.timeline(), held, row.properties, left_out));
    const std::string reason = left_out_in_words(left_out);
    const DealId id = held != nullptr ? known_id : TRY(desk.new_deal());
    ledger::DealChanged deal{.deal = id,
                             .external_id = row.id.empty() ? std::to_string(id.value) : row.id,
                             .contacts_given = !referred.contacts.empty(),
                             .contacts = referred.contacts,
                             .status_given = true,
                             .status = row.status,
                             .properties = properties,
                             .deleted = false};
    if (held == nullptr) {
        record_new(desk, std::move(deal), row, context);
        for (const ContactId contact : referred.contacts) {
            keep_silent(desk, contact, context);
        }
        return RowOutcome{.became = Became::created, .reason = reason};
    }
    deal.properties = changed_properties(desk.timeline(), *held, properties);
    // A present stage whose date is known holds from then on.
    if (row.status == ledger::DealStatus::open && !row.happenings.empty()) {
        std::erase_if(deal.properties, [&](const auto& each) {
            return each.first == "stage" && each.second == Value(row.happenings.back().what);
        });
    }
    const auto* status = ledger::Timeline::status(*held, latest);
    deal.status_given = status == nullptr || status->status != row.status;
    const bool is_news = !deal.properties.empty() || deal.status_given;
    if (is_news) {
        const auto at = deal.status_given ? row.closed_at : std::optional<Instant>();
        desk.record(std::move(deal), {.by = context.by, .cause = context.cause, .at = at});
    }
    if (is_news) {
        for (const ContactId contact : referred.contacts) {
            keep_silent(desk, contact, context);
        }
    }
    const bool is_longer = record_missing_stages(desk, id, row, context) > 0;
    return RowOutcome{.became = is_news || is_longer ? Became::updated : Became::skipped,
                      .reason = reason};
}

}  // namespace baton::engine
