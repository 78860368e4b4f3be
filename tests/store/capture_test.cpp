#include "store/capture.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <gtest/gtest.h>
#include <map>
#include <rapidcheck.h>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "base/id.hpp"
#include "base/instant.hpp"
#include "base/result.hpp"
#include "ledger/event.hpp"
#include "ledger/name_table.hpp"
#include "store/access.hpp"
#include "store/database.hpp"
#include "store/delivery.hpp"
#include "store/workspace.hpp"

namespace baton::store {
namespace {

using Capture = testing::Workspace;
using Verdict = Messages::Verdict;

// Takes ids in one transaction, which every third step rolls back.
Done take_ids(Writing& writing, int step, std::set<std::int64_t>& taken) {
    for (int count = 0; count < step * 60; ++count) {
        taken.insert(TRY(writing.ids.next("contact")));
    }
    if (step == 7) TRY(writing.ids.raise("contact", 100'000));
    if (step % 3 == 0) return fail(Failure::refused, "no");
    return {};
}

TEST_F(Capture, AnIdIsNeverGivenTwice) {
    std::set<std::int64_t> given;
    rc::check("across rollbacks, restarts and imports", [&] {
        const auto steps =
            *rc::gen::resize(8, rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 40)));
        for (const auto step : steps) {
            std::set<std::int64_t> taken;
            const auto done =
                database().write([&](Writing& writing) { return take_ids(writing, step, taken); });
            RC_ASSERT(taken.size() == static_cast<std::size_t>(step) * 60);
            if (!done) continue;
            for (const auto id : taken) {
                RC_ASSERT(given.insert(id).second);
            }
            if (step % 5 == 0) reopen();
        }
    });
}

TEST_F(Capture, AnIdentityBelongsToTheFirst) {
    write([](Writing& writing) {
        auto& identities = writing.identities;
        EXPECT_EQ(identities.reserve("contact_email", "ada@acme.test", 7), 7);
        EXPECT_EQ(identities.reserve("contact_email", "ada@acme.test", 8), 7);
        EXPECT_EQ(identities.reserve("visitor", "ada@acme.test", 8), 8);
        EXPECT_EQ(identities.find("contact_email", "bob@acme.test"), 0);
        EXPECT_TRUE(identities.release("contact_email", "ada@acme.test", 8));
        EXPECT_EQ(identities.find("contact_email", "ada@acme.test"), 7);
        EXPECT_TRUE(identities.release("contact_email", "ada@acme.test", 7));
        EXPECT_EQ(identities.reserve("contact_email", "ada@acme.test", 8), 8);
        ledger::NameTable names;
        EXPECT_TRUE(identities.load<ContactId>("contact_email", names));
        EXPECT_EQ(names.find_contact("ada@acme.test"), ContactId{8});
    });
}

TEST_F(Capture, AMessageIsFreshExactlyOnce) {
    std::map<std::pair<std::string, std::string>, std::string> first;
    rc::check("against a plain map, across restarts", [&] {
        using Sent = std::tuple<int, int, int>;
        const auto sent = *rc::gen::container<std::vector<Sent>>(rc::gen::tuple(
            rc::gen::inRange(0, 3), rc::gen::inRange(0, 60), rc::gen::inRange(0, 2)));
        std::vector<std::array<std::string, 3>> texts;
        for (const auto& [source, id, body] : sent) {
            texts.push_back(
                {"key:" + std::to_string(source), std::to_string(id), std::to_string(body)});
        }
        std::vector<Messages::Message> messages;
        for (const auto& [source, id, body] : texts) {
            messages.push_back({.source = source, .id = id, .compared = body});
        }
        std::vector<Verdict> verdicts;
        write([&](Writing& writing) { verdicts = writing.messages.admit(messages).value(); });
        for (std::size_t index = 0; index < texts.size(); ++index) {
            const auto& [source, id, body] = texts[index];
            const auto [known, added] = first.emplace(std::pair(source, id), body);
            const auto expected = added                   ? Verdict::fresh
                                  : known->second == body ? Verdict::repeated
                                                          : Verdict::different;
            RC_ASSERT(verdicts[index] == expected);
        }
        if (sent.size() % 4 == 0) reopen();
    });
}

TEST_F(Capture, MessagesAreRememberedAfterTheySettled) {
    std::vector<std::string> ids;
    for (int number = 0; number < 70'000; ++number) {
        ids.push_back("m" + std::to_string(number));
    }
    std::vector<Messages::Message> messages;
    for (const auto& id : ids) {
        messages.push_back({.source = "import", .id = id, .compared = id});
    }
    const auto verdicts_again = [&] {
        std::vector<Verdict> verdicts;
        write([&](Writing& writing) { verdicts = writing.messages.admit(messages).value(); });
        return verdicts;
    };
    EXPECT_EQ(verdicts_again(), std::vector(ids.size(), Verdict::fresh));
    reopen();
    EXPECT_EQ(verdicts_again(), std::vector(ids.size(), Verdict::repeated));
    messages[9].compared = "something else";
    EXPECT_EQ(verdicts_again()[9], Verdict::different);
}

TEST_F(Capture, ARefusedBatchAdmitsNothing) {
    const std::vector<Messages::Message> messages{{.source = "a", .id = "1", .compared = "x"}};
    EXPECT_FALSE(database().write([&](Writing& writing) -> Done {
        TRY(writing.messages.admit(messages));
        return fail(Failure::refused, "no");
    }));
    write([&](Writing& writing) {
        EXPECT_EQ(writing.messages.admit(messages).value().front(), Verdict::fresh);
    });
}

TEST_F(Capture, QuarantineIsReadAndSettledOnce) {
    write([](Writing& writing) {
        const auto id = writing.quarantine
                            .keep({.received = {5}, .source = "key:1", .reason = "r", .body = "{}"})
                            .value();
        const auto waiting = Quarantine::list(writing.connection, 0, 10).value();
        ASSERT_EQ(waiting.size(), 1U);
        EXPECT_EQ(waiting[0],
                  (Quarantined{.id = id,
                               .received = {5},
                               .source = "key:1",
                               .reason = "r",
                               .body = "{}",
                               .state = "waiting"}));
        EXPECT_TRUE(writing.quarantine.settle(id, "replayed"));
        EXPECT_EQ(writing.quarantine.settle(id, "dropped").error().failure, Failure::conflict);
        EXPECT_EQ(Quarantine::count(writing.connection), 0);
        EXPECT_EQ(Quarantine::find(writing.connection, id).value()->state, "replayed");
    });
}

TEST_F(Capture, AFanoutMovesOnFromWhereItIs) {
    write([](Writing& writing) {
        ASSERT_TRUE(writing.fanouts.add({2048}, {.bucket = 3, .seq = 9}));
        const auto row = Fanouts::waiting(writing.connection, 10).value().front();
        EXPECT_EQ(row.cause, (ledger::Position{.bucket = 3, .seq = 9}));
        EXPECT_TRUE(writing.fanouts.advance(row, {77}, false));
        EXPECT_EQ(writing.fanouts.advance(row, {78}, false).error().failure, Failure::conflict);
        const auto moved = Fanouts::waiting(writing.connection, 10).value().front();
        EXPECT_EQ(moved.cursor, ContactId{77});
        EXPECT_TRUE(writing.fanouts.advance(moved, {99}, true));
        EXPECT_TRUE(Fanouts::waiting(writing.connection, 10)->empty());
    });
}

TEST_F(Capture, AccessIsKeptByHash) {
    const std::array<unsigned char, 4> token{1, 2, 3, 4};
    const std::array<unsigned char, 4> other{4, 3, 2, 1};
    write([&](Writing& writing) {
        auto& connection = writing.connection;
        ASSERT_TRUE(set_credential(connection, "kim", "$argon2id$…", {1}));
        EXPECT_EQ(find_credential(connection, "kim").value(), "$argon2id$…");
        const SessionRow session{
            .user = "kim", .created_at = {1}, .seen_at = {1}, .expires_at = {9}};
        ASSERT_TRUE(add_session(connection, token, session));
        EXPECT_EQ(find_session(connection, token).value(), session);
        EXPECT_FALSE(find_session(connection, other).value());
        ASSERT_TRUE(end_expired_sessions(connection, {9}));
        EXPECT_FALSE(find_session(connection, token).value());

        const ApiKeyRow key{
            .id = 1, .kind = "write", .browser = true, .name = "site", .created_at = {1}};
        ASSERT_TRUE(add_api_key(connection, token, key));
        EXPECT_EQ(find_api_key(connection, token).value(), key);
        EXPECT_EQ(revoke_api_key(connection, 1, {5}), true);
        EXPECT_EQ(revoke_api_key(connection, 1, {6}), false);
        EXPECT_EQ(list_api_keys(connection)->front().revoked_at, Instant{5});

        const KeptAnswer answer{.request_hash = "h", .status = 201, .body = "{}", .at = {1}};
        EXPECT_EQ(keep_answer(connection, "k", answer), true);
        EXPECT_EQ(keep_answer(connection, "k", {.request_hash = "x", .status = 500}), false);
        EXPECT_EQ(find_answer(connection, "k").value(), answer);
        ASSERT_TRUE(forget_answers(connection, {2}));
        EXPECT_FALSE(find_answer(connection, "k").value());
    });
}

}  // namespace
}  // namespace baton::store
