#pragma once

#include <cstddef>
#include <functional>
#include <vector>

#include "backtest/backtest.hpp"
#include "ledger/timeline.hpp"

namespace baton::backtest {

// So many at once; a share begins at a multiple of it.
inline constexpr std::size_t share_contacts = 1'024;

// Reads the contacts in slots [from, to); has buffers of its own.
using ShareReader = std::function<void(ledger::Slot from, ledger::Slot to)>;

// Hands contacts out in shares to one thread for each reader; whoever is free takes the next share.
// The first reader works on this thread, which alone tells `progress`. False when that said stop.
// REQUIRES: at least one reader.
[[nodiscard]] bool hand_out(std::size_t contacts,
                            const std::vector<ShareReader>& readers,
                            const Progress& progress);

}  // namespace baton::backtest
