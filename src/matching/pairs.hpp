#pragma once

#include <stop_token>
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
// Time and memory grow with the records, not with their square. When asked to stop it ends early
// with what it has.
[[nodiscard]] std::vector<Pair> find_pairs(const Roll& roll,
                                           const Scale& scale,
                                           unsigned threads = 1,
                                           double score_least = reviewable_score,
                                           const std::stop_token& stop = {});

// A record that is probably somebody who is about to be added.
struct Likeness {
    Row row = 0;
    double score = 0;
};

// Those of the roll that score at least that much against a card, best first. Linear in the roll,
// with a small constant: each text is compared once, and few records whole.
[[nodiscard]] std::vector<Likeness> find_like(const Roll& roll,
                                              const Scale& scale,
                                              const Card& card,
                                              double score_least = reviewable_score);

}  // namespace baton::matching
