#include <algorithm>
#include <cstdint>
#include <span>

#include "attribution/model.hpp"

namespace baton::attribution {

namespace {

void weigh(const Path& /*path*/, const Terms& /*terms*/, std::span<std::uint64_t> weights) {
    std::ranges::fill(weights, 0);
    weights.back() = 1;
}

}  // namespace

Model model_last() {
    return {.name = "last",
            .title = "Last touch",
            .definition = "The last touch has all of it.",
            .weigh = weigh};
}

}  // namespace baton::attribution
