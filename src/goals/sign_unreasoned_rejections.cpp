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

constexpr std::int64_t least = 8;
constexpr std::array streams{Stream::unreasoned};

Judgement judge(const Tallies& tallies, std::size_t week) {
    return beyond_limit(
        tallies,
        week,
        {.stream = Stream::unreasoned, .opens = 0.10, .closes = 0.05, .chance = 0.005});
}

}  // namespace

Sign sign_unreasoned_rejections() {
    return {.key = "unreasoned_rejections",
            .kind = "poor handoff",
            .title = "Rejections come without a reason",
            .formula =
                "Rejected or recycled without a reason, of all rejected or recycled; three weeks.",
            .opens =
                "Exact binomial tail: so many or more would come by chance in at most 0.5 % of "
                "windows if the true share were 10 %.",
            .closes = "The share is at most 5 % for 3 weeks in a row.",
            .least = least,
            .quiet_weeks = 3,
            .owner = SignOwner::sales,
            .next_step = "Ask for the reasons",
            .next_link = "/handoffs",
            .streams = streams,
            .judge = judge};
}

}  // namespace baton::goals
