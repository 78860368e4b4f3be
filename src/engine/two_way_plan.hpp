#pragma once

#include <boost/describe/class.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/instant.hpp"
#include "base/value.hpp"
#include "engine/two_way.hpp"
#include "engine/workspace.hpp"

// The SLA calculator: from a revenue goal back to leads, and how often it pays to try, by the
// workspace's own history.
namespace baton::engine {

struct PlanNeedView {
    std::string stage = {};  // won, or a stage of the agreement in force
    std::optional<std::int64_t> needed = {};
    std::optional<std::int64_t> low = {};  // 95 %
    std::optional<std::int64_t> high = {};
    SharePart onward = {};  // of those who came here, who came on; of the winners, how many
    bool enough = false;    // at least 20 came here
};

BOOST_DESCRIBE_STRUCT(PlanNeedView, (), (stage, needed, low, high, onward, enough))

struct AttemptView {
    int attempt = 0;
    SharePart reached = {};           // of those tried so often, who was reached by this attempt
    std::int64_t reached_by_now = 0;  // by this one or one before
    bool enough = false;
};

BOOST_DESCRIBE_STRUCT(AttemptView, (), (attempt, reached, reached_by_now, enough))

struct SlaPlanView {
    std::optional<Money> goal = {};
    std::optional<std::string> goal_period = {};  // when it is the agreement's
    std::optional<Money> average = {};            // revenue / winners
    Money revenue = {};
    std::int64_t winners = 0;
    std::vector<PlanNeedView> needs = {};  // from the winners back to the leads
    std::int64_t leads_read = 0;           // old enough to have been won
    std::optional<double> mature_after_days = {};
    std::vector<AttemptView> attempts = {};
    std::optional<int> worthwhile = {};  // attempts; none: too few to tell
    std::int64_t least_percent = 5;
    std::optional<std::int64_t> attempts_agreed = {};
};

BOOST_DESCRIBE_STRUCT(SlaPlanView,
                      (),
                      (goal,
                       goal_period,
                       average,
                       revenue,
                       winners,
                       needs,
                       leads_read,
                       mature_after_days,
                       attempts,
                       worthwhile,
                       least_percent,
                       attempts_agreed))

struct SlaPlanAsk {
    std::optional<std::string> revenue = {};  // in whole units, as text; else the agreement's goal
    std::int64_t least_percent = 5;           // an attempt is worthwhile that brings so many
    Instant now;
};

// invalid for a revenue that is no amount, or below 0.
[[nodiscard]] Result<SlaPlanView> sla_plan(const Workspace::View& view, const SlaPlanAsk& ask);

}  // namespace baton::engine
