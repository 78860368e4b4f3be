#include <fmt/core.h>

#include "attribution/markov_chain.hpp"
#include "attribution/model.hpp"
#include "base/result.hpp"

namespace baton::attribution {

namespace {

Result<Learned> learn(const AllPaths& paths, const Terms& terms) {
    const MarkovChain chain = markov_chain(paths, terms.order, terms.converting_only);
    if (chain.states() > markov_states_max) {
        return fail(Failure::refused,
                    fmt::format("A Markov chain of order {} would have {} states here, and at most "
                                "{} are solved; take a lower order, or credit something of which "
                                "there are fewer.",
                                terms.order,
                                chain.states(),
                                markov_states_max));
    }
    return Learned{.strength = removal_effects(chain, paths.keys)};
}

}  // namespace

Model model_markov() {
    return {.name = "markov",
            .title = "Markov",
            .definition =
                "In proportion to how much of all success would be lost without it: its "
                "removal effect in the chain that all paths make.",
            .learn = learn};
}

}  // namespace baton::attribution
