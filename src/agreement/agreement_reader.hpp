#pragma once

#include <vector>

#include "agreement/ast.hpp"
#include "agreement/document.hpp"
#include "agreement/findings.hpp"
#include "agreement/reading.hpp"

// The sections of the agreement, one function each. Names are collected first (read_names), so that
// criteria may use what is defined further down.
namespace baton::agreement {

[[nodiscard]] Agreement read_agreement(Reading& reading, const Node& root);

[[nodiscard]] HandoffTerms read_handoff(Reading& reading, const Node& node);
[[nodiscard]] std::vector<EngagementRule> read_rules_of_engagement(Reading& reading,
                                                                   const Node& node);
[[nodiscard]] std::vector<Promise> read_promises(Reading& reading, const Node& node);
[[nodiscard]] std::vector<Goal> read_goals(Reading& reading, const Node& node);

// What can only be said once every criterion is read: cycles, reached(…), size, hopeless handoffs.
void check_criteria(const Agreement& agreement, Findings& findings);

// The same for a criterion that stands outside the agreement and uses its names.
void check_one_criterion(const Criterion& criterion,
                         const Agreement& agreement,
                         Findings& findings);

}  // namespace baton::agreement
