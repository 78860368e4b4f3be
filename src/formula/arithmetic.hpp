#pragma once

#include <cstdint>
#include <limits>
#include <optional>

namespace baton::formula {

__extension__ using Wide = __int128;

[[nodiscard]] inline std::optional<std::int64_t> narrow(Wide wide) {
    const bool fits = wide >= std::numeric_limits<std::int64_t>::min() &&
                      wide <= std::numeric_limits<std::int64_t>::max();
    return fits ? std::optional(static_cast<std::int64_t>(wide)) : std::nullopt;
}

// Half away from zero. REQUIRES: divisor is not 0, and twice the divisor fits.
[[nodiscard]] inline Wide divided(Wide dividend, Wide divisor) {
    const bool negative = (dividend < 0) != (divisor < 0);
    const Wide size = dividend < 0 ? -dividend : dividend;
    const Wide by = divisor < 0 ? -divisor : divisor;
    const Wide whole = size / by + (2 * (size % by) >= by ? 1 : 0);
    return negative ? -whole : whole;
}

}  // namespace baton::formula
