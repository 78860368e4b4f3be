// What people here are told: who, of what, once; and what they have seen of it.
#include "engine/inbox.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "engine/contact_commands.hpp"
#include "engine/deal_commands.hpp"
#include "engine/erasing.hpp"
#include "engine/feedback_commands.hpp"
#include "engine/handoff_commands.hpp"
#include "engine/house.hpp"
#include "engine/note_commands.hpp"
#include "engine/notice_wishes.hpp"
#include "engine/versions.hpp"

namespace baton::engine {
namespace {

using baton::testing::House;
using baton::testing::pricing_view;
using ledger::HandoffStep;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

const std::string kim = "kim@house.test";
const std::string sam = "sam@house.test";
const std::string lea = "lea@house.test";

// As the house's, with a ladder that ends with the manager.
constexpr std::string_view laddered = R"(agreement: House rules
timezone: UTC
currency: EUR
stages:
  - name: MQL
    owner: marketing
    when: count(page_view where path starts with "/pricing" within 30 days) >= 2
  - { name: SAL, owner: sales, when: handoff accepted }
handoff:
  at: MQL
  to: { team: sales, by: round_robin }
  respond_within: 4 hours
  accept_within: 2 days
  on_breach: [{ after: 0 minutes, do: notify_owner }, { after: 1 hour, do: notify_manager }]
  reject_reasons: [bad fit, no budget]
  recycle: { to: Nurture, eligible_again_after: 60 days }
)";

class InboxTest : public ::testing::Test {
protected:
    // Everybody but Kim, who is given all that is handed over.
    void begin(std::string_view text = baton::testing::house_agreement) {
        ASSERT_TRUE(house.run([](Desk& desk) {
            return add_user(desk, {.email = lea, .name = "Lea", .role = "lead"}, {.by = "baton"});
        }));
        house.agree(text);
    }

    ContactId qualify(const std::string& who = "u1") {
        house.send_one(pricing_view(who, who + "a"));
        house.send_one(pricing_view(who, who + "b"));
        return house.contact(who);
    }

    void move(ContactId contact, HandoffStep step, const std::string& by, std::string word = {}) {
        house.wait(second_micros);
        const auto moved = house.run([&](Desk& desk) {
            return move_handoff(desk,
                                *chain_of(desk.timeline(), desk.now()).chain,
                                {.contact = contact,
                                 .step = step,
                                 .reason = step == HandoffStep::reassigned ? std::string() : word,
                                 .owner = step == HandoffStep::reassigned ? word : std::string()},
                                {.by = by});
        });
        ASSERT_TRUE(moved) << moved.error().message;
    }

    std::vector<NoticeView> inbox(const std::string& person, bool unseen = false) {
        return inbox_of(house.workspace(), {.person = person, .unseen = unseen}).value().rows;
    }

    std::vector<NoticeKind> kinds(const std::string& person) {
        std::vector<NoticeKind> all;
        for (const NoticeView& each : inbox(person)) {
            all.push_back(each.kind);
        }
        return all;
    }

    std::int64_t unseen(const std::string& person) {
        return inbox_of(house.workspace(), {.person = person}).value().unseen;
    }

    House house;
};

TEST_F(InboxTest, an_offer_is_told_to_its_owner_once_over_restarts) {
    begin();
    const ContactId ada = qualify();
    ASSERT_THAT(kinds(kim), ElementsAre(NoticeKind::offered));
    EXPECT_EQ(inbox(kim)[0].contact->id, std::to_string(ada.value));
    EXPECT_FALSE(inbox(kim)[0].seen_at);
    house.reopen();
    EXPECT_THAT(kinds(kim), ElementsAre(NoticeKind::offered));
    EXPECT_THAT(kinds(sam), IsEmpty());
}

TEST_F(InboxTest, a_clock_warns_is_late_and_climbs) {
    begin(laddered);
    qualify();
    house.wait(3 * hour_micros + 30 * minute_micros);
    house.workspace().drain();
    EXPECT_THAT(kinds(kim), ElementsAre(NoticeKind::due_soon, NoticeKind::offered));
    EXPECT_EQ(inbox(kim)[0].due_at, plus(inbox(kim)[1].at, 4 * hour_micros));
    house.wait(hour_micros);
    house.workspace().drain();
    // The owner is told once that it is late, though the ladder tells them too.
    EXPECT_THAT(kinds(kim),
                ElementsAre(NoticeKind::breached, NoticeKind::due_soon, NoticeKind::offered));
    EXPECT_THAT(kinds(sam), IsEmpty());
    house.wait(hour_micros);
    house.workspace().drain();
    EXPECT_THAT(kinds(sam), ElementsAre(NoticeKind::escalated));
}

TEST_F(InboxTest, what_a_clock_did_while_nobody_served_is_told_at_the_start) {
    begin(laddered);
    qualify();
    house.wait(3 * day_micros);  // the clock stands still for the house: nothing ran
    house.reopen();
    house.workspace().drain();
    EXPECT_THAT(kinds(kim), ::testing::Contains(NoticeKind::breached));
    EXPECT_THAT(kinds(sam), ElementsAre(NoticeKind::escalated));
    house.reopen();
    EXPECT_THAT(kinds(sam), ElementsAre(NoticeKind::escalated));
}

TEST_F(InboxTest, nobody_is_told_of_their_own_doing) {
    begin();
    const ContactId ada = qualify();
    move(ada, HandoffStep::accepted, kim);
    move(ada, HandoffStep::reassigned, sam, sam);
    EXPECT_THAT(kinds(sam), IsEmpty());
    EXPECT_THAT(kinds(kim), ElementsAre(NoticeKind::taken, NoticeKind::offered));
    EXPECT_EQ(inbox(kim)[0].by->name, "Sam");
    move(ada, HandoffStep::reassigned, sam, kim);
    EXPECT_THAT(kinds(kim),
                ElementsAre(NoticeKind::reassigned, NoticeKind::taken, NoticeKind::offered));
}

TEST_F(InboxTest, a_rejection_and_what_is_said_to_it_reach_the_other_side) {
    begin();
    const ContactId ada = qualify();
    move(ada, HandoffStep::rejected, kim, "bad fit");
    ASSERT_THAT(kinds(lea), ElementsAre(NoticeKind::rejected));
    EXPECT_EQ(inbox(lea)[0].reason, "bad fit");
    const auto say = [&](handoff::Answer answer, const std::string& by) {
        house.wait(second_micros);
        const auto said = house.run([&](Desk& desk) {
            return answer_rejection(
                desk, {.contact = ada, .answer = answer, .note = "look again"}, {.by = by});
        });
        ASSERT_TRUE(said) << said.error().message;
    };
    say(handoff::Answer::disputed, lea);
    EXPECT_THAT(kinds(kim), ElementsAre(NoticeKind::disputed, NoticeKind::offered));
    say(handoff::Answer::upheld, sam);
    ASSERT_THAT(kinds(lea), ElementsAre(NoticeKind::answered, NoticeKind::rejected));
    EXPECT_EQ(inbox(lea)[0].reason, "upheld");
}

TEST_F(InboxTest, a_mention_goes_with_its_note_and_comes_back_with_it) {
    begin();
    const ContactId ada = qualify();
    house.wait(second_micros);
    const auto note = house.run([&](Desk& desk) {
        return add_note(desk, {.text = "@Sam please", .contact = ada}, {.by = kim});
    });
    ASSERT_THAT(kinds(sam), ElementsAre(NoticeKind::mentioned));
    EXPECT_EQ(inbox(sam)[0].text, "@Sam please");
    const auto undone =
        house.run([&](Desk& desk) { return undo(desk, note->recorded, {.by = kim}); });
    ASSERT_TRUE(undone) << undone.error().message;
    EXPECT_THAT(kinds(sam), IsEmpty());
    EXPECT_EQ(unseen(sam), 0);
    ASSERT_TRUE(house.run([&](Desk& desk) {
        desk.record(ledger::Voided{.positions = undone->recorded}, {.by = kim});
        return Result<Receipt>(Receipt{});
    }));
    EXPECT_THAT(kinds(sam), ElementsAre(NoticeKind::mentioned));
}

TEST_F(InboxTest, what_was_seen_stays_so_and_can_be_taken_back) {
    begin();
    const ContactId ada = qualify("u1");
    qualify("u2");
    const auto all = inbox(kim);
    ASSERT_EQ(all.size(), 2U);
    const std::int64_t newest = std::stoll(all[0].id);
    const std::int64_t oldest = std::stoll(all[1].id);
    EXPECT_THAT(see(house.workspace(), {.person = kim, .ids = {oldest}}).value(),
                ElementsAre(oldest));
    EXPECT_EQ(unseen(kim), 1);
    EXPECT_THAT(see(house.workspace(), {.person = sam, .ids = {newest}}).value(), IsEmpty());
    const auto receipts = receipts_of(house.workspace(), ada).value();
    ASSERT_EQ(receipts.size(), 1U);
    EXPECT_EQ(receipts[0].who.name, "Kim Weber");
    EXPECT_EQ(receipts[0].seen_at, house.now());
    house.wait(hour_micros);
    const auto rest = see(house.workspace(), {.person = kim, .until = newest}).value();
    EXPECT_THAT(rest, ElementsAre(newest));
    house.reopen();
    EXPECT_EQ(unseen(kim), 0);
    ASSERT_TRUE(unsee(house.workspace(), kim, rest));
    EXPECT_EQ(unseen(kim), 1);
    EXPECT_EQ(inbox(kim, true).at(0).id, std::to_string(newest));
}

TEST_F(InboxTest, who_was_erased_is_named_nowhere) {
    begin();
    const ContactId ada = qualify();
    ASSERT_EQ(unseen(kim), 1);
    ASSERT_TRUE(
        house.workspace().erase({.contact = ada, .why = "asked"}, {.by = "ada@house.test"}));
    EXPECT_THAT(inbox(kim), IsEmpty());
    EXPECT_EQ(unseen(kim), 0);
}

TEST_F(InboxTest, a_history_rings_no_bell) {
    begin();
    const auto made = house.run([&](Desk& desk) {
        return create_contact(desk, {.properties = {{"first_name", "Old"}}}, {.by = "import:1"});
    });
    const ContactId old{std::stoll(made->id)};
    ASSERT_TRUE(house.run([&](Desk& desk) {
        desk.record(ledger::HandoffMoved{.contact = old,
                                         .step = HandoffStep::offered,
                                         .reason = {},
                                         .owner = kim,
                                         .note = {}},
                    {.by = "import:1", .at = plus(house.now(), -2 * day_micros)});
        return Result<Receipt>(Receipt{});
    }));
    EXPECT_THAT(inbox(kim),
                ::testing::Not(
                    ::testing::Contains(::testing::Field(&NoticeView::kind, NoticeKind::offered))));
}

}  // namespace
}  // namespace baton::engine
