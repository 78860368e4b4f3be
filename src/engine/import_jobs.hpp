#pragma once

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "base/mutex.hpp"
#include "base/result.hpp"
#include "connect/import_mapping.hpp"
#include "engine/import_run.hpp"
#include "engine/workspace.hpp"

namespace baton::engine {

enum class ImportState : std::uint8_t {
    ready,     // read, mapping decided
    checking,  // a dry run is under way
    running,
    done,
    failed,
    cancelled,
    undone,
};

[[nodiscard]] std::string_view name(ImportState state);

struct ImportColumn {
    connect::ColumnPlan plan;
    std::vector<std::string> samples = {};
};

// One uploaded file on its way into the workspace, as people follow it.
struct ImportJob {
    std::string id;
    std::string file;  // its name where it came from
    std::string by;
    connect::ImportKind kind = connect::ImportKind::contacts;
    ImportState state = ImportState::ready;
    connect::DetectedCsv format = {};
    std::string encoding = {};
    std::vector<std::string> sheets = {};  // of a workbook
    std::string sheet = {};                // that is read
    std::vector<ImportColumn> columns = {};
    ImportWays ways = {};
    connect::StageNames stages = {};  // that columns of dates can mean
    FileReport report = {};
    std::uint64_t rows_done = 0;
    std::vector<connect::Finding> findings = {};
    std::string error = {};
};

// The row verdicts of a check or a run.
struct VerdictLine {
    std::uint64_t row = 0;
    connect::Verdict verdict = connect::Verdict::create;
    std::string reason = {};
    std::string column = {};
};

// The imports of a workspace: each has a folder of its own beside the database with its file, what
// was decided about it, and the verdicts of its rows. A run that a kill interrupted goes on at the
// next start: rows that are there already are skipped. Safe from any thread.
class ImportJobs {
public:
    // Resumes what was running. The workspace outlives it.
    explicit ImportJobs(Workspace& workspace);
    ~ImportJobs();  // stops runs after their batch; they resume at the next start
    ImportJobs(const ImportJobs&) = delete;
    ImportJobs& operator=(const ImportJobs&) = delete;

    // Moves the file here and decides what its columns are. A file that is no table is refused.
    [[nodiscard]] Result<ImportJob> take(const std::filesystem::path& file,
                                         const std::string& name,
                                         const std::string& by);
    [[nodiscard]] std::vector<ImportJob> list();
    [[nodiscard]] Result<ImportJob> get(const std::string& id);

    // A new kind, or another sheet of the workbook, decides all columns afresh; else the given ones
    // are taken.
    [[nodiscard]] Result<ImportJob> remap(const std::string& id,
                                          connect::ImportMapping mapping,
                                          const std::string& sheet = {},
                                          std::optional<ImportWays> ways = {});

    [[nodiscard]] Result<ImportJob> check(const std::string& id);  // starts a dry run
    [[nodiscard]] Result<ImportJob> start(const std::string& id);
    [[nodiscard]] Result<ImportJob> cancel(const std::string& id);
    [[nodiscard]] Result<ImportJob> undo(const std::string& id, const std::string& by);

    // In order of rows, after `row`; rejected ones alone when asked.
    [[nodiscard]] Result<std::vector<VerdictLine>> verdicts(const std::string& id,
                                                            bool rejected_only,
                                                            std::uint64_t after,
                                                            std::size_t limit);

private:
    struct Entry {
        ImportJob job;
        std::atomic<bool> stop = false;
        std::thread worker;
    };

    [[nodiscard]] std::filesystem::path folder(const std::string& id) const;
    [[nodiscard]] Result<Entry*> find(const std::string& id) REQUIRES(mutex_);
    [[nodiscard]] Result<ImportJob> begin(const std::string& id, ImportState state);
    void launch(Entry& entry, ImportState state) REQUIRES(mutex_);
    void work(const std::string& id, bool dry_run);
    void finish(const std::string& id, const Result<ImportReport>& report, bool dry_run);
    [[nodiscard]] Result<connect::ImportPlan> plan(const std::string& id,
                                                   const std::string& sheet,
                                                   std::optional<connect::ImportKind> kind) const;
    void load(const std::filesystem::path& folder);
    void keep(const ImportJob& job) const;
    void tell(const std::string& id) const;

    Workspace& workspace_;
    std::filesystem::path root_;
    Mutex mutex_;
    std::map<std::string, std::unique_ptr<Entry>> entries_ GUARDED_BY(mutex_);
};

}  // namespace baton::engine
