#include <algorithm>
#include <boost/json.hpp>
#include <fmt/core.h>
#include <ostream>
#include <string>

#include "app/agreement_text.hpp"
#include "app/opening.hpp"
#include "app/verbs.hpp"
#include "connect/import_kind.hpp"
#include "connect/import_mapping.hpp"
#include "engine/import_run.hpp"
#include "engine/settings.hpp"

namespace baton::app {

namespace {

Result<engine::ImportAsk> ask_of(const ImportOptions& options, const engine::Workspace& workspace) {
    engine::ImportAsk ask;
    ask.files = options.files;
    ask.dry_run = options.dry_run;
    if (!options.kind.empty()) {
        ask.options.kind = connect::find_import_kind(options.kind);
        if (!ask.options.kind) {
            return fail(Failure::invalid, fmt::format("\"{}\" is no kind of file", options.kind));
        }
    }
    if (!options.map.empty()) {
        const std::string text = TRY(read_text(options.map.string()));
        ask.options.mapping = TRY(connect::parse_mapping(text));
    }
    const engine::Settings settings = workspace.read([](const engine::Workspace::View& view) {
        return engine::settings_of(view, Instant::latest());
    });
    ask.options.currency = settings.currency;
    ask.options.zone = settings.zone;
    return ask;
}

boost::json::object as_json(const engine::ImportReport& report) {
    boost::json::array files;
    for (const engine::FileReport& file : report.files) {
        files.push_back(boost::json::object{{"file", file.file},
                                            {"kind", file.kind},
                                            {"rows", file.rows},
                                            {"created", file.created},
                                            {"updated", file.updated},
                                            {"skipped", file.skipped},
                                            {"rejected", file.rejected}});
    }
    boost::json::array findings;
    for (const connect::Finding& finding : report.findings) {
        findings.push_back(boost::json::object{
            {"code", finding.code}, {"count", finding.count}, {"example", finding.example}});
    }
    return {{"files", files}, {"findings", findings}};
}

void print(const ImportOptions& options, const engine::ImportReport& report, Streams& streams) {
    if (options.common.json) {
        streams.out << boost::json::serialize(as_json(report)) << '\n';
        return;
    }
    for (const engine::FileReport& file : report.files) {
        streams.out << fmt::format(
            "{}: {}, {} rows: {} created, {} updated, {} skipped, {} rejected\n",
            file.file,
            file.kind,
            file.rows,
            file.created,
            file.updated,
            file.skipped,
            file.rejected);
    }
    for (const connect::Finding& finding : report.findings) {
        streams.out << fmt::format("{} {}: {}\n", finding.count, finding.code, finding.example);
    }
}

// The first rejected rows are told on the way, so that nobody has to guess.
void tell_rejects(engine::ImportAsk& ask, Streams& streams) {
    constexpr int told_max = 20;
    ask.on_row = [&streams, told = 0](const engine::RowReport& row) mutable {
        if (row.verdict == connect::Verdict::reject && told++ < told_max) {
            streams.err << fmt::format("row {} rejected: {}{}{}\n",
                                       row.row,
                                       row.column,
                                       row.column.empty() ? "" : ": ",
                                       row.reason);
        }
    };
}

}  // namespace

int import_files(const ImportOptions& options, Streams& streams) {
    const auto workspace = open_to_write(options.common);
    if (!workspace) {
        return report(workspace.error(), streams);
    }
    auto ask = ask_of(options, **workspace);
    if (!ask) {
        return report(ask.error(), streams);
    }
    ask->id = fmt::format("{}", (*workspace)->clock().now().micros);
    tell_rejects(*ask, streams);
    const auto done = engine::run_import(**workspace, *ask);
    if (!done) {
        return report(done.error(), streams);
    }
    print(options, *done, streams);
    return 0;
}

}  // namespace baton::app
