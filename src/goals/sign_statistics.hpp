#pragma once

#include <cstdint>
#include <vector>

#include "goals/tallies.hpp"

// The statistics that warning signs rest on, each from the literature and each exact or bounded.
namespace baton::goals {

// P(X >= k) of a binomial X of n and p: exact, summed from k on.
[[nodiscard]] double binomial_tail(std::int64_t k, std::int64_t n, double p);

struct Bounds {
    double low = 0;
    double high = 1;
};

// Wilson's score interval of a share (E. B. Wilson, 1927), here at 90 %; 0 to 1 of nothing.
[[nodiscard]] Bounds wilson(Count count);

// How likely it is to see at least this share when the true one is beyond the reference's upper
// Wilson bound by no more than `margin`: small when it is beyond what is normal, the uncertainty of
// what is normal and the usual differences between subjects included.
[[nodiscard]] double chance_beyond(Count seen, Count reference, double margin);

// Which of many tests speak, so that at most this share of those who do is by chance (Y. Benjamini
// and Y. Hochberg, 1995): the largest chance that still counts; below 0 when none does.
[[nodiscard]] double discovery_limit(std::vector<double> chances, double rate);

// A cumulative sum of log likelihood ratios (E. S. Page, 1954; of shares: M. R. Reynolds and
// Z. G. Stoumbos, 1999): it stands near 0 while the share is `normal`, and rises once it is
// `shifted`.
class Cusum {
public:
    // REQUIRES: both between 0 and 1, excluded. The sum stays at `most`, so that what lasted long
    // is not remembered longer.
    Cusum(double normal, double shifted, double most);

    void add(Count count);

    [[nodiscard]] double value() const { return value_; }

private:
    double most_;
    double of_bad_;
    double of_good_;
    double value_ = 0;
};

}  // namespace baton::goals
