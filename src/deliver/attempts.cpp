#include "deliver/attempts.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>

#include "base/instant.hpp"

namespace baton::deliver {

namespace {

constexpr std::array<std::int64_t, attempts_max - 1> waits{5 * second_micros,
                                                           5 * minute_micros,
                                                           30 * minute_micros,
                                                           2 * hour_micros,
                                                           5 * hour_micros,
                                                           10 * hour_micros,
                                                           14 * hour_micros,
                                                           20 * hour_micros,
                                                           24 * hour_micros};
constexpr double spread = 0.2;

}  // namespace

std::optional<Instant> next_attempt(int attempts,
                                    Instant now,
                                    double chance,
                                    std::optional<std::int64_t> retry_after) {
    if (attempts >= attempts_max) {
        return std::nullopt;
    }
    const auto wait = waits.at(static_cast<std::size_t>(attempts - 1));
    const double share = 1 - spread + 2 * spread * chance;
    const auto moved = static_cast<std::int64_t>(static_cast<double>(wait) * share);
    const std::int64_t asked =
        std::clamp<std::int64_t>(retry_after.value_or(0), 0, day_micros / second_micros) *
        second_micros;
    return plus(now, std::max(moved, asked));
}

}  // namespace baton::deliver
