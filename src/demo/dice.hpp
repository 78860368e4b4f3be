#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace baton::demo {

// Chance that is the same on every machine: SplitMix64 and integers only. One seed has many
// independent streams, so that a change in one part of the world leaves the others as they were.
class Dice {
public:
    Dice(std::uint64_t seed, std::uint64_t stream) : state_(seed * 0x9e3779b97f4a7c15U + stream) {}

    std::uint64_t next() {
        state_ += 0x9e3779b97f4a7c15U;
        std::uint64_t mixed = state_;
        mixed = (mixed ^ (mixed >> 30U)) * 0xbf58476d1ce4e5b9U;
        mixed = (mixed ^ (mixed >> 27U)) * 0x94d049bb133111ebU;
        return mixed ^ (mixed >> 31U);
    }

    // 0 to n-1. REQUIRES: n ≥ 1.
    std::int64_t below(std::int64_t n) {
        return static_cast<std::int64_t>(next() % static_cast<std::uint64_t>(n));
    }

    // Both ends included.
    std::int64_t between(std::int64_t low, std::int64_t high) {
        return low + below(high - low + 1);
    }

    bool percent(int chance) { return below(100) < chance; }

    template <typename T>
    const T& pick(std::span<const T> from) {
        return from[static_cast<std::size_t>(below(static_cast<std::int64_t>(from.size())))];
    }

private:
    std::uint64_t state_;
};

}  // namespace baton::demo
