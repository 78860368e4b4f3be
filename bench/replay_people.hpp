#pragma once

#include <string>

#include "engine/funnel_question.hpp"
#include "ledger/timeline.hpp"
#include "lifecycle/program.hpp"

// Funnels and scores of everybody in the generated world, through the rooms that `baton funnel` and
// criteria use. Each returns what the peers are compared by.
namespace baton::bench {

// Five steps, each less than 90 days after the first.
[[nodiscard]] engine::FunnelQuestion five_steps(const ledger::Timeline& timeline);

// How many people got as far as each step, and no further.
[[nodiscard]] std::string count_funnel(const ledger::Timeline& timeline,
                                       const engine::FunnelQuestion& question);

// A score of twelve lines that halves in 30 days.
[[nodiscard]] lifecycle::Program decayed_score();

// The hundred highest scores a day after the world ends.
[[nodiscard]] std::string highest_scores(const ledger::Timeline& timeline,
                                         const lifecycle::Program& program);

}  // namespace baton::bench
