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
constexpr std::array streams{Stream::mentions};

Judgement judge(const Tallies& tallies, std::size_t week) {
    return beyond_limit(
        tallies,
        week,
        {.stream = Stream::mentions, .opens = 0.40, .closes = 0.30, .chance = 0.005});
}

}  // namespace

Sign sign_unanswered_mentions() {
    return {.key = "unanswered_mentions",
            .kind = "too little communication",
            .title = "Colleagues who are called do not answer",
            .formula =
                "Notes that call somebody who has written nothing on that record within three "
                "days, of all whose three days ended; three weeks.",
            .opens =
                "Exact binomial tail: so many or more would come by chance in at most 0.5 % of "
                "windows if the true share were 40 %.",
            .closes = "The share is at most 30 % for 3 weeks in a row.",
            .least = least,
            .quiet_weeks = 3,
            .owner = SignOwner::lead,
            .next_step = "Answer them",
            .next_link = "/",
            .streams = streams,
            .judge = judge};
}

}  // namespace baton::goals
