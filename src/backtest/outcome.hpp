#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "backtest/life.hpp"
#include "backtest/question.hpp"
#include "base/instant.hpp"
#include "ledger/event.hpp"

// What really happened after somebody would have entered a stage.
namespace baton::backtest {

// An entry in the range, and until when what happens belongs to it: the next entry of the same
// stage by the same contact, or `as_of`.
struct Occasion {
    const Life* life = nullptr;
    Instant at;
    Instant until;  // included: what happens at the next entry did not come after it
};

// Of one life under one draft, in order of time.
[[nodiscard]] std::vector<Occasion> occasions_of(const Question& question,
                                                 const Life& life,
                                                 std::size_t draft,
                                                 std::size_t stage);

struct Outcome {
    bool offered = false;  // a handoff was under way at the entry, or moved after it
    std::optional<ledger::HandoffStep> answer = {};  // the first: accepted, rejected or recycled
    std::string reason = {};                         // of the answer
    bool recycled_after_acceptance = false;  // whether accepted before the entry or after it
    bool deal_known = false;                 // a deal was open at the entry, or created after it
    std::optional<Instant> opportunity_at = {};
    bool won = false;
    bool lost = false;  // and none was won
};

[[nodiscard]] Outcome outcome_of(const Occasion& occasion);

}  // namespace baton::backtest
