#include "goals/spread.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <optional>
#include <vector>

#include "goals/measure.hpp"

namespace baton::goals {

namespace {

double percentile(const std::vector<std::int64_t>& sorted, std::size_t percent) {
    const std::size_t place = (sorted.size() - 1) * percent;
    const auto rest = static_cast<std::int64_t>(place % 100);
    const std::int64_t low = sorted[place / 100];
    const std::int64_t high = rest == 0 ? low : sorted[place / 100 + 1];
    return static_cast<double>(low * (100 - rest) + high * rest) / 100.0;
}

}  // namespace

std::optional<Spread> spread_of(std::vector<std::int64_t> days) {
    if (days.empty()) {
        return std::nullopt;
    }
    std::ranges::sort(days);
    const std::int64_t sum = std::accumulate(days.begin(), days.end(), std::int64_t{0});
    return Spread{.n = static_cast<std::int64_t>(days.size()),
                  .median = percentile(days, 50),
                  .mean = static_cast<double>(sum) / static_cast<double>(days.size()),
                  .p25 = percentile(days, 25),
                  .p75 = percentile(days, 75),
                  .p90 = percentile(days, 90)};
}

}  // namespace baton::goals
