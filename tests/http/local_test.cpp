#include <gtest/gtest.h>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/clock.hpp"
#include "http/access_log.hpp"
#include "http/local_api.hpp"
#include "http/site.hpp"

namespace baton::http {
namespace {

constexpr std::string_view good_verb =
    R"({"arguments":["import","a.csv"],"directory":"/","input":""})";

// The door alone, with one verb that is done and one that is not.
class Door : public ::testing::Test {
protected:
    void open(std::string token) {
        log_failures_only();
        LocalDoor door{.token = std::move(token),
                       .address = "192.168.1.7",
                       .begin = [this](LocalVerb verb) -> Result<std::int64_t> {
                           begun_.push_back(std::move(verb));
                           return 7;
                       },
                       .ask = [](std::int64_t number) -> Result<std::optional<LocalOutcome>> {
                           if (number == 8) return std::nullopt;
                           if (number != 7)
                               return fail(Failure::not_found, "There is no such verb.");
                           return LocalOutcome{.code = 1, .out = "o\n", .err = "e\n"};
                       }};
        site_ = Site::make({.routes = local_api(std::move(door)), .clock = &clock_}).value();
    }

    // Status and body.
    std::string ask(Method method,
                    std::string_view target,
                    std::string token,
                    std::string remote = "127.0.0.1") {
        Admission admission =
            site_->admit({.method = method,
                          .target = target,
                          .headers = {{std::string(local_token_header), std::move(token)}},
                          .remote = std::move(remote)});
        Result<Response> answer = fail(Failure::broken, "no answer");
        if (admission.settled) {
            answer = *std::move(admission.settled);
        } else {
            admission.request->body = good_verb;
            const auto at_once = [](Site::Work work) {
                work();
                return true;
            };
            site_->answer(admission, at_once, Responder([&](Result<Response> given) {
                              answer = std::move(given);
                          }));
        }
        const Response response = site_->finish(admission, std::move(answer));
        const auto* text = std::get_if<std::string>(&response.body);
        return std::to_string(response.status) + " " + (text == nullptr ? "" : *text);
    }

    Clock clock_ = Clock::standing_at({1'000'000'000});
    std::unique_ptr<Site> site_;
    std::vector<LocalVerb> begun_;
};

TEST_F(Door, opens_to_the_token_from_this_machine) {
    open("secret");
    EXPECT_EQ(ask(Method::post, "/api/v1/local/verbs", "secret"), R"(202 {"id":"7"})");
    ASSERT_EQ(begun_.size(), 1U);
    EXPECT_EQ(begun_[0].arguments, (std::vector<std::string>{"import", "a.csv"}));
    EXPECT_EQ(begun_[0].directory, "/");
    EXPECT_EQ(ask(Method::get, "/api/v1/local/verbs/7", "secret"),
              R"(200 {"done":true,"code":1,"out":"o\n","err":"e\n"})");
    EXPECT_EQ(ask(Method::get, "/api/v1/local/verbs/8", "secret", "::1"),
              R"(200 {"done":false,"code":null,"out":"","err":""})");
    EXPECT_TRUE(ask(Method::get, "/api/v1/local/verbs/9", "secret").starts_with("404"));
    EXPECT_TRUE(
        ask(Method::get, "/api/v1/local/verbs/7", "secret", "192.168.1.7").starts_with("200"));
}

TEST_F(Door, stays_shut_for_everybody_else) {
    open("secret");
    for (const char* token : {"", "Secret", "secret2", "secre"}) {
        EXPECT_TRUE(ask(Method::post, "/api/v1/local/verbs", token).starts_with("403")) << token;
        EXPECT_TRUE(ask(Method::get, "/api/v1/local/verbs/7", token).starts_with("403")) << token;
    }
    EXPECT_TRUE(
        ask(Method::post, "/api/v1/local/verbs", "secret", "192.168.1.8").starts_with("403"));
    EXPECT_TRUE(begun_.empty());
}

TEST_F(Door, without_a_token_is_a_wall) {
    open("");
    EXPECT_TRUE(ask(Method::post, "/api/v1/local/verbs", "").starts_with("403"));
    EXPECT_TRUE(begun_.empty());
}

}  // namespace
}  // namespace baton::http
