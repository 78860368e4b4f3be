#include "ledger/timeline.hpp"

#include <cstdint>
#include <gtest/gtest.h>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/few.hpp"
#include "base/id.hpp"
#include "base/instant.hpp"
#include "base/value.hpp"
#include "ledger/event.hpp"
#include "ledger/subject.hpp"
#include "ledger/timeline_records.hpp"

namespace baton::ledger {
namespace {

static_assert(sizeof(Touch) <= 24);

const ContactId ada{1024};
const ContactId bob{2048};
const VisitorId visitor{1024};

// Adds events in order of receipt, each in the next position of bucket 0.
class TimelineTest : public ::testing::Test {
protected:
    Position add(std::int64_t at, What what) {
        const auto lines = lines_of(what);
        const Position position{.bucket = 0, .sub = 0, .seq = ++seq_};
        timeline_.add({.at = {at},
                       .received = {1'000'000},
                       .order = order_,
                       .position = position,
                       .by = "kim",
                       .cause = {},
                       .what = std::move(what)});
        order_ += lines;
        return position;
    }

    Position touch(std::int64_t at, ContactId contact, VisitorId anonymous = {}) {
        Touched touched;
        touched.contact = contact;
        touched.visitor = anonymous;
        touched.kind = at % 2 == 0 ? "Form Submitted" : "form_submitted";
        touched.fields = {{"path", std::string("/a")}};
        return add(at, touched);
    }

    [[nodiscard]] std::vector<std::int64_t> touched_at(ContactId contact) const {
        std::vector<std::int64_t> all;
        for (const auto& each : timeline_.find(contact)->all().touches) {
            all.push_back(each.at.micros);
        }
        return all;
    }

    [[nodiscard]] std::string title(ContactId contact, std::int64_t at) const {
        const auto value = timeline_.value(*timeline_.find(contact), "job_title", {at});
        return known(value) ? std::get<std::string>(value) : "unknown";
    }

    static ContactChanged titled(ContactId contact, const std::string& title) {
        return {.contact = contact, .properties = {{"job_title", title}}};
    }

    Timeline timeline_;
    std::int64_t seq_ = 0;
    std::uint64_t order_ = 1;
};

using Numbers = std::vector<std::int64_t>;

TEST_F(TimelineTest, KeepsLateTouchesInEventOrderAndEqualOnesUnderOneShape) {
    touch(30, ada);
    touch(10, ada);
    touch(20, ada);
    EXPECT_EQ(touched_at(ada), (Numbers{10, 20, 30}));
    const auto& touches = timeline_.find(ada)->all().touches;
    EXPECT_EQ(touches[0].shape, touches.back().shape);
    EXPECT_EQ(timeline_.touches(), 3U);
}

TEST_F(TimelineTest, PropertiesAreAsOf) {
    add(20, titled(ada, "CFO"));
    add(10, titled(ada, "Intern"));
    add(20, titled(ada, "CEO"));
    EXPECT_EQ(title(ada, 9), "unknown");
    EXPECT_EQ(title(ada, 10), "Intern");
    EXPECT_EQ(title(ada, 20), "CEO");
    EXPECT_EQ(timeline_.types().contact.at("job_title"), ValueType::text);
}

TEST_F(TimelineTest, AVoidOfAVoidRestores) {
    const auto first = touch(10, ada);
    const auto changed = add(11, titled(ada, "CFO"));
    const auto undone = add(12, Voided{.positions = {first, changed}});
    EXPECT_EQ(touched_at(ada), Numbers{});
    EXPECT_EQ(title(ada, 20), "unknown");
    add(13, Voided{.positions = {undone}});
    EXPECT_EQ(touched_at(ada), Numbers{10});
    EXPECT_EQ(title(ada, 20), "CFO");
}

// A deal's change of several properties is one line: it takes one order, and goes as a whole.
TEST_F(TimelineTest, ADealsChangeIsTakenBackWhole) {
    const DealId deal{3072};
    const auto says = [&](std::string_view name) {
        return known(timeline_.value(timeline_.find(deal)->properties, name, {20}));
    };
    DealChanged change;
    change.deal = deal;
    change.properties = {{"name", std::string("A")}, {"product", std::string("P")}};
    const auto changed = add(10, change);
    const auto touched = touch(11, ada);
    add(12, Voided{.positions = {touched}});
    EXPECT_TRUE(says("name"));
    EXPECT_TRUE(says("product"));
    add(13, Voided{.positions = {changed}});
    EXPECT_FALSE(says("name"));
    EXPECT_FALSE(says("product"));
}

// The ids of those whom the last void concerned.
std::vector<std::int64_t> ids_of(const Timeline& timeline, const std::vector<Slot>& slots) {
    std::vector<std::int64_t> ids;
    for (const Slot slot : slots) {
        ids.push_back(timeline.contacts()[slot].id.value);
    }
    return ids;
}

TEST_F(TimelineTest, AVoidConcernsThoseWhoseEventsItTakesOut) {
    const CompanyId acme{3072};
    const auto touched = touch(10, ada);
    touch(11, bob);
    const auto seen = touch(12, {}, visitor);
    add(13, Linked{.visitor = visitor, .contact = bob});
    add(14, CompanySet{.contact = bob, .company = acme});
    const auto grown =
        add(15,
            CompanyChanged{
                .company = acme, .external_id = "c", .properties = {{"employees", Decimal{5}}}});

    add(20, Voided{.positions = {touched}});
    EXPECT_EQ(ids_of(timeline_, timeline_.reach_of_last_void().contacts), Numbers{ada.value});
    EXPECT_TRUE(timeline_.reach_of_last_void().companies.empty());

    add(21, Voided{.positions = {seen}});
    EXPECT_EQ(ids_of(timeline_, timeline_.reach_of_last_void().contacts), Numbers{bob.value});
    EXPECT_EQ(touched_at(bob), Numbers{11});

    const auto undone = add(22, Voided{.positions = {grown}});
    EXPECT_TRUE(timeline_.reach_of_last_void().contacts.empty());
    EXPECT_EQ(ids_of(timeline_, timeline_.reach_of_last_void().readers), Numbers{bob.value});
    EXPECT_EQ(timeline_.reach_of_last_void().companies.size(), 1U);

    add(23, Voided{.positions = {undone}});
    EXPECT_EQ(ids_of(timeline_, timeline_.reach_of_last_void().readers), Numbers{bob.value});
    add(24, Voided{.positions = {touched}});
    EXPECT_TRUE(timeline_.reach_of_last_void().readers.empty()) << "it was out already";
}

// Positions as the store gives them: every entry in its subject's bucket.
TEST(Voids, FindEntriesInTheirBuckets) {
    Timeline timeline;
    std::uint64_t order = 0;
    std::map<std::int32_t, std::int64_t> last;
    const auto add = [&](What what) {
        const std::int32_t bucket = subject_of(what).bucket();
        const Position position{.bucket = bucket, .sub = 0, .seq = ++last[bucket]};
        timeline.add({.at = {static_cast<std::int64_t>(++order)},
                      .received = {1'000'000},
                      .order = order,
                      .position = position,
                      .by = "kim",
                      .cause = {},
                      .what = std::move(what)});
        return position;
    };
    const auto touch = [&](ContactId contact) {
        Touched touched;
        touched.contact = contact;
        touched.kind = "page_view";
        return add(touched);
    };
    const ContactId eve{1029};
    const ContactId joe{7 * 1024 + 9};
    touch(eve);
    const Position second = touch(joe);
    const Position merge = add(Merged{.from = joe, .into = eve});
    EXPECT_EQ(timeline.find(eve)->all().touches.size(), 2U);
    const Position undone = add(Voided{.positions = {merge, second}});
    EXPECT_EQ(timeline.find(eve)->all().touches.size(), 1U);
    EXPECT_TRUE(timeline.find(joe)->all().touches.empty());
    const Position again = add(Voided{.positions = {undone}});
    EXPECT_EQ(timeline.find(eve)->all().touches.size(), 2U);
    add(Voided{.positions = {again}});
    EXPECT_EQ(timeline.find(eve)->all().touches.size(), 1U);
    EXPECT_EQ(ids_of(timeline, timeline.reach_of_last_void().contacts),
              (Numbers{eve.value, joe.value}));
}

TEST_F(TimelineTest, AVisitorsTouchesArriveWithTheLink) {
    touch(10, {}, visitor);
    add(20, Linked{.visitor = visitor, .contact = ada});
    touch(30, {}, visitor);
    const auto& all = timeline_.find(ada)->all();
    EXPECT_EQ(touched_at(ada), (Numbers{10, 30}));
    EXPECT_EQ(all.visible_from, (Few<Instant>{{20}, {30}}));
    EXPECT_EQ(timeline_.contact_of(*timeline_.find(visitor), {10}, {19}), no_slot);
}

TEST_F(TimelineTest, AMergeFillsUnknownPropertiesAndUnmergeTakesThemBack) {
    add(5, titled(bob, "CFO"));
    touch(6, bob);
    add(7, ContactCreated{.contact = ada, .external_id = "ada", .properties = {}});
    const auto merge = add(10, Merged{.from = bob, .into = ada});
    EXPECT_EQ(title(ada, 9), "unknown");
    EXPECT_EQ(title(ada, 10), "CFO");
    EXPECT_EQ(touched_at(ada), Numbers{6});
    add(11, Voided{.positions = {merge}});
    EXPECT_EQ(title(ada, 10), "unknown");
    EXPECT_EQ(touched_at(ada), Numbers{});
}

TEST_F(TimelineTest, PositionsLeadToOrdersAndBack) {
    const auto created = add(1,
                             ContactCreated{.contact = ada,
                                            .external_id = "a",
                                            .properties = {{"email", Value(std::string("x"))}}});
    const auto next = touch(2, ada);
    EXPECT_EQ(timeline_.order_of(created), 1U);
    EXPECT_EQ(timeline_.order_of({.bucket = 0, .sub = 1, .seq = created.seq}), 2U);
    EXPECT_EQ(timeline_.order_of(next), 3U);
    EXPECT_EQ(timeline_.position_of(2), created);
    EXPECT_EQ(timeline_.order_of({.bucket = 5, .sub = 0, .seq = 1}), std::nullopt);
}

}  // namespace
}  // namespace baton::ledger
