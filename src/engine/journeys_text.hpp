#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "base/id.hpp"
#include "base/instant.hpp"
#include "ledger/timeline.hpp"
#include "lifecycle/explain.hpp"
#include "lifecycle/journeys.hpp"

// Stage histories as `baton backtest --journeys --json` prints them (docs: the ledger as text).
namespace baton::engine {

struct JourneysRange {
    Instant from = Instant::earliest();
    Instant to = Instant::latest();  // exclusive; contacts are read up to just before it
};

struct JourneysAsk {
    JourneysRange range = {};
    std::optional<std::string> agreement = {};  // the "agreement" member, when several are printed
    bool explain = false;
    // The ledger position printed for an event; its order when not given.
    std::function<std::uint64_t(std::uint64_t)> position = {};
};

// The default end of the range: the last event + 120 days.
[[nodiscard]] Instant journeys_end(const ledger::Timeline& timeline);

// One JSON object for all contacts with something in the range, in order of their external ids,
// without a line end.
[[nodiscard]] std::string journeys_text(lifecycle::Evaluator& evaluator,
                                        const lifecycle::Chain& chain,
                                        const ledger::Timeline& timeline,
                                        const JourneysAsk& ask);

// The `explain` object of the same format.
[[nodiscard]] std::string explanation_text(const lifecycle::Explanation& explanation);

}  // namespace baton::engine
