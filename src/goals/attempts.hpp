#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

// What one attempt more brings: of those tried k times without an answer, how many answered to the
// k-th attempt.
namespace baton::goals {

// One handoff: on how many days somebody tried, and after which of these the buyer was met or a
// deal was opened. REQUIRES: 1 <= reached_after <= attempts.
struct Tried {
    int attempts = 0;
    std::optional<int> reached_after = {};
};

struct AttemptGain {
    int attempt = 0;
    std::int64_t reached = 0;  // the numerator: answered after this attempt and not before
    std::int64_t tried = 0;    // the denominator: had this attempt, and had not answered before
    std::int64_t reached_by_now = 0;  // after this attempt or one before
    bool operator==(const AttemptGain&) const = default;
};

// The first attempt first, as far as anybody tried.
[[nodiscard]] std::vector<AttemptGain> gains_of(std::span<const Tried> handoffs);

// A share of fewer says nothing.
inline constexpr std::int64_t tries_for_a_gain = 20;

// The last attempt up to which each brought at least `least_percent` of those it was made for;
// none when the first has too few, or does not.
[[nodiscard]] std::optional<int> worthwhile(std::span<const AttemptGain> gains,
                                            std::int64_t least_percent);

}  // namespace baton::goals
