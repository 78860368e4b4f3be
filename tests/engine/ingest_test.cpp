#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <string>

#include "engine/contact_commands.hpp"
#include "engine/house.hpp"
#include "engine/quarantine.hpp"

namespace baton::testing {
namespace {

using ::testing::HasSubstr;

Value text(std::string_view words) {
    return std::string(words);
}

class Ingest : public ::testing::Test {
protected:
    House house;
};

TEST_F(Ingest, a_message_enters_once_however_often_it_is_sent) {
    const std::string message = pricing_view("ada", "m1");
    EXPECT_EQ(house.send_one(message).accepted, 1U);
    const auto again = house.send_one(message);
    EXPECT_EQ(again.accepted, 0U);
    EXPECT_EQ(again.duplicate, 1U);
    EXPECT_EQ(house.touches_of("ada"), 1U);
}

TEST_F(Ingest, a_message_repeated_within_its_batch_enters_once) {
    const auto message = pricing_view("ada", "m1");
    const auto outcome = house.send(R"({"batch":[)" + message + "," + message + "]}");
    EXPECT_EQ(outcome.accepted, 1U);
    EXPECT_EQ(outcome.duplicate, 1U);
    EXPECT_EQ(house.touches_of("ada"), 1U);
}

TEST_F(Ingest, it_is_remembered_over_a_restart_with_its_content) {
    house.send_one(pricing_view("ada", "m1"));
    house.send_one(
        R"({"type":"identify","userId":"ada","messageId":"i1","traits":{"title":"CTO"}})");
    house.reopen();
    EXPECT_EQ(house.send_one(pricing_view("ada", "m1")).duplicate, 1U);
    EXPECT_EQ(house.send_one(pricing_view("eve", "m1")).rejected.size(), 1U);
    const auto other = house.send_one(
        R"({"type":"identify","userId":"ada","messageId":"i1","traits":{"title":"CEO"}})");
    EXPECT_EQ(other.rejected.size(), 1U);
    EXPECT_EQ(house.property("ada", "job_title"), text("CTO"));
}

TEST_F(Ingest, the_same_id_of_another_source_is_another_message) {
    const std::string body = R"({"batch":[)" + pricing_view("ada", "m1") + "]}";
    house.send(body, false, "site");
    EXPECT_EQ(house.send(body, false, "shop").accepted, 1U);
    EXPECT_EQ(house.touches_of("ada"), 2U);
}

TEST_F(Ingest, the_same_id_with_other_content_is_kept_aside_and_changes_nothing) {
    house.send_one(pricing_view("ada", "m1"));
    const auto before = house.head();
    const auto outcome = house.send_one(
        R"({"type":"page","userId":"ada","messageId":"m1","properties":{"path":"/about"}})");
    ASSERT_EQ(outcome.rejected.size(), 1U);
    EXPECT_THAT(outcome.rejected[0].reason, HasSubstr("other content"));
    EXPECT_EQ(house.head(), before);
    const auto kept = engine::list_quarantine(house.workspace(), 0, 10).value();
    ASSERT_EQ(kept.size(), 1U);
    EXPECT_EQ(kept[0].source, "site");
    EXPECT_THAT(kept[0].body, HasSubstr("/about"));
}

TEST_F(Ingest, one_bad_message_does_not_fail_its_batch) {
    const auto outcome =
        house.send(R"({"batch":[{"type":"track","messageId":"bad"},)" + pricing_view("ada", "m1") +
                   R"(,{"type":"nonsense","userId":"ada"}]})");
    EXPECT_EQ(outcome.accepted, 1U);
    ASSERT_EQ(outcome.rejected.size(), 2U);
    EXPECT_EQ(outcome.rejected[0].index, 0U);
    EXPECT_EQ(outcome.rejected[1].index, 2U);
    EXPECT_EQ(engine::list_quarantine(house.workspace(), 0, 10).value().size(), 2U);
}

TEST_F(Ingest, a_message_kept_aside_can_be_taken_in_once) {
    house.send_one(pricing_view("ada", "m1"));
    house.send_one(
        R"({"type":"page","userId":"ada","messageId":"m1","properties":{"path":"/about"}})");
    const auto id = engine::list_quarantine(house.workspace(), 0, 10).value().at(0).id;
    ASSERT_TRUE(engine::replay_quarantined(house.workspace(), id, false));
    EXPECT_EQ(house.touches_of("ada"), 2U);
    EXPECT_TRUE(engine::list_quarantine(house.workspace(), 0, 10).value().empty());
    const auto again = engine::replay_quarantined(house.workspace(), id, false);
    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().failure, Failure::conflict);
    EXPECT_EQ(house.touches_of("ada"), 2U);
}

TEST_F(Ingest, identify_creates_the_contact_and_later_ones_change_what_differs) {
    house.send_one(
        R"({"type":"identify","userId":"ada","messageId":"i1","traits":{"email":"ada@acme.test","firstName":"Ada","title":"Head of IT"}})");
    EXPECT_EQ(house.property("ada", "email"), text("ada@acme.test"));
    EXPECT_EQ(house.property("ada", "first_name"), text("Ada"));
    const auto before = house.head();
    house.send_one(
        R"({"type":"identify","userId":"ada","messageId":"i2","traits":{"email":"ada@acme.test","title":"Head of IT"}})");
    EXPECT_EQ(house.head(), before) << "nothing was new";
    house.send_one(
        R"({"type":"identify","userId":"ada","messageId":"i3","traits":{"title":"CIO"}})");
    EXPECT_EQ(house.property("ada", "job_title"), text("CIO"));
    EXPECT_EQ(house.contacts(), 1U);
}

TEST_F(Ingest, what_a_visitor_did_before_belongs_to_the_contact_after_the_link) {
    house.send_one(
        R"({"type":"page","anonymousId":"v1","messageId":"p1","properties":{"path":"/pricing"}})");
    EXPECT_EQ(house.contacts(), 0U);
    house.send_one(
        R"({"type":"identify","userId":"ada","anonymousId":"v1","messageId":"i1","traits":{}})");
    EXPECT_EQ(house.touches_of("ada"), 1U);
    const auto links = [&] {
        return house.read([](const engine::Workspace::View& view) {
            return view.timeline.visitors()[0].links.size();
        });
    };
    EXPECT_EQ(links(), 1U);
    house.send_one(
        R"({"type":"page","userId":"ada","anonymousId":"v1","messageId":"p2","properties":{"path":"/a"}})");
    EXPECT_EQ(links(), 1U) << "linked once";
    EXPECT_EQ(house.touches_of("ada"), 2U);
}

TEST_F(Ingest, a_known_address_finds_its_contact_under_another_user_id) {
    house.send_one(
        R"({"type":"identify","userId":"crm-1","messageId":"i1","traits":{"email":"ada@acme.test"}})");
    house.send_one(
        R"({"type":"identify","userId":"app-9","messageId":"i2","traits":{"email":"Ada@Acme.test"}})");
    house.send_one(pricing_view("app-9", "m1"));
    EXPECT_EQ(house.contacts(), 1U);
    EXPECT_EQ(house.touches_of("crm-1"), 1U);
}

TEST_F(Ingest, an_address_of_another_contact_is_not_taken_over) {
    house.send_one(
        R"({"type":"identify","userId":"ada","messageId":"i1","traits":{"email":"ada@acme.test"}})");
    house.send_one(
        R"({"type":"identify","userId":"bob","messageId":"i2","traits":{"email":"bob@acme.test"}})");
    const auto outcome = house.send_one(
        R"({"type":"identify","userId":"bob","messageId":"i3","traits":{"email":"ada@acme.test"}})");
    EXPECT_EQ(outcome.accepted, 1U);
    ASSERT_EQ(outcome.reported.size(), 1U);
    EXPECT_THAT(outcome.reported[0].reason, HasSubstr("another contact"));
    EXPECT_EQ(house.property("bob", "email"), text("bob@acme.test"));
}

TEST_F(Ingest, a_page_may_add_but_not_overwrite_what_others_said) {
    house.send_one(
        R"({"type":"identify","userId":"ada","messageId":"i1","traits":{"title":"CIO"}})");
    const std::string wish =
        R"({"type":"identify","userId":"ada","messageId":"i2","traits":{"title":"Hacker","phone":"1"}})";
    house.send(R"({"batch":[)" + wish + "]}", true, "web");
    EXPECT_EQ(house.property("ada", "job_title"), text("CIO"));
    EXPECT_EQ(house.property("ada", "phone"), text("1"));
    const std::string later =
        R"({"type":"identify","userId":"ada","messageId":"i3","traits":{"phone":"2"}})";
    house.send(R"({"batch":[)" + later + "]}", true, "web");
    EXPECT_EQ(house.property("ada", "phone"), text("2")) << "its own words it may change";
}

TEST_F(Ingest, a_page_may_not_send_what_only_a_server_knows) {
    const auto outcome = house.send_one(
        R"({"type":"track","userId":"ada","messageId":"d1","event":"Deal Won"})", true);
    EXPECT_EQ(outcome.rejected.size(), 1U);
    EXPECT_EQ(house.contacts(), 0U);
}

TEST_F(Ingest, blocked_ids_name_nobody_and_are_reported) {
    const auto outcome = house.send_one(
        R"({"type":"page","userId":"undefined","anonymousId":"v1","messageId":"p1","properties":{"path":"/a"}})");
    EXPECT_EQ(outcome.accepted, 1U);
    ASSERT_EQ(outcome.reported.size(), 1U);
    EXPECT_THAT(outcome.reported[0].reason, HasSubstr("undefined"));
    EXPECT_EQ(house.contacts(), 0U);
}

TEST_F(Ingest, group_sets_the_company_with_its_properties) {
    house.send_one(R"({"type":"identify","userId":"ada","messageId":"i1","traits":{}})");
    house.send_one(
        R"({"type":"group","userId":"ada","groupId":"acme","messageId":"g1","traits":{"name":"Acme","employees":120}})");
    const auto found = house.read([&](const engine::Workspace::View& view) {
        const auto* contact = view.timeline.find(view.directory.contact_by_external_id("ada"));
        const auto* company = view.timeline.company_of(*contact, Instant::latest());
        return company == nullptr
                   ? std::pair<std::string, Value>()
                   : std::pair(
                         company->external_id,
                         view.timeline.value(company->properties, "employees", Instant::latest()));
    });
    EXPECT_EQ(found.first, "acme");
    EXPECT_EQ(found.second, Value(Decimal{120 * decimal_one}));
}

TEST_F(Ingest, alias_links_a_visitor_but_never_two_contacts) {
    house.send_one(
        R"({"type":"page","anonymousId":"old","messageId":"p1","properties":{"path":"/a"}})");
    house.send_one(R"({"type":"identify","userId":"ada","messageId":"i1","traits":{}})");
    house.send_one(R"({"type":"alias","userId":"ada","previousId":"old","messageId":"a1"})");
    EXPECT_EQ(house.touches_of("ada"), 1U);
    house.send_one(R"({"type":"identify","userId":"bob","messageId":"i2","traits":{}})");
    const auto before = house.head();
    house.send_one(R"({"type":"alias","userId":"ada","previousId":"bob","messageId":"a2"})");
    EXPECT_EQ(house.head(), before);
}

TEST_F(Ingest, a_trait_of_another_type_is_left_out_and_reported) {
    house.send_one(
        R"({"type":"identify","userId":"ada","messageId":"i1","traits":{"seats":5,"title":"CIO"}})");
    const auto outcome = house.send_one(
        R"({"type":"identify","userId":"ada","messageId":"i2","traits":{"seats":"many","phone":"1"}})");
    EXPECT_EQ(outcome.accepted, 1U);
    ASSERT_EQ(outcome.reported.size(), 1U);
    EXPECT_THAT(outcome.reported[0].reason, HasSubstr("seats"));
    EXPECT_EQ(house.property("ada", "seats"), Value(Decimal{5 * decimal_one}));
    EXPECT_EQ(house.property("ada", "phone"), text("1"));
}

TEST_F(Ingest, two_looks_at_pricing_make_an_mql_who_is_handed_off) {
    house.agree();
    house.send_one(pricing_view("ada", "m1"));
    house.wait(minute_micros);
    house.send_one(pricing_view("ada", "m2"));
    const auto offered = house.read([&](const engine::Workspace::View& view) {
        const auto* contact = view.timeline.find(view.directory.contact_by_external_id("ada"));
        const auto* last = ledger::Timeline::last_handoff(*contact, Instant::latest());
        return last == nullptr ? std::string() : view.timeline.dictionary().name(last->owner);
    });
    EXPECT_EQ(offered, "kim@house.test");
}

}  // namespace
}  // namespace baton::testing
