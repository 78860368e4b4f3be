#include <algorithm>
#include <cstddef>
#include <utility>

#include "goals/sign.hpp"
#include "goals/signs.hpp"
#include "goals/tallies.hpp"

namespace baton::goals {

namespace {

Judgement judge(const Tallies& tallies, std::size_t week) {
    const GoalsThen& goals = tallies.goals[week];
    Judgement judgement{
        .n = std::min(goals.revenue[0] + goals.other[0], goals.revenue[1] + goals.other[1])};
    for (const auto& [team, subject] : {std::pair(0U, "marketing"), std::pair(1U, "sales")}) {
        const bool mismatched = goals.revenue[team] == 0 && goals.revenue[1 - team] > 0;
        judgement.findings.push_back(
            {.dimension = "team",
             .subject = subject,
             .count = {.bad = goals.revenue[team], .all = goals.revenue[team] + goals.other[team]},
             .normal = 1,
             .value = static_cast<double>(goals.revenue[team]),
             .chance = 0,
             .opens = mismatched,
             .remains = mismatched});
    }
    return judgement;
}

}  // namespace

Sign sign_mismatched_goals() {
    return {
        .key = "mismatched_goals",
        .kind = "mismatched goals",
        .title = "The teams are measured on different things",
        .formula =
            "Each team's goals of revenue, of all its goals, the shared goals of the agreement "
            "included; now.",
        .opens = "One team has a goal of revenue, the other only goals of volume or engagement.",
        .closes = "Both have a goal of revenue, or neither has.",
        .least = 1,
        .window_weeks = 1,
        .quiet_weeks = 1,
        .owner = SignOwner::lead,
        .next_step = "Set a shared goal",
        .next_link = "/alignment/mismatched_goals",
        .judged_now = true,
        .judge = judge};
}

}  // namespace baton::goals
