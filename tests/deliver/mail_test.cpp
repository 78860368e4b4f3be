// Letters: what they say, that nothing said in them becomes a header, and how they go out.
#include "deliver/mail.hpp"

#include <algorithm>
#include <chrono>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>
#include <sstream>
#include <string>
#include <vector>

#include "deliver/mail_server.hpp"
#include "deliver/poster.hpp"

namespace baton::deliver {
namespace {

using namespace std::chrono_literals;
using test::from_base64;
using test::MailReply;
using test::MailServer;
using test::part_of;

Letter letter() {
    return {.from = "crm@house.test",
            .from_name = "Baton",
            .to = "kim@house.test",
            .to_name = "Kim Weber",
            .subject = "Ada is yours",
            .text = "Ada is yours to answer\n",
            .html = "<p>Ada is yours to answer</p>",
            .message_id = "msg_7.abc@baton.invalid",
            .at = parse_instant("2026-03-02T09:05:07Z").value()};
}

std::vector<std::string> header_names(const std::string& text) {
    std::istringstream head(text.substr(0, text.find("\r\n\r\n")));
    std::vector<std::string> names;
    for (std::string line; std::getline(head, line);) {
        if (!line.starts_with(" ")) names.push_back(line.substr(0, line.find(':')));
    }
    return names;
}

const std::vector<std::string> usual_headers{"From",
                                             "To",
                                             "Subject",
                                             "Date",
                                             "Message-ID",
                                             "Auto-Submitted",
                                             "MIME-Version",
                                             "Content-Type"};

// What a reader makes of the words of a header, by RFC 2047.
std::string decoded(std::string text) {
    std::string said;
    while (!text.empty()) {
        const auto begin = text.find("=?UTF-8?B?");
        if (begin == std::string::npos) return said + text;
        const auto end = text.find("?=", begin + 10);
        said += from_base64(text.substr(begin + 10, end - begin - 10));
        text.erase(0, end + 2);
        if (text.starts_with("\r\n ")) text.erase(0, 3);
    }
    return said;
}

std::string subject_of(const std::string& text) {
    const auto begin = text.find("Subject: ") + 9;
    return text.substr(begin, text.find("\r\nDate:") - begin);
}

TEST(Mail, is_a_letter_in_two_shapes) {
    const std::string text = compose(letter()).value();
    EXPECT_EQ(header_names(text), usual_headers);
    EXPECT_TRUE(text.contains("Date: Mon, 2 Mar 2026 09:05:07 +0000\r\n"));
    EXPECT_TRUE(text.contains("Message-ID: <msg_7.abc@baton.invalid>\r\n"));
    EXPECT_TRUE(text.contains("To: \"Kim Weber\"\r\n <kim@house.test>\r\n"));
    EXPECT_EQ(part_of(text, "text/plain"), letter().text);
    EXPECT_EQ(part_of(text, "text/html"), letter().html);
}

TEST(Mail, addresses_are_only_addresses) {
    for (const std::string address : {"a@b.test", "a.b+c@x-y.test", "root@localhost"}) {
        EXPECT_EQ(check_mailbox(address).value(), address);
    }
    for (const std::string address : {"",
                                      "a",
                                      "@b",
                                      "a@",
                                      "a@b>",
                                      "a b@c",
                                      "a@b\r\nRCPT TO:<x@y>",
                                      "a@b@c",
                                      "\"a\"@b",
                                      "-oX@b",
                                      "å@b"}) {
        EXPECT_FALSE(check_mailbox(address)) << address;
    }
    Letter wrong = letter();
    wrong.to = "kim@house.test\r\nBcc: everybody@house.test";
    EXPECT_EQ(compose(wrong).error().failure, Failure::invalid);
}

RC_GTEST_PROP(MailProperties, NothingSaidBecomesAHeader, (const std::string& said)) {
    Letter one = letter();
    one.subject = said + "\r\nBcc: x@y.test\r\n\r\n.\r\n" + said;
    one.to_name = "\"" + said + "\r\nX-A: b";
    one.from_name = said;
    one.text = "\r\n.\r\n" + said;
    const std::string text = compose(one).value();
    RC_ASSERT(header_names(text) == usual_headers);
    RC_ASSERT(part_of(text, "text/plain") == one.text);
    RC_ASSERT(!text.contains("\r\n.\r\n"));
    std::string expected = one.subject;
    std::ranges::replace_if(
        expected, [](unsigned char byte) { return byte < 0x20 || byte == 0x7F; }, ' ');
    RC_ASSERT(decoded(subject_of(text)) == expected);
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) {
        RC_ASSERT(line.size() <= 78U);
        RC_ASSERT(std::ranges::all_of(line, [](unsigned char byte) { return byte < 0x80; }));
    }
}

TEST(Mail, html_is_text) {
    EXPECT_EQ(html_text("<a href=\"x\">&'"), "&lt;a href=&quot;x&quot;&gt;&amp;&#39;");
}

Posted sent_to(const MailServer& server, Poster::Options options = {.reach = Reach::private_too}) {
    const auto sender = Poster::make(options).value();
    sender->start(
        1,
        {.url = server.url(),
         .body = compose(letter()).value(),
         .envelope = Envelope{.from = "crm@house.test", .to = "kim@house.test", .sealed = false}});
    std::vector<Posted> posted;
    for (int turn = 0; turn < 1'000 && posted.empty(); ++turn) {
        posted = sender->wait(20ms);
    }
    return posted.at(0);
}

TEST(Mail, goes_out_as_it_was_written) {
    MailServer server([] { return MailReply{}; });
    const Posted posted = sent_to(server);
    EXPECT_TRUE(posted.arrived()) << posted.trouble;
    ASSERT_EQ(server.letters().size(), 1U);
    EXPECT_EQ(server.letters()[0].from, "crm@house.test");
    EXPECT_EQ(server.letters()[0].to, "kim@house.test");
    EXPECT_EQ(server.letters()[0].text, compose(letter()).value());
}

TEST(Mail, a_refusal_says_whether_it_is_for_ever) {
    MailServer never([] { return MailReply{.to_recipient = "550 no such mailbox"}; });
    const Posted gone = sent_to(never);
    EXPECT_EQ(gone.status, 550);
    EXPECT_TRUE(gone.hopeless);
    EXPECT_FALSE(gone.arrived());
    MailServer later([] { return MailReply{.to_letter = "451 later"}; });
    const Posted again = sent_to(later);
    EXPECT_EQ(again.status, 451);
    EXPECT_FALSE(again.hopeless);
    EXPECT_FALSE(again.arrived());
    EXPECT_FALSE(again.trouble.empty());
}

// Else one wrong setting would kill every letter at once.
TEST(Mail, what_is_said_of_the_sender_is_not_for_ever) {
    for (const MailReply& reply :
         {MailReply{.greeting = "554 not from there"}, MailReply{.to_sender = "550 who are you"}}) {
        MailServer server([&] { return reply; });
        const Posted posted = sent_to(server);
        EXPECT_GE(posted.status, 550);
        EXPECT_FALSE(posted.hopeless);
        EXPECT_FALSE(posted.arrived());
    }
    MailServer server([] { return MailReply{.to_letter = "554 not such a letter"}; });
    EXPECT_TRUE(sent_to(server).hopeless);
}

TEST(Mail, a_server_that_hangs_is_left) {
    MailServer server([] { return MailReply{.hangs = true}; });
    const Posted posted = sent_to(server, {.reach = Reach::private_too, .patience = 200ms});
    EXPECT_FALSE(posted.arrived());
    EXPECT_FALSE(posted.hopeless);
    EXPECT_FALSE(posted.trouble.empty());
}

TEST(Mail, a_server_inside_is_not_reached_by_default) {
    MailServer server([] { return MailReply{}; });
    const Posted posted = sent_to(server, {.reach = Reach::public_only});
    EXPECT_FALSE(posted.arrived());
    EXPECT_TRUE(posted.trouble.contains("private network"));
    EXPECT_TRUE(server.attempts().empty());
}

// Nothing is said to a server that does not encrypt, when it was to be.
TEST(Mail, nothing_is_said_unsealed_unless_it_may_be) {
    MailServer server([] { return MailReply{}; });
    const auto sender = Poster::make({.reach = Reach::private_too}).value();
    sender->start(
        1,
        {.url = server.url(),
         .body = compose(letter()).value(),
         .envelope = Envelope{
             .from = "crm@house.test", .to = "kim@house.test", .user = "u", .password = "p"}});
    std::vector<Posted> posted;
    for (int turn = 0; turn < 1'000 && posted.empty(); ++turn) {
        posted = sender->wait(20ms);
    }
    EXPECT_FALSE(posted.at(0).arrived());
    EXPECT_TRUE(server.attempts().empty());
}

}  // namespace
}  // namespace baton::deliver
