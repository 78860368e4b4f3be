#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <gtest/gtest.h>
#include <map>
#include <rapidcheck/gtest.h>
#include <set>
#include <string>
#include <vector>

#include "attribution/credit.hpp"
#include "attribution/drawing.hpp"
#include "attribution/journeys.hpp"
#include "attribution/markov_chain.hpp"
#include "attribution/markov_coding.hpp"
#include "attribution/model.hpp"

// Removal effects against a second computation that shares nothing with the first: it takes a key
// out of the chain and solves what is left by itself, for each key.
namespace baton::attribution {

namespace {

using testing::credit_of;
using testing::journeys_of;
using testing::strengths_of;

using Lines = std::vector<std::string>;
using Row = std::map<std::string, double>;

const std::string success = "+";
const std::string failure = "-";

struct PlainChain {
    std::map<std::string, Row> steps;  // counts, from "" at the beginning

    void add(const std::string& path, int order, const std::string& end) {
        std::string state;
        for (const char letter : path) {
            std::string next = state + letter;
            next.erase(0, next.size() > static_cast<std::size_t>(order) ? 1 : 0);
            steps[state][next] += 1;
            state = next;
        }
        steps[state][end] += 1;
    }
};

// Gauss elimination of x = P x + r over the states, without those whose last letter is `removed`.
double chance_of_success(const PlainChain& chain, char removed) {
    std::vector<std::string> names;
    for (const auto& [name, row] : chain.steps) {
        if (name.empty() || name.back() != removed) {
            names.push_back(name);
        }
    }
    std::vector<std::vector<double>> rows(names.size(), std::vector<double>(names.size() + 1));
    for (std::size_t at = 0; at < names.size(); ++at) {
        const Row& steps = chain.steps.at(names[at]);
        double all = 0;
        for (const auto& [to, count] : steps) {
            all += count;
        }
        for (std::size_t to = 0; to < names.size(); ++to) {
            const auto found = steps.find(names[to]);
            rows[at][to] = (at == to ? 1 : 0) - (found == steps.end() ? 0 : found->second / all);
        }
        const auto converts = steps.find(success);
        rows[at].back() = converts == steps.end() ? 0 : converts->second / all;
    }
    for (std::size_t at = rows.size(); at-- > 0;) {
        for (std::size_t above = 0; above < at; ++above) {
            const double times = rows[above][at] / rows[at][at];
            for (std::size_t column = 0; column < rows[at].size(); ++column) {
                rows[above][column] -= times * rows[at][column];
            }
        }
    }
    return rows[0].back() / rows[0][0];  // the beginning: "" is the first of the names
}

std::vector<double> plain_effects(const Lines& converting, const Lines& others, int order) {
    PlainChain chain;
    std::set<char> letters;
    for (const std::string& path : converting) {
        chain.add(path, order, success);
        letters.insert(path.begin(), path.end());
    }
    const std::set<char> credited = letters;
    for (const std::string& path : others) {
        chain.add(path, order, failure);
        letters.insert(path.begin(), path.end());
    }
    const double whole = chance_of_success(chain, '?');
    std::vector<double> effects;
    for (const char letter : letters) {
        const double effect = 1 - chance_of_success(chain, letter) / whole;
        if (credited.contains(letter) || effect > 1e-9) {
            effects.push_back(effect);
        }
    }
    return effects;
}

Lines draw_paths(int count_min) {
    const auto path = rc::gen::container<std::string>(rc::gen::elementOf(std::string("ABCD")));
    Lines paths;
    for (int left = *rc::gen::inRange(count_min, 8); left > 0; --left) {
        std::string drawn = *path;
        drawn.resize(std::min<std::size_t>(drawn.size(), 6));
        paths.push_back(drawn.empty() ? "A" : drawn);
    }
    return paths;
}

std::vector<double> effects(const Lines& converting, const Lines& others, const Terms& terms) {
    return strengths_of(credit_of(journeys_of(converting, others), "markov", 100, terms));
}

void expect_near(const std::vector<double>& left, const std::vector<double>& right) {
    RC_ASSERT(left.size() == right.size());
    for (std::size_t at = 0; at < left.size(); ++at) {
        RC_ASSERT(std::abs(left[at] - right[at]) < 1e-9);
    }
}

RC_GTEST_PROP(Markov, AgreesWithTakingEachKeyOutAndSolvingAnew, ()) {
    const Lines converting = draw_paths(1);
    const Lines others = draw_paths(0);
    const int order = *rc::gen::inRange(1, order_max + 1);
    expect_near(effects(converting, others, {.order = order}),
                plain_effects(converting, others, order));
    expect_near(effects(converting, others, {.order = order, .converting_only = true}),
                plain_effects(converting, {}, order));
}

// A chain that remembers whole paths is the paths: what is lost without a key are those with it.
RC_GTEST_PROP(Markov, OfAnOrderThatRemembersAllCountsThePathsWithTheKey, ()) {
    Lines converting = draw_paths(1);
    Lines others = draw_paths(0);
    for (Lines* lines : {&converting, &others}) {
        for (std::string& path : *lines) {
            path.resize(std::min<std::size_t>(path.size(), 3));
        }
    }
    std::map<char, double> with;
    for (const std::string& path : converting) {
        for (const char letter : std::set<char>(path.begin(), path.end())) {
            with[letter] += 1.0 / static_cast<double>(converting.size());
        }
    }
    std::vector<double> expected;
    for (const auto& [letter, share] : with) {
        expected.push_back(share);
    }
    expect_near(effects(converting, others, {.order = 3}), expected);
}

TEST(Markov, OrdersDiffer) {
    const Lines converting{"ABC", "BAC"};
    const Lines others{"ABD", "BA"};
    const auto first = effects(converting, others, {.order = 1});
    const auto second = effects(converting, others, {.order = 2});
    EXPECT_NE(first, second);
}

TEST(Markov, PathsOfOneTouchAreTheSameOfEveryOrder) {
    const Lines converting{"A", "A", "B"};
    const Lines others{"A", "C"};
    EXPECT_EQ(effects(converting, others, {.order = 1}), effects(converting, others, {.order = 2}));
    EXPECT_EQ(effects(converting, others, {.order = 1}), effects(converting, others, {.order = 3}));
}

TEST(Markov, RefusesAChainThatIsTooLarge) {
    Journeys journeys;
    constexpr Key keys = 1500;
    for (Key key = 0; key < keys; ++key) {
        journeys.converting.key.push_back(key);
        journeys.converting.at.push_back(0);
        journeys.keys.push_back(std::to_string(key));
    }
    journeys.converting.close();
    const std::vector<std::int64_t> amounts{100};
    const auto answer = credit(journeys, amounts, *find_model("markov"), {});
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().failure, Failure::refused);
    EXPECT_NE(answer.error().message.find("1500 states"), std::string::npos);
}

bool are_equal(const MarkovChain& left, const MarkovChain& right) {
    const auto same = [](const Transition& one, const Transition& other) {
        return one.from == other.from && one.to == other.to && one.count == other.count;
    };
    return left.newest == right.newest && left.begins == right.begins &&
           left.converts == right.converts && left.leaves == right.leaves &&
           left.paths == right.paths &&
           std::ranges::equal(left.transitions, right.transitions, same);
}

RC_GTEST_PROP(Markov, StepsInATableAreThoseThatAreSorted, ()) {
    const Journeys journeys = journeys_of(draw_paths(1), draw_paths(0));
    for (int order = 1; order <= order_max; ++order) {
        for (const bool converting_only : {false, true}) {
            for (const unsigned threads : {1U, 3U}) {
                const AllPaths paths{.converting = journeys.converting,
                                     .others = journeys.others,
                                     .keys = journeys.keys.size(),
                                     .threads = threads};
                const MarkovCoding coding(paths.keys, order);
                RC_ASSERT(are_equal(chain_by_table(paths, coding, converting_only),
                                    chain_by_sorting(paths, coding, converting_only)));
            }
        }
    }
}

}  // namespace

}  // namespace baton::attribution
