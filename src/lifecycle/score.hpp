#pragma once

#include <cstdint>
#include <optional>
#include <vector>

namespace baton::lifecycle {

// w(n) = 2^(−n / half_life) in millionths, rounded half up: exact for every n ≥ 0 and half-life of
// at least a day (rule 13).
[[nodiscard]] std::int64_t decay_weight(std::int64_t days, std::int64_t half_life_days);

// The weights of one half-life, the common ones looked up. Without a half-life all are one.
class Weights {
public:
    explicit Weights(std::optional<std::int64_t> half_life_days);

    [[nodiscard]] std::int64_t operator[](std::int64_t days) const;
    // The first number of days at which a touch weighs nothing; nullopt: it never falls.
    [[nodiscard]] std::optional<std::int64_t> gone_after() const;

private:
    std::optional<std::int64_t> half_life_days_;
    std::vector<std::int32_t> table_;
};

}  // namespace baton::lifecycle
