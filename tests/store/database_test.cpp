#include "store/database.hpp"

#include <filesystem>
#include <gtest/gtest.h>
#include <sqlite3.h>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "store/state_hash.hpp"
#include "store/table.hpp"
#include "store/workspace.hpp"

namespace baton::store {
namespace {

using StoredWorkspace = testing::Workspace;

TEST_F(StoredWorkspace, ASecondWriterIsToldWhoHoldsIt) {
    ASSERT_TRUE(database().announce("127.0.0.1:8080"));
    const auto second = Database::open(directory_, {});
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().failure, Failure::refused);
    EXPECT_NE(second.error().message.find("127.0.0.1:8080"), std::string::npos);
    EXPECT_EQ(LockFile::holder(directory_), "127.0.0.1:8080");
    database_.reset();
    EXPECT_EQ(LockFile::holder(directory_), "");
    reopen();
}

TEST_F(StoredWorkspace, ReadersWorkBesideTheWriter) {
    const auto reader = Database::open(directory_, {.mode = Database::Mode::read});
    ASSERT_TRUE(reader) << reader.error().message;
    write([](Writing& writing) {
        ASSERT_TRUE(upsert(writing.connection, RecordRow{.kind = "task", .key = "1"}));
    });
    const auto reading = (*reader)->reading();
    EXPECT_TRUE(find_row<RecordRow>(reading.connection(),
                                    ledger::bucket_of_text("task", "1"),
                                    std::string_view("task"),
                                    std::string_view("1"))
                    .value());
    EXPECT_FALSE((*reader)->begin());
    EXPECT_FALSE(Database::open(directory_ + "/none", {.mode = Database::Mode::read}));
}

TEST_F(StoredWorkspace, DataOfANewerProgramIsRefused) {
    database_.reset();
    sqlite3* handle = nullptr;
    sqlite3_open((directory_ + "/baton.sqlite").c_str(), &handle);
    sqlite3_exec(handle, "UPDATE schema_version SET step = step + 9000", nullptr, nullptr, nullptr);
    const auto opened = Database::open(directory_, {});
    ASSERT_FALSE(opened);
    EXPECT_NE(opened.error().message.find("newer Baton"), std::string::npos);
    sqlite3_exec(handle, "UPDATE schema_version SET step = step - 9000", nullptr, nullptr, nullptr);
    sqlite3_close(handle);
    reopen();
}

TEST_F(StoredWorkspace, ACopyIsAWorkspaceToo) {
    testing::Workspace::append({testing::changed({1029}, 1, "ada@acme.test")});
    const auto copy = directory_ + "/copy";
    std::filesystem::create_directory(copy);
    ASSERT_TRUE(database().copy_to(copy));
    const auto opened = Database::open(copy, {});
    ASSERT_TRUE(opened) << opened.error().message;
    const auto here = database().reading();
    const auto there = (*opened)->reading();
    EXPECT_EQ(verify_ledger(there.connection())->head, verify_ledger(here.connection())->head);
    const auto events =
        there.ledger().of_subject({.kind = ledger::Subject::Kind::contact, .id = 1029});
    ASSERT_EQ(events->size(), 1U);
    EXPECT_FALSE(events->front().erased);
}

TEST_F(StoredWorkspace, TheStateHashIsThatOfTheRowsWithoutADatabase) {
    const ContactRow ada{.id = {2053}, .external_id = "c1", .last_touch_at = Instant{7}};
    const ContactRow bob{.id = {1030}, .external_id = "c2", .deleted = true};
    const RecordRow task{.kind = "task", .key = "1", .version = 3, .body = R"({"a":1})"};
    write([&](Writing& writing) {
        ASSERT_TRUE(upsert(writing.connection, bob));
        ASSERT_TRUE(upsert(writing.connection, ada));
        ASSERT_TRUE(upsert(writing.connection, task));
    });
    ASSERT_TRUE(before(ada, bob)) << "bucket 5 comes before bucket 6";
    const auto expected = combine({hash_rows<ContactRow>({ada, bob}),
                                   hash_rows<CompanyRow>({}),
                                   hash_rows<DealRow>({}),
                                   hash_rows<DealContactRow>({}),
                                   hash_rows<HandoffRow>({}),
                                   hash_rows<StageEntryRow>({}),
                                   hash_rows<BreachRow>({}),
                                   hash_rows<RecordRow>({task})});
    const auto reading = database().reading();
    EXPECT_EQ(state_hash(reading.connection()).value(), expected);
    auto changed = ada;
    changed.last_touch_at.reset();
    EXPECT_NE(hash_rows<ContactRow>({changed, bob}), hash_rows<ContactRow>({ada, bob}));
}

TEST_F(StoredWorkspace, SecretsAndSessionsAreOutsideTheStateHash) {
    const auto hash = [this] {
        const auto reading = database().reading();
        return state_hash(reading.connection()).value();
    };
    const auto before_writing = hash();
    write([](Writing& writing) {
        ASSERT_TRUE(set_meta(writing.connection, "name", "Acme"));
        ASSERT_TRUE(writing.quarantine.keep({.source = "key:1", .reason = "why", .body = "{}"}));
    });
    EXPECT_EQ(hash(), before_writing);
}

}  // namespace
}  // namespace baton::store
