#pragma once

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "engine/import_jobs.hpp"

// An import's own files: what was decided (job.json) and the verdicts of its rows (verdicts.csv).
namespace baton::engine {

[[nodiscard]] std::string render_job(const ImportJob& job);
[[nodiscard]] Result<ImportJob> parse_job(std::string_view text);

// One line a row: row, verdict, column, reason; tab separated.
[[nodiscard]] std::string render_verdict(const RowReport& row);
[[nodiscard]] std::vector<VerdictLine> read_verdicts(const std::filesystem::path& file,
                                                     bool rejected_only,
                                                     std::uint64_t after,
                                                     std::size_t limit);

// Up to five values of each column, from the beginning of the file.
[[nodiscard]] std::vector<std::vector<std::string>> sample_columns(
    const std::filesystem::path& file, const std::string& sheet);

}  // namespace baton::engine
