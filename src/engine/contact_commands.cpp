#include "engine/contact_commands.hpp"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <set>

#include "base/text.hpp"
#include "engine/property_rules.hpp"
#include "engine/row_rendering.hpp"
#include "engine/survivors.hpp"
#include "handoff/undoing.hpp"

namespace baton::engine {

namespace {

constexpr std::array<std::string_view, 3> activity_kinds{
    "Call Logged", "Email Logged", "Meeting Held"};

const std::string* email_in(const ledger::Properties& properties) {
    const auto found =
        std::ranges::find(properties, "email", &std::pair<std::string, Value>::first);
    return found == properties.end() ? nullptr : std::get_if<std::string>(&found->second);
}

Done check_email(Desk& desk, const ledger::Properties& properties, ContactId mine) {
    const std::string* email = email_in(properties);
    if (email == nullptr || email->empty()) {
        return {};
    }
    const auto at = email->find('@');
    if (at == std::string::npos || at == 0 || at + 1 == email->size()) {
        return fail(Failure::invalid,
                    fmt::format("\"{}\" is not an e-mail address", *email),
                    {{"/properties/email", "write it as name@company.example"}});
    }
    const ledger::Contact* holder = desk.find_contact_by_email(*email);
    if (holder != nullptr && holder->id != mine) {
        return fail(Failure::conflict,
                    fmt::format("{} belongs to another contact", *email),
                    {{"/properties/email", std::to_string(holder->id.value)}});
    }
    return {};
}

Result<const ledger::Contact*> existing(Desk& desk, ContactId id) {
    const ledger::Contact* contact = desk.find_contact(id);
    if (desk.directory().is_erased(id)) {
        return fail(Failure::refused, fmt::format("contact {} was erased", id.value));
    }
    if (contact == nullptr) {
        const ContactId survivor = survivor_of(desk.timeline(), id, Instant::latest());
        if (survivor && survivor != id) {
            return fail(Failure::not_found,
                        fmt::format("contact {} was merged into {}", id.value, survivor.value));
        }
        return fail(Failure::not_found, fmt::format("there is no contact {}", id.value));
    }
    return contact;
}

Done check_stage(const lifecycle::Chain& chain, const std::string& stage, Instant now) {
    const auto version = chain.in_force(now);
    if (!version) {
        return fail(
            Failure::refused, "no agreement is in force", {{"/stage", "there are no stages yet"}});
    }
    std::vector<std::string> names;
    for (const agreement::Stage& each : chain.version(*version).agreement->stages) {
        names.push_back(each.name);
    }
    if (std::ranges::find(names, stage) != names.end()) {
        return {};
    }
    const auto near = text::nearest(stage, names);
    return fail(Failure::invalid,
                fmt::format("the agreement in force has no stage \"{}\"", stage),
                {{"/stage",
                  near ? fmt::format("did you mean \"{}\"?", *near)
                       : fmt::format("choose one of {}", fmt::join(names, ", "))}});
}

Receipt receipt_of(const ledger::Event& event, std::string id = {}) {
    return {.id = std::move(id), .recorded = {event.position}, .count = 1};
}

std::string topic_of(ContactId id) {
    return "contact:" + std::to_string(id.value);
}

void tell(Desk& desk, ContactId id) {
    desk.batch().topics.insert({"contacts", topic_of(id)});
}

}  // namespace

Result<Receipt> create_contact(Desk& desk, const NewContact& contact, const Because& because) {
    const ledger::Properties properties =
        TRY(checked(desk.timeline(), "contact", contact.properties));
    TRY(check_email(desk, properties, {}));
    if (!contact.external_id.empty() &&
        desk.find_contact_by_external_id(contact.external_id) != nullptr) {
        return fail(Failure::conflict,
                    fmt::format("there is a contact {} already", contact.external_id),
                    {{"/external_id", "it is taken"}});
    }
    if (contact.company && desk.timeline().find(contact.company) == nullptr) {
        return fail(Failure::invalid,
                    fmt::format("there is no company {}", contact.company.value),
                    {{"/company", "name a company that exists"}});
    }
    const ContactId id = TRY(desk.new_contact());
    const std::string decimal = std::to_string(id.value);
    Receipt receipt =
        receipt_of(desk.record(ledger::ContactCreated{.contact = id,
                                                      .external_id = contact.external_id.empty()
                                                                         ? decimal
                                                                         : contact.external_id,
                                                      .properties = properties},
                               because),
                   decimal);
    if (contact.company) {
        const ledger::Event set =
            desk.record(ledger::CompanySet{.contact = id, .company = contact.company}, because);
        receipt.recorded.push_back(set.position);
    }
    tell(desk, id);
    return receipt;
}

Result<Receipt> change_contact(Desk& desk, const ContactChange& change, const Because& because) {
    const ledger::Contact* contact = TRY(existing(desk, change.contact));
    const ledger::Properties properties =
        TRY(checked(desk.timeline(), "contact", change.properties));
    TRY(check_email(desk, properties, change.contact));
    const std::int64_t version = record_version(contact->all().properties);
    if (change.version && *change.version != version) {
        return fail(Failure::conflict,
                    "somebody changed this contact meanwhile",
                    {{"/version", fmt::format("it is {} now", version)}});
    }
    if (properties.empty()) {
        return Receipt{};
    }
    const ledger::Event event = desk.record(
        ledger::ContactChanged{.contact = change.contact, .properties = properties}, because);
    tell(desk, change.contact);
    return receipt_of(event);
}

Result<Receipt> set_company(Desk& desk,
                            ContactId contact,
                            CompanyId company,
                            const Because& because) {
    TRY(existing(desk, contact));
    if (company && desk.timeline().find(company) == nullptr) {
        return fail(Failure::not_found, fmt::format("there is no company {}", company.value));
    }
    tell(desk, contact);
    return receipt_of(
        desk.record(ledger::CompanySet{.contact = contact, .company = company}, because));
}

Result<Receipt> place_contact(Desk& desk,
                              const lifecycle::Chain& chain,
                              const Placement& placement,
                              const Because& because) {
    TRY(existing(desk, placement.contact));
    TRY(check_stage(chain, placement.stage, desk.now()));
    if (text::trimmed(placement.why).empty()) {
        return fail(Failure::invalid, "a reason is needed", {{"/why", "say why"}});
    }
    tell(desk, placement.contact);
    return receipt_of(desk.record(ledger::Placed{.contact = placement.contact,
                                                 .stage = placement.stage,
                                                 .why = std::string(text::trimmed(placement.why))},
                                  because));
}

Result<Receipt> log_activity(Desk& desk, const Activity& activity, const Because& because) {
    TRY(existing(desk, activity.contact));
    ledger::Fields fields{{"channel", std::string("sales")}, {"properties.by", because.by}};
    if (!activity.outcome.empty()) {
        fields.emplace_back("properties.outcome", activity.outcome);
    }
    if (!activity.note.empty()) {
        fields.emplace_back("properties.note", activity.note);
    }
    ledger::Touched touched{
        .contact = activity.contact,
        .visitor = {},
        .kind = std::string(activity_kinds.at(static_cast<std::size_t>(activity.type))),
        .fields = std::move(fields),
        .message_id = {},
        .actor = ledger::Actor::human,
        .trust = ledger::Trust::server,
        .direction = activity.direction};
    tell(desk, activity.contact);
    desk.batch().topics.insert("handoffs");
    return receipt_of(desk.record(std::move(touched), because));
}

Result<Receipt> delete_contact(Desk& desk, ContactId contact, const Because& because) {
    TRY(existing(desk, contact));
    tell(desk, contact);
    return receipt_of(desk.record(ledger::Deleted{.contact = contact}, because));
}

namespace {

// What closed a handoff, or let it go, stays when it was offered again since: else two people would
// have it.
Done check_handoffs(const ledger::Timeline& timeline, const std::vector<ledger::Position>& undone) {
    std::set<std::uint64_t> orders;
    for (const ledger::Position& position : undone) {
        orders.insert(timeline.order_of(position).value_or(0));
    }
    for (ledger::Slot slot = 0; slot < timeline.contacts().size(); ++slot) {
        const ledger::Contact& contact = timeline.contacts()[slot];
        constexpr auto noted = ledger::Brief::had_handoffs | ledger::Brief::gathered;
        if (!timeline.brief(slot).has(noted) || contact.merged) continue;
        std::vector<handoff::Step> now;
        std::vector<handoff::Step> then;
        for (const ledger::HandoffFact& fact : contact.all().handoffs) {
            if (fact.voided) continue;
            now.push_back(fact.step);
            if (!orders.contains(fact.order)) then.push_back(fact.step);
        }
        if (handoff::offers_too_many(then) > handoff::offers_too_many(now)) {
            return fail(Failure::refused,
                        "this stays: the handoff was offered to somebody again since");
        }
    }
    return {};
}

}  // namespace

Result<Receipt> undo(Desk& desk,
                     const std::vector<ledger::Position>& positions,
                     const Because& because) {
    if (positions.empty()) {
        return fail(Failure::invalid, "there is nothing to undo");
    }
    for (const ledger::Position& position : positions) {
        if (!desk.timeline().order_of(position)) {
            return fail(Failure::not_found, "what should be undone is not in the ledger");
        }
        if (desk.lasts(position)) {
            return fail(Failure::refused,
                        "this stays: signatures, breaches and what Baton itself did are not "
                        "undone");
        }
    }
    TRY(check_handoffs(desk.timeline(), positions));
    desk.batch().topics.insert(
        {"contacts", "companies", "deals", "handoffs", "properties", "tasks"});
    return receipt_of(desk.record(ledger::Voided{.positions = positions}, because));
}

}  // namespace baton::engine
