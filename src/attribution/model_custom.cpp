#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

#include "attribution/model.hpp"
#include "attribution/path.hpp"

namespace baton::attribution {

namespace {

void weigh(const Path& /*path*/, const Terms& terms, std::span<std::uint64_t> weights) {
    weigh_positions(terms.weights, weights);
}

}  // namespace

void weigh_positions(const std::array<std::int64_t, 3>& first_middle_last,
                     std::span<std::uint64_t> weights) {
    const auto [first, middle, last] = first_middle_last;
    if (weights.size() == 1) {
        weights.front() = 1;
        return;
    }
    // Times the number between them, so that each of those has a whole weight.
    const std::size_t between = weights.size() - 2;
    const auto times = static_cast<std::uint64_t>(std::max<std::size_t>(between, 1));
    std::ranges::fill(weights, static_cast<std::uint64_t>(middle));
    weights.front() = static_cast<std::uint64_t>(first) * times;
    weights.back() = static_cast<std::uint64_t>(last) * times;
}

Model model_custom() {
    return {.name = "custom",
            .title = "Custom positions",
            .definition =
                "The first touch, those between, and the last touch have the given "
                "weights; those between share theirs evenly.",
            .weigh = weigh};
}

}  // namespace baton::attribution
