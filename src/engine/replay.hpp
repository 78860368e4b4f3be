#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "base/result.hpp"
#include "engine/workspace.hpp"

// Everything people read, made again from the ledger alone.
namespace baton::engine {

// The state hash of rows rendered from memory: what the database's own hash must equal.
[[nodiscard]] std::string replayed_hash(const Memory& memory, const Live& live);

struct Verification {
    bool ok = false;
    std::int64_t touches = 0;
    std::int64_t changes = 0;
    std::string head;           // SHA-256 over the heads of all buckets
    std::string live_hash;      // of the tables as they stand
    std::string replayed_hash;  // of the tables as the ledger says they should stand
    std::string problem;        // empty when ok
};

// Recomputes every hash chain, replays the ledger and compares. Reads only.
[[nodiscard]] Result<Verification> verify(Workspace& workspace);

}  // namespace baton::engine
