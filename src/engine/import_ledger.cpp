#include "engine/import_ledger.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <fstream>
#include <memory>
#include <utility>
#include <vector>

#include "agreement/schema.hpp"
#include "connect/ledger_lines.hpp"

namespace baton::engine {

namespace {

constexpr std::size_t events_per_batch = 4'000;

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

// Types that were declared but are not those found in the values are kept as records of their own.
Done write_types(Workspace& workspace, const std::shared_ptr<const LedgerFile>& file) {
    const Result<Receipt> done = workspace.run(
        [file](Desk& desk) -> Result<Receipt> {
            const ledger::DeclaredTypes standard = standard_types();
            const auto declare = [&](std::string_view record,
                                     const ledger::DeclaredTypes::Types& types,
                                     const ledger::DeclaredTypes::Types& known) {
                for (const auto& [name, type] : types) {
                    if (!known.contains(name)) {
                        desk.record(
                            ledger::RecordChanged{
                                .record = "property",
                                .key = fmt::format("{}/{}", record, name),
                                .properties = {{"type", std::string(baton::name(type))}}},
                            {.by = "import", .cause = "schema"});
                    }
                }
            };
            declare("contact", file->types.contact, standard.contact);
            declare("company", file->types.company, standard.company);
            declare("deal", file->types.deal, standard.deal);
            return Receipt{};
        },
        Urgency::bulk);
    return done ? Done{} : std::unexpected(done.error());
}

}  // namespace

Result<LedgerCounts> import_ledger(Workspace& workspace, const std::filesystem::path& file) {
    if (!is_empty(workspace)) {
        return fail(Failure::refused,
                    "a whole ledger is read into an empty workspace only; this one has records");
    }
    const auto read = std::make_shared<const LedgerFile>(TRY(read_file(file)));
    TRY(write_events(workspace, read));
    TRY(write_types(workspace, read));
    return LedgerCounts{.lines = read->lines, .events = read->events.size()};
}

}  // namespace baton::engine
