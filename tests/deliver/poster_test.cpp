#include "deliver/poster.hpp"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <gtest/gtest.h>
#include <map>
#include <string>
#include <thread>

#include "deliver/receiver.hpp"

namespace baton::deliver {
namespace {

using namespace std::chrono_literals;
using test::Received;
using test::Receiver;
using test::Reply;

std::unique_ptr<Poster> poster(Poster::Options options = {.reach = Reach::private_too}) {
    return Poster::make(options).value();
}

std::map<std::int64_t, Posted> all_of(Poster& poster) {
    std::map<std::int64_t, Posted> posted;
    while (poster.under_way() > 0) {
        for (Posted& each : poster.wait(100ms)) {
            posted[each.id] = each;
        }
    }
    return posted;
}

TEST(Poster, sends_body_and_headers_and_tells_the_answer) {
    Receiver receiver([](const Received&) { return Reply{.status = 200, .body = "thanks"}; });
    const auto sender = poster();
    sender->start(7,
                  {.url = receiver.url("/in?x=1"),
                   .headers = {{"webhook-id", "msg_7"}},
                   .body = R"({"a":1})"});
    const auto posted = all_of(*sender);
    EXPECT_EQ(posted.at(7).status, 200);
    EXPECT_TRUE(posted.at(7).arrived());
    EXPECT_EQ(posted.at(7).answer, "thanks");
    const Received got = receiver.received().at(0);
    EXPECT_EQ(got.path, "/in?x=1");
    EXPECT_EQ(got.body, R"({"a":1})");
    EXPECT_EQ(got.headers.at("webhook-id"), "msg_7");
    EXPECT_EQ(got.headers.at("content-type"), "application/json");
}

TEST(Poster, follows_no_redirection_and_reads_no_more_than_it_keeps) {
    Receiver elsewhere([](const Received&) { return Reply{}; });
    Receiver receiver([&](const Received&) {
        return Reply{.status = 302,
                     .headers = "Location: " + elsewhere.url() + "\r\nRetry-After: 90\r\n",
                     .body = std::string(100'000, 'x')};
    });
    const auto sender = poster();
    sender->start(1, {.url = receiver.url(), .body = "{}"});
    const auto posted = all_of(*sender);
    EXPECT_EQ(posted.at(1).status, 302);
    EXPECT_FALSE(posted.at(1).arrived());
    EXPECT_EQ(posted.at(1).answer.size(), Poster::answer_bytes_max);
    EXPECT_EQ(posted.at(1).retry_after, 90);
    EXPECT_TRUE(elsewhere.received().empty());
}

TEST(Poster, a_receiver_that_never_answers_holds_nobody_up) {
    Receiver silent([](const Received&) { return Reply{.hangs = true}; });
    Receiver quick([](const Received&) { return Reply{}; });
    const auto sender = poster({.reach = Reach::private_too, .patience = 400ms});
    for (int id = 0; id < 8; ++id) {
        sender->start(id, {.url = silent.url(), .body = "{}"});
    }
    sender->start(100, {.url = quick.url(), .body = "{}"});
    const auto posted = all_of(*sender);
    EXPECT_EQ(posted.at(100).status, 204);
    EXPECT_EQ(posted.at(0).status, 0);
    EXPECT_NE(posted.at(0).trouble, "");
}

TEST(Poster, a_name_that_leads_inside_is_refused_at_the_connection) {
    Receiver receiver([](const Received&) { return Reply{}; });
    const auto sender = poster({});
    std::string by_name = receiver.url();
    by_name.replace(by_name.find("127.0.0.1"), 9, "localhost");
    sender->start(1, {.url = by_name, .body = "{}"});
    const auto posted = all_of(*sender);
    EXPECT_EQ(posted.at(1).status, 0);
    EXPECT_EQ(posted.at(1).trouble, "the address leads into a private network");
    EXPECT_TRUE(receiver.received().empty());
}

TEST(Poster, nobody_there_is_said) {
    const auto sender = poster();
    sender->start(1, {.url = "http://127.0.0.1:1/", .body = "{}"});
    const auto posted = all_of(*sender);
    EXPECT_EQ(posted.at(1).status, 0);
    EXPECT_NE(posted.at(1).trouble, "");
}

TEST(Poster, wakes_from_another_thread) {
    const auto sender = poster();
    std::atomic<bool> woken = false;
    std::thread waiting([&] {
        EXPECT_TRUE(sender->wait(std::chrono::minutes(10)).empty());
        woken = true;
    });
    while (!woken) {
        sender->wake();
        std::this_thread::sleep_for(1ms);
    }
    waiting.join();
}

}  // namespace
}  // namespace baton::deliver
