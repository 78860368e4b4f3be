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
constexpr std::array streams{Stream::approached};

Judgement judge(const Tallies& tallies, std::size_t week) {
    return beyond_limit(
        tallies,
        week,
        {.stream = Stream::approached, .opens = 0.15, .closes = 0.10, .chance = 0.005});
}

}  // namespace

Sign sign_approached_twice() {
    return {.key = "approached_twice",
            .kind = "poor handoff",
            .title = "Both teams approach the same people",
            .formula =
                "Contacts whom marketing wrote to within 24 hours of a call, mail or meeting of "
                "sales, of all whom sales approached; three weeks.",
            .opens =
                "Exact binomial tail: so many or more would come by chance in at most 0.5 % of "
                "windows if the true share were 15 %.",
            .closes = "The share is at most 10 % for 3 weeks in a row.",
            .least = least,
            .quiet_weeks = 3,
            .owner = SignOwner::marketing,
            .next_step = "Add a rule of engagement",
            .next_link = "/agreement",
            .streams = streams,
            .judge = judge};
}

}  // namespace baton::goals
