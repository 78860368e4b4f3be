#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <span>
#include <utility>
#include <vector>

#include "attribution/dense_matrix.hpp"
#include "attribution/markov_chain.hpp"

namespace baton::attribution {

namespace {

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
