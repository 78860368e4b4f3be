#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

// From a revenue goal back to how many people are needed at each stage, by the workspace's own
// rates.
namespace baton::goals {

// Of `n` who came to `from`, `k` came on to the step after it; the last step's `k` are won.
struct PlanStep {
    std::string from;
    std::int64_t k = 0;
    std::int64_t n = 0;
};

struct PlanNeed {
    std::string stage;
    std::optional<std::int64_t> needed = {};  // none: a rate on the way is unknown or nothing
    std::optional<std::int64_t> low = {};     // 95 % interval: the errors of all rates on the way
    std::optional<std::int64_t> high = {};    // and of the average revenue taken together
    std::int64_t k = 0;                       // of the step from here; of the last: winners
    std::int64_t n = 0;
    bool operator==(const PlanNeed&) const = default;
};

struct Plan {
    std::int64_t winners = 0;                        // the average's denominator
    std::int64_t revenue_minor = 0;                  // its numerator
    std::optional<std::int64_t> average_minor = {};  // half away from zero
    std::vector<PlanNeed> needs = {};                // from the winners back to the first stage
};

// Numbers of people are rounded up. `winners_minor` are what each won lead brought. REQUIRES:
// goal_minor >= 0.
[[nodiscard]] Plan plan_for(std::int64_t goal_minor,
                            std::span<const PlanStep> steps,
                            std::span<const std::int64_t> winners_minor);

}  // namespace baton::goals
