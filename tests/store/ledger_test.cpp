#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <ios>
#include <iterator>
#include <rapidcheck.h>
#include <sqlite3.h>
#include <string>
#include <vector>

#include "base/id.hpp"
#include "base/instant.hpp"
#include "base/result.hpp"
#include "base/value.hpp"
#include "ledger/arbitrary_event.hpp"
#include "ledger/event.hpp"
#include "ledger/subject.hpp"
#include "store/database.hpp"
#include "store/erasure.hpp"
#include "store/keys.hpp"
#include "store/ledger_table.hpp"
#include "store/workspace.hpp"

namespace baton::store {
namespace {

using testing::changed;
using testing::entry;

class StoredLedger : public testing::Workspace {
protected:
    Verification verification() {
        const auto reading = database().reading();
        return verify_ledger(reading.connection()).value();
    }

    // Changes the file behind the program's back.
    void tamper(const std::string& sql) {
        sqlite3* handle = nullptr;
        sqlite3_open((directory_ + "/baton.sqlite").c_str(), &handle);
        EXPECT_EQ(sqlite3_exec(handle, sql.c_str(), nullptr, nullptr, nullptr), SQLITE_OK) << sql;
        sqlite3_close(handle);
    }
};

constexpr ContactId ada = make_id<struct baton::ContactTag>(1, 5);
constexpr ContactId bob = make_id<struct baton::ContactTag>(1, 900);

TEST_F(StoredLedger, EventsComeBackAsTheyWereAppended) {
    rc::check("what is read is what was appended", [this] {
        const auto before = events();
        std::int64_t received = before.empty() ? 1 : before.back().event.received.micros;
        std::vector<ledger::Event> entries;
        const auto count = *rc::gen::inRange(1, 12);
        for (int index = 0; index < count; ++index) {
            entries.push_back(
                entry(testing::arbitrary_what(), *rc::gen::arbitrary<std::int64_t>()));
            entries.back().received.micros = received += *rc::gen::inRange(1, 1000);
        }
        const auto positions = append(entries);
        const auto after = events();
        RC_ASSERT(after.size() == before.size() + entries.size());
        for (std::size_t index = 0; index < entries.size(); ++index) {
            const auto& stored = after[before.size() + index];
            RC_ASSERT(stored.event.what == entries[index].what);
            RC_ASSERT(stored.event.at == entries[index].at);
            RC_ASSERT(stored.event.received == entries[index].received);
            RC_ASSERT(stored.event.position == positions[index]);
            RC_ASSERT(!stored.erased);
        }
        RC_ASSERT(!verification().first_bad);
    });
}

TEST_F(StoredLedger, SeqHasNoGapsInABucketAndOrderCountsLines) {
    const auto positions =
        append({changed(ada, 10, "a@acme.test"), changed(bob, 11, "b"), changed(ada, 12, "c")});
    EXPECT_EQ(positions[0], (ledger::Position{.bucket = 5, .seq = 1}));
    EXPECT_EQ(positions[1], (ledger::Position{.bucket = 900, .seq = 1}));
    EXPECT_EQ(positions[2], (ledger::Position{.bucket = 5, .seq = 2}));
    reopen();
    EXPECT_EQ(append({changed(ada, 13, "d")})[0].seq, 3);
    const auto all = events();
    ASSERT_EQ(all.size(), 4U);
    EXPECT_EQ(all[3].event.order, 7U);
}

TEST_F(StoredLedger, ARolledBackBatchLeavesNoTrace) {
    append({changed(ada, 10, "a")});
    const auto before = verification();
    const auto refused = database().write([](Writing& writing) -> Done {
        TRY(writing.ledger.append(std::vector{changed(ada, 20, "b")}));
        return fail(Failure::refused, "not today");
    });
    EXPECT_EQ(refused.error().message, "not today");
    EXPECT_EQ(events().size(), 1U);
    EXPECT_EQ(verification().head, before.head);
    EXPECT_EQ(append({changed(ada, 15, "c")})[0].seq, 2);
    EXPECT_FALSE(verification().first_bad);
}

TEST_F(StoredLedger, ReceiptDoesNotGoBack) {
    append({changed(ada, 10, "a")});
    const auto refused = database().write([](Writing& writing) -> Done {
        TRY(writing.ledger.append(std::vector{changed(ada, 9, "b")}));
        return {};
    });
    EXPECT_EQ(refused.error().failure, Failure::refused);
}

TEST_F(StoredLedger, EveryTamperingShowsAtItsRow) {
    const std::vector<std::string> tamperings{
        "UPDATE ledger SET at = at + 1 WHERE bucket = 5 AND seq = 2",
        "UPDATE ledger SET body = body || ' ' WHERE bucket = 5 AND seq = 2",
        "UPDATE ledger SET by_whom = '' WHERE bucket = 5 AND seq = 2",
        "UPDATE ledger SET sealed = NULL WHERE bucket = 5 AND seq = 2",
        "UPDATE ledger SET received = received + 1 WHERE bucket = 5 AND seq = 2",
        "DELETE FROM ledger WHERE bucket = 5 AND seq = 2",
        "UPDATE ledger SET seq = 7 WHERE bucket = 5 AND seq = 2",
    };
    for (const auto& sql : tamperings) {
        append({changed(ada, 10, "a"), changed(ada, 11, "b"), changed(ada, 12, "c")});
        ASSERT_FALSE(verification().first_bad);
        tamper(sql);
        EXPECT_EQ(verification().first_bad, (ledger::Position{.bucket = 5, .seq = 2})) << sql;
        database_.reset();
        std::filesystem::remove_all(directory_);
        reopen();
    }
}

TEST_F(StoredLedger, ACutOffEndShows) {
    append({changed(ada, 10, "a"), changed(bob, 11, "b")});
    const auto head = verification().head;
    tamper("DELETE FROM ledger WHERE bucket = 900");
    EXPECT_EQ(verification().first_bad, (ledger::Position{.bucket = 900, .seq = 1}));
    tamper("UPDATE head SET seq = 0, hash = zeroblob(32) WHERE bucket = 900");
    EXPECT_FALSE(verification().first_bad);
    EXPECT_NE(verification().head, head) << "only a checkpoint kept elsewhere shows this one";
}

TEST_F(StoredLedger, ErasingMakesPersonalFieldsUnknownForEver) {
    append({changed(ada, 10, "ada@acme.test"), changed(bob, 11, "bob@acme.test")});
    const auto head = verification().head;
    const auto erase_ada = [&] {
        write([](store::Writing& writing) {
            const std::array owners{
                store::owner_of({.kind = ledger::Subject::Kind::contact, .id = ada.value})};
            ASSERT_TRUE(store::begin_erasure(writing.connection, owners));
        });
        EXPECT_TRUE(database().finish_erasure({}).value());
    };
    erase_ada();
    const auto all = events();
    EXPECT_TRUE(all[0].erased);
    EXPECT_EQ(std::get<ledger::ContactChanged>(all[0].event.what).properties,
              (ledger::Properties{{"email", Unknown{}}, {"plan", std::string("pro")}}));
    EXPECT_EQ(std::get<ledger::ContactChanged>(all[1].event.what).properties[0].second,
              Value(std::string("bob@acme.test")));
    EXPECT_FALSE(verification().first_bad);
    EXPECT_EQ(verification().head, head);
    erase_ada();
}

TEST_F(StoredLedger, NoPersonalTextStandsInTheFiles) {
    append({changed(ada, 10, "secret.ada@acme.test")});
    database_.reset();
    for (const auto* file : {"/baton.sqlite", "/keys.sqlite"}) {
        std::ifstream stream(directory_ + file, std::ios::binary);
        const std::string bytes{std::istreambuf_iterator<char>(stream), {}};
        EXPECT_FALSE(bytes.empty());
        EXPECT_EQ(bytes.find("secret.ada"), std::string::npos) << file;
    }
    reopen();
}

TEST_F(StoredLedger, ASubjectsEventsAreFoundPlacedOrNot) {
    std::vector<ledger::Event> entries;
    constexpr std::int64_t count = 40'000;
    constexpr std::int64_t contacts = 997;
    for (std::int64_t number = 0; number < count; ++number) {
        entries.push_back(entry(ledger::Deleted{.contact = {1024 + number % contacts}}, number));
    }
    const auto half = entries.begin() + count / 2;
    append({entries.begin(), half});
    reopen();
    append({half, entries.end()});
    append({entry(ledger::Deleted{.contact = {1024 + 7}}, count)});
    const auto reading = database().reading();
    const auto found =
        reading.ledger().of_subject({.kind = ledger::Subject::Kind::contact, .id = 1024 + 7});
    EXPECT_EQ(found->size(), 42U);
    EXPECT_TRUE(std::ranges::is_sorted(
        *found, {}, [](const StoredEvent& stored) { return stored.event.position.seq; }));
}

TEST_F(StoredLedger, RangesCoverTheLedgerOnce) {
    std::vector<ledger::Event> entries;
    for (std::int64_t number = 0; number < 10; ++number) {
        entries.push_back(changed(ada, number, "a"));
    }
    append(entries);
    const auto reading = database().reading();
    const auto ranges = reading.ledger().ranges(3).value();
    std::size_t read = 0;
    for (const auto range : ranges) {
        ASSERT_TRUE(reading.ledger().each(range, [&read](StoredEvent&&) -> Done {
            ++read;
            return {};
        }));
    }
    EXPECT_EQ(ranges.size(), 3U);
    EXPECT_EQ(read, 10U);
}

}  // namespace
}  // namespace baton::store
