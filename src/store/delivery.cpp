#include "store/delivery.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.hpp"
#include "base/instant.hpp"
#include "base/result.hpp"
#include "ledger/event.hpp"
#include "store/delivery_sql.hpp"
#include "store/sqlite/connection.hpp"

namespace baton::store {

Result<std::int64_t> Outbox::add(std::int64_t bucket,
                                 std::string_view topic,
                                 std::string_view body,
                                 Instant now) {
    const auto id = TRY(ids_.next("outbox")) * bucket_count + bucket;
    TRY(connection_.run(insert_outbox_sql, bucket, id, topic, body, now));
    return id;
}

Result<std::int64_t> Fanouts::add(CompanyId company, const ledger::Position& cause) {
    const auto id = TRY(ids_.next("fanout")) * bucket_count + company.bucket();
    TRY(connection_.run(
        insert_fanout_sql, company.bucket(), id, company, std::int64_t{cause.bucket}, cause.seq));
    return id;
}

Done Fanouts::advance(const FanoutRow& row, ContactId cursor, bool done) {
    TRY(connection_.run(advance_fanout_sql,
                        row.id % bucket_count,
                        row.id,
                        cursor,
                        std::int64_t{done ? 1 : 0},
                        row.cursor));
    if (connection_.changed_rows() == 1) return {};
    return fail(Failure::conflict, "this fan-out was moved on by somebody else");
}

Result<std::vector<FanoutRow>> Fanouts::waiting(Connection& connection, std::int64_t limit) {
    auto statement = TRY(connection.prepare(waiting_fanout_sql));
    statement.bind_all(limit);
    std::vector<FanoutRow> rows;
    while (TRY(statement.step())) {
        rows.push_back({.id = statement.integer(0),
                        .company = {statement.integer(1)},
                        .cause = {.bucket = static_cast<std::int32_t>(statement.integer(2)),
                                  .seq = statement.integer(3)},
                        .cursor = {statement.integer(4)}});
    }
    return rows;
}

Done set_meta(Connection& connection, std::string_view key, std::string_view value) {
    return connection.run(set_meta_sql, key, value);
}

Result<std::optional<std::string>> find_meta(Connection& connection, std::string_view key) {
    auto statement = TRY(connection.prepare(find_meta_sql));
    statement.bind_all(key);
    if (!TRY(statement.step())) return std::nullopt;
    return std::string(statement.text(0));
}

}  // namespace baton::store
