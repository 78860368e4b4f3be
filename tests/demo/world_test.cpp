#include "demo/world.hpp"

#include <algorithm>
#include <cstddef>
#include <gtest/gtest.h>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/calendar.hpp"
#include "base/id.hpp"
#include "base/instant.hpp"
#include "base/result.hpp"
#include "demo/told_world.hpp"
#include "ledger/event.hpp"

namespace baton::demo {

namespace {

using ledger::Draft;
using ledger::HandoffStep;
using testing::counted_ids;
using testing::small_world;
using testing::told;

constexpr std::string_view tuesday_morning = "2026-03-17T09:40:00Z";

template <typename T>
std::vector<std::pair<Instant, T>> all(const std::vector<Draft>& events) {
    std::vector<std::pair<Instant, T>> found;
    for (const Draft& event : events) {
        if (const auto* what = std::get_if<T>(&event.what)) {
            found.emplace_back(event.at, *what);
        }
    }
    return found;
}

std::map<ContactId, std::vector<std::pair<Instant, HandoffStep>>> handoffs(
    const std::vector<Draft>& events) {
    std::map<ContactId, std::vector<std::pair<Instant, HandoffStep>>> by_contact;
    for (const auto& [at, moved] : all<ledger::HandoffMoved>(events)) {
        by_contact[moved.contact].emplace_back(at, moved.step);
    }
    return by_contact;
}

bool may_follow(std::optional<HandoffStep> before, HandoffStep step) {
    switch (step) {
        case HandoffStep::offered:
            return !before || before == HandoffStep::rejected || before == HandoffStep::recycled;
        case HandoffStep::accepted:
        case HandoffStep::rejected: return before == HandoffStep::offered;
        case HandoffStep::recycled:
            return before == HandoffStep::offered || before == HandoffStep::accepted;
        case HandoffStep::converted:
        case HandoffStep::disqualified: return before == HandoffStep::accepted;
        case HandoffStep::expired:
        case HandoffStep::withdrawn:
        case HandoffStep::reassigned: return false;
    }
    return false;
}

TEST(World, SaysTheSameTwice) {
    EXPECT_TRUE(told(small_world(tuesday_morning)) == told(small_world(tuesday_morning)));
    World other = small_world(tuesday_morning);
    other.seed = 8;
    EXPECT_FALSE(told(small_world(tuesday_morning)) == told(other));
}

TEST(World, IsInOrderAndEndsInTime) {
    const World world = small_world(tuesday_morning);
    const auto events = told(world);
    ASSERT_FALSE(events.empty());
    EXPECT_TRUE(std::ranges::is_sorted(events, {}, &Draft::at));
    EXPECT_LE(events.back().at, world.end);
    EXPECT_GT(events.back().at, plus(world.end, -day_micros));
    EXPECT_LT(events.front().at, plus(world.end, -540 * day_micros));
}

TEST(World, HasAsMuchAsWasAskedFor) {
    const auto events = told(small_world(tuesday_morning));
    EXPECT_EQ(all<ledger::Touched>(events).size(), 12'000U);
    EXPECT_EQ(all<ledger::ContactCreated>(events).size(), 400U);
    EXPECT_EQ(all<ledger::CompanyChanged>(events).size(), 72U);
}

TEST(World, MessageIdsAndAddressesAreUnique) {
    const auto events = told(small_world(tuesday_morning));
    std::set<std::string> messages;
    for (const auto& [at, touched] : all<ledger::Touched>(events)) {
        EXPECT_TRUE(messages.insert(touched.message_id).second) << touched.message_id;
        EXPECT_NE(static_cast<bool>(touched.contact), static_cast<bool>(touched.visitor));
    }
    std::set<std::string> addresses;
    for (const auto& [at, created] : all<ledger::ContactCreated>(events)) {
        const auto email = std::get<std::string>(created.properties.front().second);
        EXPECT_TRUE(addresses.insert(email).second) << email;
        EXPECT_TRUE(email.ends_with(".test")) << email;
    }
}

TEST(World, NothingHappensToAContactBeforeItExists) {
    const auto events = told(small_world(tuesday_morning));
    std::map<ContactId, Instant> created;
    for (const auto& [at, contact] : all<ledger::ContactCreated>(events)) {
        created.emplace(contact.contact, at);
    }
    for (const auto& [at, touched] : all<ledger::Touched>(events)) {
        if (touched.contact) {
            ASSERT_TRUE(created.contains(touched.contact));
            EXPECT_GE(at, created.at(touched.contact));
        }
    }
    for (const auto& [at, deal] : all<ledger::DealChanged>(events)) {
        for (const ContactId contact : deal.contacts) {
            EXPECT_GT(at, created.at(contact));
        }
    }
}

TEST(World, HandoffsFollowTheTable) {
    const auto events = told(small_world(tuesday_morning));
    std::size_t closed = 0;
    for (const auto& [contact, steps] : handoffs(events)) {
        std::optional<HandoffStep> before;
        for (const auto& [at, step] : steps) {
            EXPECT_TRUE(may_follow(before, step)) << contact.value;
            before = step;
            closed += step == HandoffStep::converted || step == HandoffStep::rejected ? 1U : 0U;
        }
    }
    EXPECT_GT(closed, 20U);
}

TEST(World, ReasonsAreGivenWhereTheyMustBe) {
    std::size_t returns = 0;
    for (const auto& [at, moved] : all<ledger::HandoffMoved>(told(small_world(tuesday_morning)))) {
        const bool closes = moved.step == HandoffStep::rejected ||
                            moved.step == HandoffStep::recycled ||
                            moved.step == HandoffStep::disqualified;
        EXPECT_EQ(closes, !moved.reason.empty());
        EXPECT_TRUE(moved.owner.ends_with("@lumenfreight.example")) << moved.owner;
        returns += closes ? 1U : 0U;
    }
    EXPECT_GT(returns, 20U);
}

// Whether `at` is in the promised time is asked of working minutes, counted one by one.
int working_minutes(const TimeZone& zone, Instant from, Instant to) {
    int minutes = 0;
    for (Instant at = from; at < to; at = plus(at, minute_micros)) {
        const int minute = zone.minute_of(at);
        const bool open = weekday_of(zone.day_of(at)) < 5 && minute >= 540 && minute < 1'050;
        minutes += open ? 1 : 0;
    }
    return minutes;
}

struct Waiting {
    int open = 0;
    int late = 0;
    int due_today = 0;
};

Waiting waiting_in(const World& world) {
    const auto events = told(world);
    const TimeZone zone = TimeZone::find(time_zone_name).value();
    std::map<ContactId, Instant> answered;
    for (const auto& [at, touched] : all<ledger::Touched>(events)) {
        if (touched.kind == "Call Logged") {
            answered[touched.contact] = at;
        }
    }
    const Instant closing = zone.at_wall_clock(zone.day_of(world.end), 1'050);
    Waiting waiting;
    for (const auto& [contact, steps] : handoffs(events)) {
        if (steps.back().second != HandoffStep::offered) {
            continue;
        }
        ++waiting.open;
        const Instant offered = steps.back().first;
        const bool silent = !answered.contains(contact) || answered.at(contact) < offered;
        const bool late = silent && working_minutes(zone, offered, world.end) >= 240;
        waiting.late += late ? 1 : 0;
        waiting.due_today +=
            silent && !late && working_minutes(zone, offered, closing) >= 239 ? 1 : 0;
    }
    return waiting;
}

TEST(World, SixHandoffsWait) {
    for (const std::string_view end :
         {"2026-03-17T08:10:00Z", "2026-03-17T09:40:00Z", "2026-03-17T16:20:00Z"}) {
        const Waiting waiting = waiting_in(small_world(end));
        EXPECT_EQ(waiting.open, 6) << end;
        EXPECT_EQ(waiting.late, 1) << end;
        EXPECT_EQ(waiting.due_today, 2) << end;
    }
    for (const std::string_view end :
         {"2026-03-15T12:00:00Z", "2026-03-17T21:00:00Z", "2026-01-01T00:01:00Z"}) {
        const Waiting waiting = waiting_in(small_world(end));
        EXPECT_EQ(waiting.open, 6) << end;
        EXPECT_EQ(waiting.late, 1) << end;
    }
}

TEST(World, ADealWasWonYesterday) {
    const World world = small_world(tuesday_morning);
    const TimeZone zone = TimeZone::find(time_zone_name).value();
    const auto deals = all<ledger::DealChanged>(told(world));
    const auto yesterday = std::ranges::count_if(deals, [&](const auto& deal) {
        return deal.second.status_given && deal.second.status == ledger::DealStatus::won &&
               zone.day_of(deal.first).days == zone.day_of(world.end).days - 1;
    });
    EXPECT_GE(yesterday, 1);
}

TEST(World, TheBuyerWaitsToBePlayed) {
    const auto events = told(small_world(tuesday_morning));
    const auto created = all<ledger::ContactCreated>(events);
    const auto found = std::ranges::find_if(created, [](const auto& contact) {
        return contact.second.external_id == buyer().external_id;
    });
    ASSERT_NE(found, created.end());
    EXPECT_EQ(std::get<std::string>(found->second.properties.front().second), buyer().email);
    EXPECT_FALSE(handoffs(events).contains(found->second.contact));
}

TEST(World, AFailureOfTheSinkStopsIt) {
    int given = 0;
    const Done done = generate(small_world(tuesday_morning), [&](Draft&&) -> Done {
        return ++given == 10 ? fail(Failure::broken, "the disk is full") : Done{};
    });
    ASSERT_FALSE(done.has_value());
    EXPECT_EQ(done.error().message, "the disk is full");
    EXPECT_EQ(given, 10);
}

}  // namespace

}  // namespace baton::demo
