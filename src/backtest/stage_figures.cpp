#include "backtest/stage_figures.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "agreement/ast.hpp"
#include "backtest/capacity.hpp"
#include "backtest/life.hpp"
#include "backtest/maturity.hpp"
#include "backtest/moves.hpp"
#include "backtest/outcome.hpp"
#include "backtest/question.hpp"
#include "backtest/report.hpp"
#include "backtest/rests_on.hpp"
#include "backtest/shares.hpp"
#include "base/instant.hpp"
#include "ledger/event.hpp"
#include "ledger/timeline_records.hpp"

namespace baton::backtest {

namespace {

using ledger::HandoffStep;
using Reasons = std::map<std::string, std::int64_t>;

std::vector<ReasonCount> rows_of(const Reasons& reasons) {
    std::vector<ReasonCount> rows;
    for (const auto& [reason, count] : reasons) {
        rows.push_back({.reason = reason, .count = count});
    }
    std::ranges::stable_sort(rows, std::greater{}, &ReasonCount::count);
    return rows;
}

// Adds up the occasions of one stage.
class StageTally {
public:
    StageTally(const DraftView& view, std::size_t stage)
        : view_(view),
          agreement_(*view.question.drafts[view.draft].agreement),
          rests_(rests_on(agreement_, stage)) {}

    void add(const Occasion& occasion) {
        const Outcome outcome = outcome_of(occasion);
        entered_.push_back(occasion.at);
        people_.push_back(occasion.life->owner);
        add_answer(outcome);
        add_deals(occasion, outcome);
        add_maturity(occasion, outcome);
        const bool after_return =
            agreement_.handoff &&
            std::ranges::any_of(occasion.life->handoffs, [&](const HandoffStepAt& step) {
                return step.at <= occasion.at &&
                       (step.step == HandoffStep::rejected || step.step == HandoffStep::recycled);
            });
        figures_.rests_on_handoffs += rests_.handoffs || after_return ? 1 : 0;
        figures_.rests_on_deals += rests_.deals ? 1 : 0;
    }

    [[nodiscard]] StageFigures figures() && {
        figures_.entered = static_cast<std::int64_t>(entered_.size());
        std::ranges::sort(people_);
        figures_.people = std::ranges::unique(people_).begin() - people_.begin();
        figures_.rejected_by_reason = rows_of(rejected_);
        figures_.recycled_by_reason = rows_of(recycled_);
        add_rates();
        if (const auto median = percentile_hundredths(std::move(leads_), 50)) {
            figures_.median_lead_days =
                static_cast<double>(*median) / 100.0 / static_cast<double>(day_micros);
        }
        figures_.monthly = months_of(entered_, view_.maturity, view_.zone);
        return std::move(figures_);
    }

    [[nodiscard]] const std::vector<Instant>& entered() const { return entered_; }

private:
    void add_answer(const Outcome& outcome) {
        ++(outcome.offered ? figures_.observed : figures_.never_offered);
        figures_.recycled_after_acceptance += outcome.recycled_after_acceptance ? 1 : 0;
        if (!outcome.answer) {
            figures_.unanswered += outcome.offered ? 1 : 0;
        } else if (*outcome.answer == HandoffStep::accepted) {
            ++figures_.accepted;
        } else if (*outcome.answer == HandoffStep::rejected) {
            ++figures_.rejected;
            ++rejected_[outcome.reason];
        } else {
            ++figures_.recycled;
            ++recycled_[outcome.reason];
        }
    }

    void add_deals(const Occasion& occasion, const Outcome& outcome) {
        figures_.won += outcome.won ? 1 : 0;
        figures_.lost += outcome.lost ? 1 : 0;
        if (outcome.opportunity_at) {
            ++figures_.opportunities;
            leads_.push_back(outcome.opportunity_at->micros - occasion.at.micros);
        }
        for (const DealFact& deal : occasion.life->deals) {
            const bool counts = deal.won() && deal.ended_at > occasion.at &&
                                deal.ended_at <= occasion.until && deals_.insert(deal.deal).second;
            if (!counts) {
                continue;
            }
            const auto& amount = deal.amount_minor[view_.draft];
            figures_.won_amount_minor += amount.value_or(0);
            ++figures_.won_deals;
            figures_.won_deals_without_amount += amount ? 0 : 1;
        }
    }

    void add_maturity(const Occasion& occasion, const Outcome& outcome) {
        if (!view_.maturity.mature(occasion.at)) {
            ++figures_.immature;
            return;
        }
        ++figures_.mature;
        mature_seen_ += outcome.offered || outcome.deal_known ? 1 : 0;
        mature_won_ += outcome.won ? 1 : 0;
        mature_lost_ += outcome.lost ? 1 : 0;
    }

    void add_rates() {
        const std::int64_t answered = figures_.accepted + figures_.rejected + figures_.recycled;
        figures_.accept_rate = share_of(figures_.accepted, answered);
        figures_.accept_certainty =
            certainty_of(figures_.accepted, answered, figures_.never_offered);
        const std::int64_t decided = mature_won_ + mature_lost_;
        figures_.win_rate = share_of(mature_won_, decided);
        figures_.win_certainty = certainty_of(mature_won_, decided);
        figures_.precision = share_of(mature_won_, mature_seen_);
        figures_.precision_certainty =
            certainty_of(mature_won_, mature_seen_, figures_.mature - mature_seen_);
        if (!figures_.precision || view_.base.won == 0) {
            return;
        }
        const double base = *share_of(view_.base.won, view_.base.contacts);
        figures_.lift = *figures_.precision / base;
        figures_.lift_low = *figures_.precision_certainty.low / base;
        figures_.lift_high = *figures_.precision_certainty.high / base;
    }

    const DraftView& view_;
    const agreement::Agreement& agreement_;
    RestsOn rests_;
    StageFigures figures_;
    std::vector<Instant> entered_;
    std::vector<ledger::Slot> people_;
    std::set<ledger::Slot> deals_;
    std::vector<std::int64_t> leads_;
    Reasons rejected_;
    Reasons recycled_;
    std::int64_t mature_seen_ = 0;
    std::int64_t mature_won_ = 0;
    std::int64_t mature_lost_ = 0;
};

bool entered_before(const DraftView& view, Person lives, std::size_t stage, Instant win) {
    return std::ranges::any_of(lives, [&](const Life* life) {
        return std::ranges::any_of(life->entries[view.draft], [&](const Entry& entry) {
            return entry.stage == stage && entry.at < win;
        });
    });
}

void add_recall(const DraftView& view, std::size_t stage, StageFigures& figures) {
    std::int64_t won = std::ranges::count_if(
        view.winners, [&](const Winner& each) { return each.won < view.question.end(); });
    std::int64_t caught = 0;
    won += static_cast<std::int64_t>(view.won.size());
    for (const PersonWon& each : view.won) {
        caught += entered_before(view, each.lives, stage, each.at) ? 1 : 0;
    }
    figures.recall = share_of(caught, won);
    figures.recall_certainty = certainty_of(caught, won);
}

void add_moves(const DraftView& view, std::size_t stage, StageFigures& figures) {
    const Question& question = view.question;
    if (!question.in_force) {
        return;
    }
    const auto& stages = question.drafts[*question.in_force].agreement->stages;
    const auto there = std::ranges::find(stages, figures.stage, &agreement::Stage::name);
    StageHere here{.draft = view.draft, .stage = stage, .there = {}};
    if (there != stages.end()) {
        here.there = static_cast<std::size_t>(there - stages.begin());
    }
    figures.moves = moves_of(question, view.lives, here);
    figures.against_in_force = count(figures.moves);
}

}  // namespace

Persons::Persons(const std::vector<Life>& lives) {
    for (const Life& life : lives) {
        lives_.push_back(&life);
    }
    const auto place = [](const Life* life) {
        return std::tuple(life->owner, !life->is_person(), life->slot);
    };
    std::ranges::sort(lives_, {}, place);
    for (auto first = lives_.begin(); first != lives_.end();) {
        const auto last = std::find_if(
            first, lives_.end(), [&](const Life* life) { return life->owner != (*first)->owner; });
        persons_.emplace_back(first, last);
        first = last;
    }
}

std::optional<Instant> first_win(const Life& life, Instant from, Instant last) {
    std::optional<Instant> first;
    for (const DealFact& deal : life.deals) {
        if (deal.won() && deal.ended_at >= from && deal.ended_at <= last) {
            first = std::min(first.value_or(deal.ended_at), deal.ended_at);
        }
    }
    return first;
}

StageFigures figures_of(const DraftView& view, std::size_t stage) {
    const agreement::Agreement& agreement = *view.question.drafts[view.draft].agreement;
    StageTally tally(view, stage);
    for (const Life* life : view.entered) {
        for (const Occasion& occasion : occasions_of(view.question, *life, view.draft, stage)) {
            tally.add(occasion);
        }
    }
    const bool handed_off = agreement.handoff && agreement.handoff->at == stage;
    const auto capacity =
        handed_off
            ? std::optional(capacity_of(agreement,
                                        view.question,
                                        {.lives = view.lives, .first_created = view.first_created},
                                        tally.entered()))
            : std::nullopt;
    StageFigures figures = std::move(tally).figures();
    figures.stage = agreement.stages[stage].name;
    figures.owner = agreement.stages[stage].owner == agreement::Team::sales ? "sales" : "marketing";
    figures.capacity = capacity;
    add_recall(view, stage, figures);
    add_moves(view, stage, figures);
    return figures;
}

}  // namespace baton::backtest
