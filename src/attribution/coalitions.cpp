#include "attribution/coalitions.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <span>
#include <utility>
#include <vector>

#include "attribution/model.hpp"
#include "attribution/path.hpp"

namespace baton::attribution {

namespace {

using Set = std::uint32_t;

// The worth of every set of players: first what each makes alone, then that of all its subsets.
std::vector<std::uint64_t> worth_of_sets(const Coalitions& coalitions) {
    std::vector<std::uint64_t> worth(std::size_t{1} << coalitions.players.size());
    for (std::size_t each = 0; each < coalitions.size(); ++each) {
        Set set = 0;
        for (const std::uint32_t player : coalitions.members(each)) {
            set |= Set{1} << player;
        }
        worth[set] += coalitions.paths[each];
    }
    for (std::size_t player = 0; player < coalitions.players.size(); ++player) {
        for (std::size_t set = 0; set < worth.size(); ++set) {
            if ((set >> player & 1U) != 0) {
                worth[set] += worth[set ^ (std::size_t{1} << player)];
            }
        }
    }
    return worth;
}

// s! (n - s - 1)! / n!: how often a set of s players comes before one of the others.
std::vector<double> weight_of_size(std::size_t players) {
    std::vector<double> weights(players);
    double choose = 1;
    for (std::size_t size = 0; size < players; ++size) {
        weights[size] = 1 / (static_cast<double>(players) * choose);
        choose = choose * static_cast<double>(players - 1 - size) / static_cast<double>(size + 1);
    }
    return weights;
}

// SplitMix64 (Steele, Lea, Flood 2014): the same numbers with every standard library.
class Numbers {
public:
    explicit Numbers(std::uint64_t seed) : state_(seed) {}

    // Below `end`, all alike but for a bias of less than 2^-32.
    std::uint32_t below(std::uint32_t end) {
        return static_cast<std::uint32_t>((next() >> 32U) * end >> 32U);
    }

private:
    std::uint64_t next() {
        state_ += 0x9E3779B97F4A7C15U;
        std::uint64_t mixed = state_;
        mixed = (mixed ^ (mixed >> 30U)) * 0xBF58476D1CE4E5B9U;
        mixed = (mixed ^ (mixed >> 27U)) * 0x94D049BB133111EBU;
        return mixed ^ (mixed >> 31U);
    }

    std::uint64_t state_;
};

void shuffle(std::span<std::uint32_t> places, Numbers& numbers) {
    for (std::size_t end = places.size(); end > 1; --end) {
        std::swap(places[end - 1], places[numbers.below(static_cast<std::uint32_t>(end))]);
    }
}

// Who is in any path, rising.
std::vector<Key> players_of(const Paths& paths) {
    std::vector<std::uint8_t> plays;
    for (const Key key : paths.key) {
        if (key >= plays.size()) {
            plays.resize(std::size_t{key} + 1);
        }
        plays[key] = 1;
    }
    std::vector<Key> players;
    for (Key key = 0; key < plays.size(); ++key) {
        if (plays[key] == 1) {
            players.push_back(key);
        }
    }
    return players;
}

// The distinct players of each path, rising, by path; empty paths are left out.
class PathMembers {
public:
    PathMembers(const Paths& paths, const std::vector<Key>& players)
        : place_(players.empty() ? 0 : std::size_t{players.back()} + 1) {
        for (std::uint32_t place = 0; place < players.size(); ++place) {
            place_[players[place]] = place;
        }
        std::vector<std::size_t> seen_in(players.size(), paths.size());
        for (std::size_t path = 0; path < paths.size(); ++path) {
            const auto first = static_cast<std::ptrdiff_t>(member_.size());
            for (const Key key : paths.keys_of(path)) {
                const auto player = place_[key];
                if (std::exchange(seen_in[player], path) != path) {
                    member_.push_back(player);
                }
            }
            std::sort(member_.begin() + first, member_.end());
            if (paths.length(path) > 0) {
                begin_.push_back(static_cast<std::uint32_t>(member_.size()));
            }
        }
    }

    [[nodiscard]] std::size_t size() const { return begin_.size() - 1; }

    [[nodiscard]] std::span<const std::uint32_t> operator[](std::size_t path) const {
        return std::span(member_).subspan(begin_[path], begin_[path + 1] - begin_[path]);
    }

private:
    std::vector<std::uint32_t> place_;  // by key
    std::vector<std::uint32_t> member_;
    std::vector<std::uint32_t> begin_{0};
};

void add(Coalitions& coalitions, std::span<const std::uint32_t> members, std::uint64_t paths) {
    coalitions.member.insert(coalitions.member.end(), members.begin(), members.end());
    coalitions.begin.push_back(static_cast<std::uint32_t>(coalitions.member.size()));
    coalitions.paths.push_back(paths);
}

// Of few players each set has a number of its own, and paths are counted by it.
void add_by_set(Coalitions& coalitions, const Paths& paths) {
    std::vector<Set> alone(std::size_t{coalitions.players.back()} + 1);
    for (std::size_t player = 0; player < coalitions.players.size(); ++player) {
        alone[coalitions.players[player]] = Set{1} << player;
    }
    std::vector<std::uint64_t> counts(std::size_t{1} << coalitions.players.size());
    for (std::size_t path = 0; path < paths.size(); ++path) {
        Set set = 0;
        for (const Key key : paths.keys_of(path)) {
            set |= alone[key];
        }
        ++counts[set];
    }
    std::vector<std::uint32_t> members;
    for (Set set = 1; set < counts.size(); ++set) {
        if (counts[set] > 0) {
            members.clear();
            for (Set rest = set; rest != 0; rest &= rest - 1) {
                members.push_back(static_cast<std::uint32_t>(std::countr_zero(rest)));
            }
            add(coalitions, members, counts[set]);
        }
    }
}

void add_by_members(Coalitions& coalitions, const Paths& paths) {
    const PathMembers all(paths, coalitions.players);
    std::vector<std::uint32_t> order(all.size());
    std::iota(order.begin(), order.end(), 0U);
    std::ranges::sort(order, [&](std::uint32_t left, std::uint32_t right) {
        return std::ranges::lexicographical_compare(all[left], all[right]);
    });
    for (const std::uint32_t path : order) {
        const bool again = coalitions.size() > 0 &&
                           std::ranges::equal(all[path], coalitions.members(coalitions.size() - 1));
        if (again) {
            ++coalitions.paths.back();
        } else {
            add(coalitions, all[path], 1);
        }
    }
}

}  // namespace

Coalitions coalitions_of(const Paths& paths) {
    Coalitions coalitions{.players = players_of(paths)};
    if (coalitions.players.empty()) {
        return coalitions;
    }
    if (coalitions.players.size() <= shapley_players_max) {
        add_by_set(coalitions, paths);
    } else {
        add_by_members(coalitions, paths);
    }
    return coalitions;
}

std::vector<double> shapley_values(const Coalitions& coalitions) {
    const std::size_t players = coalitions.players.size();
    const std::vector<std::uint64_t> worth = worth_of_sets(coalitions);
    const std::vector<double> weights = weight_of_size(players);
    std::vector<double> values(players);
    for (std::size_t player = 0; player < players; ++player) {
        const std::size_t alone = std::size_t{1} << player;
        for (std::size_t set = 0; set < worth.size(); ++set) {
            if ((set & alone) == 0) {
                const auto brings = static_cast<double>(worth[set | alone] - worth[set]);
                values[player] += brings * weights[static_cast<std::size_t>(std::popcount(set))];
            }
        }
    }
    return values;
}

SampledValues sampled_shapley_values(const Coalitions& coalitions,
                                     std::size_t samples,
                                     std::uint64_t seed) {
    const std::size_t players = coalitions.players.size();
    std::vector<std::uint32_t> place(players);
    std::iota(place.begin(), place.end(), 0U);
    std::vector<double> brings(players);
    std::vector<double> sum(players);
    std::vector<double> squares(players);
    Numbers numbers(seed);
    for (std::size_t sample = 0; sample < samples; ++sample) {
        shuffle(place, numbers);
        std::ranges::fill(brings, 0);
        for (std::size_t each = 0; each < coalitions.size(); ++each) {
            // A coalition is complete, and worth something, when the last of it has come.
            const auto last = std::ranges::max(
                coalitions.members(each), {}, [&](std::uint32_t player) { return place[player]; });
            brings[last] += static_cast<double>(coalitions.paths[each]);
        }
        for (std::size_t player = 0; player < players; ++player) {
            sum[player] += brings[player];
            squares[player] += brings[player] * brings[player];
        }
    }
    const auto count = static_cast<double>(samples);
    SampledValues sampled{.value = sum, .standard_error = squares};
    for (std::size_t player = 0; player < players; ++player) {
        const double mean = sum[player] / count;
        const double spread = std::max(squares[player] / count - mean * mean, 0.0);
        sampled.value[player] = mean;
        sampled.standard_error[player] = std::sqrt(spread / (count - 1));
    }
    return sampled;
}

}  // namespace baton::attribution
