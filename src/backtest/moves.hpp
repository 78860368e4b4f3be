#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "backtest/life.hpp"
#include "backtest/question.hpp"
#include "backtest/report.hpp"

namespace baton::backtest {

// Who enters a stage in the range under the draft, under the agreement in force, or under both,
// each with the first such instant; in order of contact id. `there` is the stage of that name in
// the agreement in force; none: nobody enters it there.
struct StageHere {
    std::size_t draft = 0;
    std::size_t stage = 0;
    std::optional<std::size_t> there = {};
};

[[nodiscard]] std::vector<Move> moves_of(const Question& question,
                                         const std::vector<Life>& lives,
                                         const StageHere& stage);

[[nodiscard]] MoveCounts count(const std::vector<Move>& moves);

}  // namespace baton::backtest
