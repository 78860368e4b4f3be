#include "attribution/funnel.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>
#include <span>
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

std::vector<std::size_t> way(const Funnel& funnel, const std::vector<std::string>& words) {
    const Touches touches = touches_of(words);
    FunnelReader reader(funnel);
    const std::size_t steps = reader.steps_reached(touches.kind, touches.at);
    EXPECT_EQ(reader.way().size(), steps);
    return {reader.way().begin(), reader.way().end()};
}

TEST(Funnel, TheWayIsTheFirstToGetThereAndTheLatestToBegin) {
    Funnel funnel{.steps = {step("a"), step("b", 10), step("c", 10)}};
    EXPECT_THAT(way(funnel, {"a1", "a2", "b3", "b4", "c5", "c6"}), ElementsAre(1, 3, 4));
    EXPECT_THAT(way(funnel, {"a1", "b2", "a30", "b31"}), ElementsAre(0, 1));
    EXPECT_THAT(way(funnel, {"b1"}), ElementsAre());
    funnel.window_from = WindowFrom::first;
    EXPECT_THAT(way(funnel, {"a1", "b2", "a3", "b4", "a5", "c6"}), ElementsAre(2, 3, 5));
}

TEST(Funnel, AWindowIsOpenUntilItEnds) {
    const Funnel funnel{.steps = {step("a"), step("b", 10), step("c", 10)}};
    const Touches touches = touches_of({"a1", "b2", "b5"});
    FunnelReader reader(funnel);
    ASSERT_EQ(reader.steps_reached(touches.kind, touches.at), 2U);
    const auto at_of = [&](std::uint32_t place) { return touches.at[place]; };
    EXPECT_TRUE(reader.open_at(14, at_of));
    EXPECT_FALSE(reader.open_at(15, at_of));
}

TEST(Funnel, CountsWhoGotAtLeastThatFar) {
    const Funnel funnel{.steps = {step("a"), step("b", unlimited)}};
    const std::vector<std::uint32_t> kind{0, 1, 0, 1};
    const std::vector<std::int64_t> at{1, 2, 1, 1};
    const std::vector<std::uint32_t> begin{0, 2, 3, 3, 4};
    EXPECT_THAT(funnel_counts(funnel, kind, at, begin), ElementsAre(2, 1));
}

// Every choice of touches, one after another, that gets as far as any.
struct Trying {
    const Funnel& funnel;
    const Touches& touches;
    std::vector<std::size_t> chosen = {};
    std::vector<std::vector<std::size_t>> best = {{}};

    [[nodiscard]] bool fits(std::size_t touch) const {
        const FunnelStep& wanted = funnel.steps[chosen.size()];
        if (!wanted.kinds[touches.kind[touch]]) {
            return false;
        }
        if (chosen.empty()) {
            return true;
        }
        const bool from_first = funnel.window_from == WindowFrom::first;
        const std::size_t from = from_first ? chosen.front() : chosen.back();
        return touches.at[touch] - touches.at[from] < wanted.within_micros;
    }

    void keep() {
        if (chosen.size() > best.front().size()) {
            best.clear();
        }
        if (best.empty() || chosen.size() == best.front().size()) {
            best.push_back(chosen);
        }
    }

    void go_on(std::size_t from) {
        keep();
        for (std::size_t touch = from;
             touch < touches.kind.size() && chosen.size() < funnel.steps.size();
             ++touch) {
            if (fits(touch)) {
                chosen.push_back(touch);
                go_on(touch + 1);
                chosen.pop_back();
            }
        }
    }
};

// There first; then, with windows from the first step, begun last; then latest from the end.
bool comes_before(const Funnel& funnel,
                  const std::vector<std::size_t>& left,
                  const std::vector<std::size_t>& right) {
    if (left.back() != right.back()) {
        return left.back() < right.back();
    }
    if (funnel.window_from == WindowFrom::first && left.front() != right.front()) {
        return left.front() > right.front();
    }
    return std::ranges::lexicographical_compare(
        left.rbegin(), left.rend(), right.rbegin(), right.rend(), std::greater{});
}

// With windows from the first step touches at one instant begin it as late: the way is compared by
// instants there.
template <typename Way>
std::vector<std::int64_t> instants(const Touches& touches, const Way& way) {
    std::vector<std::int64_t> at;
    for (const auto place : way) {
        at.push_back(touches.at[place]);
    }
    return at;
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
    Trying trying{.funnel = funnel, .touches = touches};
    trying.go_on(0);
    FunnelReader reader(funnel);
    RC_ASSERT(reader.steps_reached(touches.kind, touches.at) == trying.best.front().size());
    if (trying.best.front().empty()) {
        return;
    }
    std::ranges::sort(trying.best, [&](const auto& left, const auto& right) {
        return comes_before(funnel, left, right);
    });
    RC_ASSERT(instants(touches, reader.way()) == instants(touches, trying.best.front()));
}

}  // namespace

}  // namespace baton::attribution
