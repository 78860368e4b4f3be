#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "base/result.hpp"
#include "engine/desk.hpp"
#include "store/database.hpp"
#include "store/ledger_end.hpp"
#include "store/sealed_file.hpp"

// The memory of a workspace beside its ledger, so that the next start reads only what came after it
// (store/snapshot_file.hpp). It is believed as far as the ledger goes on from where it ended.
namespace baton::engine {

// What a snapshot was good for.
struct SnapshotUse {
    std::int64_t rows = 0;     // of the ledger that it stood for; 0: there was none, or of no use
    std::int64_t place = 0;    // of the last of them
    std::string problem = {};  // why it was of no use, as the end of a sentence; empty without one
};

// Fills an empty memory. Nothing but the problem is said of a file that is of no use, and the
// memory is empty then; a failure is the database's.
[[nodiscard]] Result<SnapshotUse> read_snapshot(store::Database& database,
                                                Memory& memory,
                                                unsigned threads);

// Reads and judges the file without using it: for `baton verify`.
[[nodiscard]] Result<SnapshotUse> judge_snapshot(store::Database& database);

// Writes the memory of what the ledger held up to `end`, beside the file that is there. Nobody
// changes the memory meanwhile. refused as soon as `may_go_on` says no.
[[nodiscard]] Result<store::SealedFileWriter> begin_snapshot(
    const Memory& memory,
    const store::LedgerEnd& end,
    const std::string& directory,
    const std::function<bool()>& may_go_on);

// Writes a memory that nobody changes, with all that the ledger holds, and puts the file in place.
// For the writing thread.
[[nodiscard]] Done write_snapshot(const Memory& memory, store::Database& database);

}  // namespace baton::engine
