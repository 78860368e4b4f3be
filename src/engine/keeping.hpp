#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.hpp"
#include "base/result.hpp"
#include "engine/batch.hpp"
#include "engine/changed_rows.hpp"
#include "engine/desk.hpp"
#include "engine/live.hpp"
#include "engine/snapshot.hpp"
#include "store/database.hpp"
#include "store/ledger_end.hpp"

// Between the memory of a workspace and its database: what a group of commands made is committed in
// one transaction, and at start the ledger is read back.
namespace baton::engine {

// Where the database says so.
inline constexpr std::string_view evaluated_until_key = "evaluated_until";
inline constexpr std::string_view paused_mark = " paused";

// How far the tables had been brought when they were written last.
struct Evaluated {
    Instant until;
    bool paused = false;  // evaluation was paused: the tables lack what the ledger would give
};

// One transaction: the events, the rows that they change, what is to be sent out, and how far time
// has been evaluated. Durable when it succeeds; a failure is final (see Workspace).
[[nodiscard]] Done keep(store::Database& database,
                        const Batch& batch,
                        const ChangedRows& rows,
                        const Evaluated& evaluated);

// Who is about to be erased: what is sealed for these is unknown, these visitors have no names.
struct LeftOut {
    std::vector<store::KeyOwner> owners = {};
    std::vector<VisitorId> visitors = {};
};

struct LoadOptions {
    LeftOut left_out = {};
    bool from_snapshot = false;  // what that holds is not read again; then nobody is left out
    unsigned threads = 2;
    std::function<bool()> may_go_on = [] { return true; };  // else it fails as refused
};

struct Loaded {
    Evaluated evaluated;
    store::LedgerEnd end;  // of what was read
    SnapshotUse snapshot;
};

// Reads the whole ledger into an empty memory.
[[nodiscard]] Result<Loaded> load(store::Database& database,
                                  Memory& memory,
                                  const LoadOptions& options = {});

// Changes of large companies that had not reached all their contacts.
[[nodiscard]] Result<std::vector<FanOut>> load_fan_outs(store::Database& database,
                                                        const ledger::Timeline& timeline);

[[nodiscard]] std::string_view name_of(Sequences::Kind kind);

// The first of `count` sequence numbers that nobody else gets.
[[nodiscard]] Result<std::int64_t> reserve_ids(store::Database& database,
                                               Sequences::Kind kind,
                                               std::int64_t count);

// Every event of the ledger in canonical order, with the number it was imported with (0: none). Its
// order is not set. What is sealed for `unknown` is not read, as if their keys were dropped.
[[nodiscard]] Done each_event(store::Database& database,
                              const std::function<void(ledger::Event&, std::int64_t)>& visit,
                              std::span<const store::KeyOwner> unknown = {});

// Where the events stand that a cause made ("import:7"). Reads the whole ledger.
[[nodiscard]] Result<std::vector<ledger::Position>> positions_caused_by(store::Database& database,
                                                                        const std::string& cause);

}  // namespace baton::engine
