#include "engine/export.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <set>
#include <utility>

#include "connect/ledger_lines.hpp"
#include "engine/keeping.hpp"
#include "engine/people.hpp"
#include "engine/pipelines.hpp"
#include "engine/versions.hpp"
#include "handoff/handoffs.hpp"

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

// The names of all properties that any of the records ever had, in order of first mention.
template <typename Records, typename TracksOf>
std::vector<std::string> property_names(const ledger::Timeline& timeline,
                                        const Records& records,
                                        TracksOf tracks_of) {
    std::vector<std::string> names;
    std::set<ledger::Code> seen;
    for (const auto& record : records) {
        for (const ledger::PropertyTrack& track : tracks_of(record).all()) {
            if (seen.insert(track.name).second) {
                names.push_back(timeline.dictionary().name(track.name));
            }
        }
    }
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

ExportTable contacts(const View& view) {
    const auto tracks_of = [](const ledger::Contact& each) -> const ledger::Tracks& {
        return each.all().properties;
    };
    const auto names = property_names(view.timeline, view.timeline.contacts(), tracks_of);
    ExportTable table{.header = {"id", "created_at", "company", "stage", "stage_at"}, .rows = {}};
    table.header.insert(table.header.end(), names.begin(), names.end());
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
        table.rows.push_back(std::move(row));
    }
    return table;
}

ExportTable companies(const View& view) {
    const auto tracks_of = [](const ledger::Company& each) -> const ledger::Tracks& {
        return each.properties;
    };
    const auto names = property_names(view.timeline, view.timeline.companies(), tracks_of);
    ExportTable table{.header = {"id"}, .rows = {}};
    table.header.insert(table.header.end(), names.begin(), names.end());
    for (const ledger::Company& company : view.timeline.companies()) {
        std::vector<Value> row{company.external_id};
        append_properties(view.timeline, company.properties, names, row);
        table.rows.push_back(std::move(row));
    }
    return table;
}

std::string contacts_of(const View& view, const ledger::Deal& deal) {
    std::string text;
    if (const auto* change = ledger::last_at(deal.contacts, now)) {
        for (const ledger::Slot slot : change->contacts) {
            text += (text.empty() ? "" : ";") + view.timeline.contacts()[slot].external_id;
        }
    }
    return text;
}

ExportTable deals(const View& view) {
    const auto tracks_of = [](const ledger::Deal& each) -> const ledger::Tracks& {
        return each.properties;
    };
    const auto names = property_names(view.timeline, view.timeline.deals(), tracks_of);
    ExportTable table{.header = {"id", "status", "contacts"}, .rows = {}};
    table.header.insert(table.header.end(), names.begin(), names.end());
    for (const ledger::Deal& deal : view.timeline.deals()) {
        if (!ledger::Timeline::exists(deal, now)) {
            continue;
        }
        const auto* status = ledger::Timeline::status(deal, now);
        std::vector<Value> row{
            deal.external_id,
            text_value(std::string(status == nullptr ? "" : name(status->status))),
            text_value(contacts_of(view, deal))};
        append_properties(view.timeline, deal.properties, names, row);
        table.rows.push_back(std::move(row));
    }
    return table;
}

std::string fields_text(const ledger::Dictionary& dictionary, const ledger::Shape& shape) {
    std::string text;
    for (const ledger::FieldCode& field : dictionary.fields(shape)) {
        const auto* value = std::get_if<std::string>(&dictionary.value(field.value));
        if (value != nullptr && dictionary.name(field.name).starts_with("properties.")) {
            text += fmt::format(
                "{}{}={}", text.empty() ? "" : "; ", dictionary.name(field.name), *value);
        }
    }
    return text;
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
        for (const ledger::Touch& touch : contact.all().touches) {
            const ledger::Shape& shape = dictionary.shape(touch.shape);
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

ledger::NameTable names_of(const View& view) {
    ledger::NameTable names;
    for (const ledger::Contact& each : view.timeline.contacts()) {
        names.add(each.external_id.empty() ? std::to_string(each.id.value) : each.external_id,
                  each.id);
    }
    for (const ledger::Company& each : view.timeline.companies()) {
        names.add(each.external_id.empty() ? std::to_string(each.id.value) : each.external_id,
                  each.id);
    }
    for (const ledger::Deal& each : view.timeline.deals()) {
        names.add(each.external_id.empty() ? std::to_string(each.id.value) : each.external_id,
                  each.id);
    }
    for (const ledger::Visitor& each : view.timeline.visitors()) {
        const std::string_view name = view.directory.visitors().name_of(each.id);
        names.add(name.empty() ? std::to_string(each.id.value) : std::string(name), each.id);
    }
    return names;
}

}  // namespace

Result<ExportTable> export_table(const Workspace& workspace, std::string_view kind) {
    struct Kind {
        std::string_view name;
        ExportTable (*make)(const View&);
    };

    constexpr std::array kinds{Kind{"touches", touches},
                               Kind{"contacts", contacts},
                               Kind{"companies", companies},
                               Kind{"deals", deals},
                               Kind{"handoffs", handoffs},
                               Kind{"stages", stages}};
    const auto* const found = std::ranges::find(kinds, kind, &Kind::name);
    if (found == kinds.end()) {
        return fail(Failure::invalid,
                    fmt::format("\"{}\" cannot be exported; ledger, touches, contacts, companies, "
                                "deals, handoffs and stages can",
                                kind));
    }
    return workspace.read([&](const View& view) { return found->make(view); });
}

Done export_ledger(Workspace& workspace, const std::function<void(std::string_view)>& write) {
    const ledger::NameTable names = workspace.read([](const View& view) { return names_of(view); });
    const agreement::Schema schema =
        workspace.read([](const View& view) { return schema_of(view.timeline); });
    std::string text;
    connect::LedgerLinesWriter::write_schema(
        {.contact = schema.contact, .company = schema.company, .deal = schema.deal}, text);
    connect::LedgerLinesWriter writer(names);
    Done failed;
    const Done read = each_event(workspace.database(), [&](ledger::Event& event, std::int64_t) {
        if (const Done written = writer.write(event, text); !written && failed) {
            failed = written;
        }
        if (text.size() > 1'000'000) {
            write(text);
            text.clear();
        }
    });
    write(text);
    return read ? failed : read;
}

}  // namespace baton::engine
