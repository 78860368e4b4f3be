#include "handoff/undoing.hpp"

#include <cstddef>
#include <span>

#include "handoff/transition.hpp"

namespace baton::handoff {

std::size_t offers_too_many(std::span<const Step> steps) {
    std::size_t too_many = 0;
    bool is_held = false;
    for (const Step step : steps) {
        too_many += step == Step::offered && is_held ? 1 : 0;
        is_held = is_open(step) && step != Step::expired;
    }
    return too_many;
}

}  // namespace baton::handoff
