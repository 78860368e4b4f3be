#include "backtest/outcome.hpp"

#include <algorithm>
#include <cstddef>
#include <vector>

#include "backtest/life.hpp"
#include "backtest/question.hpp"
#include "base/instant.hpp"
#include "ledger/event.hpp"

namespace baton::backtest {

namespace {

using ledger::HandoffStep;

// Somebody in sales has it, or is about to be given it again.
bool under_way_after(HandoffStep step) {
    switch (step) {
        case HandoffStep::offered:
        case HandoffStep::accepted:
        case HandoffStep::expired: return true;
        case HandoffStep::rejected:
        case HandoffStep::recycled:
        case HandoffStep::converted:
        case HandoffStep::withdrawn:
        case HandoffStep::disqualified:
        case HandoffStep::reassigned: return false;
    }
    return false;
}

bool is_answer(HandoffStep step) {
    return step == HandoffStep::accepted || step == HandoffStep::rejected ||
           step == HandoffStep::recycled;
}

// Recycling what was accepted before is not an answer to an offer.
void take_answer(const HandoffStepAt& step, bool accepted_before, Outcome& outcome) {
    const bool recycled = step.step == HandoffStep::recycled;
    if (recycled && (accepted_before || outcome.answer == HandoffStep::accepted)) {
        outcome.recycled_after_acceptance = true;
    } else if (!outcome.answer && is_answer(step.step)) {
        outcome.answer = step.step;
        outcome.reason = step.reason;
    }
}

void take_handoffs(const Occasion& occasion, Outcome& outcome) {
    bool accepted = false;  // the last step was that
    for (const HandoffStepAt& step : occasion.life->handoffs) {
        if (step.at > occasion.until) {
            return;
        }
        if (step.at > occasion.at) {
            outcome.offered = true;
            take_answer(step, accepted, outcome);
        } else if (step.step != HandoffStep::reassigned) {
            outcome.offered = under_way_after(step.step);
        }
        if (step.step != HandoffStep::reassigned) {
            accepted = step.step == HandoffStep::accepted;
        }
    }
}

void take_deals(const Occasion& occasion, Outcome& outcome) {
    for (const DealFact& deal : occasion.life->deals) {
        const bool ended = deal.ended && deal.ended_at <= occasion.until;
        const bool over_before = deal.ended && deal.ended_at <= occasion.at;
        if (deal.created_at > occasion.until || over_before) {
            continue;
        }
        outcome.deal_known = true;
        if (deal.created_at > occasion.at) {
            outcome.opportunity_at =
                std::min(outcome.opportunity_at.value_or(deal.created_at), deal.created_at);
        }
        outcome.won |= ended && deal.won();
        outcome.lost |= ended && !deal.won();
    }
    outcome.lost &= !outcome.won;
}

}  // namespace

std::vector<Occasion> occasions_of(const Question& question,
                                   const Life& life,
                                   std::size_t draft,
                                   std::size_t stage) {
    std::vector<Occasion> occasions;
    for (const Entry& entry : life.entries[draft]) {
        if (entry.stage != stage) {
            continue;
        }
        if (!occasions.empty()) {
            occasions.back().until = entry.at;
        }
        occasions.push_back({.life = &life, .at = entry.at, .until = question.as_of});
    }
    std::erase_if(occasions, [&](const Occasion& each) { return !question.in_range(each.at); });
    return occasions;
}

Outcome outcome_of(const Occasion& occasion) {
    Outcome outcome;
    take_handoffs(occasion, outcome);
    take_deals(occasion, outcome);
    return outcome;
}

}  // namespace baton::backtest
