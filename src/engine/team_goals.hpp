#pragma once

#include <boost/describe/class.hpp>
#include <string>
#include <vector>

#include "base/instant.hpp"
#include "base/result.hpp"
#include "engine/command.hpp"
#include "engine/workspace.hpp"
#include "goals/sign_facts.hpp"

// What each team is measured on: record `goal`, one row for a team, a measure and a period. The
// shared goals of the agreement count for both teams and are listed with them.
namespace baton::engine {

struct NewGoal {
    std::string team = {};     // marketing or sales
    std::string measure = {};  // goals/goal_measures.hpp
    std::string period = {};   // 2026-Q4, 2026-11, 2026
    std::string target = {};   // as written; empty: none was set
};

struct GoalView {
    std::string id = {};  // empty: of the agreement
    std::string team = {};
    std::string measure = {};
    std::string title = {};
    std::string kind = {};  // revenue, volume, engagement
    std::string period = {};
    std::string target = {};
};

BOOST_DESCRIBE_STRUCT(GoalView, (), (id, team, measure, title, kind, period, target))

// As of `now`: first those of the agreement in force.
[[nodiscard]] std::vector<GoalView> list_goals(const Workspace::View& view, Instant now);

// invalid for a team, measure or period that is none.
[[nodiscard]] Result<Receipt> add_goal(Desk& desk, const NewGoal& goal, const Because& because);

// not_found when there is none of that id.
[[nodiscard]] Result<Receipt> remove_goal(Desk& desk,
                                          const std::string& id,
                                          const Because& because);

// What was a goal when, for signs.
[[nodiscard]] std::vector<goals::TeamGoal> goals_over_time(const Workspace::View& view,
                                                           const TimeZone& zone);

}  // namespace baton::engine
