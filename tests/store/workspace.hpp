#pragma once

#include <cstdint>
#include <filesystem>
#include <gtest/gtest.h>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "base/id.hpp"
#include "base/instant.hpp"
#include "base/value.hpp"
#include "ledger/event.hpp"
#include "store/database.hpp"
#include "store/ledger_table.hpp"

// A workspace in a directory of its own that goes away with the test.
namespace baton::testing {

class Workspace : public ::testing::Test {
protected:
    Workspace() {
        std::string path = std::filesystem::temp_directory_path() / "baton-store-XXXXXX";
        directory_ = mkdtemp(path.data());
        reopen();
    }

    ~Workspace() override {
        database_.reset();
        std::filesystem::remove_all(directory_);
    }

    void reopen() {
        database_.reset();
        auto opened = store::Database::open(directory_, {});
        ASSERT_TRUE(opened) << opened.error().message;
        database_ = *std::move(opened);
    }

    store::Database& database() { return *database_; }

    // Runs inside one committed transaction.
    template <typename Write>
    void write(Write&& write) {
        const auto done = database_->write([&](store::Writing& writing) -> Done {
            write(writing);
            return {};
        });
        ASSERT_TRUE(done) << done.error().message;
    }

    std::vector<ledger::Position> append(const std::vector<ledger::Event>& entries) {
        std::vector<ledger::Position> positions;
        write([&](store::Writing& writing) { positions = writing.ledger.append(entries).value(); });
        return positions;
    }

    std::vector<store::StoredEvent> events() {
        std::vector<store::StoredEvent> out;
        const auto reading = database_->reading();
        const auto read = reading.ledger().each({.first = 0, .last = INT64_MAX},
                                                [&out](store::StoredEvent&& event) -> Done {
                                                    out.push_back(std::move(event));
                                                    return {};
                                                });
        EXPECT_TRUE(read);
        return out;
    }

    std::string directory_;
    std::unique_ptr<store::Database> database_;
};

inline ledger::Event entry(ledger::What what, std::int64_t at_micros) {
    ledger::Event event;
    event.at = {at_micros};
    event.received = {at_micros};
    event.by = "kim@acme.test";
    event.what = std::move(what);
    return event;
}

inline ledger::Event changed(ContactId contact, std::int64_t at_micros, std::string email) {
    return entry(ledger::ContactChanged{.contact = contact,
                                        .properties = {{"email", std::move(email)},
                                                       {"plan", std::string("pro")}}},
                 at_micros);
}

}  // namespace baton::testing
