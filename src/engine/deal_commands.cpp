#include "engine/deal_commands.hpp"

#include <algorithm>
#include <fmt/format.h>

#include "engine/company_tree.hpp"
#include "engine/contact_commands.hpp"
#include "engine/deal_terms.hpp"
#include "engine/people.hpp"
#include "engine/pipelines.hpp"
#include "engine/property_rules.hpp"
#include "engine/row_rendering.hpp"
#include "engine/survivors.hpp"
#include "engine/task_commands.hpp"
#include "handoff/transition.hpp"

namespace baton::engine {

namespace {

constexpr Instant latest = Instant::latest();

std::string text_in(const ledger::Properties& properties, std::string_view name) {
    for (const auto& [property, value] : properties) {
        if (property == name) {
            const auto* text = std::get_if<std::string>(&value);
            return text == nullptr ? std::string() : *text;
        }
    }
    return {};
}

bool has(const ledger::Properties& properties, std::string_view name) {
    return std::ranges::any_of(properties, [&](const auto& each) { return each.first == name; });
}

Receipt receipt_of(const ledger::Event& event, std::string id = {}) {
    return {.id = std::move(id), .recorded = {event.position}, .count = 1};
}

Result<PipelineStage> stage_of(const Pipeline& pipeline, const std::string& stage) {
    const PipelineStage* found = stage.empty() ? &pipeline.stages.front() : pipeline.find(stage);
    if (found == nullptr) {
        return fail(Failure::invalid,
                    fmt::format("the pipeline {} has no stage \"{}\"", pipeline.name, stage),
                    {{"/stage", "choose one of the pipeline's stages"}});
    }
    return *found;
}

// Whether the deal names this contact now: it may, though the contact is not there any more.
bool is_named(const ledger::Timeline& timeline, const ledger::Deal* deal, ContactId contact) {
    const auto* named = deal == nullptr ? nullptr : ledger::last_at(deal->contacts, latest);
    const ledger::Contact* known = named == nullptr ? nullptr : timeline.find(contact);
    return known != nullptr &&
           std::ranges::find(named->contacts, timeline.slot_of(*known)) != named->contacts.end();
}

Done check_contacts(Desk& desk,
                    const std::vector<ContactId>& contacts,
                    const ledger::Deal* deal = nullptr) {
    for (const ContactId contact : contacts) {
        if (desk.find_contact(contact) == nullptr && !is_named(desk.timeline(), deal, contact)) {
            return fail(Failure::invalid,
                        fmt::format("there is no contact {}", contact.value),
                        {{"/contacts", "name contacts that exist"}});
        }
    }
    return {};
}

// Each contact once, in the order they were named.
std::vector<ContactId> without_repeats(const std::vector<ContactId>& contacts) {
    std::vector<ContactId> once;
    for (const ContactId contact : contacts) {
        if (std::ranges::find(once, contact) == once.end()) {
            once.push_back(contact);
        }
    }
    return once;
}

// The accepted handoffs of a deal's contacts have led to a deal: converted.
void convert_handoffs(Desk& desk, const std::vector<ContactId>& contacts, Receipt& receipt) {
    for (const ContactId id : contacts) {
        const ledger::Contact* contact = desk.find_contact(id);
        const auto* last =
            contact == nullptr ? nullptr : ledger::Timeline::last_handoff(*contact, latest);
        if (last == nullptr || last->step != ledger::HandoffStep::accepted) {
            continue;
        }
        const ledger::Event moved = desk.record(
            ledger::HandoffMoved{.contact = holder_of_handoff(desk.timeline(), *contact),
                                 .step = ledger::HandoffStep::converted,
                                 .reason = {},
                                 .owner = desk.timeline().dictionary().name(last->owner),
                                 .note = {}},
            {.by = "baton", .cause = "a deal was created"});
        receipt.recorded.push_back(moved.position);
        desk.batch().topics.insert("handoffs");
    }
}

struct Move {
    PipelineStage stage;
    bool changes_status = false;
};

// What a change of stage brings with it; nothing when the stage is not changed.
Result<std::optional<Move>> move_of(const ledger::Timeline& timeline,
                                    const ledger::Deal& deal,
                                    const ledger::Properties& properties) {
    if (!has(properties, "stage")) {
        return std::nullopt;
    }
    const std::string key = has(properties, "pipeline")
                                ? text_in(properties, "pipeline")
                                : text_of(timeline, deal.properties, "pipeline", latest);
    const Pipeline pipeline = pipeline_of(timeline, key, latest);
    const PipelineStage stage = TRY(stage_of(pipeline, text_in(properties, "stage")));
    const auto* status = ledger::Timeline::status(deal, latest);
    return Move{.stage = stage,
                .changes_status = status == nullptr || status->status != stage.type};
}

// A deal that is lost afterwards says why, however it is changed.
Done check_reason(ledger::DealStatus status,
                  const ledger::Properties& properties,
                  const std::string& held) {
    const std::string reason =
        has(properties, "lost_reason") ? text_in(properties, "lost_reason") : held;
    if (status == ledger::DealStatus::lost && reason.empty()) {
        return fail(Failure::invalid,
                    "a lost deal needs a reason",
                    {{"/lost_reason", "say why it was lost"}});
    }
    return {};
}

// When it closed and why it was lost belong to its end: they come with it and go with it.
void settle_end(ledger::Properties& properties, ledger::DealStatus status, Instant at) {
    if (status == ledger::DealStatus::open) {
        std::erase_if(properties, [](const auto& each) {
            return each.first == "closed_at" || each.first == "lost_reason";
        });
        properties.emplace_back("closed_at", Unknown{});
        properties.emplace_back("lost_reason", Unknown{});
    } else if (!has(properties, "closed_at")) {
        properties.emplace_back("closed_at", at);
    }
}

void tell(Desk& desk, DealId deal) {
    desk.batch().topics.insert({"deals", "deal:" + std::to_string(deal.value)});
}

// What is said again as it stands is not recorded again.
ledger::Properties news_of(const ledger::Timeline& timeline, const RecordChange& change) {
    ledger::Properties news = change.properties;
    if (const ledger::Record* record = timeline.find_record(change.record, change.key)) {
        std::erase_if(news, [&](const auto& property) {
            return timeline.value(record->properties, property.first, Instant::latest()) ==
                   property.second;
        });
    }
    return news;
}

}  // namespace

Result<Receipt> create_company(Desk& desk, const NewCompany& company, const Because& because) {
    ledger::Properties properties = TRY(checked(desk.timeline(), "company", company.properties));
    const std::string domain = text_in(properties, "domain");
    if (!domain.empty() && desk.directory().company_by_domain(domain)) {
        return fail(Failure::conflict,
                    fmt::format("there is a company with the domain {} already", domain),
                    {{"/properties/domain", "it is taken"}});
    }
    if (!company.external_id.empty() &&
        desk.directory().company_by_external_id(company.external_id)) {
        return fail(Failure::conflict,
                    fmt::format("there is a company {} already", company.external_id),
                    {{"/external_id", "it is taken"}});
    }
    if (const std::string parent = text_in(properties, "parent"); !parent.empty()) {
        TRY(check_parent(desk.timeline(), desk.directory(), {}, parent));
    }
    if (properties.empty()) {
        return fail(Failure::invalid, "a company needs a name", {{"/properties/name", "name it"}});
    }
    const CompanyId id = TRY(desk.new_company());
    const std::string decimal = std::to_string(id.value);
    desk.batch().topics.insert("companies");
    return receipt_of(desk.record(ledger::CompanyChanged{.company = id,
                                                         .external_id = company.external_id.empty()
                                                                            ? decimal
                                                                            : company.external_id,
                                                         .properties = std::move(properties)},
                                  because),
                      decimal);
}

Result<Receipt> change_company(Desk& desk,
                               CompanyId company,
                               const ledger::Properties& properties,
                               const Because& because,
                               std::optional<std::int64_t> version) {
    const ledger::Company* known = desk.timeline().find(company);
    if (known == nullptr) {
        return fail(Failure::not_found, fmt::format("there is no company {}", company.value));
    }
    TRY(check_version(record_version(known->properties), version));
    ledger::Properties checked = TRY(engine::checked(desk.timeline(), "company", properties));
    if (checked.empty()) {
        return Receipt{};
    }
    if (const std::string parent = text_in(checked, "parent"); !parent.empty()) {
        TRY(check_parent(desk.timeline(), desk.directory(), company, parent));
    }
    desk.batch().topics.insert({"companies", "company:" + std::to_string(company.value)});
    return receipt_of(desk.record(ledger::CompanyChanged{.company = company,
                                                         .external_id = known->external_id,
                                                         .properties = std::move(checked)},
                                  because));
}

Result<Receipt> create_deal(Desk& desk, const NewDeal& deal, const Because& because) {
    ledger::Properties properties = TRY(agreed(desk.timeline(), nullptr, deal.properties));
    TRY(check_contacts(desk, deal.contacts));
    const Pipeline pipeline = pipeline_of(desk.timeline(), text_in(properties, "pipeline"), latest);
    const PipelineStage stage = TRY(stage_of(pipeline, text_in(properties, "stage")));
    TRY(check_reason(stage.type, properties, {}));
    std::erase_if(properties, [](const auto& each) {
        return each.first == "stage" || each.first == "pipeline";
    });
    properties.emplace_back("pipeline", pipeline.key);
    properties.emplace_back("stage", stage.name);
    if (!has(properties, "created_at")) {
        properties.emplace_back("created_at", because.at.value_or(desk.now()));
    }
    if (!deal.external_id.empty() && desk.directory().deal_by_external_id(deal.external_id)) {
        return fail(Failure::conflict,
                    fmt::format("there is a deal {} already", deal.external_id),
                    {{"/external_id", "it is taken"}});
    }
    const std::vector<ContactId> contacts = without_repeats(deal.contacts);
    const DealId id = TRY(desk.new_deal());
    const std::string decimal = std::to_string(id.value);
    Receipt receipt = receipt_of(
        desk.record(ledger::DealChanged{.deal = id,
                                        .external_id =
                                            deal.external_id.empty() ? decimal : deal.external_id,
                                        .contacts_given = true,
                                        .contacts = contacts,
                                        .status_given = true,
                                        .status = stage.type,
                                        .properties = std::move(properties),
                                        .deleted = false},
                    because),
        decimal);
    convert_handoffs(desk, contacts, receipt);
    tell(desk, id);
    return receipt;
}

Result<Receipt> change_deal(Desk& desk, const DealChange& change, const Because& because) {
    const ledger::Deal* deal = desk.timeline().find(change.deal);
    if (deal == nullptr || !ledger::Timeline::exists(*deal, latest)) {
        return fail(Failure::not_found, fmt::format("there is no deal {}", change.deal.value));
    }
    TRY(check_version(deal_version(*deal), change.version));
    ledger::Properties properties = TRY(agreed(desk.timeline(), deal, change.properties));
    if (change.contacts) {
        TRY(check_contacts(desk, *change.contacts, deal));
    }
    const std::optional<Move> move = TRY(move_of(desk.timeline(), *deal, properties));
    if (move || has(properties, "lost_reason")) {
        const auto* status = ledger::Timeline::status(*deal, latest);
        const auto held = status == nullptr ? ledger::DealStatus::open : status->status;
        TRY(check_reason(move ? move->stage.type : held,
                         properties,
                         text_of(desk.timeline(), deal->properties, "lost_reason", latest)));
    }
    if (move && move->changes_status) {
        settle_end(properties, move->stage.type, because.at.value_or(desk.now()));
    }
    if (properties.empty() && !change.contacts) {
        return Receipt{};
    }
    const std::vector<ContactId> contacts =
        without_repeats(change.contacts.value_or(std::vector<ContactId>{}));
    ledger::DealChanged event{.deal = change.deal,
                              .external_id = deal->external_id,
                              .contacts_given = change.contacts.has_value(),
                              .contacts = contacts,
                              .status_given = move && move->changes_status,
                              .status = move ? move->stage.type : ledger::DealStatus::open,
                              .properties = std::move(properties),
                              .deleted = false};
    Receipt receipt = receipt_of(desk.record(std::move(event), because));
    if (change.contacts) {
        convert_handoffs(desk, contacts, receipt);
    }
    tell(desk, change.deal);
    return receipt;
}

Result<Receipt> delete_deal(Desk& desk, DealId deal, const Because& because) {
    const ledger::Deal* known = desk.timeline().find(deal);
    if (known == nullptr || !ledger::Timeline::exists(*known, latest)) {
        return fail(Failure::not_found, fmt::format("there is no deal {}", deal.value));
    }
    ledger::DealChanged event;
    event.deal = deal;
    event.external_id = known->external_id;
    event.deleted = true;
    tell(desk, deal);
    return receipt_of(desk.record(std::move(event), because));
}

Result<Receipt> change_record(Desk& desk, const RecordChange& change, const Because& because) {
    if (change.properties.empty()) {
        return fail(Failure::invalid, fmt::format("this {} says nothing", change.record));
    }
    if (change.record == "task") {
        return change_task(desk, change.key, change.properties, because);
    }
    const std::string key = change.key.empty() ? TRY(desk.new_record_key()) : change.key;
    ledger::Properties news = news_of(desk.timeline(), change);
    if (news.empty()) {
        return Receipt{.id = key};
    }
    desk.batch().topics.insert(change.record + "s");
    return receipt_of(desk.record(
                          ledger::RecordChanged{
                              .record = change.record, .key = key, .properties = std::move(news)},
                          because),
                      key);
}

}  // namespace baton::engine
