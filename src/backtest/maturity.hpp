#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "backtest/life.hpp"
#include "backtest/question.hpp"
#include "backtest/report.hpp"
#include "base/calendar.hpp"
#include "base/instant.hpp"

// Which cohorts had time enough to be won. A cohort is a local month of the range.
namespace baton::backtest {

struct Maturity {
    std::optional<std::int64_t> cutoff_hundredths = {};  // of a day; none: no cycle was recorded
    std::int64_t cycles = 0;
    // Entries before it are mature: the end of the last month all of whose entries are at least
    // the cut-off old at `as_of`. The range's `from` when none is.
    Instant until;

    [[nodiscard]] bool mature(Instant at) const { return at < until; }
};

[[nodiscard]] TimeZone zone_of(const agreement::Agreement& agreement);

// The question's own days, else the 80th percentile of the recorded sales cycles in local days.
[[nodiscard]] Maturity maturity_of(const Question& question,
                                   const std::vector<DealFact>& cycles,
                                   const TimeZone& zone);

// Until when the drafts of a question have mature cohorts, rising, each once.
[[nodiscard]] std::vector<Instant> untils_of(const Question& question,
                                             const std::vector<DealFact>& cycles);

// The months from the first to the last entry, those without any between them included.
[[nodiscard]] std::vector<MonthFigures> months_of(const std::vector<Instant>& entered,
                                                  const Maturity& maturity,
                                                  const TimeZone& zone);

}  // namespace baton::backtest
