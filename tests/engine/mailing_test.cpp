// Letters to people here: when they go out, that none is lost or told twice, and what they say.
#include "engine/mailing.hpp"

#include <atomic>
#include <chrono>
#include <functional>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <string>
#include <thread>
#include <vector>

#include "deliver/mail_server.hpp"
#include "engine/contact_commands.hpp"
#include "engine/courier.hpp"
#include "engine/deal_commands.hpp"
#include "engine/house.hpp"
#include "engine/inbox.hpp"
#include "engine/mail_setup.hpp"
#include "engine/note_commands.hpp"
#include "engine/notice_wishes.hpp"
#include "engine/webhooks.hpp"

namespace baton::engine {
namespace {

using namespace std::chrono_literals;
using baton::test::Mailed;
using baton::test::MailReply;
using baton::test::MailServer;
using baton::test::part_of;
using baton::testing::House;

constexpr auto reach = deliver::Reach::private_too;
const std::string kim = "kim@house.test";
const std::string sam = "sam@house.test";

class Mailing : public ::testing::Test {
protected:
    void set_up(const MailServer& server) {
        const Done done = set_mail_setup(house.workspace(),
                                         reach,
                                         {.setup = {.active = true,
                                                    .host = "127.0.0.1",
                                                    .port = server.port(),
                                                    .seal = MailSeal::none,
                                                    .from = "crm@house.test",
                                                    .from_name = "Baton",
                                                    .link = "https://crm.house.test/"}});
        ASSERT_TRUE(done) << done.error().message;
    }

    std::unique_ptr<Courier> courier(std::chrono::milliseconds patience = 15s) {
        return Courier::start(
                   house.workspace(),
                   {.poster = {.reach = reach, .patience = patience},
                    .on_trouble = [](const Error& error) { ADD_FAILURE() << error.message; }})
            .value();
    }

    // A note that calls Kim.
    void call(const std::string& text, const std::string& name = "Ada") {
        house.wait(second_micros);
        const auto made = house.run([&](Desk& desk) {
            return create_contact(desk, {.properties = {{"first_name", name}}}, {.by = sam});
        });
        const ContactId contact{std::stoll(made.value().id)};
        const auto note = house.run([&](Desk& desk) {
            return add_note(desk, {.text = "@Kim Weber " + text, .contact = contact}, {.by = sam});
        });
        ASSERT_TRUE(note) << note.error().message;
    }

    // The courier has looked for what is due since now: a test letter asked for after that arrived,
    // and letters are written before any is sent.
    void looked(MailServer& server) {
        const std::size_t before = to(sam, server).size();
        ASSERT_TRUE(send_test_mail(house.workspace(), sam));
        ASSERT_TRUE(soon([&] { return to(sam, server).size() == before + 1; }));
    }

    static std::vector<Mailed> to(const std::string& person, MailServer& server) {
        std::vector<Mailed> theirs = server.letters();
        std::erase_if(theirs, [&](const Mailed& mailed) { return mailed.to != person; });
        return theirs;
    }

    // As in courier_test: real time passes, and a little of the house's.
    ::testing::AssertionResult soon(const std::function<bool()>& is) {
        for (int turn = 0; turn < 1'000; ++turn) {
            if (is()) return ::testing::AssertionSuccess();
            house.wait(1'000);
            house.workspace().outbound().wake();
            std::this_thread::sleep_for(5ms);
        }
        return ::testing::AssertionFailure() << "not so after 1,000 turns";
    }

    std::vector<Delivery> letters(const std::string& state = {}) {
        return list_deliveries(house.workspace(), mail_receiver, {.state = state}).value();
    }

    void wish(const NoticeWishes& wishes) {
        const auto said =
            house.run([&](Desk& desk) { return set_wishes(desk, wishes, {.by = kim}); });
        ASSERT_TRUE(said) << said.error().message;
    }

    House house;
};

std::string id_of(const Mailed& mailed) {
    const auto begin = mailed.text.find("Message-ID: ");
    return mailed.text.substr(begin, mailed.text.find("\r\n", begin) - begin);
}

TEST_F(Mailing, what_is_wanted_at_once_goes_out_once) {
    MailServer server([] { return MailReply{}; });
    set_up(server);
    call("she asked for <b>you</b>");
    {
        const auto running = courier();
        ASSERT_TRUE(soon([&] { return letters("delivered").size() == 1; }));
    }
    house.reopen();
    const auto again = courier();
    call("and again");
    ASSERT_TRUE(soon([&] { return letters("delivered").size() == 2; }));
    const auto got = server.letters();
    ASSERT_EQ(got.size(), 2U);
    EXPECT_EQ(got[0].to, kim);
    EXPECT_TRUE(got[0].text.contains("Subject: Sam calls you about Ada\r\n"));
    EXPECT_TRUE(part_of(got[0].text, "text/plain").contains("she asked for <b>you</b>"));
    EXPECT_TRUE(part_of(got[0].text, "text/html").contains("she asked for &lt;b&gt;you&lt;/b&gt;"));
    EXPECT_TRUE(part_of(got[0].text, "text/plain").contains("https://crm.house.test/contacts/"));
    EXPECT_NE(id_of(got[0]), id_of(got[1]));
}

TEST_F(Mailing, what_falls_into_quiet_hours_follows_in_one_letter) {
    MailServer server([] { return MailReply{}; });
    set_up(server);
    NoticeWishes wishes;
    wishes.quiet_from = 8 * 60;  // it is nine
    wishes.quiet_to = 12 * 60;
    wish(wishes);
    call("first");
    call("second", "Bob");
    const auto running = courier();
    house.wait(2 * hour_micros + 59 * minute_micros);
    looked(server);
    EXPECT_TRUE(to(kim, server).empty());
    house.wait(minute_micros);
    ASSERT_TRUE(soon([&] { return to(kim, server).size() == 1; }));
    const std::string text = part_of(to(kim, server)[0].text, "text/plain");
    EXPECT_TRUE(text.contains("first"));
    EXPECT_TRUE(text.contains("second"));
}

TEST_F(Mailing, what_was_seen_meanwhile_is_not_mailed) {
    MailServer server([] { return MailReply{}; });
    set_up(server);
    call("first");
    const Inbox inbox = inbox_of(house.workspace(), {.person = kim}).value();
    ASSERT_TRUE(see(house.workspace(), {.person = kim, .ids = {std::stoll(inbox.rows.at(0).id)}}));
    call("second");
    const auto running = courier();
    ASSERT_TRUE(soon([&] { return letters("delivered").size() == 1; }));
    const std::string text = part_of(server.letters().at(0).text, "text/plain");
    EXPECT_FALSE(text.contains("first"));
    EXPECT_TRUE(text.contains("second"));
}

TEST_F(Mailing, before_it_is_set_up_nothing_piles_up) {
    call("before");
    MailServer server([] { return MailReply{}; });
    const auto running = courier();
    set_up(server);
    call("after");
    ASSERT_TRUE(soon([&] { return letters("delivered").size() == 1; }));
    ASSERT_EQ(server.letters().size(), 1U);
    EXPECT_TRUE(part_of(server.letters()[0].text, "text/plain").contains("after"));
}

TEST_F(Mailing, a_refusal_for_ever_is_dead_and_one_for_now_is_tried_again) {
    std::atomic<int> turn = 0;
    MailServer server([&] {
        switch (turn++) {
            case 0: return MailReply{.to_recipient = "550 no such mailbox"};
            case 1: return MailReply{.to_letter = "451 later"};
            default: return MailReply{};
        }
    });
    set_up(server);
    call("first");
    const auto running = courier();
    ASSERT_TRUE(soon([&] { return letters("dead").size() == 1; }));
    EXPECT_EQ(letters("dead")[0].trouble, "the mail server answered 550");
    call("second");
    ASSERT_TRUE(
        soon([&] { return !letters("waiting").empty() && letters("waiting")[0].attempts == 1; }));
    house.wait(hour_micros);
    ASSERT_TRUE(soon([&] { return letters("delivered").size() == 1; }));
    ASSERT_TRUE(retry_dead(house.workspace(), mail_receiver));
    ASSERT_TRUE(soon([&] { return letters("delivered").size() == 2; }));
    const auto tried = server.attempts();
    ASSERT_EQ(tried.size(), 3U);
    EXPECT_EQ(id_of(tried[0]), id_of(tried[1]));  // the refused one is the one that came later
}

// The server took it and died before it said so: it comes again, under the same id.
TEST_F(Mailing, at_least_once_under_one_id_over_a_restart) {
    std::atomic<bool> breaks = true;
    MailServer server([&] { return MailReply{.breaks_off = breaks.exchange(false)}; });
    set_up(server);
    call("first");
    {
        const auto running = courier();
        ASSERT_TRUE(soon([&] { return !letters().empty() && letters()[0].attempts == 1; }));
    }
    house.reopen();
    house.wait(hour_micros);
    const auto running = courier();
    ASSERT_TRUE(soon([&] { return letters("delivered").size() == 1; }));
    const auto tried = server.attempts();
    ASSERT_EQ(tried.size(), 2U);
    EXPECT_EQ(id_of(tried[0]), id_of(tried[1]));
    EXPECT_EQ(tried[0].text, tried[1].text);
}

TEST_F(Mailing, a_server_that_hangs_is_tried_again) {
    std::atomic<bool> hangs = true;
    MailServer server([&] { return MailReply{.hangs = hangs.exchange(false)}; });
    set_up(server);
    call("first");
    const auto running = courier(200ms);
    ASSERT_TRUE(soon([&] { return !letters().empty() && letters()[0].attempts == 1; }));
    house.wait(hour_micros);
    EXPECT_TRUE(soon([&] { return letters("delivered").size() == 1; }));
}

TEST_F(Mailing, digests_come_at_their_time_and_once) {
    MailServer server([] { return MailReply{}; });
    set_up(server);
    NoticeWishes wishes;
    wishes.mail.fill(MailWish::never);
    wishes.mail.at(static_cast<std::size_t>(NoticeKind::mentioned)) = MailWish::digest;
    wishes.daily_at = 10 * 60;
    wishes.weekly_on = std::nullopt;
    wish(wishes);
    auto running = courier();
    const auto days = [&] { return to(kim, server).size(); };
    house.wait(minute_micros);
    looked(server);
    EXPECT_EQ(days(), 0U);  // whoever begins to want one waits for the next
    call("look at her");
    house.wait(hour_micros);  // ten o'clock
    ASSERT_TRUE(soon([&] { return days() == 1; }));
    const std::string text = part_of(to(kim, server).back().text, "text/plain");
    EXPECT_TRUE(text.contains("Offered: 0"));
    EXPECT_TRUE(text.contains("look at her"));
    running.reset();
    house.reopen();
    running = courier();
    house.wait(hour_micros);
    looked(server);
    EXPECT_EQ(days(), 1U);
    house.wait(3 * day_micros);  // three were missed
    ASSERT_TRUE(soon([&] { return days() == 2; }));
    house.wait(minute_micros);
    looked(server);
    EXPECT_EQ(days(), 2U);
    wishes.mail.fill(MailWish::never);
    wish(wishes);
    call("not by mail");
    house.wait(day_micros);
    ASSERT_TRUE(soon([&] { return days() == 3; }));
    EXPECT_FALSE(part_of(to(kim, server).back().text, "text/plain").contains("not by mail"));
}

TEST_F(Mailing, the_password_is_kept_sealed_and_goes_to_no_other_server) {
    const auto set = [&](const std::string& host, std::optional<std::string> password) {
        ASSERT_TRUE(set_mail_setup(
            house.workspace(),
            reach,
            {.setup = {.host = host, .port = 587, .user = "crm", .from = "crm@house.test"},
             .password = std::move(password)}));
    };
    const auto held = [&] { return mail_state(house.workspace()).value().setup.password; };
    set("smtp.house.test", "hunter-2-hunter");
    EXPECT_EQ(held(), "hunter-2-hunter");
    house.reopen();
    EXPECT_EQ(held(), "hunter-2-hunter");
    set("smtp.house.test", std::nullopt);
    EXPECT_EQ(held(), "hunter-2-hunter");
    {
        const store::Reading reading = house.workspace().database().reading();
        const auto kept = store::find_meta(reading.connection(), "mail").value();
        EXPECT_FALSE(kept->contains("hunter"));
        EXPECT_FALSE(kept->contains("68756e746572"));  // nor in hexadecimals
    }
    set("smtp.elsewhere.test", std::nullopt);
    EXPECT_EQ(held(), "");
}

TEST_F(Mailing, servers_inside_are_for_those_who_run_the_machine_to_allow) {
    const auto refused = [&](const MailSetup& setup) {
        const Done done =
            set_mail_setup(house.workspace(), deliver::Reach::public_only, {.setup = setup});
        return done ? std::string() : done.error().problems.at(0).where;
    };
    const MailSetup good{.host = "smtp.house.test", .port = 587, .from = "crm@house.test"};
    EXPECT_EQ(refused(good), "");
    MailSetup inside = good;
    inside.host = "127.0.0.1";
    EXPECT_EQ(refused(inside), "/host");
    MailSetup unsealed = good;
    unsealed.seal = MailSeal::none;
    EXPECT_EQ(refused(unsealed), "/seal");
    MailSetup elsewhere = good;
    elsewhere.port = 6379;
    EXPECT_EQ(refused(elsewhere), "/port");
    MailSetup forged = good;
    forged.from = "crm@house.test>\r\nRCPT TO:<x@y.test";
    EXPECT_EQ(refused(forged), "/from");
}

}  // namespace
}  // namespace baton::engine
