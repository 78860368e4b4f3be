
#include <cstddef>
#include <cstdint>

#include "goals/sign.hpp"
#include "goals/signs.hpp"
#include "goals/tallies.hpp"

namespace baton::goals {

namespace {

// Nobody should be in it at all; a few who just came are no sign.
constexpr std::int64_t several = 3;

Judgement judge(const Tallies& tallies, std::size_t week) {
    const Count count = tallies.held[week];
    return {.n = count.all,
            .findings = {{.count = count,
                          .normal = 0,
                          .value = count.share(),
                          .chance = 0,
                          .opens = count.bad >= several,
                          .remains = count.bad > 0}}};
}

}  // namespace

Sign sign_unowned_contacts() {
    return {.key = "unowned_contacts",
            .kind = "poor handoff",
            .title = "Qualified contacts have no owner or no clock",
            .formula =
                "Qualified for more than a day without an owner who works here or without a clock, "
                "of all qualified whose handoff is open or not yet offered; now.",
            .opens = "Three or more.",
            .closes = "None, for one week.",
            .least = 1,
            .window_weeks = 1,
            .quiet_weeks = 1,
            .owner = SignOwner::sales,
            .next_step = "Give them an owner",
            .next_link = "/leaks",
            .of_held = true,
            .judged_now = true,
            .judge = judge};
}

}  // namespace baton::goals
