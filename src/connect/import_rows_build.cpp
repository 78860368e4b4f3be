#include "connect/import_rows_build.hpp"

#include <algorithm>
#include <array>
#include <expected>
#include <fmt/core.h>
#include <fmt/format.h>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/instant.hpp"
#include "base/result.hpp"
#include "base/text.hpp"
#include "base/value.hpp"
#include "connect/cell_shape.hpp"
#include "connect/import_cells.hpp"
#include "connect/import_checks.hpp"
#include "connect/import_findings.hpp"
#include "connect/import_kind.hpp"
#include "connect/import_rows.hpp"
#include "connect/import_stages.hpp"
#include "connect/kinds.hpp"
#include "ledger/event.hpp"

namespace baton::connect {
namespace {

std::unexpected<Error> rejected(const Cells& cells, Field field, const std::string& reason) {
    return fail(Failure::invalid, reason, {{.where = cells.header(field), .message = reason}});
}

ledger::Properties properties_of(const Cells& cells, std::initializer_list<Field> fields) {
    ledger::Properties properties;
    for (const auto field : fields) {
        cells.put(field, properties);
    }
    return properties;
}

bool has(const ledger::Properties& properties, std::string_view name) {
    return std::ranges::any_of(properties, [&](const auto& p) { return p.first == name; });
}

// "Ada King Lovelace" → Ada King, Lovelace; only where the file has no separate names.
void split_name(const std::string& name, ledger::Properties& properties) {
    if (name.empty() || has(properties, "first_name") || has(properties, "last_name")) return;
    const auto space = name.rfind(' ');
    if (space == std::string::npos) {
        properties.emplace_back("last_name", name);
        return;
    }
    properties.emplace_back("first_name", std::string(text::trimmed(name.substr(0, space))));
    properties.emplace_back("last_name", name.substr(space + 1));
}

void check_owner(const Cells& cells, const RowContext& context) {
    const auto owner = cells.text(Field::owner);
    if (context.references.misses(Reference::user, owner)) {
        context.findings.note("unknown_owner", owner);
    }
}

// The id a row has, or the one its place in the file gives it when the file has no such column.
std::string id_or_row(const Cells& cells, const RowContext& context, Field field) {
    if (cells.mapped(field)) return cells.text(field);
    context.findings.note("no_key_column", context.digest);
    return cells.row_key();
}

std::vector<std::string> contacts_of(const std::string& cell) {
    std::vector<std::string> contacts;
    std::string_view rest = cell;
    while (!rest.empty()) {
        const auto end = std::min(rest.find_first_of(";,|"), rest.size());
        const auto contact = text::trimmed(rest.substr(0, end));
        if (!contact.empty()) contacts.emplace_back(contact);
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return contacts;
}

Result<ImportedRow> build_contact(const Cells& cells, const RowContext& context) {
    ImportedContact contact{.id = cells.text(Field::id), .email = cells.text(Field::email)};
    if (!contact.email.empty() && !looks_like_email(contact.email)) {
        context.findings.note("bad_email", contact.email);
        if (contact.id.empty()) return rejected(cells, Field::email, "the e-mail cannot be one");
        contact.email.clear();
    }
    if (contact.id.empty() && contact.email.empty()) {
        if (cells.mapped(Field::id) || cells.mapped(Field::email)) {
            return rejected(cells, Field::email, "neither an id nor an e-mail");
        }
        contact.id = id_or_row(cells, context, Field::id);
    }
    contact.company = cells.text(Field::company);
    if (context.references.misses(Reference::company, contact.company)) {
        context.findings.note("unknown_company", contact.company);
    }
    check_owner(cells, context);
    contact.created_at = cells.instant(Field::created_at);
    contact.deleted = cells.flag(Field::deleted);
    contact.merged_ids = contacts_of(cells.text(Field::merged_ids));
    contact.happenings = cells.happenings();
    contact.properties = properties_of(cells,
                                       {Field::first_name,
                                        Field::last_name,
                                        Field::phone,
                                        Field::job_title,
                                        Field::country,
                                        Field::owner});
    split_name(cells.text(Field::name), contact.properties);
    cells.put_custom(contact.properties);
    check_contact(contact, context.findings);
    return contact;
}

Result<ImportedRow> build_company(const Cells& cells, const RowContext& context) {
    ImportedCompany company{.id = cells.text(Field::id), .name = cells.text(Field::name)};
    if (company.name.empty()) company.name = cells.text(Field::domain);
    if (company.id.empty()) company.id = company.name;
    if (company.id.empty()) return rejected(cells, Field::name, "neither a name nor an id");
    company.parent = cells.text(Field::parent);
    company.deleted = cells.flag(Field::deleted);
    company.created_at = cells.instant(Field::created_at);
    company.properties = properties_of(cells,
                                       {Field::name,
                                        Field::domain,
                                        Field::industry,
                                        Field::employees,
                                        Field::annual_revenue,
                                        Field::country,
                                        Field::owner});
    check_owner(cells, context);
    cells.put_custom(company.properties);
    context.references.add(Reference::company, company.id);
    context.references.add(Reference::company, company.name);
    context.references.add(Reference::company, cells.text(Field::domain));
    return company;
}

void check_references(const ImportedDeal& deal, const Cells& cells, const RowContext& context) {
    const auto product = cells.text(Field::product);
    if (context.references.misses(Reference::product, product)) {
        context.findings.note("unknown_product", product);
    }
    if (context.references.misses(Reference::company, deal.company)) {
        context.findings.note("unknown_company", deal.company);
    }
    if (deal.company.empty() && cells.mapped(Field::company)) {
        context.findings.note("deals_without_company", deal.id);
    }
    const bool lost = deal.status == ledger::DealStatus::lost;
    if (lost && cells.mapped(Field::lost_reason) && cells.text(Field::lost_reason).empty()) {
        context.findings.note("lost_without_reason", deal.id);
    }
    if (!deal.created_at && cells.mapped(Field::created_at)) {
        context.findings.note("deals_without_created_at", deal.id);
    }
    check_owner(cells, context);
}

// The stages that dates name, spelled as the column of stages spells them.
std::vector<ImportedHappening> stages_of(const Cells& cells, const std::string& stage) {
    auto happenings = cells.happenings();
    std::erase_if(happenings, [](const auto& each) { return each.sort != Field::stage_entered; });
    for (auto& each : happenings) {
        if (header_key(each.what) == header_key(stage)) each.what = stage;
    }
    return happenings;
}

Result<ImportedRow> build_deal(const Cells& cells, const RowContext& context) {
    ImportedDeal deal{.id = id_or_row(cells, context, Field::id)};
    if (deal.id.empty()) return rejected(cells, Field::id, "the deal has no id");
    const auto stage = cells.text(Field::stage);
    deal.happenings = stages_of(cells, stage);
    deal.deleted = cells.flag(Field::deleted);
    for (const auto& each : deal.happenings) {
        context.stages.see(each.what);
    }
    context.stages.see(stage);
    deal.status = status_of_stage(stage);
    deal.contacts = contacts_of(cells.text(Field::contact));
    deal.company = cells.text(Field::company);
    deal.created_at = cells.instant(Field::created_at);
    const auto closes = cells.instant(Field::closed_at);
    deal.properties = properties_of(cells,
                                    {Field::name,
                                     Field::owner,
                                     Field::product,
                                     Field::pipeline,
                                     Field::stage,
                                     Field::amount,
                                     Field::lost_reason});
    if (deal.status != ledger::DealStatus::open) {
        deal.closed_at = closes;
    } else if (closes) {
        deal.properties.emplace_back("expected_close", *closes);
    }
    cells.put_custom(deal.properties);
    check_deal(deal, stage, context.findings);
    check_references(deal, cells, context);
    return deal;
}

// Only text, numbers and booleans stand in a touch: what else a column holds becomes text.
Value as_field(Value value) {
    if (const auto* const at = std::get_if<Instant>(&value)) return render(*at);
    if (const auto* const on = std::get_if<Date>(&value)) return render(*on);
    if (const auto* const money = std::get_if<Money>(&value)) return render_amount(*money);
    if (const auto* const list = std::get_if<std::vector<std::string>>(&value)) {
        return fmt::format("{}", fmt::join(*list, ";"));
    }
    return value;
}

ledger::Fields fields_of(const Cells& cells) {
    auto fields = properties_of(
        cells, {Field::channel, Field::campaign, Field::asset, Field::path, Field::value});
    ledger::Properties custom;
    cells.put_custom(custom);
    for (auto& [name, value] : custom) {
        fields.emplace_back("properties." + name, as_field(std::move(value)));
    }
    return fields;
}

Result<ImportedTouch> touch_of(const Cells& cells) {
    ImportedTouch touch{.contact = cells.text(Field::contact),
                        .visitor = cells.text(Field::visitor)};
    if (touch.contact.empty() && touch.visitor.empty()) {
        return rejected(cells, Field::contact, "neither a contact nor a visitor");
    }
    if (!touch.contact.empty()) touch.visitor.clear();
    touch.at = TRY(cells.needed_instant(Field::at));
    touch.kind = cells.text(Field::kind);
    if (touch.kind.empty()) return rejected(cells, Field::kind, "the kind is missing");
    touch.message_id = cells.text(Field::message_id);
    if (touch.message_id.empty()) touch.message_id = cells.row_key();
    touch.fields = fields_of(cells);
    return touch;
}

Result<ImportedRow> build_touch(const Cells& cells, const RowContext& context) {
    auto touch = TRY(touch_of(cells));
    const auto direction = text::folded(cells.text(Field::direction));
    touch.direction = direction == "out" ? ledger::Direction::out : direction_of(touch.kind);
    if (direction == "in") touch.direction = ledger::Direction::in;
    if (!direction.empty() && direction != "in" && direction != "out") {
        context.findings.note("bad_direction", direction);
    }
    return touch;
}

Result<ImportedRow> build_activity(const Cells& cells, const RowContext& context) {
    auto touch = TRY(touch_of(cells));
    touch.kind = activity_kind(touch.kind);
    touch.direction = direction_of(touch.kind);
    touch.by = cells.text(Field::owner);
    if (cells.given(Field::reason)) {
        touch.fields.emplace_back("properties.note", cells.text(Field::reason));
    }
    check_owner(cells, context);
    return touch;
}

Result<ImportedRow> build_product(const Cells& cells, const RowContext& context) {
    ImportedProduct product{.name = cells.text(Field::name)};
    if (product.name.empty()) return rejected(cells, Field::name, "the product has no name");
    product.price = cells.money(Field::price);
    product.properties = properties_of(cells, {Field::id});
    cells.put_custom(product.properties);
    context.references.add(Reference::product, product.name);
    context.references.add(Reference::product, cells.text(Field::id));
    return product;
}

Result<ImportedRow> build_user(const Cells& cells, const RowContext& context) {
    ImportedUser user{.name = cells.text(Field::name),
                      .email = cells.text(Field::email),
                      .role = cells.text(Field::role),
                      .team = cells.text(Field::team),
                      .manager = cells.text(Field::manager)};
    if (user.name.empty() && user.email.empty()) {
        return rejected(cells, Field::name, "neither a name nor an e-mail");
    }
    user.properties = properties_of(cells, {Field::id});
    cells.put_custom(user.properties);
    for (const auto& key : {user.name, user.email, cells.text(Field::id)}) {
        context.references.add(Reference::user, key);
    }
    return user;
}

Result<ImportedRow> build_cost(const Cells& cells) {
    ImportedCost cost{.campaign = cells.text(Field::campaign)};
    if (cost.campaign.empty()) return rejected(cells, Field::campaign, "the campaign is missing");
    const auto on = cells.day(Field::on);
    if (!on) return rejected(cells, Field::on, "no day that exists");
    const auto amount = cells.money(Field::amount);
    if (!amount) return rejected(cells, Field::amount, "no amount");
    cost.on = *on;
    cost.amount = *amount;
    cost.properties = properties_of(cells, {Field::channel});
    cells.put_custom(cost.properties);
    return cost;
}

std::optional<ledger::HandoffStep> step_named(std::string_view word) {
    using enum ledger::HandoffStep;
    constexpr auto steps = std::to_array<std::pair<std::string_view, ledger::HandoffStep>>({
        {"offered", offered},
        {"accepted", accepted},
        {"rejected", rejected},
        {"recycled", recycled},
        {"expired", expired},
        {"converted", converted},
        {"withdrawn", withdrawn},
        {"disqualified", disqualified},
        {"reassigned", reassigned},
    });
    const auto folded = text::folded(word);
    const auto* const found =
        std::ranges::find(steps, folded, &std::pair<std::string_view, ledger::HandoffStep>::first);
    if (found == steps.end()) return std::nullopt;
    return found->second;
}

Result<ImportedRow> build_handoff(const Cells& cells) {
    ImportedHandoff handoff{.contact = cells.text(Field::contact)};
    if (handoff.contact.empty()) return rejected(cells, Field::contact, "the contact is missing");
    handoff.at = TRY(cells.needed_instant(Field::at));
    handoff.to = cells.text(Field::to);
    handoff.reason = cells.text(Field::reason);
    if (cells.given(Field::outcome)) {
        handoff.outcome = step_named(cells.text(Field::outcome));
        if (!handoff.outcome) {
            return rejected(cells, Field::outcome, "an outcome nobody knows; expected accepted, …");
        }
        handoff.outcome_at = handoff.at;
    }
    if (cells.given(Field::outcome_at)) {
        handoff.outcome_at = TRY(cells.needed_instant(Field::outcome_at));
    }
    return handoff;
}

}  // namespace

Result<ImportedRow> build_row(const Cells& cells, const RowContext& context) {
    switch (context.plan.mapping.kind) {
        case ImportKind::contacts: return build_contact(cells, context);
        case ImportKind::companies: return build_company(cells, context);
        case ImportKind::deals: return build_deal(cells, context);
        case ImportKind::touches: return build_touch(cells, context);
        case ImportKind::activities: return build_activity(cells, context);
        case ImportKind::products: return build_product(cells, context);
        case ImportKind::users: return build_user(cells, context);
        case ImportKind::costs: return build_cost(cells);
        case ImportKind::handoffs: return build_handoff(cells);
        case ImportKind::ledger: break;
    }
    return fail(Failure::invalid, "a ledger is JSON lines, not CSV");
}

}  // namespace baton::connect
