#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>

#include "attribution/model.hpp"

namespace baton::attribution {

namespace {

constexpr int weight_bits = 40;

// Measured from the last touch: how far that lies before the event shortens all weights alike.
void weigh(const Path& path, const Terms& terms, std::span<std::uint64_t> weights) {
    const auto half_life = static_cast<double>(terms.half_life_micros);
    for (std::size_t place = 0; place < weights.size(); ++place) {
        const auto age = static_cast<double>(path.at.back() - path.at[place]);
        weights[place] = static_cast<std::uint64_t>(
            std::llround(std::ldexp(std::exp2(-age / half_life), weight_bits)));
    }
}

}  // namespace

Model model_time_decay() {
    return {.name = "time_decay",
            .title = "Time decay",
            .definition = "A touch has half of what one a half-life later has.",
            .weigh = weigh};
}

}  // namespace baton::attribution
