#pragma once

#include <cstddef>
#include <functional>

#include "backtest/backtest.hpp"
#include "base/result.hpp"
#include "engine/workspace.hpp"
#include "ledger/timeline.hpp"

namespace baton::engine {

// Before the first slice, and again when the ledger was read anew meanwhile: what was read so far
// is of another timeline and counts no more.
using BeginReading = std::function<void(const Workspace::View& view)>;
// Reads the contacts in slots [from, to); the timeline of `begin` does not change meanwhile.
using ReadSlice = std::function<void(ledger::Slot from, ledger::Slot to)>;

// How many contacts are read while the writer waits, when each costs as usual.
inline constexpr std::size_t slice_contacts_usual = 1'024;

// Reads all contacts of a workspace at work, some at a time, so that writing goes on. Refused when
// `progress` says stop. REQUIRES: at least one contact a slice.
[[nodiscard]] Done read_in_slices(const Workspace& workspace,
                                  const BeginReading& begin,
                                  const ReadSlice& read,
                                  const backtest::Progress& progress,
                                  std::size_t contacts_at_a_time = slice_contacts_usual);

}  // namespace baton::engine
