#pragma once

#include <vector>

#include "backtest/life.hpp"
#include "backtest/question.hpp"
#include "backtest/report.hpp"

namespace baton::backtest {

// What was read of the contacts, in any order, and of the won deals.
struct Findings {
    std::vector<Life> lives = {};
    std::vector<DealFact> cycles = {};
};

// All figures of all reported drafts. Pure; the order of lives does not matter.
[[nodiscard]] Report report_of(const Question& question, Findings findings);

}  // namespace baton::backtest
