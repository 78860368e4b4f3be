#include "attribution/markov_chain.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "attribution/markov_coding.hpp"
#include "attribution/model.hpp"
#include "attribution/path.hpp"
#include "base/in_parallel.hpp"

namespace baton::attribution {

namespace {

using Code = MarkovCoding::Code;

constexpr Code table_steps_max = Code{1} << 20U;

// How often each step was taken, and where paths ended.
struct Counts {
    std::vector<std::uint64_t> steps = {};
    std::vector<std::uint64_t> converts = {};  // by state
    std::vector<std::uint64_t> ends = {};      // by state, with success or without

    explicit Counts(const MarkovCoding& coding)
        : steps(coding.modulus * coding.base), converts(coding.modulus), ends(coding.modulus) {}

    void add(const KeyPaths& paths, const MarkovCoding& coding, bool converting) {
        for (std::size_t path = 0; path < paths.size(); ++path) {
            const auto keys = paths.keys_of(path);
            if (keys.empty()) {
                continue;
            }
            const Code end =
                coding.modulus == coding.base ? take_keys(keys, coding) : take(keys, coding);
            ++ends[end];
            converts[end] += converting ? 1 : 0;
        }
    }

    void add(const Counts& more) {
        const auto add = [](std::vector<std::uint64_t>& to, const std::vector<std::uint64_t>& of) {
            for (std::size_t place = 0; place < to.size(); ++place) {
                to[place] += of[place];
            }
        };
        add(steps, more.steps);
        add(converts, more.converts);
        add(ends, more.ends);
    }

private:
    Code take(std::span<const Key> keys, const MarkovCoding& coding) {
        Code code = 0;
        for (const Key key : keys) {
            const Code step = coding.step(code, key);
            ++steps[step];
            code = coding.after_step(step);
        }
        return code;
    }

    // Of order 1 the state is the last key.
    Code take_keys(std::span<const Key> keys, const MarkovCoding& coding) {
        std::uint64_t* const table = steps.data();
        Code code = 0;
        for (const Key key : keys) {
            ++table[coding.step(code, key)];
            code = key + 1;
        }
        return code;
    }
};

Counts count(const AllPaths& paths, const MarkovCoding& coding, bool converting_only) {
    std::vector<Counts> counts(paths.threads, Counts(coding));
    const std::size_t others = converting_only ? 0 : paths.others.size();
    in_parallel(others + 1, paths.threads, [&](unsigned thread, std::size_t part) {
        if (part == 0) {
            counts[thread].add(paths.converting, coding, true);
        } else {
            counts[thread].add(paths.others[part - 1], coding, false);
        }
    });
    for (std::size_t thread = 1; thread < counts.size(); ++thread) {
        counts.front().add(counts[thread]);
    }
    return std::move(counts.front());
}

// The states that a step led to, rising.
std::vector<Code> known_states(const Counts& counts, const MarkovCoding& coding) {
    std::vector<bool> occurs(coding.modulus);
    for (Code step = 0; step < counts.steps.size(); ++step) {
        if (counts.steps[step] > 0) {
            occurs[coding.after_step(step)] = true;
        }
    }
    std::vector<Code> known;
    for (Code code = 0; code < coding.modulus; ++code) {
        if (occurs[code]) {
            known.push_back(code);
        }
    }
    return known;
}

}  // namespace

MarkovChain chain_by_table(const AllPaths& paths,
                           const MarkovCoding& coding,
                           bool converting_only) {
    const Counts counts = count(paths, coding, converting_only);
    const std::vector<Code> known = known_states(counts, coding);
    std::vector<std::uint32_t> place_of(coding.modulus);
    for (std::uint32_t place = 0; place < known.size(); ++place) {
        place_of[known[place]] = place;
    }
    MarkovChain chain;
    chain.begins.resize(known.size());
    for (Key key = 0; key + 1 < coding.base; ++key) {
        const Code step = coding.step(0, key);
        if (counts.steps[step] > 0) {
            chain.begins[place_of[coding.after_step(step)]] = counts.steps[step];
            chain.paths += counts.steps[step];
        }
    }
    for (const Code code : known) {
        const auto from = place_of[code];
        std::uint64_t leaves = counts.ends[code];
        for (Key key = 0; key + 1 < coding.base; ++key) {
            const Code step = coding.step(code, key);
            if (counts.steps[step] > 0) {
                leaves += counts.steps[step];
                chain.transitions.push_back({.from = from,
                                             .to = place_of[coding.after_step(step)],
                                             .count = counts.steps[step]});
            }
        }
        chain.newest.push_back(coding.newest(code));
        chain.converts.push_back(counts.converts[code]);
        chain.leaves.push_back(leaves);
    }
    return chain;
}

MarkovChain markov_chain(const AllPaths& paths, int order, bool converting_only) {
    const MarkovCoding coding(paths.keys, order);
    return coding.modulus <= table_steps_max / coding.base
               ? chain_by_table(paths, coding, converting_only)
               : chain_by_sorting(paths, coding, converting_only);
}

}  // namespace baton::attribution
