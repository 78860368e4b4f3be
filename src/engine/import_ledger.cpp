#include "engine/import_ledger.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <fstream>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "agreement/schema.hpp"
#include "connect/ledger_lines.hpp"
#include "connect/ledger_references.hpp"
#include "engine/versions.hpp"

namespace baton::engine {

namespace {

constexpr std::size_t events_per_batch = 4'000;
constexpr std::string_view contact_names = "contact_external";
constexpr std::string_view company_names = "company_external";
constexpr std::string_view deal_names = "deal_external";

// What a file held, with the ids it was given.
struct LedgerFile {
    ledger::NameTable names;
    ledger::DeclaredTypes types;
    std::vector<ledger::Event> events;
    std::uint64_t lines = 0;
};

ledger::DeclaredTypes standard_types() {
    const agreement::Schema schema = agreement::standard_schema();
    return {.contact = schema.contact, .company = schema.company, .deal = schema.deal};
}

Result<LedgerFile> read_file(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    if (!in) {
        return fail(Failure::invalid, fmt::format("{} cannot be read", path.string()));
    }
    LedgerFile file;
    connect::LedgerLinesReader reader(file.names, standard_types());
    for (std::string line; std::getline(in, line);) {
        std::optional<ledger::Event> event = TRY(reader.read(line));
        if (event) {
            file.events.push_back(*std::move(event));
        }
    }
    file.types = reader.types();
    file.lines = reader.lines();
    return file;
}

bool is_empty(const Workspace& workspace) {
    return workspace.read([](const Workspace::View& view) {
        return view.timeline.contacts().empty() && view.timeline.records().empty() &&
               view.timeline.companies().empty() && view.timeline.deals().empty() &&
               view.timeline.visitors().empty();
    });
}

Done check_empty(const Workspace& workspace) {
    return is_empty(workspace)
               ? Done{}
               : fail(Failure::refused,
                      "a whole ledger is read into an empty workspace only; this one has records");
}

VisitorId visitor_in(const ledger::What& what) {
    if (const auto* touched = std::get_if<ledger::Touched>(&what)) {
        return touched->visitor;
    }
    if (const auto* linked = std::get_if<ledger::Linked>(&what)) {
        return linked->visitor;
    }
    return {};
}

void take_over(Desk& desk, const LedgerFile& file, const ledger::Event& event) {
    if (const VisitorId visitor = visitor_in(event.what)) {
        desk.know_visitor(file.names.name_of(visitor), visitor);
    }
    desk.take_over(event, static_cast<std::int64_t>(event.order));
}

Done write_events(Workspace& workspace, const std::shared_ptr<const LedgerFile>& file) {
    for (std::size_t from = 0; from < file->events.size(); from += events_per_batch) {
        const std::size_t to = std::min(from + events_per_batch, file->events.size());
        const Result<Receipt> done = workspace.run(
            [file, from, to](Desk& desk) -> Result<Receipt> {
                for (std::size_t i = from; i < to; ++i) {
                    take_over(desk, *file, file->events[i]);
                }
                return Receipt{};
            },
            Urgency::bulk);
        if (!done) {
            return std::unexpected(done.error());
        }
    }
    return {};
}

using Types = ledger::DeclaredTypes::Types;

// Types that were declared and that the values do not show are kept as records of their own.
void declare(Desk& desk, std::string_view record, const Types& types, const Types& shown) {
    for (const auto& [name, type] : types) {
        const auto known = shown.find(name);
        if (known == shown.end() || known->second != type) {
            desk.record(
                ledger::RecordChanged{.record = "property",
                                      .key = fmt::format("{}/{}", record, name),
                                      .properties = {{"type", std::string(baton::name(type))}}},
                {.by = "import", .cause = "schema"});
        }
    }
}

Done write_types(Workspace& workspace, const std::shared_ptr<const LedgerFile>& file) {
    const Result<Receipt> done = workspace.run(
        [file](Desk& desk) -> Result<Receipt> {
            const agreement::Schema shown = schema_of(desk.timeline());
            declare(desk, "contact", file->types.contact, shown.contact);
            declare(desk, "company", file->types.company, shown.company);
            declare(desk, "deal", file->types.deal, shown.deal);
            return Receipt{};
        },
        Urgency::bulk);
    return done ? Done{} : std::unexpected(done.error());
}

struct Mentioned {
    std::string_view kind;
    std::string name;
    std::int64_t id = 0;
};

template <typename Record>
void append_mentioned(std::string_view kind,
                      std::span<const Record> records,
                      const ledger::NameTable& names,
                      std::vector<Mentioned>& mentioned) {
    for (const Record& record : records) {
        if (record.external_id.empty()) {
            mentioned.push_back({.kind = kind,
                                 .name = std::string(names.name_of(record.id)),
                                 .id = record.id.value});
        }
    }
}

// A task may be about somebody whom no other event knows.
template <typename AnyId>
void append_referred(std::string_view kind,
                     const std::vector<AnyId>& ids,
                     const Workspace::View& view,
                     const ledger::NameTable& names,
                     std::vector<Mentioned>& mentioned) {
    for (const AnyId id : ids) {
        if (view.timeline.find(id) == nullptr) {
            mentioned.push_back(
                {.kind = kind, .name = std::string(names.name_of(id)), .id = id.value});
        }
    }
}

std::vector<Mentioned> find_mentioned(const Workspace::View& view, const LedgerFile& file) {
    std::vector<Mentioned> all;
    append_mentioned(contact_names, view.timeline.contacts(), file.names, all);
    append_mentioned(company_names, view.timeline.companies(), file.names, all);
    append_mentioned(deal_names, view.timeline.deals(), file.names, all);
    for (const ledger::Event& event : file.events) {
        if (const auto* changed = std::get_if<ledger::RecordChanged>(&event.what)) {
            const connect::Referred referred = connect::referred_in(*changed);
            append_referred(contact_names, referred.contacts, view, file.names, all);
            append_referred(company_names, referred.companies, view, file.names, all);
            append_referred(deal_names, referred.deals, view, file.names, all);
        }
    }
    return all;
}

// No event keeps the name of who is only mentioned.
Done write_names(Workspace& workspace, const LedgerFile& file) {
    const auto mentioned =
        workspace.read([&](const Workspace::View& view) { return find_mentioned(view, file); });
    return workspace.write_outside_ledger([&](store::Writing& writing) -> Done {
        for (const auto& [kind, name, id] : mentioned) {
            TRY(writing.identities.reserve(kind, name, id));
        }
        return {};
    });
}

}  // namespace

Result<LedgerCounts> check_ledger(const Workspace& workspace, const std::filesystem::path& file) {
    TRY(check_empty(workspace));
    const LedgerFile read = TRY(read_file(file));
    return LedgerCounts{.lines = read.lines, .events = read.events.size()};
}

Result<LedgerCounts> import_ledger(Workspace& workspace, const std::filesystem::path& file) {
    TRY(check_empty(workspace));
    const auto read = std::make_shared<const LedgerFile>(TRY(read_file(file)));
    TRY(write_events(workspace, read));
    TRY(write_types(workspace, read));
    TRY(write_names(workspace, *read));
    return LedgerCounts{.lines = read->lines, .events = read->events.size()};
}

}  // namespace baton::engine
