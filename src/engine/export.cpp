#include "engine/export.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <fmt/format.h>
#include <set>
#include <span>
#include <string>
#include <utility>

#include "engine/export_associations.hpp"
#include "engine/export_formulas.hpp"
#include "engine/people.hpp"
#include "engine/survivors.hpp"
#include "engine/versions.hpp"
#include "handoff/handoffs.hpp"
#include "ledger/words.hpp"

namespace baton::engine {

namespace {

using View = Workspace::View;

constexpr Instant now = Instant::latest();

Value text_value(std::string text) {
    return text.empty() ? Value(Unknown{}) : Value(std::move(text));
}

Value instant_value(const std::optional<Instant>& at) {
    return at && *at != now ? Value(*at) : Value(Unknown{});
}

// Adds the names of all properties that any of the records ever had, in order of first mention, to
// the header; one that a column of another meaning has is left out. Returns those that were added.
template <typename Records, typename TracksOf>
std::vector<std::string> add_properties(const ledger::Timeline& timeline,
                                        const Records& records,
                                        TracksOf tracks_of,
                                        std::vector<std::string>& header) {
    std::vector<std::string> names;
    std::set<ledger::Code> seen;
    for (const auto& record : records) {
        for (const ledger::PropertyTrack& track : tracks_of(record).all()) {
            const std::string& name = timeline.dictionary().name(track.name);
            if (seen.insert(track.name).second && std::ranges::find(header, name) == header.end()) {
                names.push_back(name);
            }
        }
    }
    header.insert(header.end(), names.begin(), names.end());
    return names;
}

void append_properties(const ledger::Timeline& timeline,
                       const ledger::Tracks& tracks,
                       const std::vector<std::string>& names,
                       std::vector<Value>& row) {
    for (const std::string& name : names) {
        row.push_back(timeline.value(tracks, name, now));
    }
}

bool exists(const ledger::Contact& contact) {
    return contact.created() && !contact.deleted() && !contact.merged;
}

// Whoever was only ever said to be by something that was taken back is not there.
bool is_told(const ledger::Tracks& tracks) {
    return std::ranges::any_of(tracks.all(), [](const ledger::PropertyTrack& track) {
        return ledger::first_of(track.changes) != nullptr;
    });
}

bool exists(const ledger::Deal& deal) {
    const bool told = is_told(deal.properties) || ledger::first_of(deal.statuses) != nullptr ||
                      ledger::first_of(deal.contacts) != nullptr;
    return told && ledger::Timeline::exists(deal, now);
}

ExportTable contacts(const View& view, Instant today) {
    const auto tracks_of = [](const ledger::Contact& each) -> const ledger::Tracks& {
        return each.all().properties;
    };
    ExportTable table{.header = {"id", "created_at", "company", "stage", "stage_at"}, .rows = {}};
    const auto names =
        add_properties(view.timeline, view.timeline.contacts(), tracks_of, table.header);
    FormulaColumns formulas(view, "contact", today, table.header);
    for (const ledger::Contact& contact : view.timeline.contacts()) {
        if (!exists(contact)) {
            continue;
        }
        const ledger::Company* company = view.timeline.company_of(contact, now);
        const auto& history = view.live.history(view.timeline.slot_of(contact));
        const lifecycle::Reached* stage = history.current_stage();
        std::vector<Value> row{
            contact.external_id,
            *contact.created(),
            text_value(company == nullptr ? std::string() : company->external_id),
            text_value(stage == nullptr ? std::string() : view.live.chain().stage_name(*stage)),
            stage == nullptr ? Value(Unknown{}) : Value(stage->at)};
        append_properties(view.timeline, tracks_of(contact), names, row);
        formulas.append(tracks_of(contact), company, row);
        table.rows.push_back(std::move(row));
    }
    return table;
}

ExportTable companies(const View& view, Instant today) {
    const auto tracks_of = [](const ledger::Company& each) -> const ledger::Tracks& {
        return each.properties;
    };
    ExportTable table{.header = {"id"}, .rows = {}};
    const auto names =
        add_properties(view.timeline, view.timeline.companies(), tracks_of, table.header);
    FormulaColumns formulas(view, "company", today, table.header);
    for (const ledger::Company& company : view.timeline.companies()) {
        if (!is_told(company.properties)) {
            continue;
        }
        std::vector<Value> row{company.external_id};
        append_properties(view.timeline, company.properties, names, row);
        formulas.append(company.properties, nullptr, row);
        table.rows.push_back(std::move(row));
    }
    return table;
}

const ledger::Company* company_of(const View& view, const ledger::Deal& deal) {
    const CompanyId id = view.directory.company_by_external_id(
        text_of(view.timeline, deal.properties, "company", now));
    return id ? view.timeline.find(id) : nullptr;
}

std::string contacts_of(const View& view, const ledger::Deal& deal) {
    std::string text;
    if (const auto* change = ledger::last_at(deal.contacts, now)) {
        for (const ledger::Slot slot : survivors_of(view.timeline, change->contacts, now)) {
            text += (text.empty() ? "" : ";") + view.timeline.contacts()[slot].external_id;
        }
    }
    return text;
}

ExportTable deals(const View& view, Instant today) {
    const auto tracks_of = [](const ledger::Deal& each) -> const ledger::Tracks& {
        return each.properties;
    };
    ExportTable table{.header = {"id", "status", "contacts"}, .rows = {}};
    const auto names =
        add_properties(view.timeline, view.timeline.deals(), tracks_of, table.header);
    FormulaColumns formulas(view, "deal", today, table.header);
    for (const ledger::Deal& deal : view.timeline.deals()) {
        if (!exists(deal)) {
            continue;
        }
        const auto* status = ledger::Timeline::status(deal, now);
        std::vector<Value> row{
            deal.external_id,
            text_value(std::string(status == nullptr ? "" : ledger::name(status->status))),
            text_value(contacts_of(view, deal))};
        append_properties(view.timeline, deal.properties, names, row);
        formulas.append(deal.properties, company_of(view, deal), row);
        table.rows.push_back(std::move(row));
    }
    return table;
}

std::string fields_text(const ledger::Dictionary& dictionary, const ledger::Shape& shape) {
    std::string text;
    for (const ledger::FieldCode& field : dictionary.other_fields(shape)) {
        const auto* value = std::get_if<std::string>(&dictionary.value(field.value));
        if (value != nullptr && dictionary.name(field.name).starts_with("properties.")) {
            text += fmt::format(
                "{}{}={}", text.empty() ? "" : "; ", dictionary.name(field.name), *value);
        }
    }
    return text;
}

// Those of a contact that was merged away are the survivor's.
const ledger::Touches& touches_of(const ledger::Contact& contact) {
    static const ledger::Touches none;
    return contact.merged ? none : contact.all().touches;
}

ExportTable touches(const View& view) {
    ExportTable table{.header = {"contact",
                                 "at",
                                 "kind",
                                 "channel",
                                 "campaign",
                                 "asset",
                                 "path",
                                 "value",
                                 "properties"},
                      .rows = {}};
    const ledger::Dictionary& dictionary = view.timeline.dictionary();
    for (const ledger::Contact& contact : view.timeline.contacts()) {
        for (const ledger::Touch& touch : touches_of(contact)) {
            const ledger::Shape shape = dictionary.shape(touch.shape);
            std::vector<Value> row{contact.external_id, touch.at, dictionary.kind(shape.kind)};
            for (const std::string_view field : {"channel", "campaign", "asset", "path", "value"}) {
                row.push_back(dictionary.field(shape, field));
            }
            row.push_back(text_value(fields_text(dictionary, shape)));
            table.rows.push_back(std::move(row));
        }
    }
    return table;
}

// Touches that somebody who works here entered.
ExportTable activities(const View& view) {
    ExportTable table{.header = {"contact", "at", "kind", "note", "owner", "outcome", "direction"},
                      .rows = {}};
    const ledger::Dictionary& dictionary = view.timeline.dictionary();
    for (const ledger::Contact& contact : view.timeline.contacts()) {
        for (const ledger::Touch& touch : touches_of(contact)) {
            const ledger::Shape shape = dictionary.shape(touch.shape);
            const Value by = dictionary.field(shape, "properties.by");
            if (known(by)) {
                table.rows.push_back({contact.external_id,
                                      touch.at,
                                      dictionary.kind(shape.kind),
                                      dictionary.field(shape, "properties.note"),
                                      by,
                                      dictionary.field(shape, "properties.outcome"),
                                      std::string(name(shape.direction))});
            }
        }
    }
    return table;
}

ExportTable handoffs(const View& view) {
    ExportTable table{
        .header =
            {"contact", "at", "to", "outcome", "outcome_at", "reason", "due_at", "responded_at"},
        .rows = {}};
    for (const ledger::Contact& contact : view.timeline.contacts()) {
        for (const handoff::Handoff& each :
             handoff::read_handoffs(view.timeline, contact, view.live.chain())) {
            const auto outcome_at = each.closed_at ? each.closed_at : each.accepted_at;
            table.rows.push_back({contact.external_id,
                                  each.offered_at,
                                  text_value(each.owner),
                                  std::string(handoff::name(each.state)),
                                  instant_value(outcome_at),
                                  text_value(each.reason),
                                  instant_value(each.due_at),
                                  instant_value(each.responded_at)});
        }
    }
    return table;
}

ExportTable stages(const View& view) {
    ExportTable table{
        .header = {"contact", "journey", "stage", "at", "how", "ended", "end", "reason"},
        .rows = {}};
    for (const ledger::Contact& contact : view.timeline.contacts()) {
        std::int64_t number = 0;
        for (const auto& journey : view.live.history(view.timeline.slot_of(contact)).journeys) {
            ++number;
            for (const lifecycle::Reached& reached : journey.stages) {
                table.rows.push_back(
                    {contact.external_id,
                     Decimal{number * decimal_one},
                     view.live.chain().stage_name(reached),
                     reached.at,
                     std::string(name(reached.how)),
                     instant_value(journey.ended),
                     text_value(journey.end ? std::string(name(*journey.end)) : std::string()),
                     text_value(journey.reason)});
            }
        }
    }
    return table;
}

// Tasks and notes name contacts and deals by internal id; people know the external one.
Value named(const View& view, std::string_view property, Value value) {
    const auto* text = std::get_if<std::string>(&value);
    if (text == nullptr || (property != "contact" && property != "deal")) {
        return value;
    }
    std::int64_t id = 0;
    std::from_chars(text->data(), text->data() + text->size(), id);
    if (property == "contact") {
        const ledger::Contact* contact = view.timeline.find(ContactId{id});
        return contact == nullptr ? value : Value(contact->external_id);
    }
    const ledger::Deal* deal = view.timeline.find(DealId{id});
    return deal == nullptr ? value : Value(deal->external_id);
}

ExportTable records(const View& view, std::string_view sort) {
    const auto tracks_of = [](const ledger::Record* each) -> const ledger::Tracks& {
        return each->properties;
    };
    const auto found = view.timeline.records_of(sort);
    ExportTable table{.header = {"id"}, .rows = {}};
    const auto names = add_properties(view.timeline, found, tracks_of, table.header);
    for (const ledger::Record* record : found) {
        const bool archived = known(view.timeline.value(record->properties, "archived", now));
        if (archived || !is_told(record->properties)) {
            continue;
        }
        std::vector<Value> row{record->key};
        for (const std::string& name : names) {
            row.push_back(named(view, name, view.timeline.value(record->properties, name, now)));
        }
        table.rows.push_back(std::move(row));
    }
    return table;
}

struct Kind {
    std::string_view name;
    ExportTable (*make)(const View&) = nullptr;
    std::string_view record = {};                            // instead: the records of that sort
    ExportTable (*make_on)(const View&, Instant) = nullptr;  // instead: with what holds today
};

constexpr std::array kinds{
    Kind{.name = "touches", .make = touches},
    Kind{.name = "contacts", .make_on = contacts},
    Kind{.name = "companies", .make_on = companies},
    Kind{.name = "deals", .make_on = deals},
    Kind{.name = "associations", .make = association_table},
    Kind{.name = "handoffs", .make = handoffs},
    Kind{.name = "stages", .make = stages},
    Kind{.name = "activities", .make = activities},
    Kind{.name = "products", .record = "product"},
    Kind{.name = "users", .record = "user"},
    Kind{.name = "costs", .record = "cost"},
    Kind{.name = "tasks", .record = "task"},
    Kind{.name = "notes", .record = "note"},
};

}  // namespace

std::vector<std::string> export_kinds() {
    std::vector<std::string> names;
    for (const Kind& kind : kinds) {
        names.emplace_back(kind.name);
    }
    names.emplace_back("ledger");
    return names;
}

Result<ExportTable> export_table(Workspace& workspace, std::string_view kind) {
    const auto* const found = std::ranges::find(kinds, kind, &Kind::name);
    if (found == kinds.end()) {
        return fail(Failure::invalid, fmt::format("\"{}\" cannot be exported", kind));
    }
    const Instant today = workspace.clock().now();
    return workspace.read([&](const View& view) {
        if (found->make_on != nullptr) {
            return found->make_on(view, today);
        }
        return found->make == nullptr ? records(view, found->record) : found->make(view);
    });
}

}  // namespace baton::engine
