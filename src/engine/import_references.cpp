#include "engine/import_references.hpp"

#include <variant>

#include "base/text.hpp"
#include "connect/import_ids.hpp"
#include "engine/people.hpp"
#include "engine/pipelines.hpp"
#include "engine/silence.hpp"

namespace baton::engine {

const ledger::Contact* contact_by_id(Desk& desk, const std::string& id) {
    if (const ledger::Contact* contact = desk.find_contact_by_external_id(id)) {
        return contact;
    }
    const std::string other = connect::other_length(id);
    return other.empty() ? nullptr : desk.find_contact_by_external_id(other);
}

DealId deal_by_id(const Desk& desk, const std::string& id) {
    if (id.empty()) {
        return {};
    }
    const DealId deal = desk.directory().deal_by_external_id(id);
    const std::string other = deal ? std::string() : connect::other_length(id);
    return other.empty() ? deal : desk.directory().deal_by_external_id(other);
}

const ledger::Contact* find_contact(Desk& desk, const std::string& reference) {
    if (const ledger::Contact* contact = contact_by_id(desk, reference)) {
        return contact;
    }
    return desk.find_contact_by_email(reference);
}

CompanyId find_company(const Desk& desk, const std::string& reference) {
    const Directory& directory = desk.directory();
    if (const CompanyId id = directory.company_by_external_id(reference)) {
        return id;
    }
    if (const std::string other = connect::other_length(reference); !other.empty()) {
        if (const CompanyId id = directory.company_by_external_id(other)) {
            return id;
        }
    }
    if (const CompanyId id = directory.company_by_domain(reference)) {
        return id;
    }
    return directory.company_by_name(reference);
}

std::optional<RowOutcome> left_out_by(const ImportContext& context, bool is_here) {
    const ImportWrites writes = context.ways.writes;
    if (writes == ImportWrites::creates && is_here) {
        return RowOutcome{.became = RowOutcome::Became::skipped,
                          .reason = "it is here already, and only new records are written"};
    }
    if (writes == ImportWrites::updates && !is_here) {
        return RowOutcome{.became = RowOutcome::Became::skipped,
                          .reason = "it is not here, and no new records are made"};
    }
    return std::nullopt;
}

void keep_silent(Desk& desk, ContactId contact, const ImportContext& context) {
    if (context.ways.automations || !contact) {
        return;
    }
    // Receipts rise even while the clock stands, so what the row recorded may be a little later.
    constexpr std::int64_t second = 1'000'000;
    const Instant from{desk.now().micros + second};
    desk.record(ledger::ContactChanged{.contact = contact,
                                       .properties = {{std::string(offers_from_property), from}}},
                {.by = context.by, .cause = context.cause});
}

connect::StageNames stage_names(const Workspace::View& view) {
    connect::StageNames names;
    const lifecycle::Chain& chain = view.live.chain();
    const auto in_force = chain.in_force(Instant::latest());
    names.has_agreement = in_force.has_value();
    if (in_force) {
        for (const agreement::Stage& stage : chain.version(*in_force).agreement->stages) {
            names.of_contacts.push_back(stage.name);
        }
    }
    for (const Pipeline& pipeline : list_pipelines(view.timeline, Instant::latest())) {
        for (const PipelineStage& stage : pipeline.stages) {
            names.of_deals.push_back(stage.name);
        }
    }
    return names;
}

namespace {

// By name, or by the id that the user has elsewhere; empty when nobody is meant.
std::string user_key(const ledger::Timeline& timeline, const std::string& reference) {
    for (const User& user : list_users(timeline, Instant::latest())) {
        if (text::folded(user.name) == text::folded(reference)) {
            return user.email;
        }
    }
    const std::string_view id = connect::short_id(reference);
    for (const ledger::Record* user : timeline.records_of("user")) {
        const std::string held = text_of(timeline, user->properties, "id", Instant::latest());
        if (!held.empty() && connect::short_id(held) == id) {
            return user->key;
        }
    }
    return {};
}

}  // namespace

ledger::Properties with_owner_key(const ledger::Timeline& timeline, ledger::Properties properties) {
    for (auto& [name, value] : properties) {
        const auto* text = std::get_if<std::string>(&value);
        if (name != "owner" || text == nullptr || timeline.find_record("user", *text) != nullptr) {
            continue;
        }
        if (const std::string key = user_key(timeline, *text); !key.empty()) {
            value = key;
        }
    }
    return properties;
}

}  // namespace baton::engine
