// When people are told: quiet hours and digests, on the wall clock of their zone.
#include "engine/notice_wishes.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>
#include <string>

#include "engine/house.hpp"

namespace baton::engine {
namespace {

using baton::testing::House;

Instant at(const std::string& text) {
    return parse_instant(text).value();
}

const TimeZone berlin = TimeZone::find("Europe/Berlin").value();

TEST(Wishes, quiet_hours_hold_back_until_they_end) {
    const NoticeWishes usual;  // quiet from 20:00 to 07:00
    const auto told = [&](const std::string& when, NoticeKind kind = NoticeKind::offered) {
        return mail_at(usual, kind, berlin, at(when));
    };
    EXPECT_EQ(told("2026-03-02T18:59:59Z"), at("2026-03-02T18:59:59Z"));
    EXPECT_EQ(told("2026-03-02T19:00:00Z"), at("2026-03-03T06:00:00Z"));
    EXPECT_EQ(told("2026-03-03T03:00:00Z"), at("2026-03-03T06:00:00Z"));
    EXPECT_EQ(told("2026-03-03T06:00:00Z"), at("2026-03-03T06:00:00Z"));
    EXPECT_EQ(told("2026-03-28T21:00:00Z"), at("2026-03-29T05:00:00Z"));  // summer time begins
    EXPECT_EQ(told("2026-03-02T12:00:00Z", NoticeKind::praised), std::nullopt);
    NoticeWishes urgent;
    urgent.urgent = {NoticeKind::breached};
    EXPECT_EQ(mail_at(urgent, NoticeKind::breached, berlin, at("2026-03-03T01:00:00Z")),
              at("2026-03-03T01:00:00Z"));
    EXPECT_EQ(mail_at(urgent, NoticeKind::due_soon, berlin, at("2026-03-03T01:00:00Z")),
              at("2026-03-03T06:00:00Z"));
}

TEST(Wishes, the_same_hour_twice_is_no_quiet_hour) {
    NoticeWishes none;
    none.quiet_from = 0;
    none.quiet_to = 0;
    EXPECT_FALSE(is_quiet(none, berlin, at("2026-03-02T23:00:00Z")));
    EXPECT_FALSE(is_quiet(none, berlin, at("2026-03-02T12:00:00Z")));
}

RC_GTEST_PROP(WishesProperties, MailIsNeverEarlyAndWaitsNoLongerThanTheQuietHours, ()) {
    NoticeWishes wishes;
    wishes.quiet_from = *rc::gen::inRange(0, 1440);
    wishes.quiet_to = *rc::gen::inRange(0, 1440);
    const Instant now{1'772'000'000'000'000 + *rc::gen::inRange(0, 366 * 1440) * minute_micros};
    const Instant told = mail_at(wishes, NoticeKind::offered, berlin, now).value();
    RC_ASSERT(told >= now);
    RC_ASSERT(is_quiet(wishes, berlin, now) || told == now);
    // Where the clock is put back an hour is quiet twice.
    const int length = (wishes.quiet_to - wishes.quiet_from + 1440) % 1440;
    RC_ASSERT(told.micros - now.micros <= (length + 60) * minute_micros);
    for (Instant between = now; between < told; between = plus(between, 7 * minute_micros)) {
        RC_ASSERT(is_quiet(wishes, berlin, between));
    }
}

TEST(Wishes, a_digest_is_due_at_its_wall_clock_time) {
    NoticeWishes wishes;
    wishes.daily_at = 8 * 60;
    const auto due = [&](DigestSpan span, const std::string& when) {
        return digest_due(wishes, span, berlin, at(when));
    };
    EXPECT_EQ(due(DigestSpan::day, "2026-03-03T06:59:59Z"), at("2026-03-02T07:00:00Z"));
    EXPECT_EQ(due(DigestSpan::day, "2026-03-03T07:00:00Z"), at("2026-03-03T07:00:00Z"));
    // 2 March 2026 is a Monday.
    EXPECT_EQ(due(DigestSpan::week, "2026-03-02T06:00:00Z"), at("2026-02-23T07:00:00Z"));
    EXPECT_EQ(due(DigestSpan::week, "2026-03-08T22:00:00Z"), at("2026-03-02T07:00:00Z"));
    EXPECT_EQ(due(DigestSpan::week, "2026-04-01T00:00:00Z"), at("2026-03-30T06:00:00Z"));
    wishes.weekly_on = std::nullopt;
    EXPECT_EQ(due(DigestSpan::week, "2026-03-08T22:00:00Z"), std::nullopt);
}

TEST(Wishes, are_kept_as_they_were_said) {
    House house;
    const auto held = [&] {
        return house.read(
            [](const Workspace::View& view) { return wishes_of(view.timeline, "kim@house.test"); });
    };
    EXPECT_EQ(held(), NoticeWishes{});
    NoticeWishes wishes;
    wishes.mail.at(static_cast<std::size_t>(NoticeKind::mentioned)) = MailWish::never;
    wishes.urgent = {NoticeKind::escalated, NoticeKind::breached};
    wishes.quiet_from = 0;
    wishes.quiet_to = 0;
    wishes.daily_at = 17 * 60 + 30;
    wishes.weekly_on = std::nullopt;
    const auto say = [&](const NoticeWishes& said) {
        return house.run(
            [&](Desk& desk) { return set_wishes(desk, said, {.by = "kim@house.test"}); });
    };
    ASSERT_TRUE(say(wishes));
    house.reopen();
    EXPECT_EQ(held(), wishes);
    house.wait(second_micros);
    ASSERT_TRUE(say(NoticeWishes{}));
    EXPECT_EQ(held(), NoticeWishes{});
    wishes.urgent = {NoticeKind::praised};
    EXPECT_EQ(say(wishes).error().problems.at(0).where, "/urgent");
    wishes = {};
    wishes.weekly_on = 7;
    EXPECT_EQ(say(wishes).error().problems.at(0).where, "/weekly_on");
    EXPECT_EQ(held(), NoticeWishes{});
}

}  // namespace
}  // namespace baton::engine
