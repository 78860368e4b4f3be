#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace baton::attribution {

// Divides whole units in proportion to weights so that the shares add up to the amount: everybody
// gets the whole units of their quota, and what is left goes, one unit each, to the largest
// remainders; of equal remainders to the earlier. Weights that are all zero count as equal. A
// negative amount is divided like its opposite. Exact, whatever it computes with. Keeps a buffer:
// one for each thread.
class Apportioning {
public:
    // REQUIRES: `weights` is not empty, their sum is below 2^64, `shares` is as long.
    void divide(std::int64_t amount,
                std::span<const std::uint64_t> weights,
                std::span<std::int64_t> shares);

private:
    [[nodiscard]] std::uint64_t divide_small(std::uint64_t size,
                                             std::uint64_t whole,
                                             std::span<const std::uint64_t> weights,
                                             std::span<std::int64_t> shares);
    [[nodiscard]] std::uint64_t divide_wide(std::uint64_t size,
                                            std::uint64_t whole,
                                            std::span<const std::uint64_t> weights,
                                            std::span<std::int64_t> shares);
    void give_rest(std::uint64_t rest, std::uint64_t whole, std::span<std::int64_t> shares);
    void give_to_few(std::uint64_t rest, std::span<std::int64_t> shares);
    void give_to_largest(std::uint64_t rest, std::span<std::int64_t> shares);

    std::vector<std::uint64_t> remainders_;
    std::vector<std::uint64_t> equal_;     // weights, when those that are given are all zero
    std::vector<std::uint64_t> largest_;   // remainders, the largest first
    std::vector<std::uint8_t> drawers_;    // of remainders by size
    std::vector<std::uint32_t> doubtful_;  // places of those of which some get a unit more
};

// Weights that are numbers, as whole ones: relative to the largest, in steps of 2^-40, so that two
// that differ only by the noise of their computation are equal. REQUIRES: none is negative.
void to_weights(std::span<const double> numbers, std::span<std::uint64_t> weights);

}  // namespace baton::attribution
