#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "backtest/tune.hpp"
#include "base/instant.hpp"
#include "base/result.hpp"
#include "engine/workspace.hpp"
#include "ledger/timeline.hpp"

// Asking tune of a workspace: which file, which stage, over which range.
namespace baton::engine {

struct TuneAsk {
    std::string name = {};  // of the file, for errors
    std::string text = {};  // with alternatives in braces
    // Without it: the stage whose criterion is marked; when that is none or several, the stage that
    // is handed off, else the last one of marketing.
    std::string stage = {};
    std::optional<Instant> from = {};
    std::optional<Instant> to = {};
    std::optional<Instant> split = {};
    std::optional<std::int64_t> maturity_days = {};
};

// Every variant checked, the range as backtest_question has it. Invalid with the places of errors,
// the variant named.
[[nodiscard]] Result<backtest::TuneQuestion> tune_question(const Workspace::View& view,
                                                           const ledger::Timeline& timeline,
                                                           const TuneAsk& ask,
                                                           Instant now);

}  // namespace baton::engine
