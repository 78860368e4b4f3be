#include <cstddef>
#include <vector>

#include "attribution/coalitions.hpp"
#include "attribution/model.hpp"
#include "base/result.hpp"

namespace baton::attribution {

namespace {

std::vector<double> by_key(const Coalitions& coalitions,
                           const std::vector<double>& by_player,
                           std::size_t keys) {
    std::vector<double> values(keys);
    for (std::size_t player = 0; player < by_player.size(); ++player) {
        values[coalitions.players[player]] = by_player[player];
    }
    return values;
}

Result<Learned> learn(const AllPaths& paths, const Terms& terms) {
    const Coalitions coalitions = coalitions_of(paths.converting);
    if (coalitions.players.size() <= shapley_players_max) {
        return Learned{.strength = by_key(coalitions, shapley_values(coalitions), paths.keys)};
    }
    const SampledValues sampled = sampled_shapley_values(coalitions, shapley_samples, terms.seed);
    return Learned{.strength = by_key(coalitions, sampled.value, paths.keys),
                   .exact = false,
                   .standard_error = by_key(coalitions, sampled.standard_error, paths.keys)};
}

}  // namespace

Model model_shapley() {
    return {.name = "shapley",
            .title = "Shapley",
            .definition =
                "In proportion to what it brings on average to all who could have played "
                "before it: its Shapley value.",
            .learn = learn};
}

}  // namespace baton::attribution
