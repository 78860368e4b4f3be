#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <string>
#include <vector>

#include "attribution/credit.hpp"
#include "attribution/drawing.hpp"
#include "attribution/journeys.hpp"
#include "attribution/model.hpp"
#include "base/instant.hpp"

// Each model on paths whose credit is worked out by hand, and the published examples.
namespace baton::attribution {

namespace {

using testing::add_path;
using testing::conversions_of;
using testing::credit_of;
using ::testing::DoubleNear;
using ::testing::ElementsAre;
using testing::journeys_of;
using testing::strengths_of;
using testing::text_of;

std::string shared(const std::string& path, std::string_view model, const Terms& terms = {}) {
    return text_of(credit_of(journeys_of({path}), model, 1000, terms));
}

TEST(Models, AreNineWithOneWayEach) {
    std::vector<std::string_view> names;
    for (const Model& model : models()) {
        names.push_back(model.name);
        const int ways = (model.pick == nullptr ? 0 : 1) + (model.weigh == nullptr ? 0 : 1) +
                         (model.learn == nullptr ? 0 : 1);
        EXPECT_EQ(ways, 1) << model.name;
        EXPECT_FALSE(model.definition.empty()) << model.name;
    }
    EXPECT_THAT(names,
                ElementsAre("first",
                            "last",
                            "linear",
                            "time_decay",
                            "u_shaped",
                            "w_shaped",
                            "custom",
                            "markov",
                            "shapley"));
    EXPECT_EQ(find_model("firsts"), nullptr);
}

TEST(Models, FirstAndLastGiveItAllToOne) {
    EXPECT_EQ(shared("A B C", "first"), "A 1000, B 0, C 0");
    EXPECT_EQ(shared("A B C", "last"), "A 0, B 0, C 1000");
}

TEST(Models, LinearCountsTouchesNotKeys) {
    EXPECT_EQ(shared("A B A A", "linear"), "A 750, B 250");
}

TEST(Models, ACentThatIsLeftGoesToTheLargestRemainderThenTheEarlier) {
    EXPECT_EQ(shared("A B C", "linear"), "A 334, B 333, C 333");
    EXPECT_EQ(text_of(credit_of(journeys_of({"A B B"}), "linear", 100)), "A 33, B 67");
    EXPECT_EQ(text_of(credit_of(journeys_of({"A B C"}), "linear", -100)), "A -34, B -33, C -33");
}

TEST(Models, TimeDecayHalvesWithEveryHalfLife) {
    // One a day, half-life a day: 1/4, 1/2, 1 of 7/4.
    EXPECT_EQ(text_of(credit_of(
                  journeys_of({"A B C"}), "time_decay", 7000, {.half_life_micros = day_micros})),
              "A 1000, B 2000, C 4000");
}

TEST(Models, UShapedIsFortyTwentyForty) {
    EXPECT_EQ(shared("A", "u_shaped"), "A 1000");
    EXPECT_EQ(shared("A B", "u_shaped"), "A 500, B 500");
    EXPECT_EQ(shared("A B C", "u_shaped"), "A 400, B 200, C 400");
    EXPECT_EQ(shared("A B C D E", "u_shaped"), "A 400, B 67, C 67, D 66, E 400");
}

TEST(Models, CustomTakesItsWeights) {
    EXPECT_EQ(shared("A B C D", "custom", {.weights = {50, 30, 20}}), "A 500, B 150, C 150, D 200");
    EXPECT_EQ(shared("A B", "custom", {.weights = {60, 20, 20}}), "A 750, B 250");
    EXPECT_EQ(shared("A B", "custom", {.weights = {0, 100, 0}}), "A 500, B 500");
    EXPECT_EQ(shared("A B C", "custom", {.weights = {0, 100, 0}}), "A 0, B 1000, C 0");
    EXPECT_EQ(shared("A", "custom", {.weights = {0, 100, 0}}), "A 1000");
}

std::string w_shaped(const std::string& path, Milestones milestones) {
    Journeys journeys;
    add_path(journeys.converting, path, milestones);
    journeys.keys = {"A", "B", "C", "D", "E"};
    return text_of(credit_of(journeys, "w_shaped", 1000));
}

// Touches are on day 0, 1, 2 …
TEST(Models, WShapedHasThreeAnchorsAndARest) {
    EXPECT_EQ(
        w_shaped("A B C D E", {.qualified_at = 2 * day_micros, .created_at = 4 * day_micros - 1}),
        "A 300, B 50, C 300, D 300, E 50");
}

TEST(Models, WShapedAddsUpAnchorsThatAreOneTouch) {
    // C qualified and led to the deal: 30 + 30.
    EXPECT_EQ(w_shaped("A B C D", {.qualified_at = 2 * day_micros, .created_at = 2 * day_micros}),
              "A 300, B 50, C 600, D 50");
    // Nothing but anchors: in proportion.
    EXPECT_EQ(w_shaped("A B", {.qualified_at = day_micros, .created_at = 9 * day_micros}),
              "A 333, B 667");
    EXPECT_EQ(w_shaped("A", {.qualified_at = 0, .created_at = 0}), "A 1000");
}

TEST(Models, WShapedWithoutAnAnchorSharesInProportion) {
    // Never qualified: 30, 10 / 2, 30 of 70.
    EXPECT_EQ(w_shaped("A B C D", {.qualified_at = never, .created_at = 3 * day_micros}),
              "A 429, B 71, C 71, D 429");
    // The deal came before any touch: 30 and 10 / 2 of 40.
    EXPECT_EQ(w_shaped("A B C", {.qualified_at = never, .created_at = -1}), "A 750, B 125, C 125");
}

TEST(Models, MarkovOnThePublishedPathWithOthersThatDidNotConvert) {
    const Credit credit = credit_of(journeys_of({"A B C"}, {"A", "B C"}), "markov", 1000);
    EXPECT_THAT(strengths_of(credit),
                ElementsAre(DoubleNear(0.5, 1e-12), DoubleNear(1, 1e-12), DoubleNear(1, 1e-12)));
    EXPECT_EQ(conversions_of(credit), "A 0.200000, B 0.400000, C 0.400000");
    EXPECT_EQ(text_of(credit), "A 200, B 400, C 400");
}

TEST(Models, MarkovOnThePublishedPathsThatAllConvert) {
    const Credit credit = credit_of(journeys_of({"A B A B B A", "A B B A", "A A"}), "markov", 300);
    EXPECT_THAT(strengths_of(credit), ElementsAre(DoubleNear(1, 1e-12), DoubleNear(0.5, 1e-12)));
    EXPECT_EQ(conversions_of(credit), "A 2.000000, B 1.000000");
    // Two deals of A and B: 200 and 100 each; one of A alone.
    EXPECT_EQ(text_of(credit), "A 700, B 200");
}

TEST(Models, MarkovCanLeaveOutWhatDidNotConvert) {
    const Journeys journeys = journeys_of({"A B C"}, {"A", "B C"});
    EXPECT_EQ(text_of(credit_of(journeys, "markov", 900, {.converting_only = true})),
              "A 300, B 300, C 300");
}

// A path "A C" that failed leads through C to where A converts: C matters, but no deal has it.
TEST(Models, MarkovNamesKeysThatOnlyOtherPathsHave) {
    const Credit credit = credit_of(journeys_of({"A"}, {"A C A"}), "markov", 100);
    EXPECT_EQ(text_of(credit), "A 100, C 0");
    EXPECT_THAT(strengths_of(credit),
                ElementsAre(DoubleNear(1, 1e-12), DoubleNear(1.0 / 3, 1e-12)));
    EXPECT_EQ(conversions_of(credit), "A 0.750000, C 0.250000");
}

TEST(Models, ShapleyByHand) {
    // {A}: 1 to A. {A, B}: 1/2 each, twice. {A, B, C}: 1/3 each.
    const Credit credit = credit_of(journeys_of({"A", "A B", "B A B", "C B A"}), "shapley", 1200);
    EXPECT_THAT(
        strengths_of(credit),
        ElementsAre(
            DoubleNear(7.0 / 3, 1e-12), DoubleNear(4.0 / 3, 1e-12), DoubleNear(1.0 / 3, 1e-12)));
    EXPECT_EQ(conversions_of(credit), "A 2.333333, B 1.333333, C 0.333333");
    // 7 : 4 in the second and third deal (764, 436), 7 : 4 : 1 in the fourth.
    EXPECT_EQ(text_of(credit), "A 3428, B 1272, C 100");
    EXPECT_TRUE(credit.exact);
}

TEST(Models, AnEndingWithoutATouchIsNobodys) {
    const Credit credit = credit_of(journeys_of({"A", "", "B"}), "linear", 500);
    EXPECT_EQ(text_of(credit), "A 500, B 500");
    EXPECT_EQ(credit.total_minor, 1500);
    EXPECT_EQ(credit.unattributed_minor, 500);
    EXPECT_EQ(credit.endings, 3);
    EXPECT_EQ(credit.unattributed_endings, 1);
}

TEST(Models, NothingIsNothing) {
    for (const Model& model : models()) {
        const Credit credit = credit_of(journeys_of({}), model.name);
        EXPECT_TRUE(credit.rows.empty()) << model.name;
        EXPECT_EQ(credit.total_minor, 0) << model.name;
    }
}

TEST(Models, TouchesOfOneKeyShareWhatItGets) {
    const Credit linear = credit_of(journeys_of({"A B A"}), "linear", 100);
    EXPECT_THAT(linear.of_touches, ElementsAre(34, 33, 33));
    // Without A, or without B, a quarter of the success is left.
    const Credit markov = credit_of(journeys_of({"A B A", "B"}), "markov", 100);
    EXPECT_THAT(markov.of_touches, ElementsAre(25, 50, 25, 100));
}

}  // namespace

}  // namespace baton::attribution
