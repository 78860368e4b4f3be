#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <span>
#include <utility>
#include <vector>

#include "attribution/markov_chain.hpp"
#include "attribution/markov_coding.hpp"
#include "attribution/model.hpp"
#include "attribution/path.hpp"

namespace baton::attribution {

namespace {

using Code = MarkovCoding::Code;

constexpr std::size_t table_states_max = 1'024;
constexpr Code table_codes_max = Code{1} << 20U;

void append_codes(const KeyPaths& paths, const MarkovCoding& coding, std::vector<Code>& codes) {
    for (std::size_t path = 0; path < paths.size(); ++path) {
        Code code = 0;
        for (const Key key : paths.keys_of(path)) {
            code = coding.after(code, key);
            codes.push_back(code);
        }
    }
}

// Rising, each once.
std::vector<Code> distinct(const std::vector<Code>& codes, const MarkovCoding& coding) {
    std::vector<Code> known;
    if (coding.modulus <= table_codes_max) {
        std::vector<bool> occurs(coding.modulus);
        for (const Code code : codes) {
            occurs[code] = true;
        }
        for (Code code = 0; code < coding.modulus; ++code) {
            if (occurs[code]) {
                known.push_back(code);
            }
        }
        return known;
    }
    known = codes;
    std::ranges::sort(known);
    known.erase(std::ranges::unique(known).begin(), known.end());
    return known;
}

std::vector<std::uint32_t> places_in(const std::vector<Code>& known,
                                     const std::vector<Code>& codes,
                                     const MarkovCoding& coding) {
    std::vector<std::uint32_t> places(codes.size());
    if (coding.modulus <= table_codes_max) {
        std::vector<std::uint32_t> place_of(coding.modulus);
        for (std::uint32_t place = 0; place < known.size(); ++place) {
            place_of[known[place]] = place;
        }
        std::ranges::transform(codes, places.begin(), [&](Code code) { return place_of[code]; });
        return places;
    }
    std::ranges::transform(codes, places.begin(), [&](Code code) {
        return static_cast<std::uint32_t>(std::ranges::lower_bound(known, code) - known.begin());
    });
    return places;
}

// Counts the steps of paths whose touches were given their states.
class Counting {
public:
    Counting(MarkovChain& chain, std::span<const std::uint32_t> states)
        : chain_(&chain), states_(states) {
        if (chain.states() <= table_states_max) {
            table_.resize(chain.states() * chain.states());
        }
    }

    void add(const KeyPaths& paths, bool converting) {
        for (std::size_t path = 0; path < paths.size(); ++path) {
            const std::size_t length = paths.length(path);
            if (length > 0) {
                add(states_.first(length), converting);
                states_ = states_.subspan(length);
            }
        }
    }

    [[nodiscard]] std::vector<Transition> transitions() {
        return table_.empty() ? of_steps() : of_table();
    }

private:
    void add(std::span<const std::uint32_t> states, bool converting) {
        ++chain_->paths;
        ++chain_->begins[states.front()];
        chain_->converts[states.back()] += converting ? 1 : 0;
        for (std::size_t place = 0; place < states.size(); ++place) {
            ++chain_->leaves[states[place]];
            if (place + 1 < states.size()) {
                step(states[place], states[place + 1]);
            }
        }
    }

    void step(std::uint32_t from, std::uint32_t to) {
        if (table_.empty()) {
            steps_.emplace_back(from, to);
        } else {
            ++table_[std::size_t{from} * chain_->states() + to];
        }
    }

    std::vector<Transition> of_table() {
        std::vector<Transition> counted;
        for (std::size_t cell = 0; cell < table_.size(); ++cell) {
            if (table_[cell] > 0) {
                counted.push_back({.from = static_cast<std::uint32_t>(cell / chain_->states()),
                                   .to = static_cast<std::uint32_t>(cell % chain_->states()),
                                   .count = table_[cell]});
            }
        }
        return counted;
    }

    std::vector<Transition> of_steps() {
        std::ranges::sort(steps_);
        std::vector<Transition> counted;
        for (const auto& [from, to] : steps_) {
            if (counted.empty() || counted.back().from != from || counted.back().to != to) {
                counted.push_back({.from = from, .to = to});
            }
            ++counted.back().count;
        }
        return counted;
    }

    MarkovChain* chain_;
    std::span<const std::uint32_t> states_;
    std::vector<std::uint64_t> table_;  // by from and to, when there are few states
    std::vector<std::pair<std::uint32_t, std::uint32_t>> steps_;
};

}  // namespace

MarkovChain chain_by_sorting(const AllPaths& paths,
                             const MarkovCoding& coding,
                             bool converting_only) {
    const auto others = converting_only ? std::span<const KeyPaths>() : paths.others;
    std::vector<Code> codes;
    append_codes(paths.converting, coding, codes);
    for (const KeyPaths& part : others) {
        append_codes(part, coding, codes);
    }
    const std::vector<Code> known = distinct(codes, coding);
    const std::vector<std::uint32_t> states = places_in(known, codes, coding);
    MarkovChain chain;
    std::ranges::transform(
        known, std::back_inserter(chain.newest), [&](Code code) { return coding.newest(code); });
    chain.begins.resize(known.size());
    chain.converts.resize(known.size());
    chain.leaves.resize(known.size());
    Counting counting(chain, states);
    counting.add(paths.converting, true);
    for (const KeyPaths& part : others) {
        counting.add(part, false);
    }
    chain.transitions = counting.transitions();
    return chain;
}

}  // namespace baton::attribution
