#include <array>
#include <gtest/gtest.h>
#include <optional>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.hpp"
#include "http/compress.hpp"
#include "http/problem.hpp"
#include "http/request.hpp"
#include "http/response.hpp"
#include "http/static_page.hpp"
#include "http/target.hpp"
#include "http/wire.hpp"

namespace baton::http {
namespace {

TEST(Target, decodes_segments_and_query) {
    const auto target = parse_target("/a%2Fb/%C3%A5/?q=x+y%26z&empty&n=1&n=2");
    ASSERT_TRUE(target.has_value());
    EXPECT_EQ(target->segments, (std::vector<std::string>{"a/b", "å", ""}));
    EXPECT_EQ(target->query,
              (std::vector<Field>{{"q", "x y&z"}, {"empty", ""}, {"n", "1"}, {"n", "2"}}));
    EXPECT_EQ(find(target->query, "n"), "1");
}

TEST(Target, refuses_what_leads_elsewhere_or_is_not_text) {
    constexpr std::array<std::string_view, 14> refused{"",
                                                       "*",
                                                       "a",
                                                       "http://x/",
                                                       "/../etc",
                                                       "/a/%2e%2E/b",
                                                       "/.",
                                                       "/%",
                                                       "/%4",
                                                       "/%zz",
                                                       "/%00",
                                                       "/%ff",
                                                       "/a?x=%ff",
                                                       "/a?x=%00"};
    for (const std::string_view text : refused) {
        EXPECT_FALSE(parse_target(text)) << text;
    }
    EXPECT_FALSE(parse_target(std::string_view("/a\0b", 4)));
    EXPECT_TRUE(parse_target("/..."));
    std::string many = "/?a";
    for (int count = 0; count < 100; ++count) {
        many += "&a";
    }
    EXPECT_FALSE(parse_target(many));
}

RC_GTEST_PROP(Target, what_is_escaped_byte_by_byte_comes_back, (const std::string& text)) {
    constexpr std::string_view digits = "0123456789aBCdef";
    std::string escaped;
    for (const char letter : text) {
        const auto code = static_cast<unsigned char>(letter);
        escaped += {'%', digits[code / 16], digits[code % 16]};
    }
    RC_ASSERT(percent_decoded(escaped).value() == text);
}

TEST(Cookies, are_found_by_their_whole_name) {
    EXPECT_EQ(find_cookie("xa=1; a=2;b=3", "a"), "2");
    EXPECT_EQ(find_cookie("a=1=2; a=3", "a"), "1=2");
    EXPECT_EQ(find_cookie("a", "a"), std::nullopt);
    EXPECT_EQ(find_cookie("", ""), std::nullopt);
}

RC_GTEST_PROP(Compress, what_is_packed_comes_back, (const std::string& text)) {
    RC_PRE(!text.empty());
    RC_ASSERT(plain_body(gzip(text), "", text.size()).value() == text);
    RC_ASSERT(plain_body(gzip(text), "gzip", text.size()).value() == text);
    RC_ASSERT(plain_body(gzip(text), "", text.size() - 1).error().failure == Failure::too_large);
}

TEST(Compress, knows_damage_from_plain_text) {
    const std::string packed = gzip(std::string(5000, 'x'));
    EXPECT_EQ(plain_body(packed.substr(0, packed.size() / 2), "", 9999).error().failure,
              Failure::invalid);
    EXPECT_EQ(plain_body("{}", "", 10), "{}");
    EXPECT_EQ(plain_body("{}", "identity", 10), "{}");
    EXPECT_FALSE(plain_body("{}", "gzip", 10));
    EXPECT_FALSE(plain_body("{}", "br", 10));
}

TEST(Compress, a_bomb_stops_at_the_limit) {
    const std::string bomb = gzip(std::string(50'000'000, '\0'));
    EXPECT_LT(bomb.size(), 400'000U);
    EXPECT_EQ(plain_body(bomb, "gzip", 1'000'000).error().failure, Failure::too_large);
}

TEST(Compress, reads_accept_encoding) {
    EXPECT_TRUE(accepts("gzip, deflate, br", "gzip"));
    EXPECT_TRUE(accepts("br;q=0.5,GZIP;q=0.1", "gzip"));
    EXPECT_FALSE(accepts("gzip;q=0, br", "gzip"));
    EXPECT_FALSE(accepts("gzip;q=0.000", "gzip"));
    EXPECT_FALSE(accepts("xgzip", "gzip"));
    EXPECT_FALSE(accepts("", "gzip"));
}

TEST(Problem, is_a_document_that_names_places) {
    const Error error{.failure = Failure::invalid,
                      .message = "Two things",
                      .problems = {{"/name", "is required"}, {"?limit", "too large"}}};
    const Response response = problem_response(error, "ref");
    EXPECT_EQ(response.status, 422);
    EXPECT_EQ(response.content_type, "application/problem+json");
    EXPECT_EQ(std::get<std::string>(response.body),
              R"({"type":"about:blank","title":"Unprocessable Content","status":422,)"
              R"("detail":"Two things","problems":[{"pointer":"/name","message":"is required"},)"
              R"({"parameter":"limit","message":"too large"}]})");
}

TEST(Problem, keeps_the_machines_troubles_to_itself) {
    const Error error{.failure = Failure::broken, .message = "disk /secret is full"};
    const Response response = problem_response(error, "ref42");
    EXPECT_EQ(response.status, 500);
    const auto& body = std::get<std::string>(response.body);
    EXPECT_EQ(body.find("secret"), std::string::npos);
    EXPECT_NE(body.find("ref42"), std::string::npos);
}

TEST(Problem, speaks_hubspot_where_hubspot_is_spoken) {
    const Response response = hubspot_response(
        Error{.failure = Failure::invalid, .message = "No", .problems = {{"/x", "bad"}}}, "ref");
    EXPECT_EQ(response.status, 400);
    EXPECT_EQ(std::get<std::string>(response.body),
              R"({"status":"error","message":"No","correlationId":"ref",)"
              R"("category":"VALIDATION_ERROR","context":{"propertyName":["x"]},)"
              R"("errors":[{"message":"bad","in":"x","context":{"propertyName":["x"]}}]})");
}

TEST(Wire, a_line_break_cannot_get_into_a_header) {
    const std::string head = render_head(
        {.headers = {{"X", "a\r\nSet-Cookie: b"}}, .body = std::string("hi")}, 11, true);
    EXPECT_EQ(head, "HTTP/1.1 200 OK\r\nX: a  Set-Cookie: b\r\nContent-Length: 2\r\n\r\n");
}

constexpr std::array<PageFile, 3> files{{
    {"/index.html", R"(<meta name="csp-nonce" content="">)", "", "h1"},
    {"/assets/a-1.js", "plain", "packed", "h2"},
    {"/icon.svg", "<svg/>", "", "h3"},
}};

std::optional<Response> page_at(std::string path, std::vector<Field> headers = {}) {
    Request request;
    request.path = std::move(path);
    request.headers = std::move(headers);
    request.nonce = "N0";
    return StaticPage(files).find(request);
}

TEST(StaticPage, every_page_address_gets_the_start_with_its_nonce_in_both_places) {
    for (const char* path :
         {"/", "/index.html", "/contacts/1025", "/apiary", "/agreement/compare/2..draft-1"}) {
        const auto page = page_at(path);
        ASSERT_TRUE(page) << path;
        EXPECT_EQ(std::get<std::string>(page->body), R"(<meta name="csp-nonce" content="N0">)");
        const auto policy = find_header(page->headers, "content-security-policy");
        EXPECT_NE(policy->find("'nonce-N0'"), std::string::npos);
        EXPECT_NE(policy->find("script-src 'self';"), std::string::npos);
        EXPECT_EQ(policy->find("unsafe"), std::string::npos);
    }
    for (const char* path : {"/api", "/api/v1/x", "/crm/v3", "/v1/x", "/missing.js", "/.env"}) {
        EXPECT_FALSE(page_at(path)) << path;
    }
}

TEST(StaticPage, a_hashed_file_is_kept_for_ever_and_packed_for_who_can_read_it) {
    const auto plain = page_at("/assets/a-1.js");
    EXPECT_EQ(std::get<std::string_view>(plain->body), "plain");
    EXPECT_EQ(find_header(plain->headers, "cache-control"), "public, max-age=31536000, immutable");
    const auto packed = page_at("/assets/a-1.js", {{"Accept-Encoding", "gzip, br"}});
    EXPECT_EQ(std::get<std::string_view>(packed->body), "packed");
    EXPECT_EQ(find_header(packed->headers, "content-encoding"), "br");
    const auto held = page_at("/icon.svg", {{"If-None-Match", "\"h3\""}});
    EXPECT_EQ(held->status, 304);
    EXPECT_EQ(find_header(held->headers, "cache-control"), "no-cache");
}

}  // namespace
}  // namespace baton::http
