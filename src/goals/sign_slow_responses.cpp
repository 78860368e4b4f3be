#include <array>
#include <cstddef>
#include <cstdint>
#include <utility>

#include "goals/sign.hpp"
#include "goals/sign_facts.hpp"
#include "goals/sign_shares.hpp"
#include "goals/signs.hpp"
#include "goals/tallies.hpp"

namespace baton::goals {

namespace {

constexpr std::int64_t least = 12;
constexpr double chance = 0.005;
constexpr double opens = 0.15;
constexpr double closes = 0.10;
constexpr std::array streams{Stream::responses, Stream::responses_by_weekday, Stream::acceptances};

// All clocks against a limit, and each weekday against the others.
Judgement judge(const Tallies& tallies, std::size_t week) {
    Judgement judgement = beyond_normal(tallies,
                                        week,
                                        {.stream = Stream::responses_by_weekday,
                                         .dimension = "weekday",
                                         .least = least,
                                         .others_margin = 0.15});
    open_discoveries(judgement.findings, chance);
    for (const auto& [stream, clock] :
         {std::pair(Stream::responses, "response"), std::pair(Stream::acceptances, "acceptance")}) {
        Judgement all = beyond_limit(
            tallies, week, {.stream = stream, .opens = opens, .closes = closes, .chance = chance});
        if (all.n < least) {
            all.findings.clear();  // of few clocks of one sort nothing is said, however many others
        } else {
            all.findings.front().dimension = clock;
        }
        add(judgement, std::move(all));
    }
    return judgement;
}

}  // namespace

Sign sign_slow_responses() {
    return {.key = "slow_responses",
            .kind = "poor handoff",
            .title = "Handoffs wait longer than promised",
            .formula =
                "Response and acceptance clocks missed, of all that ended, over three weeks; by "
                "the weekday of the offer over three and thirteen.",
            .opens =
                "Exact binomial tail of at most 0.5 %: if the true share were 15 %; of a weekday, "
                "if it were the upper Wilson bound (90 %) of the other days plus 15 points, false "
                "discoveries at most 0.5 %.",
            .closes =
                "At most 10 % missed, and no weekday 7.5 points above the others, for 3 weeks in a "
                "row.",
            .least = least,
            .window_weeks = 13,
            .owner = SignOwner::sales,
            .next_step = "Plan cover",
            .next_link = "/settings/team",
            .streams = streams,
            .judge = judge};
}

}  // namespace baton::goals
