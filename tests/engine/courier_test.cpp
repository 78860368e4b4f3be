// Messages to the world outside: which there are, and that each arrives or is known not to have.
#include "engine/courier.hpp"

#include <boost/json.hpp>
#include <chrono>
#include <gtest/gtest.h>
#include <map>
#include <random>
#include <set>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "deliver/receiver.hpp"
#include "deliver/signature.hpp"
#include "engine/contact_commands.hpp"
#include "engine/erasing.hpp"
#include "engine/handoff_commands.hpp"
#include "engine/house.hpp"
#include "engine/webhooks.hpp"

namespace baton::engine {
namespace {

using namespace std::chrono_literals;
using baton::test::Received;
using baton::test::Receiver;
using baton::test::Reply;
using baton::testing::House;
using baton::testing::pricing_view;

constexpr auto reach = deliver::Reach::private_too;

std::unique_ptr<Courier> courier_of(House& house, std::chrono::milliseconds patience = 15s) {
    return Courier::start(
               house.workspace(),
               {.poster = {.reach = reach, .patience = patience},
                .on_trouble = [](const Error& error) { ADD_FAILURE() << error.message; }})
        .value();
}

Webhook told(House& house,
             const std::string& url,
             std::vector<std::string> types,
             const std::string& format = "standard") {
    const auto webhook = add_webhook(house.workspace(),
                                     reach,
                                     {.url = url, .types = std::move(types), .format = format},
                                     "ada@house.test");
    EXPECT_TRUE(webhook) << webhook.error().message;
    return webhook.value();
}

std::vector<Delivery> deliveries(House& house, const Webhook& webhook, std::string state = {}) {
    return list_deliveries(
               house.workspace(), webhook.id, {.state = std::move(state), .limit = 100'000})
        .value();
}

// Waits in real time, while the workspace's clock moves on by a millisecond a turn: receipts rise
// strictly, so what was recorded may lie a little ahead of a clock that stands.
template <typename Is>
::testing::AssertionResult soon(House& house, Is is) {
    for (int turn = 0; turn < 2'000; ++turn) {
        if (is()) return ::testing::AssertionSuccess();
        house.wait(1'000);
        house.workspace().outbound().wake();
        std::this_thread::sleep_for(5ms);
    }
    return ::testing::AssertionFailure() << "not so after 2,000 turns";
}

void make_contact(House& house, const std::string& name) {
    const auto made = house.run([&](Desk& desk) {
        return create_contact(
            desk,
            {.properties = {{"email", name + "@buyers.test"}, {"first_name", name}}},
            {.by = "kim@house.test"});
    });
    ASSERT_TRUE(made) << made.error().message;
}

TEST(Courier, tells_of_a_stage_and_its_handoff_signed) {
    House house;
    house.agree();
    Receiver receiver([](const Received&) { return Reply{}; });
    const Webhook webhook = told(house, receiver.url(), {"stage.entered", "handoff.offered"});
    const auto courier = courier_of(house);
    house.send_one(R"({"type":"identify","userId":"u1","messageId":"i","traits":{)"
                   R"("email":"ada@acme.test","firstName":"Ada"}})");
    house.send_one(pricing_view("u1", "a"));
    house.send_one(pricing_view("u1", "b"));
    ASSERT_TRUE(soon(house, [&] { return deliveries(house, webhook, "delivered").size() == 2; }));
    std::map<std::string, Received> by_type;
    for (const Received& received : receiver.received()) {
        by_type[boost::json::parse(received.body).at("type").as_string().c_str()] = received;
    }
    const Received& offered = by_type.at("handoff.offered");
    const boost::json::value body = boost::json::parse(offered.body);
    EXPECT_EQ(body.at_pointer("/data/contact/name"), "Ada");
    EXPECT_EQ(body.at_pointer("/data/contact/id"),
              std::to_string(house.contact("u1").value).c_str());
    EXPECT_EQ(body.at_pointer("/data/owner/name"), "Kim Weber");
    EXPECT_EQ(boost::json::parse(by_type.at("stage.entered").body).at_pointer("/data/stage"),
              "MQL");
    const Instant at{.micros = std::stoll(offered.headers.at("webhook-timestamp")) * second_micros};
    EXPECT_EQ(offered.headers.at("webhook-signature"),
              deliver::signature(webhook.key, offered.headers.at("webhook-id"), at, offered.body));
}

TEST(Courier, nobody_is_told_what_nobody_asked_for) {
    House house;
    Receiver receiver([](const Received&) { return Reply{}; });
    const Webhook other = told(house, receiver.url(), {"deal.won"});
    make_contact(house, "Ada");
    EXPECT_TRUE(deliveries(house, other).empty());
    const Webhook off = told(house, receiver.url(), {"contact.created"});
    ASSERT_TRUE(change_webhook(house.workspace(), reach, off.id, {.active = false}));
    make_contact(house, "Bob");
    EXPECT_TRUE(deliveries(house, off).empty());
}

TEST(Courier, history_is_no_news) {
    House house;
    Receiver receiver([](const Received&) { return Reply{}; });
    const Webhook webhook = told(house, receiver.url(), {"contact.created"});
    const auto made = house.run([&](Desk& desk) {
        return create_contact(desk,
                              {.properties = {{"email", "old@buyers.test"}}},
                              {.by = "import:1", .at = plus(house.now(), -2 * day_micros)});
    });
    ASSERT_TRUE(made);
    EXPECT_TRUE(deliveries(house, webhook).empty());
}

TEST(Courier, what_is_to_be_quiet_is) {
    House house;
    house.agree();
    Receiver receiver([](const Received&) { return Reply{}; });
    const Webhook webhook =
        told(house, receiver.url(), {"contact.created", "deal.created", "stage.entered"});
    const auto made = house.run([&](Desk& desk) {
        desk.batch().quiet.insert("import:1");
        return create_contact(desk,
                              {.properties = {{"email", "silent@buyers.test"}}},
                              {.by = "ada@house.test", .cause = "import:1"});
    });
    ASSERT_TRUE(made);
    EXPECT_TRUE(deliveries(house, webhook).empty());
    make_contact(house, "Ada");
    EXPECT_EQ(deliveries(house, webhook).size(), 1U);
}

TEST(Courier, a_message_says_what_people_are_called_when_it_is_sent) {
    House house;
    Receiver receiver([](const Received&) { return Reply{}; });
    const Webhook webhook = told(house, receiver.url(), {"contact.created"});
    make_contact(house, "Ada");
    const auto erased =
        house.workspace().erase({.contact = house.read([](const Workspace::View& view) {
                                     return view.timeline.contacts().front().id;
                                 }),
                                 .why = "asked for it"},
                                {.by = "ada@house.test"});
    ASSERT_TRUE(erased) << erased.error().message;
    const auto courier = courier_of(house);
    ASSERT_TRUE(soon(house, [&] { return deliveries(house, webhook, "delivered").size() == 1; }));
    EXPECT_EQ(receiver.received().at(0).body.find("Ada"), std::string::npos);
    EXPECT_EQ(receiver.received().at(0).body.find("buyers.test"), std::string::npos);
}

TEST(Courier, a_chat_gets_a_line_in_which_names_are_only_names) {
    House house;
    Receiver receiver([](const Received&) { return Reply{}; });
    const Webhook slack = told(house, receiver.url("/slack"), {"contact.created"}, "slack");
    const Webhook teams = told(house, receiver.url("/teams"), {"contact.created"}, "teams");
    make_contact(house, "<!channel> @here [x](http://evil.test)");
    const auto courier = courier_of(house);
    ASSERT_TRUE(soon(house, [&] {
        return deliveries(house, slack, "delivered").size() == 1 &&
               deliveries(house, teams, "delivered").size() == 1;
    }));
    for (const Received& received : receiver.received()) {
        const boost::json::value body = boost::json::parse(received.body);
        if (received.path == "/slack") {
            EXPECT_EQ(body.at("text"),
                      "New contact: &lt;!channel&gt; @\u200Bhere [\u200Bx](http://evil.test)");
        } else {
            const auto& run =
                body.at_pointer("/attachments/0/content/body/0/inlines/0").as_object();
            EXPECT_EQ(run.at("type"), "TextRun");
            EXPECT_EQ(run.at("text"), "New contact: <!channel> @here [x](http://evil.test)");
        }
        EXPECT_FALSE(received.headers.contains("webhook-signature"));
    }
}

TEST(Courier, what_fails_ten_times_is_dead_and_can_be_sent_again) {
    House house;
    std::atomic<bool> works = false;
    Receiver receiver([&](const Received&) { return Reply{.status = works ? 200 : 500}; });
    const Webhook webhook = told(house, receiver.url(), {"contact.created"});
    make_contact(house, "Ada");
    const auto courier = courier_of(house);
    for (std::int64_t attempts = 1; attempts <= 10; ++attempts) {
        ASSERT_TRUE(
            soon(house, [&] { return deliveries(house, webhook)[0].attempts == attempts; }));
        EXPECT_EQ(deliveries(house, webhook)[0].state, attempts < 10 ? "waiting" : "dead");
        house.wait(30 * hour_micros);
    }
    EXPECT_EQ(deliveries(house, webhook)[0].trouble, "the receiver answered 500");
    EXPECT_EQ(receiver.received().size(), 10U);
    EXPECT_EQ(list_webhooks(house.workspace()).value()[0].dead, 1);
    works = true;
    const std::int64_t message = deliveries(house, webhook)[0].message;
    ASSERT_TRUE(retry_message(house.workspace(), webhook.id, message));
    ASSERT_TRUE(soon(house, [&] { return deliveries(house, webhook, "delivered").size() == 1; }));
    const auto received = receiver.received();
    EXPECT_EQ(received.front().headers.at("webhook-id"), received.back().headers.at("webhook-id"));
    EXPECT_EQ(retry_message(house.workspace(), webhook.id, message).error().failure,
              Failure::refused);
}

TEST(Courier, who_is_gone_is_not_asked_again) {
    House house;
    Receiver receiver([](const Received&) { return Reply{.status = 410}; });
    const Webhook webhook = told(house, receiver.url(), {"contact.created"});
    make_contact(house, "Ada");
    auto courier = courier_of(house);
    ASSERT_TRUE(
        soon(house, [&] { return !house.workspace().outbound().find(webhook.id)->active; }));
    EXPECT_NE(house.workspace().outbound().find(webhook.id)->stopped, "");
    courier.reset();
    house.reopen();
    EXPECT_FALSE(house.workspace().outbound().find(webhook.id)->active);
}

TEST(Courier, one_that_hangs_slows_no_other) {
    House house;
    Receiver silent([](const Received&) { return Reply{.hangs = true}; });
    Receiver quick([](const Received&) { return Reply{}; });
    told(house, silent.url(), {"contact.created"});
    const Webhook webhook = told(house, quick.url(), {"contact.created"});
    for (int number = 0; number < 30; ++number) {
        make_contact(house, "buyer" + std::to_string(number));
    }
    const auto courier = courier_of(house, 60s);
    EXPECT_TRUE(soon(house, [&] { return deliveries(house, webhook, "delivered").size() == 30; }));
}

TEST(Courier, what_was_under_way_at_the_end_is_sent_again_under_its_id) {
    House house;
    std::atomic<bool> hangs = true;
    Receiver receiver([&](const Received&) { return Reply{.hangs = hangs.exchange(false)}; });
    const Webhook webhook = told(house, receiver.url(), {"contact.created"});
    make_contact(house, "Ada");
    {
        const auto courier = courier_of(house);
        ASSERT_TRUE(soon(house, [&] { return receiver.received().size() == 1; }));
    }
    EXPECT_EQ(deliveries(house, webhook)[0].attempts, 0);
    house.reopen();
    const auto courier = courier_of(house);
    ASSERT_TRUE(soon(house, [&] { return deliveries(house, webhook, "delivered").size() == 1; }));
    const auto received = receiver.received();
    EXPECT_EQ(received.at(0).headers.at("webhook-id"), received.at(1).headers.at("webhook-id"));
}

// At 30 % failures every message ends delivered or dead, with a reason; none that was acknowledged
// comes again.
TEST(Courier, every_message_ends_one_way_or_the_other) {
    const int messages = std::getenv("BATON_TEST_LONG") == nullptr ? 400 : 10'000;
    House house;
    std::mutex mutex;
    std::minstd_rand random(20261122);
    std::map<std::string, int> acknowledged;
    Receiver receiver([&](const Received& received) {
        const std::scoped_lock lock(mutex);
        const bool fails = std::uniform_int_distribution(0, 9)(random) < 3;
        acknowledged[received.headers.at("webhook-id")] += fails ? 0 : 1;
        return Reply{.status = fails ? 503 : 204};
    });
    const Webhook webhook = told(house, receiver.url(), {"contact.created"});
    for (int number = 0; number < messages; ++number) {
        make_contact(house, "buyer" + std::to_string(number));
    }
    const auto courier = courier_of(house);
    const auto attempts = [&] {
        std::int64_t least = 10;  // of those still on their way
        for (const Delivery& each : deliveries(house, webhook, "waiting")) {
            least = std::min(least, each.attempts);
        }
        return least;
    };
    house.wait(1'000);
    for (std::int64_t round = 1; round <= 10; ++round) {
        for (int turn = 0; turn < 12'000 && attempts() < round; ++turn) {
            std::this_thread::sleep_for(5ms);
        }
        ASSERT_GE(attempts(), round);
        house.wait(30 * hour_micros);
        house.workspace().outbound().wake();
    }
    const auto ended = deliveries(house, webhook);
    ASSERT_EQ(ended.size(), static_cast<std::size_t>(messages));
    for (const Delivery& each : ended) {
        const int times = acknowledged["msg_" + std::to_string(each.message)];
        EXPECT_EQ(each.state, times == 1 ? "delivered" : "dead");
        EXPECT_LE(times, 1);
        EXPECT_EQ(each.trouble.has_value(), each.state == "dead");
    }
}

}  // namespace
}  // namespace baton::engine
