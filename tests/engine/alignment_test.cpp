#include <algorithm>
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <string>

#include "engine/alignment_views.hpp"
#include "engine/feedback_commands.hpp"
#include "engine/handoff_commands.hpp"
#include "engine/house.hpp"
#include "engine/note_commands.hpp"
#include "engine/sign_facts.hpp"
#include "goals/signs.hpp"

// What signs read of a workspace, and that they see what happens in it.
namespace baton::testing {
namespace {

using goals::Stream;
using Step = ledger::HandoffStep;

class Alignment : public ::testing::Test {
protected:
    Alignment() { house.agree(); }

    void qualify(const std::string& user) {
        house.send_one(pricing_view(user, user + "-1"));
        house.wait(minute_micros);
        house.send_one(pricing_view(user, user + "-2"));
        house.wait(minute_micros);
    }

    void move(const std::string& user, Step step, const std::string& note = {}) {
        const auto chain = house.read(
            [](const engine::Workspace::View& view) { return view.live.shared_chain(); });
        const auto contact = house.contact(user);
        const std::string reason = step == Step::rejected ? "bad fit" : "";
        EXPECT_TRUE(house.run([=](engine::Desk& desk) {
            return engine::move_handoff(
                desk,
                *chain,
                {.contact = contact, .step = step, .reason = reason, .note = note},
                {.by = "kim@house.test"});
        }));
    }

    void write(const std::string& user, const std::string& text, const std::string& by) {
        const auto contact = house.contact(user);
        EXPECT_TRUE(house.run([=](engine::Desk& desk) {
            return engine::add_note(desk, {.text = text, .contact = contact}, {.by = by});
        }));
    }

    // "bad/all" of a stream.
    std::string count(Stream stream) {
        house.wait(second_micros);
        const goals::SignFacts facts = house.read([&](const engine::Workspace::View& view) {
            return engine::read_sign_facts(view, house.now());
        });
        const auto& of = facts.in(stream);
        return fmt::format("{}/{}", std::ranges::count(of, true, &goals::Fact::bad), of.size());
    }

    engine::SignView sign(const std::string& key) {
        return house.read([&](const engine::Workspace::View& view) {
            return engine::sign_view(view, engine::read_alignment(view, house.now()), key).value();
        });
    }

    House house;
};

TEST_F(Alignment, AnAnswerInTimeAndALateOneAreCountedOnce) {
    qualify("ada");
    qualify("bob");
    move("ada", Step::accepted);
    house.wait(5 * hour_micros);
    move("bob", Step::rejected);
    EXPECT_EQ(count(Stream::qualified), "0/2");
    EXPECT_EQ(count(Stream::accepted), "0/1");
    EXPECT_EQ(count(Stream::rejected_by_channel), "1/2");
    EXPECT_EQ(count(Stream::accepted_by_version), "1/2");
    EXPECT_EQ(count(Stream::rejected_by_definition), "1/2");
    EXPECT_EQ(count(Stream::unreasoned), "0/1");
    EXPECT_EQ(count(Stream::acceptances), "0/2");  // a no in time is an answer too
}

TEST_F(Alignment, AMissedClockIsMissedForEver) {
    qualify("bob");
    house.wait(5 * hour_micros);
    EXPECT_EQ(count(Stream::responses), "1/1");
    EXPECT_EQ(count(Stream::responses_by_weekday), "1/1");
    move("bob", Step::rejected);
    EXPECT_EQ(count(Stream::responses), "1/1");
}

// Three rejections in words; marketing answers one with a note and agrees to another.
TEST_F(Alignment, ARejectionInWordsWaitsForAnAnswer) {
    qualify("ada");
    qualify("bob");
    qualify("eve");
    qualify("joe");
    move("joe", Step::rejected, "A student.");
    move("ada", Step::rejected, "Only three people work there.");
    move("bob", Step::rejected, "They asked for another product.");
    move("eve", Step::rejected);
    house.wait(hour_micros);
    write("ada", "Thank you, we raise the size.", "mia@house.test");
    EXPECT_EQ(count(Stream::unreplied), "2/3");
    const auto joe = house.contact("joe");
    EXPECT_TRUE(house.run([=](engine::Desk& desk) {
        return engine::answer_rejection(
            desk, {.contact = joe, .answer = handoff::Answer::agreed}, {.by = "mia@house.test"});
    }));
    EXPECT_EQ(count(Stream::unreplied), "1/3");
}

TEST_F(Alignment, AColleagueWhoIsCalledHasThreeDaysToWriteBack) {
    qualify("ada");
    write("ada", "@mia@house.test which campaign was this?", "kim@house.test");
    EXPECT_EQ(count(Stream::mentions), "1/1");
    house.wait(2 * day_micros);
    write("ada", "The webinar.", "mia@house.test");
    EXPECT_EQ(count(Stream::mentions), "0/1");
}

TEST_F(Alignment, WeeksOfLateAnswersOpenASignWithEveryHandoffBehindIt) {
    EXPECT_EQ(sign("slow_responses").state, "not_enough_data");
    for (int lead = 0; lead < 14; ++lead) {
        const std::string user = fmt::format("lead{}", lead);
        qualify(user);
        house.wait(6 * hour_micros);
        move(user, Step::accepted);
    }
    house.wait(7 * day_micros);
    const engine::SignView slow = sign("slow_responses");
    EXPECT_EQ(slow.state, "open");
    EXPECT_EQ(slow.evidence, 14);
    ASSERT_FALSE(slow.findings.empty());
    EXPECT_EQ(slow.findings.front().dimension, "response");
    EXPECT_EQ(slow.findings.front().numerator, 14);
    EXPECT_EQ(slow.findings.front().denominator, 14);
    EXPECT_EQ(sign("rejected_leads").state, "not_enough_data") << "there is one channel only";
}

}  // namespace
}  // namespace baton::testing
