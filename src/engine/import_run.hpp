#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/calendar.hpp"
#include "base/result.hpp"
#include "connect/import_findings.hpp"
#include "connect/import_mapping.hpp"
#include "connect/import_rows.hpp"
#include "engine/import_rows_command.hpp"
#include "engine/workspace.hpp"

// Imports: files of any size become facts, in bounded batches that yield to people's own work.
namespace baton::engine {

// What one row became, for who wants to keep the verdicts.
struct RowReport {
    std::size_t file = 0;  // its place among the files as they were named
    std::uint64_t row = 0;
    connect::Verdict verdict = connect::Verdict::create;
    std::string reason = {};
    std::string column = {};
};

struct ImportAsk {
    std::string id;  // names the import in the ledger; the same files again need a new one
    std::vector<std::filesystem::path> files;
    connect::ImportOptions options = {};
    connect::ImportMappings mappings = {};  // instead of recognising what the columns are
    ImportWays ways = {};
    bool dry_run = false;
    // Stages are evaluated once, after the last file; else with every batch.
    bool evaluates_at_end = true;
    std::string by = "import";
    std::function<void(const RowReport&)> on_row = {};
    std::function<bool(std::uint64_t rows_done)> go_on = {};  // false: stop after this batch
};

struct FileReport {
    std::string file;
    std::string kind;
    std::uint64_t rows = 0;
    std::uint64_t created = 0;
    std::uint64_t updated = 0;
    std::uint64_t skipped = 0;
    std::uint64_t rejected = 0;
    connect::ImportMapping mapping = {};      // that the file was read with; none for a ledger
    std::vector<std::string> questions = {};  // that a mapping has to answer before rows are read
    bool operator==(const FileReport&) const = default;
};

struct ImportReport {
    std::vector<FileReport> files;  // in the order they were named
    std::vector<connect::Finding> findings;
};

// Reads the files in the order their references need. Rows are committed in batches; stages are
// evaluated once, at the end, so that a handoff history in another file is seen before anything is
// offered. Nothing is written in a dry run. A file that cannot be read fails the whole before
// anything is written; a row that cannot be used is counted as rejected and the others go on.
[[nodiscard]] Result<ImportReport> run_import(Workspace& workspace, const ImportAsk& ask);

// Takes back everything that the import recorded.
[[nodiscard]] Result<Receipt> undo_import(Workspace& workspace,
                                          const std::string& id,
                                          const std::string& by);

}  // namespace baton::engine
