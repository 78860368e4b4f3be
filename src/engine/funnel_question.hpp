#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "agreement/ast.hpp"
#include "attribution/funnel.hpp"
#include "base/calendar.hpp"
#include "base/instant.hpp"
#include "base/result.hpp"
#include "engine/workspace.hpp"

// What is asked about a funnel, as people write it and as it is counted.
namespace baton::engine {

inline constexpr std::size_t funnel_steps_max = 8;

// An empty text takes what is usual.
struct FunnelWords {
    std::vector<std::string> steps = {};  // touches of the language: kinds, where, within
    std::string within = {};              // for steps that name none: 30d; all
    std::string window_from = {};         // previous; first
    std::string by = {};                  // channel, campaign, asset of the first step's touch
    std::string from = {};                // when the first step was taken: an instant or a day
    std::string to = {};                  // the same, excluded
    std::string as_of = {};               // an instant, or a day: its last instant
};

struct FunnelWarning {
    std::size_t step = 0;  // from 0
    std::string message = {};
};

struct FunnelQuestion {
    // Holds each step as a definition, in the order of the steps.
    std::shared_ptr<const agreement::Agreement> agreement;
    std::vector<std::string> steps = {};           // as written
    std::vector<std::int64_t> within_micros = {};  // of each; of the first nothing
    attribution::WindowFrom window_from = attribution::WindowFrom::previous;
    std::string by = {};  // empty: no rows
    std::optional<Instant> from = {};
    std::optional<Instant> to = {};
    Instant as_of;
    std::vector<FunnelWarning> warnings = {};
};

[[nodiscard]] std::string_view name(attribution::WindowFrom window_from);

// Every problem at once, each at its place ("/steps/1").
[[nodiscard]] Result<FunnelQuestion> read_funnel(const Workspace::View& view,
                                                 const FunnelWords& words,
                                                 Instant now);

}  // namespace baton::engine
