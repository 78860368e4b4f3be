#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "goals/sign_facts.hpp"

namespace baton::goals {

// What a team can be measured on, and what sort of success that is.
struct GoalMeasure {
    std::string_view key;
    std::string_view title;
    GoalKind kind = GoalKind::revenue;
};

[[nodiscard]] std::string_view name(GoalKind kind);

// Those of revenue first.
[[nodiscard]] std::span<const GoalMeasure> goal_measures();

// Null for a name that is none.
[[nodiscard]] const GoalMeasure* find_goal_measure(std::string_view key);

}  // namespace baton::goals
