#pragma once

#include <cstdint>
#include <optional>

#include "base/instant.hpp"

// When a message that did not arrive is sent again.
namespace baton::deliver {

// Ten in all, over about 75 hours: at once, then after 5 s, 5 min, 30 min, 2 h, 5 h, 10 h, 14 h,
// 20 h and 24 h, as Standard Webhooks 1.0 proposes.
inline constexpr int attempts_max = 10;

// The next one after `attempts` that failed, the last of them at `now`; nullopt when that was the
// last. `chance` in [0, 1) moves it by up to a fifth either way, so that what failed together does
// not come again together. A receiver that named a time (`retry_after` seconds) is not asked before
// it, but it cannot put us off for longer than a day.
// REQUIRES: attempts is at least 1.
[[nodiscard]] std::optional<Instant> next_attempt(int attempts,
                                                  Instant now,
                                                  double chance,
                                                  std::optional<std::int64_t> retry_after = {});

}  // namespace baton::deliver
