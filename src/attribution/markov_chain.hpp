#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "attribution/model.hpp"

namespace baton::attribution {

// From one state to another, and in how many steps of paths.
struct Transition {
    std::uint32_t from = 0;
    std::uint32_t to = 0;
    std::uint64_t count = 0;
};

// What the paths say as a chain: a state is the last `order` keys of a path (fewer at its
// beginning). Paths without touches say nothing. Counts, so that the order of paths does not
// matter.
struct MarkovChain {
    std::vector<Key> newest = {};              // of each state: the key that was touched last
    std::vector<std::uint64_t> begins = {};    // of each state: paths that begin there
    std::vector<std::uint64_t> converts = {};  // of each state: paths that end there with success
    std::vector<std::uint64_t> leaves = {};    // of each state: all steps away, ends included
    std::vector<Transition> transitions = {};  // by from, then to
    std::uint64_t paths = 0;

    [[nodiscard]] std::size_t states() const { return newest.size(); }
};

// `order` in 1 to 3. REQUIRES: fewer than 2^21 keys.
[[nodiscard]] MarkovChain markov_chain(const AllPaths& paths, int order, bool converting_only);

// By key: the share of all success that is lost when nobody gets past that key.
[[nodiscard]] std::vector<double> removal_effects(const MarkovChain& chain, std::size_t keys);

}  // namespace baton::attribution
