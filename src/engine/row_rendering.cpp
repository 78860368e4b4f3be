#include "engine/row_rendering.hpp"

#include <algorithm>
#include <charconv>
#include <fmt/format.h>
#include <variant>

#include "base/text.hpp"
#include "engine/offers.hpp"
#include "engine/people.hpp"
#include "handoff/handoffs.hpp"
#include "ledger/json_text.hpp"

namespace baton::engine {

namespace {

constexpr Instant now = Instant::latest();

template <typename... Visitors>
struct Overloaded : Visitors... {
    using Visitors::operator()...;
};

Instant first_change(const ledger::Tracks& tracks) {
    Instant first = Instant::latest();
    for (const ledger::PropertyTrack& track : tracks.all()) {
        if (!track.changes.empty()) {
            first = std::min(first, track.changes.front().at);
        }
    }
    return first == Instant::latest() ? Instant{0} : first;
}

Instant instant_of(const ledger::Timeline& timeline,
                   const ledger::Tracks& tracks,
                   std::string_view name,
                   Instant otherwise) {
    const Value value = timeline.value(tracks, name, now);
    const auto* at = std::get_if<Instant>(&value);
    return at == nullptr ? otherwise : *at;
}

std::optional<std::int64_t> whole_number(const Value& value) {
    const auto* number = std::get_if<Decimal>(&value);
    return number == nullptr ? std::nullopt : std::optional(number->millionths / decimal_one);
}

std::optional<Instant> finite(Instant at) {
    return at == Instant::latest() ? std::nullopt : std::optional(at);
}

std::string name_key(const std::string& last, const std::string& first) {
    return text::folded(last.empty() ? first : last + " " + first);
}

void set_stage(store::ContactRow& row,
               const lifecycle::History& history,
               const lifecycle::Chain& chain) {
    if (const lifecycle::Reached* current = history.current_stage()) {
        row.stage = chain.stage_name(*current);
        row.stage_at = current->at;
        row.stage_how = name(current->how);
    }
}

std::string_view status_name(ledger::DealStatus status) {
    switch (status) {
        case ledger::DealStatus::open: return "open";
        case ledger::DealStatus::won: return "won";
        case ledger::DealStatus::lost: return "lost";
    }
    return "open";
}

std::optional<Instant> closed_at(const ledger::Timeline& timeline,
                                 const ledger::Deal& deal,
                                 const ledger::StatusChange* status) {
    if (status == nullptr || status->status == ledger::DealStatus::open) {
        return std::nullopt;
    }
    return instant_of(timeline, deal.properties, "closed_at", status->at);
}

void set_amount(const ledger::Timeline& timeline, const ledger::Deal& deal, store::DealRow& row) {
    const Value amount = timeline.value(deal.properties, "amount", now);
    if (const auto* money = std::get_if<Money>(&amount)) {
        row.amount_minor = money->minor;
        row.currency = money->currency.text();
    } else if (const auto* number = std::get_if<Decimal>(&amount)) {
        row.amount_minor = number->millionths / (decimal_one / 100);
    }
}

void append_money(std::string& out, const Money& money) {
    ledger::ObjectText object(out);
    object.text("amount", render_amount(money));
    object.text("currency", money.currency.text());
    object.close();
}

std::string flag_of(const handoff::Handoff& handoff,
                    const lifecycle::History& history,
                    const lifecycle::Chain& chain) {
    const bool waits_for_sales = handoff.state == handoff::Step::offered;
    const bool still_there =
        history.current() != nullptr && history.current_stage() != nullptr &&
        !handoff.stage.empty() &&
        std::ranges::any_of(history.current()->stages, [&](const auto& reached) {
            return chain.stage_name(reached) == handoff.stage;
        });
    return waits_for_sales && !still_there ? "entry withdrawn" : "";
}

// "1025/1/response": the row stays the same one, whatever becomes of the record's properties.
struct BreachKey {
    std::int64_t contact = 0;
    std::int64_t number = 0;
    std::string kind = {};
};

BreachKey parts_of(const std::string& key) {
    const auto first = std::min(key.find('/'), key.size());
    const auto second = std::min(key.find('/', first + 1), key.size());
    BreachKey parts;
    std::from_chars(key.data(), key.data() + first, parts.contact);
    if (second > first) {
        std::from_chars(key.data() + first + 1, key.data() + second, parts.number);
    }
    parts.kind = second < key.size() ? key.substr(second + 1) : std::string();
    return parts;
}

}  // namespace

std::int64_t record_version(const ledger::Tracks& tracks) {
    std::uint64_t last = 0;
    for (const ledger::PropertyTrack& track : tracks.all()) {
        for (const ledger::Change& change : track.changes) {
            last = std::max<std::uint64_t>(last, change.order);
        }
    }
    return static_cast<std::int64_t>(last);
}

std::int64_t deal_version(const ledger::Deal& deal) {
    std::int64_t changes = 0;
    for (const ledger::PropertyTrack& track : deal.properties.all()) {
        changes += static_cast<std::int64_t>(track.changes.size());
    }
    return changes;
}

Done check_version(std::int64_t current, std::optional<std::int64_t> version) {
    if (!version || *version == current) {
        return {};
    }
    return fail(Failure::conflict,
                "somebody changed this record meanwhile",
                {{"/version", fmt::format("it is {} now", current)}});
}

CompanyId deal_company(const Memory& memory, const ledger::Deal& deal, Instant at) {
    const std::string external_id = text_of(memory.timeline, deal.properties, "company", at);
    return external_id.empty() ? CompanyId{} : memory.directory.company_by_external_id(external_id);
}

void append_value(std::string& out, const Value& value) {
    std::visit(Overloaded{
                   [&](const Unknown& /*unknown*/) { out += "null"; },
                   [&](bool truth) { out += truth ? "true" : "false"; },
                   [&](const Decimal& number) { out += render(number); },
                   [&](const std::string& text) { ledger::append_quoted(out, text); },
                   [&](const Date& date) { ledger::append_quoted(out, render(date)); },
                   [&](const Instant& at) { ledger::append_quoted(out, render(at)); },
                   [&](const Money& money) { append_money(out, money); },
                   [&](const std::vector<std::string>& texts) { ledger::append_texts(out, texts); },
               },
               value);
}

std::string properties_text(const ledger::Timeline& timeline,
                            const ledger::Tracks& tracks,
                            Instant at) {
    std::string out;
    ledger::ObjectText object(out);
    for (const ledger::PropertyTrack& track : tracks.all()) {
        const ledger::Change* change = ledger::last_at(track.changes, at);
        if (change != nullptr && change->value != 0) {
            object.key(timeline.dictionary().name(track.name));
            append_value(out, timeline.dictionary().value(change->value));
        }
    }
    object.close();
    return out;
}

store::ContactTouches touches_of(const ledger::Contact& contact) {
    const auto& touches = contact.all().touches;
    return {.last_at = touches.empty() ? std::nullopt : std::optional(touches.back().at),
            .count = static_cast<std::int64_t>(touches.size())};
}

store::ContactRow contact_row(const ledger::Timeline& timeline,
                              const ledger::Contact& contact,
                              const lifecycle::History& history,
                              const lifecycle::Chain& chain) {
    const ledger::Tracks& tracks = contact.all().properties;
    const auto text = [&](std::string_view name) { return text_of(timeline, tracks, name, now); };
    const ledger::Company* company = timeline.company_of(contact, now);
    const store::ContactTouches touches = touches_of(contact);
    store::ContactRow row{.id = contact.id,
                          .external_id = contact.external_id,
                          .email = text("email"),
                          .first_name = text("first_name"),
                          .last_name = text("last_name"),
                          .name_key = {},
                          .company = company == nullptr ? CompanyId{} : company->id,
                          .owner = text("owner"),
                          .stage = {},
                          .stage_at = {},
                          .stage_how = {},
                          .created_at = contact.created().value_or(Instant{0}),
                          .last_touch_at = touches.last_at,
                          .touches = touches.count,
                          .deleted = !contact.created() || contact.deleted() || contact.merged,
                          .version = record_version(tracks),
                          .properties = properties_text(timeline, tracks, now)};
    row.name_key = name_key(row.last_name, row.first_name);
    set_stage(row, history, chain);
    return row;
}

store::CompanyRow company_row(const ledger::Timeline& timeline, const ledger::Company& company) {
    const ledger::Tracks& tracks = company.properties;
    const auto text = [&](std::string_view name) { return text_of(timeline, tracks, name, now); };
    return {.id = company.id,
            .external_id = company.external_id,
            .name = text("name"),
            .domain = text("domain"),
            .industry = text("industry"),
            .employees = whole_number(timeline.value(tracks, "employees", now)),
            .owner = text("owner"),
            .created_at = first_change(tracks),
            .version = record_version(tracks),
            .properties = properties_text(timeline, tracks, now)};
}

store::DealRow deal_row(const Memory& memory, const ledger::Deal& deal) {
    const ledger::Timeline& timeline = memory.timeline;
    const ledger::Tracks& tracks = deal.properties;
    const auto text = [&](std::string_view name) { return text_of(timeline, tracks, name, now); };
    const ledger::StatusChange* status = ledger::Timeline::status(deal, now);
    store::DealRow row{
        .id = deal.id,
        .external_id = deal.external_id,
        .name = text("name"),
        .amount_minor = {},
        .currency = {},
        .pipeline = text("pipeline"),
        .stage = text("stage"),
        .status = std::string(status == nullptr ? "" : status_name(status->status)),
        .product = text("product"),
        .owner = text("owner"),
        .company = {},
        .created_at = instant_of(timeline, tracks, "created_at", first_change(tracks)),
        .closed_at = closed_at(timeline, deal, status),
        .lost_reason = text("lost_reason"),
        .version = record_version(tracks),
        .properties = properties_text(timeline, tracks, now)};
    set_amount(timeline, deal, row);
    row.company = deal_company(memory, deal, now);
    if (!ledger::Timeline::exists(deal, now)) {
        row.status = "deleted";
    }
    return row;
}

std::vector<store::DealContactRow> deal_contact_rows(const ledger::Timeline& timeline,
                                                     const ledger::Deal& deal) {
    std::vector<store::DealContactRow> rows;
    if (const auto* change = ledger::last_at(deal.contacts, now)) {
        for (const ledger::Slot slot : change->contacts) {
            rows.push_back({.deal = deal.id, .contact = timeline.contacts()[slot].id});
        }
    }
    const auto contact_in = [](const auto& row) { return row.contact; };
    std::ranges::sort(rows, {}, contact_in);
    const auto repeats = std::ranges::unique(rows, {}, contact_in);
    rows.erase(repeats.begin(), repeats.end());
    return rows;
}

store::RecordRow record_row(const ledger::Timeline& timeline, const ledger::Record& record) {
    return {.kind = timeline.dictionary().name(record.record),
            .key = record.key,
            .version = record_version(record.properties),
            .body = properties_text(timeline, record.properties, now)};
}

std::optional<store::BreachRow> breach_row(const ledger::Timeline& timeline,
                                           const ledger::Record& record) {
    if (timeline.dictionary().name(record.record) != "breach") {
        return std::nullopt;
    }
    const BreachKey key = parts_of(record.key);
    const Instant due = instant_of(timeline, record.properties, "due_at", Instant{0});
    return store::BreachRow{.contact = {key.contact},
                            .number = key.number,
                            .kind = key.kind,
                            .due_at = due,
                            .recorded_at = due};
}

std::vector<store::HandoffRow> handoff_rows(const ledger::Timeline& timeline,
                                            const ledger::Contact& contact,
                                            const lifecycle::History& history,
                                            const lifecycle::Chain& chain) {
    std::vector<store::HandoffRow> rows;
    for (const handoff::Handoff& each : handoff::read_handoffs(timeline, contact, chain)) {
        const std::optional<User> owner = find_user(timeline, each.owner, now);
        rows.push_back({.contact = contact.id,
                        .number = each.number,
                        .stage = each.stage,
                        .state = std::string(handoff::name(each.state)),
                        .owner = each.owner,
                        .team = owner ? owner->team : std::string(),
                        .offered_at = each.offered_at,
                        .due_at = finite(each.due_at),
                        .accept_due_at = finite(each.accept_due_at),
                        .responded_at = each.responded_at,
                        .accepted_at = each.accepted_at,
                        .closed_at = each.closed_at,
                        .reason = each.reason,
                        .note = {},
                        .flag = flag_of(each, history, chain),
                        .version = static_cast<std::int64_t>(each.offered_order)});
    }
    return rows;
}

std::vector<store::StageEntryRow> stage_entry_rows(const ledger::Contact& contact,
                                                   const lifecycle::History& history,
                                                   const lifecycle::Chain& chain) {
    std::vector<store::StageEntryRow> rows;
    std::int64_t number = 0;
    for (const lifecycle::Journey& journey : history.journeys) {
        ++number;
        for (const lifecycle::Reached& reached : journey.stages) {
            rows.push_back({.contact = contact.id,
                            .journey = number,
                            .stage = chain.stage_name(reached),
                            .at = reached.at,
                            .how = std::string(name(reached.how)),
                            .journey_began = journey.began,
                            .journey_ended = journey.ended,
                            .end = journey.end ? std::string(name(*journey.end)) : std::string(),
                            .reason = journey.reason});
        }
    }
    return rows;
}

}  // namespace baton::engine
