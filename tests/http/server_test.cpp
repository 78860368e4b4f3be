#include "http/server.hpp"

#include <chrono>
#include <filesystem>
#include <gtest/gtest.h>
#include <memory>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

#include "http/client.hpp"
#include "http/compress.hpp"
#include "http/running_site.hpp"

namespace baton::http::test {
namespace {

using std::chrono::milliseconds;

std::string get(std::string_view target, std::string_view headers = "") {
    return "GET " + std::string(target) + " HTTP/1.1\r\nHost: x\r\n" + std::string(headers) +
           "\r\n";
}

std::string post(std::string_view target, std::string_view body, std::string_view headers = "") {
    return "POST " + std::string(target) +
           " HTTP/1.1\r\nHost: x\r\nContent-Length: " + std::to_string(body.size()) + "\r\n" +
           std::string(headers) + "\r\n" + std::string(body);
}

class ServerTest : public testing::Test {
protected:
    RunningSite site_;
};

TEST_F(ServerTest, answers_with_what_arrived_and_safe_headers) {
    const std::string response = site_.ask(get("/echo/a%20b?q=%C3%A5+1"));
    EXPECT_EQ(status_in(response), 200);
    EXPECT_EQ(body_in(response), "a b|q=å 1");
    EXPECT_EQ(header_in(response, "X-Content-Type-Options"), "nosniff");
    EXPECT_EQ(header_in(response, "Cache-Control"), "no-store");
    EXPECT_EQ(header_in(response, "Access-Control-Allow-Origin"), "");
}

TEST_F(ServerTest, keeps_a_connection_and_answers_pipelined_requests_in_order) {
    Client client(site_.port());
    client.send(get("/slow") + get("/echo/2") + post("/body", "three") + get("/echo/4"));
    EXPECT_EQ(body_in(client.read_response()), "slow");
    EXPECT_EQ(body_in(client.read_response()), "2");
    EXPECT_EQ(body_in(client.read_response()), "5:three");
    EXPECT_EQ(body_in(client.read_response()), "4");
    client.send(get("/echo/5", "Connection: close\r\n"));
    EXPECT_EQ(body_in(client.read_all()), "5");
}

TEST_F(ServerTest, head_has_the_length_and_no_body) {
    Client client(site_.port());
    client.send("HEAD /echo/abc HTTP/1.1\r\nHost: x\r\n\r\n" + get("/echo/next"));
    EXPECT_EQ(header_in(client.read_response(true), "Content-Length"), "3");
    EXPECT_EQ(body_in(client.read_response()), "next");
}

TEST_F(ServerTest, speaks_http_1_0) {
    Client client(site_.port());
    client.send("GET /echo/a HTTP/1.0\r\n\r\n");
    const std::string response = client.read_all();
    EXPECT_EQ(body_in(response), "a");
    EXPECT_EQ(header_in(response, "Connection"), "close");
}

TEST_F(ServerTest, unknown_addresses_and_methods_are_told_apart) {
    EXPECT_EQ(status_in(site_.ask(get("/nothing"))), 404);
    const std::string response = site_.ask("PUT /body HTTP/1.1\r\nHost: x\r\n\r\n");
    EXPECT_EQ(status_in(response), 405);
    EXPECT_EQ(header_in(response, "Allow"), "POST, OPTIONS");
    EXPECT_EQ(header_in(response, "Content-Type"), "application/problem+json");
    EXPECT_EQ(header_in(site_.ask(get("/crm/v3/nothing")), "Content-Type"), "application/json");
    EXPECT_NE(site_.ask(get("/crm/v3/broken")).find("OBJECT_NOT_FOUND"), std::string::npos);
}

TEST_F(ServerTest, a_throwing_handler_is_a_500_that_tells_only_a_reference) {
    const std::string response = site_.ask(get("/throws"));
    EXPECT_EQ(status_in(response), 500);
    EXPECT_EQ(response.find("secret trouble"), std::string::npos);
    EXPECT_NE(body_in(response).find(header_in(response, "X-Request-Id")), std::string::npos);
}

TEST_F(ServerTest, refuses_malformed_requests_and_closes) {
    const std::vector<std::pair<std::string, int>> cases{
        {"GARBAGE\r\n\r\n", 400},
        {"GET  /echo/a HTTP/1.1\r\nHost: x\r\n\r\n", 400},
        {"GET /echo/a HTTP/2.0\r\nHost: x\r\n\r\n", 400},
        {"BREW /echo/a HTTP/1.1\r\nHost: x\r\n\r\n", 501},
        {"GET /echo/a HTTP/1.1\r\n\r\n", 400},
        {"GET /echo/a HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n", 400},
        {"GET /echo/a HTTP/1.1\r\nHost: x\r\nBad Header: 1\r\n\r\n", 400},
        {"GET /echo/a HTTP/1.1\r\nHost : x\r\n\r\n", 400},
        {std::string("GET /echo/a HTTP/1.1\r\nHost: x\r\nA: b\0c\r\n\r\n", 41), 400},
        {std::string("GET /echo/\0a HTTP/1.1\r\nHost: x\r\n\r\n", 34), 400},
        {"POST /body HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n", 400},
        {"POST /body HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n", 400},
        {"POST /body HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999999999999\r\n\r\n", 400},
        {"POST /body HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nTransfer-Encoding: "
         "chunked\r\n\r\n0\r\n\r\n",
         400},
        {"POST /body HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nContent-Length: "
         "4\r\n\r\n0\r\n\r\n",
         400},
        {"POST /body HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
         501},
        {"POST /body HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n", 501},
        {"POST /body HTTP/1.0\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400},
        {"POST /body HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n\r\n", 400},
        {"POST /body HTTP/1.1\r\nHost: x\r\nExpect: miracles\r\nContent-Length: 1\r\n\r\n", 417},
        {"GET /echo/a HTTP/1.1\r\nHost: x\r\nX: " + std::string(20'000, 'a') + "\r\n\r\n", 431},
    };
    for (const auto& [request, status] : cases) {
        Client client(site_.port());
        client.send(request);
        const std::string all = client.read_all();
        EXPECT_EQ(status_in(all), status) << request.substr(0, 100);
        EXPECT_EQ(header_in(all, "Connection"), "close") << request.substr(0, 100);
        EXPECT_EQ(all.find("HTTP/1.1", 5), std::string::npos) << request.substr(0, 100);
    }
}

TEST_F(ServerTest, refuses_addresses_that_lead_elsewhere) {
    for (const char* target : {"/../etc/passwd",
                               "/echo/..",
                               "/echo/%2e%2e",
                               "/echo/%00",
                               "/echo/%ff",
                               "/echo/%",
                               "/echo/%c0%af"}) {
        EXPECT_EQ(status_in(site_.ask(get(target))), 400) << target;
    }
    EXPECT_EQ(body_in(site_.ask(get("/echo/..%2f..%2fetc"))), "../../etc");
}

TEST_F(ServerTest, reads_chunked_and_packed_bodies) {
    EXPECT_EQ(body_in(site_.ask("POST /body HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: "
                                "chunked\r\n\r\n3\r\nabc\r\n2;x=y\r\nde\r\n0\r\n\r\n")),
              "5:abcde");
    const std::string packed = gzip("{\"a\":1}");
    EXPECT_EQ(body_in(site_.ask(post("/body", packed, "Content-Encoding: gzip\r\n"))),
              "7:{\"a\":1}");
    EXPECT_EQ(body_in(site_.ask(
                  post("/body", packed, "Content-Type: application/x-www-form-urlencoded\r\n"))),
              "7:{\"a\":1}");
    EXPECT_EQ(status_in(site_.ask(post("/body", "x", "Content-Encoding: br\r\n"))), 400);
}

TEST_F(ServerTest, a_body_beyond_its_routes_limit_is_refused_however_it_comes) {
    EXPECT_EQ(body_in(site_.ask(post("/small", "0123456789"))), "10:0123456789");
    EXPECT_EQ(status_in(site_.ask(post("/small", "0123456789a"))), 413);
    EXPECT_EQ(status_in(site_.ask(
                  "POST /small HTTP/1.1\r\nHost: x\r\nContent-Length: 999999999999\r\n\r\n")),
              413);
    EXPECT_EQ(status_in(site_.ask("POST /small HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: "
                                  "chunked\r\n\r\nb\r\n0123456789a\r\n0\r\n\r\n")),
              413);
    EXPECT_EQ(status_in(site_.ask(post("/small", gzip(std::string(100, 'x'))))), 413);
    Client client(site_.port());
    client.send(post("/small", std::string(500'000, 'x')));
    EXPECT_EQ(status_in(client.read_all()), 413);
}

TEST_F(ServerTest, says_continue_only_to_bodies_it_will_read) {
    Client client(site_.port());
    client.send(
        "POST /body HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\n");
    EXPECT_EQ(client.read_response(), "HTTP/1.1 100 Continue\r\n\r\n");
    client.send("abc");
    EXPECT_EQ(body_in(client.read_response()), "3:abc");
    EXPECT_EQ(status_in(site_.ask("POST /small HTTP/1.1\r\nHost: x\r\nContent-Length: 11\r\n"
                                  "Expect: 100-continue\r\n\r\n")),
              413);
}

TEST_F(ServerTest, an_upload_goes_through_a_file_that_is_gone_afterwards) {
    EXPECT_EQ(body_in(site_.ask(post("/upload", std::string(5'000'000, 'x')))), "5000000");
    EXPECT_EQ(status_in(site_.ask(
                  "POST /upload HTTP/1.1\r\nHost: x\r\nContent-Length: 50000001\r\n\r\n")),
              413);
    EXPECT_TRUE(std::filesystem::is_empty(site_.folder()));
}

TEST_F(ServerTest, packs_large_json_for_who_reads_gzip) {
    const std::string plain = site_.ask(get("/big"));
    EXPECT_EQ(body_in(plain).size(), 300'000U);
    EXPECT_EQ(header_in(plain, "Vary"), "Accept-Encoding");
    const std::string packed = site_.ask(get("/big", "Accept-Encoding: br, gzip\r\n"));
    EXPECT_EQ(header_in(packed, "Content-Encoding"), "gzip");
    EXPECT_EQ(plain_body(body_in(packed), "gzip", 1'000'000), body_in(plain));
}

TEST_F(ServerTest, roles_and_scopes_open_routes) {
    const auto status = [&](std::string_view headers) {
        return status_in(site_.ask(get("/secret", headers)));
    };
    EXPECT_EQ(status(""), 401);
    EXPECT_EQ(status("Cookie: __Host-baton=unknown\r\n"), 401);
    EXPECT_EQ(status("Cookie: __Host-baton=rep\r\n"), 403);
    EXPECT_EQ(status("Cookie: __Host-baton=manager\r\n"), 200);
    EXPECT_EQ(status("Authorization: Bearer key\r\n"), 200);
    EXPECT_EQ(status("Authorization: Bearer wrong\r\n"), 401);
    EXPECT_EQ(status("Authorization: Basic d2s6\r\n"), 403);
    EXPECT_EQ(status_in(site_.ask(get("/metrics"))), 401);
}

TEST_F(ServerTest, another_site_cannot_write_with_a_persons_cookie) {
    const std::string cookie = "Cookie: __Host-baton=manager\r\n";
    const auto status = [&](const std::string& headers) {
        return status_in(site_.ask(post("/secret", "", headers)));
    };
    EXPECT_EQ(status(cookie), 403);
    EXPECT_EQ(status(cookie + "Origin: https://evil.test\r\n"), 403);
    EXPECT_EQ(status(cookie + "Origin: http://x\r\n"), 200);
    EXPECT_EQ(status(cookie + "Sec-Fetch-Site: same-origin\r\n"), 200);
    EXPECT_EQ(status("Authorization: Bearer key\r\n"), 200);
}

TEST_F(ServerTest, ingestion_is_open_to_other_origins_and_never_redirects) {
    const std::string asked =
        site_.ask("OPTIONS /v1/track HTTP/1.1\r\nHost: x\r\nOrigin: https://shop.test\r\n\r\n");
    EXPECT_EQ(status_in(asked), 204);
    EXPECT_EQ(header_in(asked, "Access-Control-Allow-Origin"), "*");
    EXPECT_EQ(header_in(asked, "Access-Control-Allow-Headers"),
              "authorization, content-type, x-retry-count");
    const std::string sent = site_.ask(post("/v1/track", "{}", "Origin: https://shop.test\r\n"));
    EXPECT_EQ(body_in(sent), "2:{}");
    EXPECT_EQ(header_in(sent, "Access-Control-Allow-Origin"), "*");
    EXPECT_EQ(status_in(site_.ask(post("/v1/track", "{}", "Authorization: Basic eDo=\r\n"))), 401);
    EXPECT_EQ(status_in(site_.ask(post("/v1/track/", "{}"))), 404);
    EXPECT_EQ(header_in(site_.ask("OPTIONS /body HTTP/1.1\r\nHost: x\r\n\r\n"),
                        "Access-Control-Allow-Origin"),
              "");
}

TEST_F(ServerTest, strangers_who_write_too_much_are_told_to_wait) {
    Client client(site_.port());
    int refused = 0;
    std::string last;
    for (int count = 0; count < 105; ++count) {
        client.send(post("/body", "x"));
        last = client.read_response();
        refused += status_in(last) == 429 ? 1 : 0;
        if (header_in(last, "Connection") == "close") {
            break;
        }
    }
    EXPECT_EQ(refused, 1);
    EXPECT_EQ(header_in(last, "Retry-After"), "1");
}

TEST_F(ServerTest, many_requests_wait_without_a_thread_each) {
    std::vector<std::unique_ptr<Client>> clients;
    for (int count = 0; count < 90; ++count) {
        clients.push_back(std::make_unique<Client>(site_.port()));
        clients.back()->send(post("/later", ""));
    }
    site_.answer_later(90);
    for (const auto& client : clients) {
        EXPECT_EQ(body_in(client->read_response()), "later");
    }
}

TEST_F(ServerTest, events_reach_a_page_that_listens) {
    Client client(site_.port());
    client.send(get("/events"));
    EXPECT_EQ(header_in(client.read_until("\r\n\r\n"), "Content-Type"), "text/event-stream");
    EXPECT_EQ(client.read_until("\n\n"), "event: ping\ndata: {}\n\n");
    site_.hub().publish(std::vector<std::string>{"deals", "contact:1"});
    EXPECT_EQ(client.read_until("\n\n"),
              "event: change\ndata: {\"topics\":[\"contact:1\",\"deals\"]}\n\n");
    site_.hub().publish(std::vector<std::string>{"handoffs"});
    EXPECT_NE(client.read_until("\n\n").find("handoffs"), std::string::npos);
}

TEST_F(ServerTest, describes_and_measures_itself) {
    EXPECT_EQ(status_in(site_.ask(get("/healthz"))), 200);
    EXPECT_EQ(status_in(site_.ask(get("/readyz"))), 200);
    EXPECT_NE(site_.ask(get("/openapi.json")).find("\"/echo/{text}\""), std::string::npos);
    const std::string metrics = site_.site().metrics().render(site_.site().router().table());
    EXPECT_NE(metrics.find("baton_http_requests_total{route=\"/readyz\",method=\"GET\","
                           "status=\"2xx\"} 1\n"),
              std::string::npos);
}

TEST(ServerStop, finishes_what_was_begun_and_lets_the_idle_go) {
    RunningSite site;
    Client idle(site.port());
    idle.send(get("/echo/a"));
    EXPECT_EQ(body_in(idle.read_response()), "a");
    Client page(site.port());
    page.send(get("/events"));
    page.read_until("ping");
    Client busy(site.port());
    busy.send(post("/later", ""));
    site.await_later(1);
    std::jthread answering([&] {
        std::this_thread::sleep_for(milliseconds(50));
        site.answer_later(1);
    });
    EXPECT_TRUE(site.server().stop(milliseconds(5000)));
    const std::string response = busy.read_all();
    EXPECT_EQ(body_in(response), "later");
    EXPECT_EQ(header_in(response, "Connection"), "close");
    EXPECT_EQ(idle.read_all(), "");
    EXPECT_FALSE(Client(site.port()).send(get("/echo/a")));
}

TEST(ServerStop, gives_up_on_what_is_never_answered) {
    RunningSite site;
    Client busy(site.port());
    busy.send(post("/later", ""));
    Client other(site.port());
    other.send(get("/echo/a"));
    other.read_response();
    site.await_later(1);
    EXPECT_FALSE(site.server().stop(milliseconds(50)));
    EXPECT_EQ(busy.read_all(), "");
}

TEST(ServerPatience, slow_clients_are_let_go_at_every_stage) {
    const milliseconds soon(60);
    RunningSite site({.patience = {.idle = soon, .head = soon, .body = soon}});
    for (const char* bytes : {"", "GET /echo/a HT", "GET /echo/a HTTP/1.1\r\nHost: x\r\n"}) {
        Client client(site.port());
        client.send(bytes);
        EXPECT_EQ(client.read_all(), "") << bytes;
    }
    Client client(site.port());
    client.send("POST /body HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nabc");
    EXPECT_EQ(client.read_all().find("HTTP/1.1 200"), std::string::npos);
}

TEST(ServerPatience, a_handler_that_takes_too_long_is_answered_for) {
    RunningSite site({.patience = {.answer = milliseconds(50)}});
    Client client(site.port());
    client.send(post("/later", ""));
    const std::string response = client.read_response();
    EXPECT_EQ(status_in(response), 503);
    EXPECT_EQ(header_in(response, "Retry-After"), "5");
    site.answer_later(1);
    client.send(get("/echo/a"));
    EXPECT_EQ(body_in(client.read_response()), "a");
}

TEST(ServerStart, says_when_the_address_is_taken_or_none) {
    RunningSite first;
    EXPECT_FALSE(Server::start(first.site(), {.port = first.port()}));
    EXPECT_FALSE(Server::start(first.site(), {.address = "nowhere", .port = 0}));
}

}  // namespace
}  // namespace baton::http::test
