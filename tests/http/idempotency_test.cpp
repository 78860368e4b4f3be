#include "http/idempotency.hpp"

#include <cstdint>
#include <gtest/gtest.h>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include "base/result.hpp"
#include "http/request.hpp"
#include "http/response.hpp"

namespace baton::http {
namespace {

class IdempotencyTest : public testing::Test {
protected:
    std::string ask(const std::string& key, std::string body, std::int64_t user = 1) {
        Request request;
        request.method = Method::post;
        request.path = "/api/v1/deals";
        request.body = std::move(body);
        request.principal = {.kind = Principal::Kind::session, .id = user};
        const auto response = idempotency_.run(request, key, [this](const Request& asked) {
            ++runs_;
            return answer_(asked);
        });
        if (!response) {
            return response.error().failure == Failure::conflict ? "conflict"
                                                                 : response.error().message;
        }
        return std::to_string(response->status) + " " + std::get<std::string>(response->body);
    }

    std::map<std::string, StoredReply> stored_;
    int runs_ = 0;
    Answer answer_ = [](const Request& asked) -> Result<Response> {
        return json_text("did " + asked.body, 201);
    };
    Idempotency idempotency_{
        ReplyDoor{.find = [this](const std::string& key) -> Result<std::optional<StoredReply>> {
                      const auto found = stored_.find(key);
                      return found == stored_.end() ? std::nullopt : std::optional(found->second);
                  },
                  .keep = [this](const std::string& key, const StoredReply& reply) -> Done {
                      stored_[key] = reply;
                      return {};
                  }}};
};

TEST_F(IdempotencyTest, the_same_request_again_is_answered_from_memory) {
    EXPECT_EQ(ask("k", "x"), "201 did x");
    EXPECT_EQ(ask("k", "x"), "201 did x");
    EXPECT_EQ(runs_, 1);
}

TEST_F(IdempotencyTest, another_request_with_that_key_is_refused) {
    EXPECT_EQ(ask("k", "x"), "201 did x");
    EXPECT_EQ(ask("k", "y"), "This Idempotency-Key was used for another request.");
    EXPECT_EQ(runs_, 1);
}

TEST_F(IdempotencyTest, keys_belong_to_who_asks) {
    EXPECT_EQ(ask("k", "x", 1), "201 did x");
    EXPECT_EQ(ask("k", "y", 2), "201 did y");
}

TEST_F(IdempotencyTest, a_refused_request_may_run_again) {
    answer_ = [](const Request&) -> Result<Response> { return fail(Failure::refused, "no"); };
    EXPECT_EQ(ask("k", "x"), "no");
    EXPECT_EQ(ask("k", "x"), "no");
    EXPECT_EQ(runs_, 2);
    EXPECT_TRUE(stored_.empty());
}

TEST_F(IdempotencyTest, of_an_answer_with_a_secret_nothing_but_its_having_been_is_kept) {
    answer_ = [](const Request&) -> Result<Response> {
        Response response = json_text("the key", 201);
        response.headers.push_back({.name = "Cache-Control", .value = "no-store"});
        return response;
    };
    EXPECT_EQ(ask("k", "x"), "201 the key");
    EXPECT_EQ(ask("k", "x"), "conflict");
    EXPECT_EQ(runs_, 1);
    for (const auto& [key, reply] : stored_) {
        EXPECT_EQ(reply.body, "");
    }
}

TEST_F(IdempotencyTest, while_the_first_runs_the_second_is_told_so) {
    std::string inner;
    answer_ = [&](const Request&) -> Result<Response> {
        if (inner.empty()) {
            inner = "asked";
            inner = ask("k", "x");
        }
        return json_text("done");
    };
    EXPECT_EQ(ask("k", "x"), "200 done");
    EXPECT_EQ(inner, "conflict");
    EXPECT_EQ(runs_, 1);
}

TEST_F(IdempotencyTest, a_key_is_short_visible_text) {
    EXPECT_NE(ask("", "x"), "201 did x");
    EXPECT_NE(ask("a b", "x"), "201 did x");
    EXPECT_NE(ask(std::string(256, 'k'), "x"), "201 did x");
    EXPECT_EQ(runs_, 0);
}

}  // namespace
}  // namespace baton::http
