#pragma once

#include <cstdint>
#include <filesystem>

#include "base/result.hpp"
#include "engine/workspace.hpp"

namespace baton::engine {

struct LedgerCounts {
    std::uint64_t lines = 0;
    std::uint64_t events = 0;
};

// What import_ledger() would do, without doing it.
[[nodiscard]] Result<LedgerCounts> check_ledger(const Workspace& workspace,
                                                const std::filesystem::path& file);

// Reads a whole ledger as JSON lines into an empty workspace: events keep their receipt and number.
// A line that is refused refuses the file, before anything is written. REQUIRES: evaluation is
// paused.
[[nodiscard]] Result<LedgerCounts> import_ledger(Workspace& workspace,
                                                 const std::filesystem::path& file);

}  // namespace baton::engine
