#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "agreement/alternatives.hpp"
#include "backtest/backtest.hpp"
#include "backtest/tune.hpp"
#include "backtest/tune_report.hpp"
#include "base/instant.hpp"
#include "base/result.hpp"
#include "engine/workspace.hpp"
#include "ledger/timeline.hpp"

// Asking tune of a workspace: which file, which stage, over which range.
namespace baton::engine {

struct TuneAsk {
    std::string name = {};  // of the file, for errors
    std::string text = {};  // with alternatives in braces, when there are no marks
    std::vector<agreement::Mark> marks = {};
    // Without it: the stage whose criterion is marked; when that is none or several, the stage that
    // is handed off, else the last one of marketing.
    std::string stage = {};
    std::optional<Instant> from = {};
    std::optional<Instant> to = {};
    std::optional<Instant> split = {};
    std::optional<std::int64_t> maturity_days = {};
};

// Every variant checked, the range as backtest_question has it, the version in force behind the
// variants when it has the stage. Invalid with the places of errors, the variant named.
[[nodiscard]] Result<backtest::TuneQuestion> tune_question(const Workspace& workspace,
                                                           const TuneAsk& ask,
                                                           Instant now);

// backtest::tune of a workspace at work: some contacts at a time, so that writing goes on. Each
// contact is read as known at its turn.
[[nodiscard]] Result<backtest::TuneReport> tune(const Workspace& workspace,
                                                const backtest::TuneQuestion& asked,
                                                const backtest::Progress& progress);

}  // namespace baton::engine
