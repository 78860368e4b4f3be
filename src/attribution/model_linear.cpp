#include <algorithm>
#include <cstdint>
#include <span>

#include "attribution/model.hpp"
#include "attribution/path.hpp"

namespace baton::attribution {

namespace {

void weigh(const Path& /*path*/, const Terms& /*terms*/, std::span<std::uint64_t> weights) {
    std::ranges::fill(weights, 1);
}

}  // namespace

Model model_linear() {
    return {.name = "linear",
            .title = "Linear",
            .definition = "Every touch has the same.",
            .weigh = weigh};
}

}  // namespace baton::attribution
