#pragma once

#include <vector>

#include "matching/roll.hpp"
#include "matching/scale.hpp"

namespace baton::matching {

// Two records that are probably the same; left < right.
struct Pair {
    Row left = 0;
    Row right = 0;
    double score = 0;
    bool operator==(const Pair&) const = default;
};

// All pairs of the roll that score at least that much, best first, each once.
// Time and memory grow with the records, not with their square.
[[nodiscard]] std::vector<Pair> find_pairs(const Roll& roll,
                                           const Scale& scale,
                                           unsigned threads = 1,
                                           double score_least = reviewable_score);

}  // namespace baton::matching
