#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "goals/measure.hpp"

namespace baton::goals {

// None of nothing. A percentile p lies at (n - 1) * p, linear between its neighbours.
[[nodiscard]] std::optional<Spread> spread_of(std::vector<std::int64_t> days);

}  // namespace baton::goals
