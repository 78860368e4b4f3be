#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

#include "attribution/model.hpp"
#include "attribution/path.hpp"

namespace baton::attribution {

namespace {

constexpr std::uint64_t anchor = 30;
constexpr std::uint64_t others = 10;

// The last touch up to an instant; none when all came after it.
std::optional<std::size_t> last_until(std::span<const std::int64_t> at, std::int64_t until) {
    const auto after = std::upper_bound(at.begin(), at.end(), until);
    return after == at.begin() || until == never
               ? std::nullopt
               : std::optional(static_cast<std::size_t>(after - at.begin()) - 1);
}

void weigh(const Path& path, const Terms& /*terms*/, std::span<std::uint64_t> weights) {
    std::ranges::fill(weights, 0);
    ++weights.front();
    if (const auto place = last_until(path.at, path.milestones.qualified_at)) {
        ++weights[*place];
    }
    if (const auto place = last_until(path.at, path.milestones.created_at)) {
        ++weights[*place];
    }
    const auto rest = static_cast<std::uint64_t>(std::ranges::count(weights, std::uint64_t{0}));
    const std::uint64_t times = std::max<std::uint64_t>(rest, 1);
    for (std::uint64_t& weight : weights) {
        weight = weight == 0 ? others : weight * anchor * times;
    }
}

}  // namespace

Model model_w_shaped() {
    return {
        .name = "w_shaped",
        .title = "W-shaped",
        .definition =
            "The first touch, the last before somebody qualified and the last before the deal "
            "was created have 30 % each, the others share 10 %. A touch that is two of them has "
            "both; what is missing is shared in proportion.",
        .weigh = weigh};
}

}  // namespace baton::attribution
