#pragma once

#include <boost/describe/class.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/instant.hpp"
#include "base/result.hpp"
#include "engine/funnel_question.hpp"
#include "engine/workspace.hpp"

// Who did one thing after another. What every figure counts: docs/decisions/0042-funnels.md.
namespace baton::engine {

struct FunnelStepView {
    std::string step = {};                   // as written
    std::optional<double> window_days = {};  // none: of the first step, and without a window
    std::int64_t people = 0;                 // who got at least that far
    std::int64_t dropped = 0;                // who took the step before and not this one
    std::int64_t still_open = 0;             // of these: whose window had not ended by as_of
    std::optional<double> of_first = {};
    std::optional<double> of_previous = {};
    std::optional<double> median_seconds = {};  // since the step before
};

BOOST_DESCRIBE_STRUCT(
    FunnelStepView,
    (),
    (step, window_days, people, dropped, still_open, of_first, of_previous, median_seconds))

struct FunnelRow {
    std::string key = {};                   // "(none)" when the first step's touch names none
    std::vector<std::int64_t> people = {};  // by step
};

BOOST_DESCRIBE_STRUCT(FunnelRow, (), (key, people))

struct FunnelWarningView {
    std::string step = {};
    std::string message = {};
};

BOOST_DESCRIBE_STRUCT(FunnelWarningView, (), (step, message))

struct FunnelView {
    std::optional<Instant> from = {};
    std::optional<Instant> to = {};
    Instant as_of = {};
    std::string window_from = {};
    std::vector<FunnelStepView> steps = {};
    std::optional<std::string> by = {};
    std::vector<FunnelRow> rows = {};  // the most people first; their sums are the steps' people
    std::vector<FunnelWarningView> warnings = {};
};

BOOST_DESCRIBE_STRUCT(FunnelView, (), (from, to, as_of, window_from, steps, by, rows, warnings))

// Counts people, some at a time, so that writing goes on. Linear in touches.
[[nodiscard]] Result<FunnelView> funnel_view(const Workspace& workspace,
                                             const FunnelQuestion& question);

}  // namespace baton::engine
