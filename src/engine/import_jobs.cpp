#include "engine/import_jobs.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <fstream>
#include <iterator>
#include <system_error>
#include <utility>

#include "connect/bytes.hpp"
#include "connect/workbook.hpp"
#include "engine/import_job_file.hpp"
#include "engine/import_references.hpp"
#include "engine/property_definitions.hpp"
#include "engine/settings.hpp"

namespace baton::engine {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view table_name = "file";
constexpr std::string_view job_name = "job.json";
constexpr std::string_view verdicts_name = "verdicts.tsv";

bool is_busy(ImportState state) {
    return state == ImportState::running || state == ImportState::checking;
}

connect::ImportOptions options_of(const Workspace& workspace) {
    return workspace.read([](const Workspace::View& view) {
        const Settings settings = settings_of(view, Instant::latest());
        connect::ImportOptions options;
        options.currency = settings.currency;
        options.zone = settings.zone;
        options.types = known_types(view.timeline);
        options.stages = stage_names(view);
        return options;
    });
}

connect::ImportMapping mapping_of(const ImportJob& job) {
    connect::ImportMapping mapping{.kind = job.kind, .columns = {}};
    for (const ImportColumn& column : job.columns) {
        mapping.columns.push_back(column.plan);
    }
    return mapping;
}

void take_plan(ImportJob& job, const connect::ImportPlan& plan, const fs::path& table) {
    const std::vector<std::vector<std::string>> samples = sample_columns(table, job.sheet);
    job.kind = plan.mapping.kind;
    job.format = plan.format;
    job.columns.clear();
    for (std::size_t i = 0; i < plan.mapping.columns.size(); ++i) {
        job.columns.push_back(
            {.plan = plan.mapping.columns[i],
             .samples = i < samples.size() ? samples[i] : std::vector<std::string>{}});
    }
}

// As the file was read: columns follow the types that the workspace had by then.
void take_mapping(ImportJob& job, const connect::ImportMapping& mapping) {
    for (std::size_t i = 0; i < std::min(job.columns.size(), mapping.columns.size()); ++i) {
        job.columns[i].plan = mapping.columns[i];
    }
}

Error not_there(const std::string& id) {
    return {.failure = Failure::not_found, .message = fmt::format("there is no import {}", id)};
}

}  // namespace

ImportJobs::ImportJobs(Workspace& workspace)
    : workspace_(workspace), root_(fs::path(workspace.database().directory()) / "imports") {
    std::error_code error;
    fs::create_directories(root_, error);
    for (const auto& entry : fs::directory_iterator(root_, error)) {
        load(entry.path());
    }
}

ImportJobs::~ImportJobs() {
    std::vector<std::thread> workers;
    {
        const Lock lock(mutex_);
        for (auto& [id, entry] : entries_) {
            entry->stop = true;
            if (entry->worker.joinable()) {
                workers.push_back(std::move(entry->worker));
            }
        }
    }
    for (std::thread& worker : workers) {
        worker.join();
    }
}

fs::path ImportJobs::folder(const std::string& id) const {
    return root_ / id;
}

Result<ImportJobs::Entry*> ImportJobs::find(const std::string& id) {
    const auto found = entries_.find(id);
    if (found == entries_.end()) {
        return std::unexpected(not_there(id));
    }
    return found->second.get();
}

void ImportJobs::load(const fs::path& folder) {
    std::ifstream in(folder / job_name, std::ios::binary);
    const std::string text(std::istreambuf_iterator<char>(in), {});
    auto job = parse_job(text);
    if (!job) {
        return;
    }
    const Lock lock(mutex_);
    auto entry = std::make_unique<Entry>();
    entry->job = *std::move(job);
    const std::vector<std::vector<std::string>> samples =
        sample_columns(folder / table_name, entry->job.sheet);
    for (std::size_t i = 0; i < entry->job.columns.size() && i < samples.size(); ++i) {
        entry->job.columns[i].samples = samples[i];
    }
    Entry& kept = *entry;
    entries_[kept.job.id] = std::move(entry);
    if (is_busy(kept.job.state)) {
        launch(kept, kept.job.state);
    }
}

void ImportJobs::keep(const ImportJob& job) const {
    const fs::path place = folder(job.id) / job_name;
    const fs::path fresh = folder(job.id) / "job.new";
    {
        std::ofstream out(fresh, std::ios::binary | std::ios::trunc);
        out << render_job(job);
    }
    std::error_code error;
    fs::rename(fresh, place, error);
}

void ImportJobs::tell(const std::string& id) const {
    workspace_.tell({"imports", "imports:" + id});
}

Result<connect::ImportPlan> ImportJobs::plan(const std::string& id,
                                             const std::string& sheet,
                                             std::optional<connect::ImportKind> kind) const {
    connect::ImportOptions options = options_of(workspace_);
    options.kind = kind;
    connect::CsvFile file = TRY(connect::open_table((folder(id) / table_name).string(), sheet));
    if (file.json_lines) {
        return fail(
            Failure::invalid,
            "this is a ledger as JSON lines: `baton import` reads it into an empty workspace");
    }
    return connect::plan_import(std::move(file), options);
}

Result<ImportJob> ImportJobs::take(const fs::path& file,
                                   const std::string& name,
                                   const std::string& by) {
    const std::string id = std::to_string(workspace_.clock().now().micros);
    std::error_code error;
    fs::create_directories(folder(id), error);
    fs::rename(file, folder(id) / table_name, error);
    if (error) {
        return fail(Failure::broken,
                    fmt::format("the file could not be kept: {}", error.message()));
    }
    auto planned = plan(id, {}, std::nullopt);
    auto fallback = planned ? planned : plan(id, {}, connect::ImportKind::contacts);
    if (!fallback) {
        fs::remove_all(folder(id), error);
        return std::unexpected(fallback.error());
    }
    ImportJob job{.id = id, .file = name, .by = by};
    job.stages = workspace_.read(stage_names);
    job.error = planned ? std::string() : planned.error().message;
    if (!fallback->questions.empty()) {
        job.error = fallback->questions.front();
    }
    const auto opened = connect::open_table((folder(id) / table_name).string());
    if (opened) {
        job.encoding = connect::name(opened->encoding);
        job.sheets = opened->sheets;
        job.sheet = opened->sheet;
    }
    take_plan(job, *fallback, folder(id) / table_name);
    keep(job);
    const Lock lock(mutex_);
    auto entry = std::make_unique<Entry>();
    entry->job = job;
    entries_[id] = std::move(entry);
    return job;
}

std::vector<ImportJob> ImportJobs::list() {
    const Lock lock(mutex_);
    std::vector<ImportJob> jobs;
    for (const auto& [id, entry] : entries_) {
        jobs.push_back(entry->job);
    }
    std::ranges::reverse(jobs);
    return jobs;
}

Result<ImportJob> ImportJobs::get(const std::string& id) {
    const auto stages = workspace_.read(stage_names);
    const Lock lock(mutex_);
    Entry* entry = TRY(find(id));
    entry->job.stages = stages;
    return entry->job;
}

Result<ImportJob> ImportJobs::remap(const std::string& id,
                                    connect::ImportMapping mapping,
                                    const std::string& sheet,
                                    std::optional<ImportWays> ways) {
    ImportJob job = TRY(get(id));
    if (job.state != ImportState::ready && job.state != ImportState::failed) {
        return fail(Failure::refused, "the mapping of an import that has run cannot be changed");
    }
    const bool turns = !sheet.empty() && sheet != job.sheet;
    if (turns || mapping.kind != job.kind) {
        const std::string& read = turns ? sheet : job.sheet;
        const bool recognised = turns && plan(id, read, std::nullopt).has_value();
        const connect::ImportPlan fresh =
            TRY(plan(id, read, recognised ? std::nullopt : std::optional(mapping.kind)));
        job.sheet = read;
        take_plan(job, fresh, folder(id) / table_name);
    } else if (mapping.columns.size() == job.columns.size()) {
        for (std::size_t i = 0; i < job.columns.size(); ++i) {
            job.columns[i].plan = mapping.columns[i];
        }
    } else {
        return fail(Failure::invalid,
                    "the mapping has to name every column",
                    {{"/columns", "all of them"}});
    }
    job.ways = ways.value_or(job.ways);
    job.error.clear();
    job.state = ImportState::ready;
    keep(job);
    const Lock lock(mutex_);
    Entry* entry = TRY(find(id));
    entry->job = job;
    return job;
}

Result<ImportJob> ImportJobs::check(const std::string& id) {
    return begin(id, ImportState::checking);
}

Result<ImportJob> ImportJobs::start(const std::string& id) {
    return begin(id, ImportState::running);
}

Result<ImportJob> ImportJobs::begin(const std::string& id, ImportState state) {
    const Lock lock(mutex_);
    Entry* entry = TRY(find(id));
    if (is_busy(entry->job.state)) {
        return fail(Failure::refused, "this import is under way");
    }
    if (entry->job.state == ImportState::done || entry->job.state == ImportState::undone) {
        return fail(Failure::refused, "this import has run; upload the file again to run it again");
    }
    launch(*entry, state);
    return entry->job;
}

void ImportJobs::launch(Entry& entry, ImportState state) {
    entry.stop = false;
    entry.job.state = state;
    entry.job.rows_done = 0;
    entry.job.error.clear();
    keep(entry.job);
    if (entry.worker.joinable()) {
        entry.worker.detach();
    }
    entry.worker = std::thread(
        [this, id = entry.job.id, dry_run = state == ImportState::checking] { work(id, dry_run); });
}

void ImportJobs::work(const std::string& id, bool dry_run) {
    const auto job = get(id);
    if (!job) {
        return;
    }
    ImportAsk ask;
    ask.id = id;
    ask.files = {folder(id) / table_name};
    ask.options = options_of(workspace_);
    ask.options.mapping = mapping_of(*job);
    ask.options.kind = job->kind;
    ask.options.sheet = job->sheet;
    ask.ways = job->ways;
    ask.dry_run = dry_run;
    ask.evaluates_at_end = false;
    ask.by = job->by;
    std::ofstream verdicts(folder(id) / verdicts_name, std::ios::binary | std::ios::trunc);
    ask.on_row = [&](const RowReport& row) { verdicts << render_verdict(row); };
    ask.go_on = [&](std::uint64_t rows_done) {
        bool goes_on = true;
        {
            const Lock lock(mutex_);
            Entry& entry = *entries_.at(id);
            entry.job.rows_done = rows_done;
            goes_on = !entry.stop;
        }
        tell(id);
        return goes_on;
    };
    const Result<ImportReport> report = run_import(workspace_, ask);
    verdicts.close();
    finish(id, report, dry_run);
}

void ImportJobs::finish(const std::string& id, const Result<ImportReport>& report, bool dry_run) {
    {
        const Lock lock(mutex_);
        ImportJob& job = entries_.at(id)->job;
        if (report) {
            const std::string name = job.file;
            job.report = report->files.front();
            job.report.file = name;
            job.findings = report->findings;
            take_mapping(job, report->files.front().mapping);
            job.rows_done = job.report.rows;
            job.state = dry_run ? ImportState::ready : ImportState::done;
        } else if (job.state != ImportState::cancelled && !entries_.at(id)->stop) {
            job.error = report.error().message;
            job.state = ImportState::failed;
        }
        keep(job);
    }
    tell(id);
}

Result<ImportJob> ImportJobs::cancel(const std::string& id) {
    const Lock lock(mutex_);
    Entry* entry = TRY(find(id));
    if (!is_busy(entry->job.state)) {
        return fail(Failure::refused, "this import is not running");
    }
    entry->stop = true;
    entry->job.state = ImportState::cancelled;
    keep(entry->job);
    return entry->job;
}

Result<ImportJob> ImportJobs::undo(const std::string& id, const std::string& by) {
    ImportJob job = TRY(get(id));
    if (job.state != ImportState::done && job.state != ImportState::cancelled) {
        return fail(Failure::refused, "only an import that has run can be undone");
    }
    TRY(undo_import(workspace_, id, by));
    const Lock lock(mutex_);
    Entry* entry = TRY(find(id));
    entry->job.state = ImportState::undone;
    keep(entry->job);
    return entry->job;
}

Result<std::vector<VerdictLine>> ImportJobs::verdicts(const std::string& id,
                                                      bool rejected_only,
                                                      std::uint64_t after,
                                                      std::size_t limit) {
    TRY(get(id));
    return read_verdicts(folder(id) / verdicts_name, rejected_only, after, limit);
}

}  // namespace baton::engine
