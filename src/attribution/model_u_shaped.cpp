#include <array>
#include <cstdint>
#include <span>

#include "attribution/model.hpp"
#include "attribution/path.hpp"

namespace baton::attribution {

namespace {

constexpr std::array<std::int64_t, 3> first_middle_last{40, 20, 40};

void weigh(const Path& /*path*/, const Terms& /*terms*/, std::span<std::uint64_t> weights) {
    weigh_positions(first_middle_last, weights);
}

}  // namespace

Model model_u_shaped() {
    return {.name = "u_shaped",
            .title = "U-shaped",
            .definition =
                "The first and the last touch have 40 % each, those between share 20 %. "
                "Of two, each has half.",
            .weigh = weigh};
}

}  // namespace baton::attribution
