#include "goals/goal_measures.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <string_view>

#include "goals/sign_facts.hpp"

namespace baton::goals {

namespace {

constexpr std::array measures_of_goals{
    GoalMeasure{.key = "revenue", .title = "Revenue", .kind = GoalKind::revenue},
    GoalMeasure{.key = "marketing_sourced_bookings",
                .title = "Bookings that marketing brought",
                .kind = GoalKind::revenue},
    GoalMeasure{.key = "pipeline", .title = "Pipeline", .kind = GoalKind::revenue},
    GoalMeasure{.key = "deals_won", .title = "Deals won", .kind = GoalKind::revenue},
    GoalMeasure{.key = "win_rate", .title = "Win rate", .kind = GoalKind::revenue},
    GoalMeasure{.key = "mql_count", .title = "MQLs", .kind = GoalKind::volume},
    GoalMeasure{.key = "mql_value", .title = "Value of MQLs", .kind = GoalKind::volume},
    GoalMeasure{.key = "leads", .title = "Leads", .kind = GoalKind::volume},
    GoalMeasure{.key = "cost_per_lead", .title = "Cost per lead", .kind = GoalKind::volume},
    GoalMeasure{.key = "handoffs", .title = "Handoffs", .kind = GoalKind::volume},
    GoalMeasure{.key = "calls", .title = "Calls", .kind = GoalKind::volume},
    GoalMeasure{.key = "meetings", .title = "Meetings", .kind = GoalKind::volume},
    GoalMeasure{.key = "visits", .title = "Visits of the site", .kind = GoalKind::engagement},
    GoalMeasure{.key = "opens", .title = "E-mails opened", .kind = GoalKind::engagement},
    GoalMeasure{.key = "clicks", .title = "Clicks", .kind = GoalKind::engagement},
    GoalMeasure{.key = "form_submissions", .title = "Forms sent", .kind = GoalKind::engagement},
};

}  // namespace

std::string_view name(GoalKind kind) {
    switch (kind) {
        case GoalKind::revenue: return "revenue";
        case GoalKind::volume: return "volume";
        case GoalKind::engagement: return "engagement";
    }
    return {};
}

std::span<const GoalMeasure> goal_measures() {
    return measures_of_goals;
}

const GoalMeasure* find_goal_measure(std::string_view key) {
    const auto found = std::ranges::find(measures_of_goals, key, &GoalMeasure::key);
    return found == measures_of_goals.end() ? nullptr : &*found;
}

}  // namespace baton::goals
