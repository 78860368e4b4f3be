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
constexpr std::array streams{Stream::unreplied};

Judgement judge(const Tallies& tallies, std::size_t week) {
    return beyond_limit(
        tallies,
        week,
        {.stream = Stream::unreplied, .opens = 0.40, .closes = 0.30, .chance = 0.005});
}

}  // namespace

Sign sign_unanswered_rejections() {
    return {.key = "unanswered_rejections",
            .kind = "too little communication",
            .title = "Marketing does not answer rejections",
            .formula =
                "Rejections in words that marketing has not answered within 14 days, by agreeing, "
                "changing, disputing, with a note on the contact or another offer, of those whose "
                "14 days ended; three weeks.",
            .opens =
                "Exact binomial tail: so many or more would come by chance in at most 0.5 % of "
                "windows if the true share were 40 %.",
            .closes = "The share is at most 30 % for 3 weeks in a row.",
            .least = least,
            .quiet_weeks = 3,
            .owner = SignOwner::marketing,
            .next_step = "Answer them",
            .next_link = "/feedback",
            .streams = streams,
            .judge = judge};
}

}  // namespace baton::goals
