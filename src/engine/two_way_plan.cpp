#include "engine/two_way_plan.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/result.hpp"
#include "goals/attempts.hpp"
#include "goals/plan.hpp"

namespace baton::engine {

namespace {

constexpr std::int64_t enough_for_a_rate = 20;
constexpr double hundredths = 100;

struct Goal {
    std::optional<Money> sum = {};
    std::optional<std::string> period = {};
};

const agreement::Agreement* agreement_at(const Workspace::View& view, Instant at) {
    const lifecycle::Chain& chain = view.live.chain();
    const auto version = chain.in_force(at);
    return version ? chain.version(*version).agreement.get() : nullptr;
}

Result<Goal> goal_of(const TwoWayFacts& facts,
                     const agreement::Agreement* agreed,
                     const SlaPlanAsk& ask) {
    if (ask.revenue) {
        const auto sum = parse_money(*ask.revenue, facts.currency);
        if (!sum || sum->minor < 0) {
            return fail(Failure::invalid,
                        "This is no amount.",
                        {{"?revenue", "an amount such as 1200000 or 99.50"}});
        }
        return Goal{.sum = *sum};
    }
    const std::string quarter = quarter_of(facts.as_of, facts.zone).name;
    if (agreed != nullptr) {
        for (const agreement::Goal& goal : agreed->goals) {
            if (goal.metric == "revenue" && goal.period == quarter) {
                const auto sum = parse_money(render(goal.target), facts.currency);
                return Goal{.sum = sum ? std::optional(*sum) : std::nullopt, .period = quarter};
            }
        }
    }
    return Goal{};
}

// Who won has been everywhere on the way.
std::vector<goals::PlanStep> steps_of(const TwoWayFacts& facts,
                                      const std::vector<goals::Lead>& mature) {
    const std::size_t stages = facts.stages.size() - (facts.last_is_won ? 1 : 0);
    std::vector<goals::PlanStep> steps;
    for (std::size_t at = 0; at < stages; ++at) {
        const bool last = at + 1 == stages;
        goals::PlanStep step{.from = facts.stages[at]};
        for (const goals::Lead& lead : mature) {
            const bool won = lead.won_by(facts.as_of);
            step.n += won || lead.stages >= at ? 1 : 0;
            step.k += won || (!last && lead.stages > at) ? 1 : 0;
        }
        steps.push_back(step);
    }
    return steps;
}

// Only handoffs that are over: of others nobody knows which attempt would have reached them. The
// meeting itself is what an attempt before it brought.
std::vector<goals::Tried> tried_in(const TwoWayFacts& facts) {
    std::vector<goals::Tried> tried;
    for (const HandedOn& handed : facts.handoffs) {
        if (handed.attempts.empty() || (!handed.closed_at && !handed.owes_attempts)) {
            continue;
        }
        goals::Tried each{.attempts = static_cast<int>(handed.attempts.size())};
        if (handed.reached_at) {
            const auto before = std::ranges::count_if(
                handed.attempts, [&](Instant at) { return at < *handed.reached_at; });
            each.reached_after = std::max(static_cast<int>(before), 1);
        }
        tried.push_back(each);
    }
    return tried;
}

void add_attempts(const TwoWayFacts& facts, const SlaPlanAsk& ask, SlaPlanView& view) {
    const auto gains = goals::gains_of(tried_in(facts));
    for (const goals::AttemptGain& gain : gains) {
        view.attempts.push_back({.attempt = gain.attempt,
                                 .reached = share_part(gain.reached, gain.tried),
                                 .reached_by_now = gain.reached_by_now,
                                 .enough = gain.tried >= goals::tries_for_a_gain});
    }
    view.worthwhile = goals::worthwhile(gains, ask.least_percent);
    view.least_percent = ask.least_percent;
}

void add_needs(const TwoWayFacts& facts, const Goal& goal, SlaPlanView& view) {
    std::vector<goals::Lead> mature = facts.leads;
    const Instant until = facts.mature_until(facts.as_of);
    std::erase_if(mature, [&](const goals::Lead& lead) { return lead.at >= until; });
    std::vector<std::int64_t> winners;
    for (const goals::Lead& lead : mature) {
        if (lead.won_by(facts.as_of)) {
            winners.push_back(lead.minor_by(facts.as_of));
        }
    }
    const goals::Plan plan =
        goals::plan_for(goal.sum ? goal.sum->minor : 0, steps_of(facts, mature), winners);
    view.leads_read = static_cast<std::int64_t>(mature.size());
    view.winners = plan.winners;
    view.revenue = {.minor = plan.revenue_minor, .currency = facts.currency};
    if (plan.average_minor) {
        view.average = Money{.minor = *plan.average_minor, .currency = facts.currency};
    }
    for (const goals::PlanNeed& need : plan.needs) {
        PlanNeedView row{.stage = need.stage,
                         .onward = share_part(need.k, need.n),
                         .enough = need.n >= enough_for_a_rate};
        if (goal.sum) {
            row.needed = need.needed;
            row.low = need.low;
            row.high = need.high;
        }
        view.needs.push_back(row);
    }
}

}  // namespace

Result<SlaPlanView> sla_plan(const Workspace::View& view, const SlaPlanAsk& ask) {
    const TwoWayFacts facts =
        two_way_facts(view, present(view, ask.now), settings_of(view, ask.now));
    const agreement::Agreement* agreed = agreement_at(view, facts.as_of);
    const Goal goal = TRY(goal_of(facts, agreed, ask));
    SlaPlanView plan{.goal = goal.sum, .goal_period = goal.period};
    add_needs(facts, goal, plan);
    add_attempts(facts, ask, plan);
    if (const auto cycle = facts.cycle_hundredths(facts.as_of)) {
        plan.mature_after_days = static_cast<double>(*cycle) / hundredths;
    }
    if (agreed != nullptr && agreed->handoff && agreed->handoff->follow_up) {
        plan.attempts_agreed = agreed->handoff->follow_up->attempts;
    }
    return plan;
}

}  // namespace baton::engine
