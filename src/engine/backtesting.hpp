#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "agreement/schema.hpp"
#include "backtest/backtest.hpp"
#include "backtest/question.hpp"
#include "base/instant.hpp"
#include "base/result.hpp"
#include "engine/workspace.hpp"
#include "ledger/timeline.hpp"
#include "lifecycle/journeys.hpp"
#include "lifecycle/postings.hpp"

// Asking a backtest of a workspace: which agreements, over which range, and reading the contacts.
namespace baton::engine {

// One agreement that is asked about: the text as given, and what it is called in the answer.
struct BacktestText {
    std::string name;
    std::string text;
};

struct BacktestAsk {
    std::vector<BacktestText> agreements = {};
    std::optional<Instant> from = {};
    std::optional<Instant> to = {};
    backtest::Opening opening = backtest::Opening::beginning;
    std::optional<std::int64_t> maturity_days = {};
};

inline constexpr std::int64_t maturity_days_max = 3'650;

// Invalid with the places of the text's errors.
[[nodiscard]] Result<backtest::Draft> draft_of(const BacktestText& given,
                                               const agreement::Schema& schema);

// The question in the terms of the workspace: texts checked (invalid, with the places of their
// errors), the version in force to compare with, and the range. Without `from` a recorded opening
// begins when the version in force took effect. Without `to` the range ends 120 days after the last
// event or at `now`, whichever is first; what lies after `now` is never read, unless the ledger
// itself reaches beyond it.
[[nodiscard]] Result<backtest::Question> backtest_question(const Workspace::View& view,
                                                           const ledger::Timeline& timeline,
                                                           const BacktestAsk& ask,
                                                           Instant now);

// When the version in force at `now` took effect; earliest() without one.
[[nodiscard]] Instant since_in_force(const lifecycle::Chain& chain, Instant now);

// backtest::read_findings of a workspace at work: some contacts at a time, so that writing goes on.
// Each contact is read as known at its turn. `postings`, when there are any, are of the workspace's
// timeline.
[[nodiscard]] Result<backtest::Findings> read_findings(const Workspace& workspace,
                                                       const backtest::Question& question,
                                                       const backtest::Progress& progress,
                                                       lifecycle::Postings* postings = nullptr);

}  // namespace baton::engine
