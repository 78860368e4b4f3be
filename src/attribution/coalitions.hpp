#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "attribution/model.hpp"

namespace baton::attribution {

// Who played together in how many paths: the game of which Shapley's value is taken. A coalition is
// worth the paths that it makes without anybody else.
struct Coalitions {
    std::vector<Key> players = {};           // who is in any path, rising; numbered by place
    std::vector<std::uint32_t> member = {};  // the distinct players of each coalition, rising
    std::vector<std::uint32_t> begin = {0};
    std::vector<std::uint64_t> paths = {};  // of each coalition

    [[nodiscard]] std::size_t size() const { return paths.size(); }

    [[nodiscard]] std::span<const std::uint32_t> members(std::size_t coalition) const {
        return std::span(member).subspan(begin[coalition], begin[coalition + 1] - begin[coalition]);
    }
};

[[nodiscard]] Coalitions coalitions_of(const Paths& paths);

// By player, over all coalitions that could be. REQUIRES: at most shapley_players_max players.
[[nodiscard]] std::vector<double> shapley_values(const Coalitions& coalitions);

struct SampledValues {
    std::vector<double> value = {};
    std::vector<double> standard_error = {};
};

// By player, over orders in which the players may come; the same for the same seed.
[[nodiscard]] SampledValues sampled_shapley_values(const Coalitions& coalitions,
                                                   std::size_t samples,
                                                   std::uint64_t seed);

}  // namespace baton::attribution
