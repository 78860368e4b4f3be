#include "goals/sign_statistics.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <math.h>  // NOLINT(modernize-deprecated-headers): lgamma_r
#include <vector>

#include "goals/tallies.hpp"

namespace baton::goals {

namespace {

constexpr double z90 = 1.6448536269514722;
constexpr double share_most = 0.98;

// std::lgamma writes a variable of the whole program.
double log_factorial(std::int64_t n) {
    int sign = 0;
    return ::lgamma_r(static_cast<double>(n) + 1, &sign);
}

}  // namespace

double binomial_tail(std::int64_t k, std::int64_t n, double p) {
    if (k <= 0 || p >= 1) {
        return 1;
    }
    if (k > n || p <= 0) {
        return 0;
    }
    const auto real = [](std::int64_t number) { return static_cast<double>(number); };
    // Far below the mean the first term is too small for a double: the other end is summed.
    if (real(k) < real(n) * p) {
        return 1 - binomial_tail(n - k + 1, n, 1 - p);
    }
    double term = std::exp(log_factorial(n) - log_factorial(k) - log_factorial(n - k) +
                           (real(k) * std::log(p)) + (real(n - k) * std::log1p(-p)));
    double total = 0;
    constexpr double negligible = 1e-18;
    for (std::int64_t each = k; each <= n; ++each) {
        total += term;
        term *= real(n - each) / real(each + 1) * p / (1 - p);
        if (term < negligible && real(each) > real(n) * p) {
            break;
        }
    }
    return std::min(total, 1.0);
}

Bounds wilson(Count count) {
    if (count.all == 0) {
        return {};
    }
    const auto n = static_cast<double>(count.all);
    const double share = count.share();
    const double square = z90 * z90;
    const double middle = (share + (square / (2 * n))) / (1 + (square / n));
    const double half =
        z90 / (1 + (square / n)) * std::sqrt((share * (1 - share) / n) + (square / (4 * n * n)));
    return {.low = std::max(0.0, middle - half), .high = std::min(1.0, middle + half)};
}

double chance_beyond(Count seen, Count reference, double margin) {
    return binomial_tail(seen.bad, seen.all, std::min(share_most, wilson(reference).high + margin));
}

double discovery_limit(std::vector<double> chances, double rate) {
    std::ranges::sort(chances);
    double limit = -1;
    for (std::size_t rank = 0; rank < chances.size(); ++rank) {
        const double allowed =
            rate * static_cast<double>(rank + 1) / static_cast<double>(chances.size());
        if (chances[rank] <= allowed) {
            limit = chances[rank];
        }
    }
    return limit;
}

Cusum::Cusum(double normal, double shifted, double most)
    : most_(most),
      of_bad_(std::log(shifted / normal)),
      of_good_(std::log((1 - shifted) / (1 - normal))) {}

void Cusum::add(Count count) {
    const double step = (static_cast<double>(count.bad) * of_bad_) +
                        (static_cast<double>(count.all - count.bad) * of_good_);
    value_ = std::clamp(value_ + step, 0.0, most_);
}

}  // namespace baton::goals
