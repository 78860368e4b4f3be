#include <array>
#include <cstddef>
#include <cstdint>
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>
#include <string>
#include <tuple>
#include <vector>

#include "engine/offers.hpp"
#include "ledger/timeline.hpp"

// What reps hold is counted once and then followed: always what counting it afresh comes to.
namespace baton::engine {
namespace {

constexpr std::array<const char*, 3> reps{"ann@x.test", "bob@x.test", "cem@x.test"};
constexpr std::array steps{ledger::HandoffStep::offered,
                           ledger::HandoffStep::accepted,
                           ledger::HandoffStep::rejected,
                           ledger::HandoffStep::expired,
                           ledger::HandoffStep::reassigned};
constexpr std::int64_t contacts = 4;

// (contact, step, rep, how late it is told)
using Move = std::tuple<int, int, int, int>;

ledger::Event event_of(const Move& move, std::uint64_t order) {
    const auto [contact, step, rep, late] = move;
    const auto at = static_cast<std::int64_t>(order) * 10;
    return {.at = {at - late},
            .received = {at},
            .order = order,
            .position = {.bucket = contact, .seq = static_cast<std::int64_t>(order)},
            .by = "baton",
            .cause = {},
            .what = ledger::HandoffMoved{.contact = {1024 + contact},
                                         .step = steps.at(static_cast<std::size_t>(step)),
                                         .reason = {},
                                         .owner = reps.at(static_cast<std::size_t>(rep)),
                                         .note = {}}};
}

using Told = std::vector<std::tuple<std::vector<Instant>, int>>;

Told told(const RepLoads& loads) {
    Told all;
    for (const char* email : reps) {
        handoff::Rep rep{.email = email};
        loads.fill(rep);
        all.emplace_back(rep.recent, rep.open_handoffs);
    }
    return all;
}

RC_GTEST_PROP(HandoffCount, FollowsWhatMoves, ()) {
    const auto moves = *rc::gen::container<std::vector<Move>>(
        rc::gen::tuple(rc::gen::inRange(0, static_cast<int>(contacts)),
                       rc::gen::inRange(0, static_cast<int>(steps.size())),
                       rc::gen::inRange(0, static_cast<int>(reps.size())),
                       rc::gen::inRange(0, 40)));
    ledger::Timeline timeline;
    HandoffCount followed(timeline);
    std::uint64_t order = 1;
    for (const Move& move : moves) {
        const ledger::Event event = event_of(move, order++);
        timeline.add(event);
        const auto concerned = timeline.concerned(event);
        for (const ledger::Slot slot : *concerned) {
            followed.follow(timeline, slot);
        }
        RC_ASSERT(told(followed.loads()) == told(HandoffCount(timeline).loads()));
    }
}

TEST(HandoffCount, CountsWhatIsOpenAndWhenTheLastCame) {
    ledger::Timeline timeline;
    timeline.add(event_of({0, 0, 0, 0}, 1));
    timeline.add(event_of({1, 0, 0, 0}, 2));
    timeline.add(event_of({2, 0, 1, 0}, 3));
    timeline.add(event_of({1, 2, 0, 0}, 4));
    EXPECT_EQ(told(HandoffCount(timeline).loads()),
              (Told{{{Instant{10}, Instant{20}}, 1}, {{Instant{30}}, 1}, {{}, 0}}));
}

TEST(HandoffCount, RemembersTheLatestOffersOfEach) {
    RepLoads loads;
    for (int i = 0; i < 100; ++i) {
        loads.offered(reps.front(), {5});  // at one instant, and in turn all the same
    }
    const auto [recent, open] = told(loads).front();
    EXPECT_EQ(recent.size(), handoff::recent_max);
    EXPECT_EQ(recent.back(), Instant{104});
    EXPECT_EQ(open, 100);
}

}  // namespace
}  // namespace baton::engine
