#include "engine/import_rows_command.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <utility>
#include <variant>

#include "engine/company_tree.hpp"
#include "engine/contact_commands.hpp"
#include "engine/import_happenings.hpp"
#include "engine/import_references.hpp"
#include "engine/property_rules.hpp"

namespace baton::engine {

namespace {

using Became = RowOutcome::Became;

constexpr Instant latest = Instant::latest();

Because because(const ImportContext& context, std::optional<Instant> at = {}) {
    return {.by = context.by, .cause = context.cause, .at = at};
}

RowOutcome rejected(std::string reason) {
    return {.became = Became::rejected, .reason = std::move(reason)};
}

// Those properties that are not yet as the row says.
ledger::Properties news(const ledger::Timeline& timeline,
                        const ledger::Tracks* tracks,
                        const ledger::Properties& properties) {
    ledger::Properties changed;
    for (const auto& [name, value] : properties) {
        const bool same = tracks != nullptr && timeline.value(*tracks, name, latest) == value;
        if (!same && known(value)) {
            changed.emplace_back(name, value);
        }
    }
    return changed;
}

Result<CompanyId> company_for(Desk& desk, const std::string& reference, const Because& why) {
    if (const CompanyId id = find_company(desk, reference)) {
        return id;
    }
    const CompanyId id = TRY(desk.new_company());
    desk.record(
        ledger::CompanyChanged{
            .company = id, .external_id = reference, .properties = {{"name", reference}}},
        why);
    return id;
}

ledger::Properties with_email(const connect::ImportedContact& row) {
    ledger::Properties properties = row.properties;
    const bool has_email =
        std::ranges::any_of(properties, [](const auto& each) { return each.first == "email"; });
    if (!row.email.empty() && !has_email) {
        properties.emplace_back("email", row.email);
    }
    return properties;
}

// Whom the row is about; null when it is somebody new.
const ledger::Contact* contact_of(Desk& desk, const connect::ImportedContact& row, ContactKey key) {
    const ledger::Contact* contact = nullptr;
    if (key != ContactKey::email && !row.id.empty()) {
        contact = contact_by_id(desk, row.id);
    }
    if (contact == nullptr && key != ContactKey::id && !row.email.empty()) {
        contact = desk.find_contact_by_email(row.email);
    }
    return contact;
}

RowOutcome delete_contact_row(Desk& desk,
                              const ledger::Contact* contact,
                              const ImportContext& context) {
    if (contact == nullptr) {
        return {.became = Became::skipped, .reason = "deleted there, and not here"};
    }
    desk.record(ledger::Deleted{.contact = contact->id}, because(context));
    return {.became = Became::updated, .reason = "deleted there, and so here"};
}

// Ids of records that became one with this: whatever still names them means this one. Who has been
// handed off stays apart, because people decide what becomes of two handoffs.
Result<std::size_t> merge_into(Desk& desk,
                               ContactId into,
                               const std::vector<std::string>& ids,
                               const ImportContext& context) {
    std::size_t merged = 0;
    for (const std::string& id : ids) {
        const ledger::Contact* from = contact_by_id(desk, id);
        if (from != nullptr && (from->id == into || !from->all().handoffs.empty())) {
            continue;
        }
        ContactId tombstone = from != nullptr ? from->id : ContactId{};
        if (from == nullptr) {
            tombstone = TRY(desk.new_contact());
            desk.record(
                ledger::ContactCreated{.contact = tombstone, .external_id = id, .properties = {}},
                because(context));
        }
        desk.record(ledger::Merged{.from = tombstone, .into = into}, because(context));
        ++merged;
    }
    return merged;
}

Result<RowOutcome> apply(Desk& desk,
                         const connect::ImportedContact& row,
                         const ImportContext& context) {
    const ledger::Contact* contact = contact_of(desk, row, context.ways.contact_key);
    if (auto left_out = left_out_by(context, contact != nullptr)) {
        return *std::move(left_out);
    }
    if (row.deleted) {
        return delete_contact_row(desk, contact, context);
    }
    KeptProperties kept = checked_or_left_out(desk.timeline(), "contact", with_email(row));
    const ledger::Properties properties =
        with_owner_key(desk.timeline(), std::move(kept.properties));
    Became became = Became::skipped;
    ContactId id{};
    if (contact == nullptr) {
        id = TRY(desk.new_contact());
        const Instant created = creation_of(row, context, desk.now());
        desk.record(
            ledger::ContactCreated{
                .contact = id,
                .external_id = row.id.empty() ? std::to_string(id.value) : row.id,
                .properties = news(desk.timeline(), nullptr, properties)},
            because(context, created));
        became = Became::created;
    } else {
        id = contact->id;
        ledger::Properties changed = news(desk.timeline(), &contact->all().properties, properties);
        if (!changed.empty()) {
            desk.record(ledger::ContactChanged{.contact = id, .properties = std::move(changed)},
                        because(context));
            became = Became::updated;
        }
    }
    if (!row.company.empty()) {
        const Instant at = creation_of(row, context, desk.now());
        const auto why = became == Became::created ? because(context, at) : because(context);
        const CompanyId company = TRY(company_for(desk, row.company, why));
        const ledger::Company* held = desk.timeline().company_of(*desk.find_contact(id), latest);
        if (held == nullptr || held->id != company) {
            desk.record(ledger::CompanySet{.contact = id, .company = company}, why);
            became = became == Became::skipped ? Became::updated : became;
        }
    }
    const bool is_merged = TRY(merge_into(desk, id, row.merged_ids, context)) > 0;
    became = is_merged && became == Became::skipped ? Became::updated : became;
    const std::size_t happened = TRY(record_happenings(desk, id, row.happenings, context));
    became = happened > 0 && became == Became::skipped ? Became::updated : became;
    if (became != Became::skipped) {
        keep_silent(desk, id, context);
    }
    return RowOutcome{.became = became, .reason = left_out_in_words(kept.left_out)};
}

Result<RowOutcome> apply(Desk& desk,
                         const connect::ImportedCompany& row,
                         const ImportContext& context) {
    if (row.deleted) {
        return RowOutcome{.became = Became::skipped, .reason = "deleted there; left as it is here"};
    }
    KeptProperties kept = checked_or_left_out(desk.timeline(), "company", row.properties);
    ledger::Properties properties = with_owner_key(desk.timeline(), std::move(kept.properties));
    const std::string reason = left_out_in_words(kept.left_out);
    const CompanyId known = find_company(desk, row.id.empty() ? row.name : row.id);
    if (auto left_out = left_out_by(context, static_cast<bool>(known))) {
        return *std::move(left_out);
    }
    // A parent may come in a later row; one that would close a circle is left out.
    if (!row.parent.empty() && !circle_of(desk.timeline(), desk.directory(), known, row.parent)) {
        properties.emplace_back("parent", row.parent);
    }
    const ledger::Company* company = known ? desk.timeline().find(known) : nullptr;
    ledger::Properties changed =
        news(desk.timeline(), company == nullptr ? nullptr : &company->properties, properties);
    if (company != nullptr && changed.empty()) {
        return RowOutcome{.reason = reason};
    }
    const CompanyId id = company != nullptr ? known : TRY(desk.new_company());
    const std::optional<Instant> first_known =
        company == nullptr ? context.first_touch : std::optional<Instant>();
    const std::string external_id =
        company != nullptr ? company->external_id : (row.id.empty() ? row.name : row.id);
    desk.record(
        ledger::CompanyChanged{
            .company = id, .external_id = external_id, .properties = std::move(changed)},
        because(context, row.created_at ? row.created_at : first_known));
    return RowOutcome{.became = company != nullptr ? Became::updated : Became::created,
                      .reason = reason};
}

bool among(const ledger::Touches& touches, std::uint64_t order) {
    return std::ranges::find(touches, order, &ledger::Touch::order) != touches.end();
}

// The row came before, and nobody has taken it back since.
bool holds(Desk& desk, const connect::ImportedTouch& row) {
    const auto seen = row.message_id.empty() ? std::nullopt : desk.seen("import", row.message_id);
    const auto order = seen ? desk.timeline().order_of(seen->position) : std::nullopt;
    if (!order) {
        return seen.has_value();
    }
    if (const ledger::Contact* contact =
            row.contact.empty() ? nullptr : find_contact(desk, row.contact)) {
        return among(contact->all().touches, *order);
    }
    const VisitorId id = row.visitor.empty() ? VisitorId{} : desk.directory().visitor(row.visitor);
    const ledger::Visitor* visitor = id ? desk.timeline().find(id) : nullptr;
    return visitor != nullptr && among(visitor->touches, *order);
}

Result<RowOutcome> apply(Desk& desk,
                         const connect::ImportedTouch& row,
                         const ImportContext& context) {
    if (holds(desk, row)) {
        return RowOutcome{};
    }
    ledger::Touched touched{.contact = {},
                            .visitor = {},
                            .kind = row.kind,
                            .fields = row.fields,
                            .message_id = row.message_id,
                            .actor = row.by.empty() ? ledger::Actor::unknown : ledger::Actor::human,
                            .trust = ledger::Trust::server,
                            .direction = row.direction};
    if (!row.contact.empty()) {
        const ledger::Contact* contact = find_contact(desk, row.contact);
        if (contact == nullptr) {
            return rejected(fmt::format("there is no contact \"{}\"", row.contact));
        }
        touched.contact = contact->id;
    } else if (!row.visitor.empty()) {
        touched.visitor = TRY(desk.visitor(row.visitor));
    } else {
        return rejected("the row names neither a contact nor a visitor");
    }
    if (!row.by.empty()) {
        touched.fields.emplace_back("properties.by", row.by);
    }
    const ContactId contact = touched.contact;
    desk.record(std::move(touched), {.by = "import", .cause = context.cause, .at = row.at});
    keep_silent(desk, contact, context);
    return RowOutcome{.became = Became::created};
}

Result<RowOutcome> apply_record(Desk& desk,
                                const std::string& record,
                                const std::string& key,
                                const ledger::Properties& properties,
                                const ImportContext& context) {
    if (key.empty()) {
        return rejected(fmt::format("this {} has no name", record));
    }
    const ledger::Record* held = desk.timeline().find_record(record, key);
    if (auto left_out = left_out_by(context, held != nullptr)) {
        return *std::move(left_out);
    }
    ledger::Properties changed =
        news(desk.timeline(), held == nullptr ? nullptr : &held->properties, properties);
    if (changed.empty()) {
        return RowOutcome{};
    }
    desk.record(
        ledger::RecordChanged{.record = record, .key = key, .properties = std::move(changed)},
        because(context));
    return RowOutcome{.became = held == nullptr ? Became::created : Became::updated};
}

Result<RowOutcome> apply(Desk& desk,
                         const connect::ImportedProduct& row,
                         const ImportContext& context) {
    ledger::Properties properties = row.properties;
    properties.emplace_back("name", row.name);
    if (row.price) {
        properties.emplace_back("price", *row.price);
    }
    return apply_record(desk, "product", row.name, properties, context);
}

Result<RowOutcome> apply(Desk& desk,
                         const connect::ImportedUser& row,
                         const ImportContext& context) {
    ledger::Properties properties = row.properties;
    properties.emplace_back("name", row.name);
    properties.emplace_back("role", row.role.empty() ? std::string("rep") : row.role);
    for (const auto& [name, text] : {std::pair{"email", row.email},
                                     std::pair{"team", row.team},
                                     std::pair{"manager", row.manager}}) {
        if (!text.empty()) {
            properties.emplace_back(name, text);
        }
    }
    return apply_record(
        desk, "user", row.email.empty() ? row.name : row.email, properties, context);
}

Result<RowOutcome> apply(Desk& desk,
                         const connect::ImportedCost& row,
                         const ImportContext& context) {
    ledger::Properties properties = row.properties;
    properties.emplace_back("campaign", row.campaign);
    properties.emplace_back("on", row.on);
    properties.emplace_back("amount", row.amount);
    return apply_record(
        desk, "cost", fmt::format("{}/{}", row.campaign, render(row.on)), properties, context);
}

bool offered_at(const ledger::Contact& contact, Instant at) {
    return std::ranges::any_of(contact.all().handoffs, [&](const ledger::HandoffFact& fact) {
        return !fact.voided && fact.step == ledger::HandoffStep::offered && fact.at == at;
    });
}

Result<RowOutcome> apply(Desk& desk,
                         const connect::ImportedHandoff& row,
                         const ImportContext& context) {
    const ledger::Contact* contact = find_contact(desk, row.contact);
    if (contact == nullptr) {
        return rejected(fmt::format("there is no contact \"{}\"", row.contact));
    }
    if (offered_at(*contact, row.at)) {
        return RowOutcome{};
    }
    const ContactId id = contact->id;
    ledger::HandoffMoved moved{.contact = id,
                               .step = ledger::HandoffStep::offered,
                               .reason = {},
                               .owner = row.to,
                               .note = {}};
    desk.record(moved, because(context, row.at));
    if (row.outcome && *row.outcome != ledger::HandoffStep::offered) {
        moved.step = *row.outcome;
        moved.reason = row.reason;
        desk.record(moved, because(context, row.outcome_at.value_or(row.at)));
    }
    return RowOutcome{.became = Became::created};
}

Result<RowOutcome> apply(Desk& desk,
                         const connect::ImportedDeal& row,
                         const ImportContext& context) {
    return apply_deal_row(desk, row, context);
}

// "industry: write a text": people see columns, not places in a request.
std::string in_words(const Problem& problem) {
    return fmt::format(
        "{}: {}", problem.where.substr(problem.where.rfind('/') + 1), problem.message);
}

}  // namespace

std::string left_out_in_words(const std::vector<Problem>& left_out) {
    std::string words;
    for (const Problem& problem : left_out) {
        words += (words.empty() ? "" : "; ") + in_words(problem);
    }
    return words.empty() ? words : words + ": it was left out, the rest was kept";
}

Result<RowOutcome> apply_row(Desk& desk,
                             const connect::ImportedRow& row,
                             const ImportContext& context) {
    if (!context.ways.automations) {
        desk.batch().quiet.insert(context.cause);
    }
    Result<RowOutcome> outcome =
        std::visit([&](const auto& each) { return apply(desk, each, context); }, row);
    if (!outcome && outcome.error().failure != Failure::broken) {
        const Error& error = outcome.error();
        return rejected(error.problems.empty() ? error.message : in_words(error.problems.front()));
    }
    return outcome;
}

}  // namespace baton::engine
