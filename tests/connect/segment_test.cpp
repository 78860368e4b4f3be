#include "connect/segment.hpp"

#include <array>
#include <cstddef>
#include <fmt/core.h>
#include <gtest/gtest.h>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/instant.hpp"
#include "base/limits.hpp"
#include "connect/actor_table.hpp"
#include "connect/channel_table.hpp"
#include "connect/csv_writer.hpp"
#include "connect/kinds.hpp"
#include "ledger/event.hpp"

namespace baton::connect {
namespace {

const Instant noon = *parse_instant("2026-01-01T12:00:00Z");

std::string rendered(const ledger::Properties& properties) {
    std::string text;
    for (const auto& [name, value] : properties) {
        text += fmt::format(" {}={}", name, render_cell(value));
    }
    return text;
}

struct Rendered {
    std::string operator()(const SegmentTouch& touch) const {
        const std::array<std::string_view, 4> actors{"human", "unknown", "scanner", "prefetch"};
        return fmt::format("{} by {}{}{}",
                           touch.kind,
                           actors.at(static_cast<std::size_t>(touch.actor)),
                           touch.direction == ledger::Direction::out ? " out" : "",
                           rendered(touch.fields));
    }

    std::string operator()(const SegmentIdentify& identify) const {
        return fmt::format("identify{} company={}{}",
                           rendered(identify.properties),
                           identify.company,
                           rendered(identify.company_properties));
    }

    std::string operator()(const SegmentGroup& group) const {
        return fmt::format("group {}{}", group.group, rendered(group.properties));
    }

    std::string operator()(const SegmentAlias& alias) const { return "alias " + alias.previous; }
};

std::string translated(std::string_view body,
                       SegmentEndpoint endpoint = SegmentEndpoint::track,
                       SegmentSender sender = {.received = noon}) {
    const auto batch = translate_segment(body, endpoint, sender);
    if (!batch) return "failed: " + batch.error().message + "\n";
    std::string text;
    for (const auto& [envelope, what] : batch->accepted) {
        text += fmt::format("{} u={} a={} {} {}\n",
                            envelope.index,
                            envelope.user,
                            envelope.anonymous,
                            render(envelope.at).substr(11, 8),
                            std::visit(Rendered{}, what));
        for (const auto& id : envelope.blocked) {
            text += fmt::format("  blocked {}\n", id);
        }
    }
    for (const auto& rejection : batch->rejected) {
        text += fmt::format(
            "{} {} rejected: {}\n", rejection.index, rejection.message_id, rejection.reason);
    }
    if (batch->ignored > 0) text += fmt::format("ignored {}\n", batch->ignored);
    return text;
}

BodyKey key_of_body(std::string_view body) {
    return translate_segment(body, SegmentEndpoint::track, {.received = noon})
        ->accepted.at(0)
        .envelope.body_key;
}

TEST(Segment, translates_a_track_with_its_context) {
    EXPECT_EQ(translated(R"({"userId":7,"event":"Form Submitted","messageId":"m",
        "timestamp":"2026-01-01T09:00:00.000Z",
        "properties":{"asset":"guide","revenue":"12.50","plan":{"name":"pro","seats":3},"tags":["a","b"],
                      "big":0.1234567,"url":"https://acme.test/x?token=secret","none":null},
        "context":{"campaign":{"name":"Launch","source":"linkedin","medium":"cpc"},
                   "page":{"path":"/x?token=secret","url":"https://acme.test/x?gclid=1"},
                   "ip":"203.0.113.9","userAgent":"Mozilla/5.0 (X11) Firefox/120.0"}})"),
              "0 u=7 a= 09:00:00 Form Submitted by human channel=paid_social campaign=Launch "
              "source=linkedin medium=cpc click_id=gclid path=/x asset=guide value=12.5 "
              "properties.revenue=12.50 "
              "properties.plan.name=pro properties.plan.seats=3 properties.tags=a;b "
              "properties.big=0.1234567 properties.url=https://acme.test/x\n");
}

TEST(Segment, keeps_neither_ip_nor_user_agent_nor_query) {
    const auto text = translated(
        R"({"anonymousId":"v","name":"Pricing","context":{"ip":"203.0.113.9","userAgent":"SpyBrowser/9",
            "page":{"path":"/pricing","search":"?email=ada@acme.test&utm_source=news&utm_medium=email&utm_campaign=May+Launch",
                    "url":"https://acme.test/pricing?email=ada@acme.test"}},
            "properties":{"search":"?email=ada@acme.test"}})",
        SegmentEndpoint::page);
    EXPECT_EQ(
        text,
        "0 u= a=v 12:00:00 page_view by unknown channel=email campaign=May Launch source=news "
        "medium=email path=/pricing name=Pricing\n");
    for (const auto* secret : {"203.0.113.9", "SpyBrowser", "ada@acme.test"}) {
        EXPECT_EQ(text.find(secret), std::string::npos);
    }
}

TEST(Segment, corrects_the_sender_s_clock) {
    const auto at = [](std::string_view times) {
        const auto batch =
            translate_segment(fmt::format(R"({{"userId":"u","event":"e"{}}})", times),
                              SegmentEndpoint::track,
                              {.received = noon});
        return render(batch->accepted.at(0).envelope.at);
    };
    EXPECT_EQ(at(""), "2026-01-01T12:00:00.000000Z");
    EXPECT_EQ(at(R"(,"timestamp":"2025-12-31T10:00:00Z")"), "2025-12-31T10:00:00.000000Z");
    EXPECT_EQ(at(R"(,"timestamp":"2026-01-01T10:00:00Z","sentAt":"2026-01-01T10:00:30Z")"),
              "2026-01-01T11:59:30.000000Z");
    EXPECT_EQ(
        at(R"(,"timestamp":"x","originalTimestamp":"2026-01-01T15:00:00Z","sentAt":"2026-01-01T15:00:05Z")"),
        "2026-01-01T11:59:55.000000Z");
    EXPECT_EQ(at(R"(,"timestamp":"2027-01-01T00:00:00Z")"), "2026-01-01T12:00:00.000000Z");
    EXPECT_EQ(at(R"(,"timestamp":1767258000000)"), "2026-01-01T09:00:00.000000Z");
    EXPECT_EQ(at(R"(,"timestamp":"2026-01-01T10:00:00.123456789Z")"),
              "2026-01-01T10:00:00.123456Z");
    EXPECT_EQ(at(R"(,"timestamp":"never")"), "2026-01-01T12:00:00.000000Z");
}

TEST(Segment, renames_traits_and_finds_the_company) {
    EXPECT_EQ(translated(R"({"userId":"u","traits":{"email":"ada@acme.test","name":"Ada Lovelace",
        "title":"Engineer","createdAt":"2025-01-01T00:00:00Z","address":{"country":"GB","city":"London"},
        "company":{"name":"Acme","id":12,"employee_count":"50","industry":"Software"},"vip":true}})",
                         SegmentEndpoint::identify),
              "0 u=u a= 12:00:00 identify email=ada@acme.test job_title=Engineer "
              "created_at=2025-01-01T00:00:00.000000Z country=GB address.city=London vip=true "
              "first_name=Ada last_name=Lovelace company=12 name=Acme employees=50 "
              "industry=Software\n");
    EXPECT_EQ(
        translated(R"({"userId":"u","groupId":"g","traits":{"name":"Acme","website":"acme.test"}})",
                   SegmentEndpoint::group),
        "0 u=u a= 12:00:00 group g name=Acme domain=acme.test\n");
}

TEST(Segment, blocks_ids_that_name_nobody_and_says_so) {
    EXPECT_EQ(translated(R"({"userId":"null","anonymousId":"v","event":"e"})"),
              "0 u= a=v 12:00:00 e by unknown\n  blocked null\n");
    EXPECT_EQ(translated(R"({"userId":"000-00","messageId":"m","event":"e"})"),
              "0 m rejected: \"000-00\" names nobody\n");
    EXPECT_EQ(translated(R"({"userId":"u","traits":{"email":"Test@acme.test"}})",
                         SegmentEndpoint::identify),
              "0 u=u a= 12:00:00 identify company=\n  blocked Test@acme.test\n");
}

TEST(Segment, treats_a_self_alias_as_nothing) {
    EXPECT_EQ(translated(R"({"userId":"u","previousId":"u"})", SegmentEndpoint::alias),
              "ignored 1\n");
    EXPECT_EQ(translated(R"({"userId":"u","previousId":"v"})", SegmentEndpoint::alias),
              "0 u=u a= 12:00:00 alias v\n");
}

TEST(Segment, one_bad_message_never_fails_its_batch) {
    const std::string large(touch_bytes_max, 'x');
    EXPECT_EQ(translated(fmt::format(R"({{"batch":[
        {{"type":"track","userId":"u","event":"good","messageId":"1"}},
        {{"type":"track","userId":"u","messageId":"2"}},
        7,
        {{"type":"dance","userId":"u","messageId":"4"}},
        {{"type":"track","event":"e","messageId":"5"}},
        {{"type":"track","userId":"u","event":"e","messageId":"6","properties":{{"x":"{}"}}}},
        {{"type":"track","userId":"u","event":"e","messageId":"{}"}},
        {{"type":"page","userId":"u","messageId":"8"}}
        ],"context":{{"userAgent":"Googlebot/2.1"}},"sentAt":"2026-01-01T12:00:00Z"}})",
                                     large,
                                     std::string(message_id_bytes_max + 1, 'm')),
                         SegmentEndpoint::batch),
              fmt::format("0 u=u a= 12:00:00 good by scanner\n"
                          "7 u=u a= 12:00:00 page_view by scanner\n"
                          "1 2 rejected: event is missing\n"
                          "2  rejected: not a JSON object\n"
                          "3 4 rejected: type is missing or unknown\n"
                          "4 5 rejected: neither userId nor anonymousId\n"
                          "5 6 rejected: more than 32768 bytes\n"
                          "6 {} rejected: messageId is longer than 100 bytes\n",
                          std::string(message_id_bytes_max + 1, 'm')));
}

TEST(Segment, refuses_what_is_no_request) {
    EXPECT_TRUE(translated("not json").starts_with("failed: not a JSON object"));
    EXPECT_TRUE(translated("[]").starts_with("failed: not a JSON object"));
    EXPECT_EQ(translated("{}", SegmentEndpoint::batch), "failed: the request has no batch\n");
    std::string many = R"({"batch":[0)";
    for (std::size_t i = 0; i < batch_events_max; ++i) {
        many += ",0";
    }
    EXPECT_EQ(translated(many + "]}", SegmentEndpoint::batch),
              "failed: more than 2500 messages in one batch\n");
}

TEST(Segment, lets_a_browser_send_nothing_that_only_a_server_knows) {
    const SegmentSender browser{
        .received = noon, .browser = true, .user_agent = "Mozilla/5.0 (Mac)"};
    for (const auto* kind : {"Deal Won",
                             "deal_won",
                             "Handoff Accepted",
                             "Agreement Signed",
                             "Consent Granted",
                             "Cost Recorded",
                             " Stage Entered"}) {
        const auto body = fmt::format(R"({{"userId":"u","event":"{}"}})", kind);
        EXPECT_NE(
            translated(body, SegmentEndpoint::track, browser).find("may not come from a browser"),
            std::string::npos)
            << kind;
        EXPECT_EQ(translated(body).find("rejected"), std::string::npos) << kind;
    }
    EXPECT_EQ(
        translated(R"({"userId":"u","event":"Dealer Found"})", SegmentEndpoint::track, browser),
        "0 u=u a= 12:00:00 Dealer Found by human\n");
}

TEST(Segment, compares_bodies_by_what_they_say) {
    const auto key = key_of_body(R"({"userId":"u","event":"e","properties":{"a":1,"b":[true]}})");
    EXPECT_EQ(key_of_body(R"({"event":"e","sentAt":"2026-01-01T00:00:00Z","context":{"ip":"x"},
        "properties":{"b":[true],"a":1.0},"userId":"u","anonymousId":null})"),
              key);
    for (
        const auto* other :
        {R"({"userId":"v","event":"e","properties":{"a":1,"b":[true]}})",
         R"({"userId":"u","event":"f","properties":{"a":1,"b":[true]}})",
         R"({"userId":"u","event":"e","properties":{"a":1,"b":["true"]}})",
         R"({"userId":"u","event":"e","properties":{"a":1,"b":[true]},"timestamp":"2026-01-01T00:00:00Z"})"}) {
        EXPECT_NE(key_of_body(other), key) << other;
    }
}

TEST(Segment, assigns_a_message_id_where_none_came) {
    const auto batch = translate_segment(
        R"({"userId":"u","event":"e"})", SegmentEndpoint::track, {.received = noon});
    const auto& envelope = batch->accepted.at(0).envelope;
    EXPECT_TRUE(envelope.message_id_assigned);
    EXPECT_FALSE(envelope.message_id.empty());
    EXPECT_LE(envelope.message_id.size(), message_id_bytes_max);
}

TEST(Segment, knows_its_endpoints_by_both_names) {
    EXPECT_EQ(find_segment_endpoint("t"), SegmentEndpoint::track);
    EXPECT_EQ(find_segment_endpoint("batch"), SegmentEndpoint::batch);
    EXPECT_FALSE(find_segment_endpoint("x"));
}

TEST(ActorTable, tells_people_from_programs) {
    const std::vector<std::pair<std::string_view, ledger::Actor>> cases{
        {"Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/120.0 Safari/537.36",
         ledger::Actor::human},
        {"Mozilla/5.0 (Linux; Android 9; CUBOT X19) Chrome/80.0", ledger::Actor::human},
        {"Mozilla/5.0 (compatible; bingbot/2.0)", ledger::Actor::scanner},
        {"curl/8.0", ledger::Actor::scanner},
        {"Mozilla/5.0 (via ggpht.com GoogleImageProxy)", ledger::Actor::prefetch},
        {"Mozilla/5.0", ledger::Actor::prefetch},
        {"", ledger::Actor::unknown},
        {"AcmeApp/3.1", ledger::Actor::unknown},
    };
    for (const auto& [agent, expected] : cases) {
        EXPECT_EQ(actor_of(agent), expected) << agent;
    }
}

TEST(ChannelTable, decides_by_the_first_rule_that_holds) {
    const std::vector<std::pair<Origin, std::string_view>> cases{
        {{.medium = "E-Mail"}, "email"},
        {{.source = "google", .medium = "cpc"}, "paid_search"},
        {{.source = "facebook", .medium = "cpc"}, "paid_social"},
        {{.source = "x", .medium = "strange"}, "campaign"},
        {{.source = "linkedin"}, "organic_social"},
        {{.source = "newsletter"}, "email"},
        {{.source = "acme-partner"}, "campaign"},
        {{.referrer = "https://www.google.com/", .click_id = "gclid"}, "paid_search"},
        {{.referrer = "https://www.google.co.uk/search?q=x"}, "organic_search"},
        {{.referrer = "https://mail.google.com/mail"}, "email"},
        {{.referrer = "https://l.facebook.com/l.php"}, "organic_social"},
        {{.referrer = "https://t.co/abc"}, "organic_social"},
        {{.referrer = "https://chatgpt.com/"}, "ai_assistant"},
        {{.referrer = "https://blog.other.test/"}, "referral"},
        {{.referrer = "https://notgoogle.test/"}, "referral"},
        {{.referrer = "https://www.acme.test/a", .page_url = "https://acme.test/b"}, ""},
        {{.page_url = "https://acme.test/"}, "direct"},
        {{}, ""},
    };
    for (const auto& [origin, expected] : cases) {
        EXPECT_EQ(channel_of(origin), expected)
            << origin.source << " " << origin.medium << " " << origin.referrer;
    }
}

TEST(Kinds, have_a_direction_and_words_for_people) {
    EXPECT_EQ(direction_of("email_delivered"), ledger::Direction::out);
    EXPECT_EQ(direction_of("Email Opened"), ledger::Direction::in);
    EXPECT_EQ(direction_of("anything else"), ledger::Direction::in);
    EXPECT_FALSE(find_standard_kind("deal won")->is_touch);
    EXPECT_EQ(title_of("page_view", "/product/pricing/"), "Looked at pricing");
    EXPECT_EQ(title_of("page_view", "/"), "Looked at the start page");
    EXPECT_EQ(title_of("Email Opened", ""), "Opened an e-mail");
    EXPECT_EQ(title_of("Rocket Launched", ""), "Rocket Launched");
    EXPECT_EQ(activity_kind("CALL"), "Call Logged");
    EXPECT_EQ(activity_kind("Lunch"), "Lunch");
}

}  // namespace
}  // namespace baton::connect
