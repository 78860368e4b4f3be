#include <algorithm>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <cstddef>
#include <cstdint>
#include <expected>
#include <filesystem>
#include <fmt/core.h>
#include <fstream>
#include <ios>
#include <memory>
#include <ostream>
#include <span>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include "app/agreement_text.hpp"
#include "app/opening.hpp"
#include "app/place.hpp"
#include "app/verbs.hpp"
#include "base/instant.hpp"
#include "base/result.hpp"
#include "connect/csv_writer.hpp"
#include "connect/import_findings.hpp"
#include "connect/import_kind.hpp"
#include "connect/import_mapping.hpp"
#include "connect/import_rows.hpp"
#include "engine/accounts.hpp"
#include "engine/import_rows_command.hpp"
#include "engine/import_run.hpp"
#include "engine/settings.hpp"
#include "engine/workspace.hpp"
#include "http/secrets.hpp"

namespace baton::app {

namespace {

namespace fs = std::filesystem;

// Where the files are, and what to do with them; `directory` is where relative names begin.
Result<engine::ImportAsk> ask_of(const ImportOptions& options,
                                 const engine::Workspace& workspace,
                                 const fs::path& directory) {
    engine::ImportAsk ask;
    for (const fs::path& file : options.files) {
        ask.files.push_back(directory / file);
    }
    ask.dry_run = options.dry_run;
    if (!options.kind.empty()) {
        ask.options.kind = connect::find_import_kind(options.kind);
    }
    ask.options.system =
        connect::find_source_system(options.source_system).value_or(connect::SourceSystem::any);
    ask.options.sheet = options.sheet;
    ask.ways = {
        .writes = engine::find_import_writes(options.rows).value_or(engine::ImportWrites::all),
        .contact_key =
            engine::find_contact_key(options.match).value_or(engine::ContactKey::id_then_email),
        .automations = !options.no_automations};
    if (!options.map.empty()) {
        const std::string text = TRY(read_text((directory / options.map).string()));
        auto mappings = connect::parse_mappings(text);
        if (!mappings) {
            mappings.error().message =
                fmt::format("{}: {}", options.map.string(), mappings.error().message);
            return std::unexpected(std::move(mappings).error());
        }
        ask.mappings = *std::move(mappings);
    }
    const engine::Settings settings = workspace.read([](const engine::Workspace::View& view) {
        return engine::settings_of(view, Instant::latest());
    });
    ask.options.currency = settings.currency;
    ask.options.zone = settings.zone;
    return ask;
}

boost::json::object as_json(const engine::FileReport& file, bool with_mapping) {
    boost::json::object object{{"file", file.file},
                               {"kind", file.kind},
                               {"rows", file.rows},
                               {"created", file.created},
                               {"updated", file.updated},
                               {"skipped", file.skipped},
                               {"rejected", file.rejected}};
    if (with_mapping && !file.mapping.columns.empty()) {
        object["mapping"] = boost::json::parse(connect::render_mapping(file.mapping));
        object["questions"] = boost::json::array(file.questions.begin(), file.questions.end());
    }
    return object;
}

boost::json::object as_json(const engine::ImportReport& report, bool with_mapping) {
    boost::json::array files;
    for (const engine::FileReport& file : report.files) {
        files.push_back(as_json(file, with_mapping));
    }
    boost::json::array findings;
    for (const connect::Finding& finding : report.findings) {
        boost::json::array rows;
        for (const connect::FoundRow& found : finding.rows) {
            rows.push_back(boost::json::object{{"file", found.file}, {"row", found.row}});
        }
        findings.push_back(
            boost::json::object{{"code", finding.code},
                                {"count", finding.count},
                                {"example", finding.example},
                                {"contradiction", connect::is_contradiction(finding)},
                                {"rows", std::move(rows)}});
    }
    return {{"files", files}, {"findings", findings}};
}

void print_mapping(const connect::ImportMapping& mapping, Streams& streams) {
    for (const connect::ColumnPlan& column : mapping.columns) {
        streams.out << fmt::format("  {} -> {}{}{}\n",
                                   column.header,
                                   connect::name(column.to),
                                   column.property.empty() ? "" : " " + column.property,
                                   column.why.empty() ? "" : " (" + column.why + ")");
    }
}

// Where a contradiction stands, and what to do.
void print_rows(const connect::Finding& finding, Streams& streams) {
    constexpr std::size_t printed_max = 10;
    std::string rows;
    for (const connect::FoundRow& found :
         std::span(finding.rows).first(std::min(finding.rows.size(), printed_max))) {
        rows += fmt::format("{}{}:{}", rows.empty() ? "" : " ", found.file, found.row);
    }
    streams.out << fmt::format(
        "  {}{}\n  {}\n", rows, finding.count > printed_max ? " …" : "", connect::advice(finding));
}

void print(const ImportOptions& options, const engine::ImportReport& report, Streams& streams) {
    if (options.common.json) {
        streams.out << boost::json::serialize(as_json(report, options.dry_run)) << '\n';
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
        if (options.dry_run) {
            print_mapping(file.mapping, streams);
        }
        for (const std::string& question : file.questions) {
            streams.out << fmt::format("  ? {}\n", question);
        }
    }
    for (const connect::Finding& finding : report.findings) {
        streams.out << fmt::format("{} {}: {}\n", finding.count, finding.code, finding.example);
        if (connect::is_contradiction(finding)) print_rows(finding, streams);
    }
}

// What became of each row, as CSV, when somebody asked for it.
class Verdicts {
public:
    static Result<Verdicts> open(const fs::path& path) {
        Verdicts verdicts;
        if (path.empty()) {
            return verdicts;
        }
        verdicts.path_ = path;
        verdicts.out_.open(path, std::ios::binary);
        if (!verdicts.out_) {
            return fail(Failure::invalid, fmt::format("{} cannot be written", path.string()));
        }
        verdicts.out_ << "file,row,verdict,column,reason\r\n";
        return verdicts;
    }

    void add(const std::string& file, const engine::RowReport& row) {
        if (path_.empty()) {
            return;
        }
        std::string text;
        connect::CsvWriter writer(text);
        writer.cell(std::string_view(file));
        writer.cell(std::string_view(std::to_string(row.row)));
        writer.cell(connect::name(row.verdict));
        writer.cell(std::string_view(row.column));
        writer.cell(std::string_view(row.reason));
        writer.end_row();
        out_ << text;
    }

    Done finish() {
        out_.flush();
        return path_.empty() || out_
                   ? Done{}
                   : fail(Failure::broken,
                          fmt::format("{} could not be written whole", path_.string()));
    }

private:
    fs::path path_;
    std::ofstream out_;
};

// The first rejected rows are told on the way, so that nobody has to guess.
void tell_rows(engine::ImportAsk& ask, Verdicts& verdicts, Streams& streams) {
    constexpr int told_max = 20;
    ask.on_row = [&, told = 0](const engine::RowReport& row) mutable {
        const std::string file = ask.files[row.file].filename().string();
        verdicts.add(file, row);
        if (row.verdict == connect::Verdict::reject && told++ < told_max) {
            streams.err << fmt::format("{}: row {} rejected: {}{}{}\n",
                                       file,
                                       row.row,
                                       row.column,
                                       row.column.empty() ? "" : ": ",
                                       row.reason);
        }
    };
}

Done read_files(const ImportOptions& options, const Place& place, Streams& streams) {
    engine::ImportAsk ask = TRY(ask_of(options, place.workspace, place.directory));
    Verdicts verdicts =
        TRY(Verdicts::open(options.verdicts.empty() ? fs::path() : place.find(options.verdicts)));
    ask.id = fmt::format("{}", place.workspace.clock().now().micros);
    if (place.may_go_on) {
        ask.go_on = [&](std::uint64_t /*rows*/) { return place.may_go_on(); };
    }
    tell_rows(ask, verdicts, streams);
    const engine::ImportReport report = TRY(engine::run_import(place.workspace, ask));
    print(options, report, streams);
    return verdicts.finish();
}

// A dry run needs no workspace of its own: without one, an empty one for a moment.
class Trial {
public:
    explicit Trial(Common common) : common_(std::move(common)) {
        if (!fs::exists(common_.data / "baton.sqlite")) {
            empty_ = fs::temp_directory_path() / ("baton-trial-" + http::random_reference());
            common_.data = empty_;
        }
    }

    ~Trial() {
        std::error_code error;
        if (!empty_.empty()) {
            fs::remove_all(empty_, error);
        }
    }

    Trial(const Trial&) = delete;
    Trial& operator=(const Trial&) = delete;

    [[nodiscard]] Result<std::unique_ptr<engine::Workspace>> open() const {
        return empty_.empty() ? open_to_read(common_) : open_to_write(common_);
    }

private:
    Common common_;
    fs::path empty_;
};

}  // namespace

int import_files(const ImportOptions& options, const Place& place, Streams& streams) {
    const Done done = read_files(options, place, streams);
    return done ? 0 : report(done.error(), streams);
}

int try_files(const ImportOptions& options, Streams& streams) {
    const Trial trial(options.common);
    const auto workspace = trial.open();
    if (!workspace) {
        return report(workspace.error(), streams);
    }
    const auto accounts = engine::Accounts::load(**workspace);
    if (!accounts) {
        return report(accounts.error(), streams);
    }
    return import_files(options, Place{.workspace = **workspace, .accounts = **accounts}, streams);
}

}  // namespace baton::app
