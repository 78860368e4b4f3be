#include "goals/attempts.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace baton::goals {

std::vector<AttemptGain> gains_of(std::span<const Tried> handoffs) {
    std::vector<AttemptGain> gains;
    for (const Tried& each : handoffs) {
        const int last = each.reached_after.value_or(each.attempts);
        while (gains.size() < static_cast<std::size_t>(std::max(last, 0))) {
            gains.push_back({.attempt = static_cast<int>(gains.size()) + 1});
        }
        for (int attempt = 1; attempt <= last; ++attempt) {
            ++gains[static_cast<std::size_t>(attempt - 1)].tried;
        }
        if (each.reached_after) {
            ++gains[static_cast<std::size_t>(last - 1)].reached;
        }
    }
    std::int64_t so_far = 0;
    for (AttemptGain& gain : gains) {
        so_far += gain.reached;
        gain.reached_by_now = so_far;
    }
    return gains;
}

std::optional<int> worthwhile(std::span<const AttemptGain> gains, std::int64_t least_percent) {
    constexpr std::int64_t whole = 100;
    std::optional<int> last;
    for (const AttemptGain& gain : gains) {
        if (gain.tried < tries_for_a_gain || gain.reached * whole < gain.tried * least_percent) {
            break;
        }
        last = gain.attempt;
    }
    return last;
}

}  // namespace baton::goals
