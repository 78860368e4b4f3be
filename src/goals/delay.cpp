#include "goals/delay.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace baton::goals {

namespace {

constexpr double rounding = 1e-9;
constexpr double whole = 100;
constexpr int half_percent = 50;
constexpr int nine_of_ten_percent = 90;

}  // namespace

std::optional<std::int64_t> within(std::vector<Delay> delays, int percent) {
    // What ended at the very time at which another was still running was there to end.
    std::ranges::sort(
        delays, {}, [](const Delay& each) { return std::pair(each.micros, !each.ended); });
    double running = 1;
    const double wanted = 1 - static_cast<double>(percent) / whole + rounding;
    for (std::size_t at = 0; at < delays.size(); ++at) {
        if (delays[at].ended) {
            running *= 1 - 1 / static_cast<double>(delays.size() - at);
            if (running <= wanted) {
                return delays[at].micros;
            }
        }
    }
    return std::nullopt;
}

DelayFigures figures_of(std::span<const Delay> delays) {
    const std::vector<Delay> all(delays.begin(), delays.end());
    return {.n = static_cast<std::int64_t>(all.size()),
            .ended = std::ranges::count(all, true, &Delay::ended),
            .half = within(all, half_percent),
            .nine_of_ten = within(all, nine_of_ten_percent)};
}

}  // namespace baton::goals
