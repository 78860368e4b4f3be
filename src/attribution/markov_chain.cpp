#include "attribution/markov_chain.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <span>
#include <utility>
#include <vector>

#include "attribution/dense_matrix.hpp"

namespace baton::attribution {

namespace {

using Code = std::uint64_t;

constexpr std::size_t table_states_max = 1'024;
constexpr Code table_codes_max = Code{1} << 20U;

// The last keys as digits of one number, the newest last; a missing one is 0.
struct Coding {
    Code base;
    Code modulus;  // base ^ order

    Coding(std::size_t keys, int order) : base(keys + 1), modulus(1) {
        for (int digit = 0; digit < order; ++digit) {
            modulus *= base;
        }
    }

    [[nodiscard]] Code after(Code code, Key key) const { return (code * base + key + 1) % modulus; }

    [[nodiscard]] Key newest(Code code) const { return static_cast<Key>(code % base - 1); }
};

void append_codes(const Paths& paths, const Coding& coding, std::vector<Code>& codes) {
    for (std::size_t path = 0; path < paths.size(); ++path) {
        Code code = 0;
        for (const Key key : paths.keys_of(path)) {
            code = coding.after(code, key);
            codes.push_back(code);
        }
    }
}

// Rising, each once.
std::vector<Code> distinct(const std::vector<Code>& codes, const Coding& coding) {
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
                                     const Coding& coding) {
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

    void add(const Paths& paths, bool converting) {
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

double share(std::uint64_t part, std::uint64_t whole) {
    return static_cast<double>(part) / static_cast<double>(whole);
}

// How often each state is visited from each state: the inverse of one minus the transitions.
DenseMatrix visits_of(const MarkovChain& chain) {
    DenseMatrix matrix(chain.states());
    for (std::size_t state = 0; state < chain.states(); ++state) {
        matrix.row(state)[state] = 1;
    }
    for (const Transition& each : chain.transitions) {
        matrix.row(each.from)[each.to] -= share(each.count, chain.leaves[each.from]);
    }
    return inverse(std::move(matrix));
}

double product(std::span<const double> left, std::span<const double> right) {
    return std::inner_product(left.begin(), left.end(), right.begin(), 0.0);
}

// Of a chain: expected visits from the beginning, and the chance of success from each state.
struct Solved {
    DenseMatrix visits;
    std::vector<double> from_start;
    std::vector<double> success;
    double overall = 0;
};

Solved solve(const MarkovChain& chain) {
    Solved solved{.visits = visits_of(chain),
                  .from_start = std::vector<double>(chain.states()),
                  .success = std::vector<double>(chain.states())};
    std::vector<double> converting(chain.states());
    for (std::size_t state = 0; state < chain.states(); ++state) {
        converting[state] = share(chain.converts[state], chain.leaves[state]);
    }
    for (std::size_t state = 0; state < chain.states(); ++state) {
        const double begins = share(chain.begins[state], chain.paths);
        solved.success[state] = product(solved.visits.row(state), converting);
        solved.overall += begins * solved.success[state];
        for (std::size_t to = 0; to < chain.states(); ++to) {
            solved.from_start[to] += begins * solved.visits.row(state)[to];
        }
    }
    return solved;
}

// Success that goes through any of the states: the chance that it is the first of them which is
// reached, times its success. visits(start, M) · visits(M, M)⁻¹ is the former.
double success_through(const Solved& solved, std::span<const std::uint32_t> states) {
    DenseMatrix among(states.size());
    for (std::size_t row = 0; row < states.size(); ++row) {
        for (std::size_t column = 0; column < states.size(); ++column) {
            among.row(row)[column] = solved.visits.row(states[row])[states[column]];
        }
    }
    const DenseMatrix inverted = inverse(std::move(among));
    double through = 0;
    for (std::size_t row = 0; row < states.size(); ++row) {
        for (std::size_t column = 0; column < states.size(); ++column) {
            through += solved.from_start[states[row]] * inverted.row(row)[column] *
                       solved.success[states[column]];
        }
    }
    return through;
}

}  // namespace

MarkovChain markov_chain(const AllPaths& paths, int order, bool converting_only) {
    const Coding coding(paths.keys, order);
    std::vector<Code> codes;
    append_codes(paths.converting, coding, codes);
    if (!converting_only) {
        append_codes(paths.others, coding, codes);
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
    if (!converting_only) {
        counting.add(paths.others, false);
    }
    chain.transitions = counting.transitions();
    return chain;
}

std::vector<double> removal_effects(const MarkovChain& chain, std::size_t keys) {
    std::vector<std::vector<std::uint32_t>> states_of(keys);
    for (std::uint32_t state = 0; state < chain.states(); ++state) {
        states_of[chain.newest[state]].push_back(state);
    }
    std::vector<double> effects(keys);
    const Solved solved = solve(chain);
    for (std::size_t key = 0; key < keys; ++key) {
        if (!states_of[key].empty() && solved.overall > 0) {
            const double through = success_through(solved, states_of[key]);
            effects[key] = std::max(through / solved.overall, 0.0);
        }
    }
    return effects;
}

}  // namespace baton::attribution
