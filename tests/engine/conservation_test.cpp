#include "engine/conservation.hpp"

#include <gtest/gtest.h>
#include <string>

#include "engine/handoff_commands.hpp"
#include "engine/handoff_views.hpp"
#include "engine/house.hpp"

namespace baton::testing {
namespace {

using Step = ledger::HandoffStep;

class Handoffs : public ::testing::Test {
protected:
    Handoffs() { house.agree(); }

    void qualify(const std::string& user) {
        house.send_one(pricing_view(user, user + "-1"));
        house.wait(minute_micros);
        house.send_one(pricing_view(user, user + "-2"));
        house.wait(minute_micros);
    }

    Result<engine::Receipt> move(const std::string& user,
                                 Step step,
                                 const std::string& reason = {}) {
        const auto chain = house.read(
            [](const engine::Workspace::View& view) { return view.live.shared_chain(); });
        const auto contact = house.contact(user);
        return house.run([=](engine::Desk& desk) {
            return engine::move_handoff(desk,
                                        *chain,
                                        {.contact = contact, .step = step, .reason = reason},
                                        {.by = "kim@house.test"});
        });
    }

    engine::Conservation sum() {
        return house.read([&](const engine::Workspace::View& view) {
            return engine::conservation(view, house.now());
        });
    }

    engine::HandoffPage list(engine::HandoffFilter filter, std::size_t limit = 50) {
        return house.read([&](const engine::Workspace::View& view) {
            return engine::list_handoffs(
                view,
                {.filter = filter, .owner = {}, .after = {}, .limit = limit, .now = house.now()});
        });
    }

    House house;
};

void expect_whole(const engine::Conservation& sum) {
    EXPECT_EQ(sum.qualified,
              sum.offered + sum.accepted + sum.waiting + sum.closed_total() + sum.dropped);
}

TEST_F(Handoffs, every_qualified_contact_is_counted_once) {
    qualify("ada");
    qualify("bob");
    qualify("eve");
    house.send_one(pricing_view("one-look-only", "o1"));
    ASSERT_TRUE(move("bob", Step::accepted));
    const auto found = sum();
    EXPECT_EQ(found.offered, 2U);
    EXPECT_EQ(found.accepted, 1U) << "it has gone on to SAL, and is in work";
    EXPECT_EQ(found.dropped, 0U);
    EXPECT_EQ(found.qualified, 3U);
    expect_whole(found);
}

TEST_F(Handoffs, a_rejected_contact_is_closed_with_its_reason) {
    qualify("ada");
    house.wait(minute_micros);
    ASSERT_TRUE(move("ada", Step::rejected, "bad fit"));
    const auto found = sum();
    EXPECT_EQ(found.qualified, 1U);
    EXPECT_EQ(found.closed.at("rejected"), 1U);
    EXPECT_EQ(found.closed_reasons.at("rejected").at("bad fit"), 1U);
    EXPECT_EQ(found.dropped, 0U);
    expect_whole(found);
}

TEST_F(Handoffs, with_nobody_to_give_it_to_a_contact_waits_and_says_so) {
    House empty;
    const auto leave = empty.run([](engine::Desk& desk) {
        desk.record(
            ledger::RecordChanged{
                .record = "user", .key = "kim@house.test", .properties = {{"active", false}}},
            {.by = "baton"});
        return Result<engine::Receipt>(engine::Receipt{});
    });
    ASSERT_TRUE(leave);
    empty.agree();
    ASSERT_TRUE(empty.run([](engine::Desk& desk) {
        desk.record(  // the owner of last resort
            ledger::RecordChanged{
                .record = "user", .key = "sam@house.test", .properties = {{"active", false}}},
            {.by = "baton"});
        return Result<engine::Receipt>(engine::Receipt{});
    }));
    empty.send_one(pricing_view("ada", "m1"));
    empty.wait(minute_micros);
    empty.send_one(pricing_view("ada", "m2"));
    const auto found = empty.read([&](const engine::Workspace::View& view) {
        return engine::conservation(view, empty.now());
    });
    EXPECT_EQ(found.waiting, 1U);
    EXPECT_EQ(found.waiting_reasons.at("nobody to offer it to"), 1U);
    EXPECT_EQ(found.dropped, 0U);
    expect_whole(found);
}

TEST_F(Handoffs, a_refused_answer_changes_nothing) {
    qualify("ada");
    const auto before = house.head();
    EXPECT_EQ(move("ada", Step::rejected, "not on the list").error().failure, Failure::invalid);
    EXPECT_EQ(move("ada", Step::rejected).error().failure, Failure::invalid);
    EXPECT_EQ(move("ada", Step::reassigned).error().failure, Failure::refused);
    EXPECT_EQ(house.head(), before);
}

TEST_F(Handoffs, the_list_is_by_what_is_due_first_and_pages_without_gaps) {
    qualify("ada");
    qualify("bob");
    qualify("eve");
    const auto all = list(engine::HandoffFilter::open);
    ASSERT_EQ(all.rows.size(), 3U);
    EXPECT_LT(*all.rows[0].due_at, *all.rows[1].due_at);
    EXPECT_LT(*all.rows[1].due_at, *all.rows[2].due_at);
    const auto first = list(engine::HandoffFilter::open, 2);
    ASSERT_TRUE(first.next);
    const auto second = house.read([&](const engine::Workspace::View& view) {
        return engine::list_handoffs(view,
                                     {.filter = engine::HandoffFilter::open,
                                      .owner = {},
                                      .after = *first.next,
                                      .limit = 2,
                                      .now = house.now()});
    });
    ASSERT_EQ(second.rows.size(), 1U);
    EXPECT_EQ(second.rows[0].contact.id, all.rows[2].contact.id);
    EXPECT_FALSE(second.next);
}

TEST_F(Handoffs, a_row_says_why_and_how_much_time_is_left) {
    qualify("ada");
    const auto row = list(engine::HandoffFilter::open).rows.at(0);
    EXPECT_EQ(row.state, "offered");
    EXPECT_EQ(row.stage, "MQL");
    EXPECT_EQ(row.owner->name, "Kim Weber");
    EXPECT_EQ(row.why, "pricing 2×");
    EXPECT_EQ(row.clock.state, "waiting");
    EXPECT_EQ(row.clock.text, "3 h 59 min left");
    house.wait(5 * hour_micros);
    const auto late = list(engine::HandoffFilter::open).rows.at(0);
    EXPECT_EQ(late.clock.state, "breached");
    ASSERT_EQ(late.breaches.size(), 1U);
    EXPECT_EQ(late.breaches[0].kind, "response");
}

}  // namespace
}  // namespace baton::testing
