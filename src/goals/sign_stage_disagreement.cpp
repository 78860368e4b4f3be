#include <array>
#include <cstddef>
#include <cstdint>

#include "goals/sign.hpp"
#include "goals/sign_facts.hpp"
#include "goals/sign_shares.hpp"
#include "goals/signs.hpp"
#include "goals/tallies.hpp"

namespace baton::goals {

namespace {

constexpr std::int64_t least = 20;
constexpr std::size_t weeks = 4;
constexpr std::array streams{Stream::stages};

Judgement judge(const Tallies& tallies, std::size_t week) {
    return beyond_limit(
        tallies,
        week,
        {.stream = Stream::stages, .opens = 0.15, .closes = 0.10, .chance = 0.005, .weeks = weeks});
}

}  // namespace

Sign sign_stage_disagreement() {
    return {.key = "stage_disagreement",
            .kind = "no shared view",
            .title = "People set stages that the agreement does not",
            .formula =
                "Stages that a person set by hand, of all stages that contacts came to; four "
                "weeks. Imports do not count.",
            .opens =
                "Exact binomial tail: so many or more would come by chance in at most 0.5 % of "
                "windows if the true share were 15 %.",
            .closes = "The share is at most 10 % for 3 weeks in a row.",
            .least = least,
            .window_weeks = weeks,
            .quiet_weeks = 3,
            .owner = SignOwner::lead,
            .next_step = "Change the definition",
            .next_link = "/agreement",
            .streams = streams,
            .judge = judge};
}

}  // namespace baton::goals
