#include "handoff/transition.hpp"

#include <array>
#include <gtest/gtest.h>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "handoff/undoing.hpp"

namespace baton::handoff {
namespace {

const std::vector<std::string> reasons{"bad fit", "no budget"};

constexpr std::array all_steps{Step::offered,
                               Step::accepted,
                               Step::rejected,
                               Step::recycled,
                               Step::expired,
                               Step::converted,
                               Step::withdrawn,
                               Step::disqualified,
                               Step::reassigned};

// The table of agreement.md, typed in by hand; closed handoffs may only be followed by a new offer.
const std::set<std::pair<std::string, std::string>> table{
    {"offered", "accepted"},
    {"offered", "rejected"},
    {"offered", "recycled"},
    {"offered", "expired"},
    {"offered", "withdrawn"},
    {"expired", "offered"},
    {"expired", "accepted"},
    {"accepted", "converted"},
    {"accepted", "recycled"},
    {"accepted", "disqualified"},
    {"accepted", "reassigned"},
    {"rejected", "offered"},
    {"recycled", "offered"},
    {"converted", "offered"},
    {"withdrawn", "offered"},
    {"disqualified", "offered"},
};

TEST(Transition, IsExactlyTheAgreedTable) {
    for (const Step from : all_steps) {
        if (from == Step::reassigned) {
            continue;  // never a state: the handoff stays accepted
        }
        for (const Step to : all_steps) {
            const bool agreed = table.contains({std::string(name(from)), std::string(name(to))});
            EXPECT_EQ(check_move(from, {.step = to, .reason = "bad fit"}, reasons).has_value(),
                      agreed)
                << name(from) << " -> " << name(to);
        }
    }
}

TEST(Transition, OnlyAnOfferBeginsAHandoff) {
    for (const Step to : all_steps) {
        EXPECT_EQ(check_move(std::nullopt, {.step = to, .reason = "bad fit"}, reasons).has_value(),
                  to == Step::offered);
    }
}

TEST(Transition, RejectingNeedsAReasonOfTheAgreement) {
    const Done without = check_move(Step::offered, {.step = Step::rejected, .reason = ""}, reasons);
    ASSERT_FALSE(without);
    EXPECT_EQ(without.error().problems.at(0).where, "/reason");
    const Done invented =
        check_move(Step::offered, {.step = Step::recycled, .reason = "mood"}, reasons);
    ASSERT_FALSE(invented);
    EXPECT_EQ(invented.error().message, "\"mood\" is not one of the agreement's reject reasons");
    EXPECT_TRUE(
        check_move(Step::offered, {.step = Step::rejected, .reason = "no budget"}, reasons));
}

TEST(Transition, ReassigningKeepsItAccepted) {
    EXPECT_EQ(state_after(Step::reassigned), Step::accepted);
    for (const Step step : all_steps) {
        if (step != Step::reassigned) {
            EXPECT_EQ(state_after(step), step);
        }
    }
}

TEST(Transition, NamesRoundTrip) {
    for (const Step step : all_steps) {
        EXPECT_EQ(find_step(name(step)), step);
    }
    EXPECT_EQ(find_step("lost"), std::nullopt);
}

TEST(Transition, AnOfferIsTooManyWhileSomebodyHasTheHandoff) {
    using enum Step;
    const auto too_many = [](std::vector<Step> steps) { return offers_too_many(steps); };
    EXPECT_EQ(too_many({}), 0U);
    EXPECT_EQ(too_many({offered, expired, offered, accepted, reassigned, recycled, offered}), 0U);
    EXPECT_EQ(too_many({offered, offered}), 1U);
    EXPECT_EQ(too_many({offered, accepted, reassigned, offered, rejected, offered, offered}), 2U);
}

}  // namespace
}  // namespace baton::handoff
