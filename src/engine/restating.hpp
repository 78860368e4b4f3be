#pragma once

#include <memory>
#include <string>

#include "lifecycle/journeys.hpp"

// Restating is for what people may have seen: entries that were there and changed or went. An entry
// that is merely new is no restatement.
namespace baton::engine {

// A history as it was told, with the versions that its entries are counted in.
struct Told {
    lifecycle::History history;
    std::shared_ptr<const lifecycle::Chain> chain;
};

// Every entry that was told is still there, in its journey.
[[nodiscard]] bool entries_kept(const Told& before, const Told& after);

// "lead entered 2026-03-02T09:00:00.000000Z, MQL …"; "no stage" without one.
[[nodiscard]] std::string describe(const Told& told);

}  // namespace baton::engine
