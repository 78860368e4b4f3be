#include <fmt/format.h>
#include <map>
#include <span>
#include <string>
#include <utility>
#include <variant>

#include "agreement/schema.hpp"
#include "connect/ledger_lines.hpp"
#include "engine/export.hpp"
#include "engine/keeping.hpp"
#include "engine/versions.hpp"

namespace baton::engine {

namespace {

using View = Workspace::View;

ContactId find(const ledger::NameTable& names, ContactId /*sort*/, const std::string& name) {
    return names.find_contact(name);
}

CompanyId find(const ledger::NameTable& names, CompanyId /*sort*/, const std::string& name) {
    return names.find_company(name);
}

DealId find(const ledger::NameTable& names, DealId /*sort*/, const std::string& name) {
    return names.find_deal(name);
}

template <typename Record, typename Holder>
void add_held(std::span<const Record> records, Holder holder, ledger::NameTable& names) {
    for (const Record& each : records) {
        if (!each.external_id.empty() && holder(each.external_id) == each.id) {
            names.add(each.external_id, each.id);
        }
    }
}

// Each record gets a name of its own. Of several with the same external id (the earlier ones were
// deleted or undone) the one that answers to it has it, the others add their internal id.
template <typename Record>
void add_others(std::span<const Record> records, ledger::NameTable& names) {
    for (const Record& each : records) {
        std::string name(names.name_of(each.id));
        if (!name.empty()) {
            continue;
        }
        name = each.external_id.empty() ? std::to_string(each.id.value) : each.external_id;
        while (find(names, each.id, name)) {
            name += fmt::format("#{}", each.id.value);
        }
        names.add(name, each.id);
    }
}

ledger::NameTable held_names(const View& view) {
    const Directory& directory = view.directory;
    ledger::NameTable names;
    add_held(
        view.timeline.contacts(),
        [&](const std::string& id) { return directory.contact_by_external_id(id); },
        names);
    add_held(
        view.timeline.companies(),
        [&](const std::string& id) { return directory.company_by_external_id(id); },
        names);
    add_held(
        view.timeline.deals(),
        [&](const std::string& id) { return directory.deal_by_external_id(id); },
        names);
    return names;
}

// Those that an imported ledger gave to who is only mentioned.
Done add_mentioned(Workspace& workspace, ledger::NameTable& names) {
    const store::Reading reading = workspace.database().reading();
    store::Identities identities(reading.connection());
    TRY(identities.load<ContactId>("contact_external", names));
    TRY(identities.load<CompanyId>("company_external", names));
    return identities.load<DealId>("deal_external", names);
}

void add_others(const View& view, ledger::NameTable& names) {
    add_others(view.timeline.contacts(), names);
    add_others(view.timeline.companies(), names);
    add_others(view.timeline.deals(), names);
    for (const ledger::Visitor& each : view.timeline.visitors()) {
        const std::string_view name = view.directory.visitors().name_of(each.id);
        names.add(name.empty() ? std::to_string(each.id.value) : std::string(name), each.id);
    }
}

// Whether all values of a property are days, or all instants.
struct Seen {
    bool days = true;
    bool instants = true;
};

// Other records have days and instants too, and JSON has no such values: where all values of a
// property are of that type, the schema says so.
void declare_others(const ledger::Timeline& timeline, ledger::DeclaredTypes& types) {
    std::map<std::pair<std::string, std::string>, Seen> found;
    for (const ledger::Record& record : timeline.records()) {
        for (const ledger::PropertyTrack& track : record.properties.all()) {
            for (const ledger::Change& change : track.changes) {
                const Value& value = timeline.dictionary().value(change.value);
                if (known(value)) {
                    Seen& seen = found[{timeline.dictionary().name(record.record),
                                        timeline.dictionary().name(track.name)}];
                    seen.days &= std::holds_alternative<Date>(value);
                    seen.instants &= std::holds_alternative<Instant>(value);
                }
            }
        }
    }
    for (const auto& [place, seen] : found) {
        if (seen.days || seen.instants) {
            types.of(place.first)
                .emplace(place.second, seen.days ? ValueType::date : ValueType::instant);
        }
    }
}

ledger::DeclaredTypes types_of(const View& view) {
    const agreement::Schema schema = schema_of(view.timeline);
    ledger::DeclaredTypes types{
        .contact = schema.contact, .company = schema.company, .deal = schema.deal};
    declare_others(view.timeline, types);
    return types;
}

}  // namespace

Done export_ledger(Workspace& workspace, const std::function<void(std::string_view)>& write) {
    constexpr std::size_t part_bytes = 1'000'000;
    ledger::NameTable names = workspace.read(held_names);
    TRY(add_mentioned(workspace, names));
    workspace.read([&](const View& view) { add_others(view, names); });
    std::string text;
    connect::LedgerLinesWriter::write_schema(workspace.read(types_of), text);
    connect::LedgerLinesWriter writer(names);
    const std::uint64_t end =
        workspace.read([](const View& view) { return view.timeline.last_order(); });
    std::uint64_t order = 0;
    Done failed;
    const Done read = each_event(workspace.database(), [&](ledger::Event& event, std::int64_t) {
        order += ledger::lines_of(event.what);
        if (order > end) {
            return;  // a server went on recording since
        }
        if (const Done written = writer.write(event, text); !written && failed) {
            failed = written;
        }
        if (text.size() > part_bytes) {
            write(text);
            text.clear();
        }
    });
    write(text);
    return read ? failed : read;
}

}  // namespace baton::engine
