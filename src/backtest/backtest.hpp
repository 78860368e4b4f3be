#pragma once

#include <cstddef>
#include <functional>

#include "backtest/life.hpp"
#include "backtest/question.hpp"
#include "backtest/report.hpp"
#include "base/result.hpp"
#include "ledger/timeline.hpp"
#include "lifecycle/postings.hpp"

namespace baton::backtest {

// Told how many contacts of how many have been read; gives false to stop.
using Progress = std::function<bool(std::size_t done, std::size_t total)>;

// Reads all contacts of a timeline that does not change meanwhile, shared out among threads. The
// answer does not depend on how many. Refused when stopped. `progress` is called from this thread.
// `postings`, when there are any, belong to the timeline and to nobody else meanwhile.
[[nodiscard]] Result<Findings> read_findings(const ledger::Timeline& timeline,
                                             const Question& question,
                                             unsigned threads,
                                             const Progress& progress,
                                             lifecycle::Postings* postings = nullptr);

// Makes room for the filters of all drafts.
void prepare(const Question& question, lifecycle::Postings& postings);

[[nodiscard]] std::unexpected<Error> stopped();

// All figures of all reported drafts. Pure; the order of lives does not matter.
[[nodiscard]] Report report_of(const Question& question, Findings findings);

}  // namespace baton::backtest
