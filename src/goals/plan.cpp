#include "goals/plan.hpp"

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <numeric>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace baton::goals {

namespace {

constexpr double z = 1.959963984540054;  // 97.5 % of the normal distribution

// A number of people with the variance of its logarithm: products of rates add theirs up.
struct Estimate {
    double number = 0;
    double variance = 0;
};

std::optional<std::int64_t> people(double number) {
    constexpr double rounding = 1e-9;
    const double up = std::ceil(number - rounding);
    const bool fits =
        std::isfinite(up) && up < static_cast<double>(std::numeric_limits<std::int64_t>::max());
    return fits ? std::optional(static_cast<std::int64_t>(up)) : std::nullopt;
}

// (standard error / mean)², of the mean of these.
double squared_error(std::span<const std::int64_t> numbers, double mean) {
    if (numbers.size() < 2) {
        return 0;
    }
    double sum = 0;
    for (const std::int64_t number : numbers) {
        const double off = static_cast<double>(number) - mean;
        sum += off * off;
    }
    const auto n = static_cast<double>(numbers.size());
    return sum / (n - 1) / n / (mean * mean);
}

// Of a share that is neither nothing nor unknown.
std::optional<Estimate> behind(const std::optional<Estimate>& next, const PlanStep& step) {
    if (!next || step.k == 0 || step.n == 0) {
        return std::nullopt;
    }
    const double share = static_cast<double>(step.k) / static_cast<double>(step.n);
    return Estimate{.number = next->number / share,
                    .variance = next->variance + (1 - share) / static_cast<double>(step.k)};
}

PlanNeed need_of(const std::optional<Estimate>& estimate, std::string stage) {
    PlanNeed need{.stage = std::move(stage)};
    if (estimate) {
        const double spread = std::exp(z * std::sqrt(estimate->variance));
        need.needed = people(estimate->number);
        need.low = people(estimate->number / spread);
        need.high = people(estimate->number * spread);
    }
    return need;
}

}  // namespace

Plan plan_for(std::int64_t goal_minor,
              std::span<const PlanStep> steps,
              std::span<const std::int64_t> winners_minor) {
    Plan plan{.winners = static_cast<std::int64_t>(winners_minor.size()),
              .revenue_minor =
                  std::accumulate(winners_minor.begin(), winners_minor.end(), std::int64_t{0})};
    std::optional<Estimate> estimate;
    if (plan.winners > 0 && plan.revenue_minor > 0) {
        const double average =
            static_cast<double>(plan.revenue_minor) / static_cast<double>(plan.winners);
        plan.average_minor = (plan.revenue_minor + plan.winners / 2) / plan.winners;
        estimate = Estimate{.number = static_cast<double>(goal_minor) / average,
                            .variance = squared_error(winners_minor, average)};
    }
    PlanNeed won = need_of(estimate, "won");
    won.k = plan.winners;
    won.n = plan.winners;
    plan.needs.push_back(won);
    for (std::size_t at = steps.size(); at > 0; --at) {
        const PlanStep& step = steps[at - 1];
        estimate = behind(estimate, step);
        PlanNeed need = need_of(estimate, step.from);
        need.k = step.k;
        need.n = step.n;
        plan.needs.push_back(need);
    }
    return plan;
}

}  // namespace baton::goals
