#pragma once

#include <cstddef>
#include <cstdint>

#include "attribution/markov_chain.hpp"
#include "attribution/model.hpp"

namespace baton::attribution {

// States of a chain as numbers: the last keys as digits, the newest last; a missing one is 0, and
// so is the state in which paths begin.
struct MarkovCoding {
    using Code = std::uint64_t;

    Code base;
    Code modulus;  // base ^ order

    MarkovCoding(std::size_t keys, int order) : base(keys + 1), modulus(1) {
        for (int digit = 0; digit < order; ++digit) {
            modulus *= base;
        }
    }

    [[nodiscard]] Code after(Code code, Key key) const {
        return code % (modulus / base) * base + key + 1;
    }

    // The step from a state by a key, as a number below modulus · base.
    [[nodiscard]] Code step(Code code, Key key) const { return code * base + key + 1; }

    [[nodiscard]] Code after_step(Code step) const { return step % modulus; }

    [[nodiscard]] Key newest(Code code) const { return static_cast<Key>(code % base - 1); }
};

// Counts each step in a table of all that could be.
[[nodiscard]] MarkovChain chain_by_table(const AllPaths& paths,
                                         const MarkovCoding& coding,
                                         bool converting_only);

// Writes the steps down and sorts them: for chains with more states than a table could hold.
[[nodiscard]] MarkovChain chain_by_sorting(const AllPaths& paths,
                                           const MarkovCoding& coding,
                                           bool converting_only);

}  // namespace baton::attribution
