#include <cstddef>
#include <cstdint>
#include <gtest/gtest.h>
#include <memory>
#include <string>
#include <vector>

#include "base/instant.hpp"
#include "http/rate_limit.hpp"
#include "http/sse.hpp"

namespace baton::http {
namespace {

constexpr Instant start{1'000'000'000};

Instant after(std::int64_t micros) {
    return plus(start, micros);
}

TEST(RateLimit, a_burst_then_one_for_each_interval) {
    RateLimit limit({.interval_micros = second_micros, .burst = 3});
    EXPECT_FALSE(limit.admit("a", start));
    EXPECT_FALSE(limit.admit("a", start));
    EXPECT_FALSE(limit.admit("a", start));
    EXPECT_EQ(limit.admit("a", start), 1);
    EXPECT_FALSE(limit.admit("b", start));
    EXPECT_EQ(limit.admit("a", after(second_micros - 1)), 1);
    EXPECT_FALSE(limit.admit("a", after(second_micros)));
    EXPECT_EQ(limit.admit("a", after(second_micros)), 1);
}

TEST(RateLimit, the_wait_is_whole_seconds_and_never_long) {
    RateLimit limit({.interval_micros = hour_micros, .burst = 1});
    EXPECT_FALSE(limit.check("a", start));
    EXPECT_FALSE(limit.admit("a", start));
    EXPECT_EQ(limit.check("a", start), 300);
    EXPECT_EQ(limit.admit("a", after(hour_micros - 1'500'000)), 2);
}

TEST(RateLimit, memory_is_bounded_and_idle_keys_are_forgotten) {
    RateLimit limit({.interval_micros = second_micros, .burst = 1}, 10);
    for (int key = 0; key < 10; ++key) {
        EXPECT_FALSE(limit.admit(std::to_string(key), start));
    }
    EXPECT_FALSE(limit.admit("eleventh", start));
    EXPECT_EQ(limit.admit("twelfth", start), 1);
    EXPECT_EQ(limit.key_count(), 10U);
    EXPECT_FALSE(limit.admit("later", after(5 * second_micros)));
    EXPECT_EQ(limit.key_count(), 1U);
}

TEST(EventHub, what_is_published_twice_waits_once) {
    EventHub hub;
    const auto page = hub.subscribe();
    ASSERT_TRUE(page.has_value());
    int woken = 0;
    (*page)->on_publish([&] { ++woken; });
    hub.publish(std::vector<std::string>{"deals", "contact:1"});
    hub.publish(std::vector<std::string>{"deals"});
    EXPECT_EQ(woken, 1);
    EXPECT_EQ((*page)->take(), (std::vector<std::string>{"contact:1", "deals"}));
    EXPECT_TRUE((*page)->take().empty());
    hub.publish(std::vector<std::string>{"deals"});
    EXPECT_EQ(woken, 2);
}

TEST(EventHub, a_flood_becomes_everything) {
    EventHub hub;
    const auto page = hub.subscribe();
    std::vector<std::string> topics;
    for (int contact = 0; contact < 300; ++contact) {
        topics.push_back("contact:" + std::to_string(contact));
    }
    hub.publish(topics);
    hub.publish(std::vector<std::string>{"deals"});
    EXPECT_EQ((*page)->take(), std::vector<std::string>{"everything"});
}

TEST(EventHub, a_page_that_left_is_forgotten) {
    EventHub hub;
    auto page = hub.subscribe();
    EXPECT_EQ(hub.subscriber_count(), 1U);
    page->reset();
    EXPECT_EQ(hub.subscriber_count(), 0U);
}

TEST(EventHub, has_room_for_so_many_only) {
    EventHub hub;
    std::vector<std::shared_ptr<Subscriber>> pages;
    for (std::size_t page = 0; page < subscribers_max; ++page) {
        pages.push_back(*hub.subscribe());
    }
    EXPECT_FALSE(hub.subscribe());
    pages.pop_back();
    EXPECT_TRUE(hub.subscribe());
}

TEST(EventHub, an_event_is_one_line_of_data) {
    EXPECT_EQ(render_change({"a\nb", "c"}),
              "event: change\ndata: {\"topics\":[\"a\\nb\",\"c\"]}\n\n");
}

}  // namespace
}  // namespace baton::http
