#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.hpp"
#include "base/instant.hpp"
#include "base/result.hpp"
#include "ledger/event.hpp"
#include "store/capture.hpp"
#include "store/sqlite/connection.hpp"

// What has to happen because of a commit, written with it, done after it.
namespace baton::store {

// The messages for the world outside. Who is told, and how far that has come, is in webhooks.hpp.
class Outbox {
public:
    Outbox(Connection& connection, IdSequences& ids) : connection_(connection), ids_(ids) {}

    // `bucket` is that of the record it is about. The id it got, rising.
    [[nodiscard]] Result<std::int64_t> add(std::int64_t bucket,
                                           std::string_view topic,
                                           std::string_view body,
                                           Instant now);

private:
    Connection& connection_;
    IdSequences& ids_;
};

// A company's change on its way to all its contacts: resumable, each contact exactly once.
struct FanoutRow {
    std::int64_t id = 0;
    CompanyId company = {};
    ledger::Position cause = {};
    ContactId cursor = {};  // the last contact that is done
    bool operator==(const FanoutRow&) const = default;
};

class Fanouts {
public:
    Fanouts(Connection& connection, IdSequences& ids) : connection_(connection), ids_(ids) {}

    [[nodiscard]] Result<std::int64_t> add(CompanyId company, const ledger::Position& cause);

    // Moves on from `row.cursor`. conflict when somebody else did before.
    [[nodiscard]] Done advance(const FanoutRow& row, ContactId cursor, bool done);

    [[nodiscard]] static Result<std::vector<FanoutRow>> waiting(Connection& connection,
                                                                std::int64_t limit);

private:
    Connection& connection_;
    IdSequences& ids_;
};

// Small facts about the workspace by name.
[[nodiscard]] Done set_meta(Connection& connection, std::string_view key, std::string_view value);
[[nodiscard]] Result<std::optional<std::string>> find_meta(Connection& connection,
                                                           std::string_view key);

}  // namespace baton::store
