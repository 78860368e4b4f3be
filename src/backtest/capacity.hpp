#pragma once

#include <vector>

#include "agreement/ast.hpp"
#include "backtest/life.hpp"
#include "backtest/question.hpp"
#include "backtest/report.hpp"
#include "base/instant.hpp"

namespace baton::backtest {

struct Everybody {
    const std::vector<Life>& lives;
    Instant first_created;
};

// How many handoffs a working day the entries would have brought, beside how many the reps have
// shown they answer within the agreement's own respond_within on a good day (the 90th percentile of
// days with any). REQUIRES: the agreement hands off.
[[nodiscard]] CapacityFigures capacity_of(const agreement::Agreement& agreement,
                                          const Question& question,
                                          const Everybody& everybody,
                                          const std::vector<Instant>& entered);

}  // namespace baton::backtest
