#include <algorithm>
#include <cmath>
#include <cstddef>
#include <gtest/gtest.h>
#include <map>
#include <numeric>
#include <rapidcheck/gtest.h>
#include <set>
#include <string>
#include <vector>

#include "attribution/credit.hpp"
#include "attribution/drawing.hpp"
#include "attribution/model.hpp"

// Shapley values against what they are by definition: the mean over all orders in which players can
// come of what each adds when it comes.
namespace baton::attribution {

namespace {

using testing::credit_of;
using testing::journeys_of;
using testing::strengths_of;

using Lines = std::vector<std::string>;

int worth(const Lines& paths, const std::set<char>& players) {
    return static_cast<int>(std::ranges::count_if(paths, [&](const std::string& path) {
        return std::ranges::all_of(path, [&](char letter) { return players.contains(letter); });
    }));
}

std::vector<double> by_definition(const Lines& paths) {
    std::set<char> all;
    for (const std::string& path : paths) {
        all.insert(path.begin(), path.end());
    }
    std::string order(all.begin(), all.end());
    std::map<char, double> sums;
    double orders = 0;
    do {
        std::set<char> come;
        for (const char player : order) {
            const int before = worth(paths, come);
            come.insert(player);
            sums[player] += worth(paths, come) - before;
        }
        orders += 1;
    } while (std::ranges::next_permutation(order).found);
    std::vector<double> values;
    for (const auto& [player, sum] : sums) {
        values.push_back(sum / orders);
    }
    return values;
}

// Every path is shared evenly by who is in it: what the values of this game come to.
std::vector<double> by_path(const Lines& paths) {
    std::map<char, double> values;
    for (const std::string& path : paths) {
        const std::set<char> players(path.begin(), path.end());
        for (const char player : players) {
            values[player] += 1.0 / static_cast<double>(players.size());
        }
    }
    std::vector<double> list;
    for (const auto& [player, value] : values) {
        list.push_back(value);
    }
    return list;
}

Lines draw_paths(const std::string& letters) {
    Lines paths;
    for (int left = *rc::gen::inRange(1, 10); left > 0; --left) {
        std::string path = *rc::gen::container<std::string>(rc::gen::elementOf(letters));
        paths.push_back(path.empty() ? "A" : path);
    }
    return paths;
}

void expect_near(const std::vector<double>& left, const std::vector<double>& right) {
    RC_ASSERT(left.size() == right.size());
    for (std::size_t at = 0; at < left.size(); ++at) {
        RC_ASSERT(std::abs(left[at] - right[at]) < 1e-9);
    }
}

RC_GTEST_PROP(Shapley, IsTheMeanOverAllOrders, ()) {
    const Lines paths = draw_paths("ABCDE");
    expect_near(strengths_of(credit_of(journeys_of(paths), "shapley")), by_definition(paths));
}

RC_GTEST_PROP(Shapley, OfSixteenPlayersIsExact, ()) {
    Lines paths = draw_paths("ABCDEFGHIJKLMNOP");
    paths.emplace_back("ABCDEFGHIJKLMNOP");
    const Credit credit = credit_of(journeys_of(paths), "shapley");
    RC_ASSERT(credit.exact);
    expect_near(strengths_of(credit), by_path(paths));
}

Lines many_players() {
    return {"ABCDEFGHIJKLMNOPQRST", "ABC", "ABC", "TSR", "KLM", "A", "BQ", "DEFGH", "IJNOP"};
}

TEST(Shapley, OfMorePlayersIsSampledAndSaysSo) {
    const Credit credit = credit_of(journeys_of(many_players()), "shapley");
    EXPECT_FALSE(credit.exact);
    const std::vector<double> expected = by_path(many_players());
    ASSERT_EQ(credit.rows.size(), expected.size());
    double sum = 0;
    for (const CreditRow& row : credit.rows) {
        const double error = row.standard_error.value();
        const double value = expected[static_cast<std::size_t>(row.key[0] - 'A')];
        EXPECT_GT(error, 0) << row.key;
        EXPECT_LT(error, 0.05) << row.key;
        EXPECT_LT(std::abs(row.strength.value() - value), 5 * error) << row.key;
        sum += row.strength.value();
    }
    EXPECT_NEAR(sum, static_cast<double>(many_players().size()), 1e-9);
}

TEST(Shapley, SampledIsTheSameForTheSameSeed) {
    const Journeys journeys = journeys_of(many_players());
    const auto with_seed = [&](std::uint64_t seed) {
        return credit_of(journeys, "shapley", 100'000, {.seed = seed}).rows;
    };
    EXPECT_EQ(with_seed(7), with_seed(7));
    EXPECT_NE(with_seed(7), with_seed(8));
}

}  // namespace

}  // namespace baton::attribution
