#include "attribution/funnel.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>
#include <string>
#include <vector>

namespace baton::attribution {

namespace {

using ::testing::ElementsAre;

constexpr std::int64_t unlimited = 1'000'000;

struct Touches {
    std::vector<std::uint32_t> kind;
    std::vector<std::int64_t> at;
};

// "a1 b3": kind a at 1, kind b at 3.
Touches touches_of(const std::vector<std::string>& words) {
    Touches touches;
    for (const std::string& word : words) {
        touches.kind.push_back(static_cast<std::uint32_t>(word[0] - 'a'));
        touches.at.push_back(std::stoi(word.substr(1)));
    }
    return touches;
}

FunnelStep step(std::string_view kinds, std::int64_t within = 0) {
    FunnelStep step{.kinds = std::vector<bool>(26), .within_micros = within};
    for (const char kind : kinds) {
        step.kinds[static_cast<std::size_t>(kind - 'a')] = true;
    }
    return step;
}

std::size_t reached(const Funnel& funnel, const std::vector<std::string>& words) {
    const Touches touches = touches_of(words);
    return FunnelReader(funnel).steps_reached(touches.kind, touches.at);
}

TEST(Funnel, StepsComeInOrder) {
    const Funnel funnel{.steps = {step("a"), step("b", unlimited), step("c", unlimited)}};
    EXPECT_EQ(reached(funnel, {"a1", "b2", "c3"}), 3U);
    EXPECT_EQ(reached(funnel, {"a1", "c2", "b3"}), 2U);
    EXPECT_EQ(reached(funnel, {"b1", "c2"}), 0U);
    EXPECT_EQ(reached(funnel, {}), 0U);
}

TEST(Funnel, TiesGoByOrderOfEvents) {
    const Funnel funnel{.steps = {step("a"), step("b", unlimited)}};
    EXPECT_EQ(reached(funnel, {"a1", "b1"}), 2U);
    EXPECT_EQ(reached(funnel, {"b1", "a1"}), 1U);
}

TEST(Funnel, OneTouchIsOneStep) {
    const Funnel funnel{.steps = {step("a"), step("a", unlimited)}};
    EXPECT_EQ(reached(funnel, {"a1"}), 1U);
    EXPECT_EQ(reached(funnel, {"a1", "a1"}), 2U);
}

TEST(Funnel, TheEndOfAWindowIsOutside) {
    const Funnel funnel{.steps = {step("a"), step("b", 10)}};
    EXPECT_EQ(reached(funnel, {"a0", "b9"}), 2U);
    EXPECT_EQ(reached(funnel, {"a0", "b10"}), 1U);
}

TEST(Funnel, ALaterBeginningCanBeTheOneThatGetsThrough) {
    const Funnel funnel{.steps = {step("a"), step("b", 10), step("c", 10)}};
    EXPECT_EQ(reached(funnel, {"a0", "b5", "a20", "b25", "c30"}), 3U);
    EXPECT_EQ(reached(funnel, {"a0", "b5", "b14", "c20"}), 2U);
    EXPECT_EQ(reached(funnel, {"a0", "b5", "a6", "b14", "c20"}), 3U);
}

TEST(Funnel, WindowsCanRunFromTheFirstStep) {
    Funnel funnel{.steps = {step("a"), step("b", 10), step("c", 10)}};
    EXPECT_EQ(reached(funnel, {"a0", "b9", "c18"}), 3U);
    funnel.window_from = WindowFrom::first;
    EXPECT_EQ(reached(funnel, {"a0", "b9", "c18"}), 2U);
    EXPECT_EQ(reached(funnel, {"a0", "b5", "c9"}), 3U);
}

TEST(Funnel, CountsWhoGotAtLeastThatFar) {
    const Funnel funnel{.steps = {step("a"), step("b", unlimited)}};
    const std::vector<std::uint32_t> kind{0, 1, 0, 1};
    const std::vector<std::int64_t> at{1, 2, 1, 1};
    const std::vector<std::uint32_t> begin{0, 2, 3, 3, 4};
    EXPECT_THAT(funnel_counts(funnel, kind, at, begin), ElementsAre(2, 1));
}

// Every choice of touches, one after another.
std::size_t by_trying(const Funnel& funnel,
                      const Touches& touches,
                      std::size_t step,
                      std::size_t from,
                      std::vector<std::int64_t>& chosen) {
    std::size_t best = step;
    if (step == funnel.steps.size()) {
        return best;
    }
    for (std::size_t touch = from; touch < touches.kind.size(); ++touch) {
        const FunnelStep& wanted = funnel.steps[step];
        const bool takes = wanted.kinds[touches.kind[touch]];
        const bool in_time =
            step == 0 ||
            touches.at[touch] -
                    (funnel.window_from == WindowFrom::first ? chosen.front() : chosen.back()) <
                wanted.within_micros;
        if (takes && in_time) {
            chosen.push_back(touches.at[touch]);
            best = std::max(best, by_trying(funnel, touches, step + 1, touch + 1, chosen));
            chosen.pop_back();
        }
    }
    return best;
}

RC_GTEST_PROP(Funnel, GetsAsFarAsAnyChoiceOfTouchesDoes, ()) {
    Funnel funnel{.window_from = *rc::gen::element(WindowFrom::first, WindowFrom::previous)};
    for (int steps = *rc::gen::inRange(1, 5); steps > 0; --steps) {
        funnel.steps.push_back(step(*rc::gen::element<std::string>("a", "b", "c", "ab", "abc"),
                                    *rc::gen::inRange<std::int64_t>(1, 20)));
    }
    Touches touches;
    std::int64_t at = 0;
    for (int count = *rc::gen::inRange(0, 9); count > 0; --count) {
        touches.kind.push_back(*rc::gen::inRange<std::uint32_t>(0, 3));
        touches.at.push_back(at += *rc::gen::inRange<std::int64_t>(0, 8));
    }
    std::vector<std::int64_t> chosen;
    RC_ASSERT(FunnelReader(funnel).steps_reached(touches.kind, touches.at) ==
              by_trying(funnel, touches, 0, 0, chosen));
}

}  // namespace

}  // namespace baton::attribution
