#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>

#include "attribution/model.hpp"
#include "attribution/path.hpp"

namespace baton::attribution {

namespace {

constexpr double largest_weight = 1LL << 40U;

// To the nearest, halves up.
std::uint64_t rounded(double number) {
    const auto whole = static_cast<std::int64_t>(number);
    const bool up = number - static_cast<double>(whole) >= 0.5;
    return static_cast<std::uint64_t>(whole + (up ? 1 : 0));
}

// Measured from the last touch: how far that lies before the event shortens all weights alike.
void weigh(const Path& path, const Terms& terms, std::span<std::uint64_t> weights) {
    const auto half_life = static_cast<double>(terms.half_life_micros);
    const std::int64_t last = path.at.back();
    for (std::size_t place = 0; place < weights.size(); ++place) {
        const auto age = static_cast<double>(last - path.at[place]);
        weights[place] = rounded(std::exp2(-age / half_life) * largest_weight);
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
