#include "store/webhooks.hpp"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/id.hpp"
#include "base/instant.hpp"
#include "base/result.hpp"
#include "store/sqlite/connection.hpp"
#include "store/webhooks_sql.hpp"

namespace baton::store {

namespace {

Bytes bytes_of(const std::string& text) {
    return {reinterpret_cast<const unsigned char*>(text.data()), text.size()};
}

WebhookRow webhook_of(const Statement& row) {
    const Bytes key = row.bytes(5);
    return {.id = row.integer(0),
            .url = std::string(row.text(1)),
            .description = std::string(row.text(2)),
            .types = std::string(row.text(3)),
            .format = std::string(row.text(4)),
            .key = {reinterpret_cast<const char*>(key.data()), key.size()},
            .active = row.integer(6) != 0,
            .stopped = std::string(row.text(7)),
            .created_by = std::string(row.text(8)),
            .created_at = {row.integer(9)}};
}

DeliveryRow delivery_of(const Statement& row) {
    constexpr int tried_column = 8;
    return {.webhook = row.integer(0),
            .message = row.integer(1),
            .type = std::string(row.text(2)),
            .body = std::string(row.text(3)),
            .created_at = {row.integer(4)},
            .state = std::string(row.text(5)),
            .attempts = row.integer(6),
            .next_at = {row.integer(7)},
            .tried_at = row.is_null(tried_column)
                            ? std::nullopt
                            : std::optional(Instant{.micros = row.integer(tried_column)}),
            .status = row.integer(9),
            .trouble = std::string(row.text(10))};
}

Result<std::vector<DeliveryRow>> deliveries(Statement statement) {
    std::vector<DeliveryRow> rows;
    while (TRY(statement.step())) {
        rows.push_back(delivery_of(statement));
    }
    return rows;
}

Result<std::int64_t> count_in(Connection& connection,
                              std::int64_t webhook,
                              std::string_view state) {
    auto statement = TRY(connection.prepare(count_deliveries_sql));
    statement.bind_all(webhook, state);
    TRY(statement.step());
    return statement.integer(0);
}

}  // namespace

Result<std::vector<WebhookRow>> list_webhooks(Connection& connection) {
    auto statement = TRY(connection.prepare(all_webhooks_sql));
    std::vector<WebhookRow> rows;
    while (TRY(statement.step())) {
        rows.push_back(webhook_of(statement));
    }
    return rows;
}

Done put_webhook(Connection& connection, const WebhookRow& webhook) {
    return connection.run(put_webhook_sql,
                          webhook.id,
                          std::string_view(webhook.url),
                          std::string_view(webhook.description),
                          std::string_view(webhook.types),
                          std::string_view(webhook.format),
                          bytes_of(webhook.key),
                          std::int64_t{webhook.active ? 1 : 0},
                          std::string_view(webhook.stopped),
                          std::string_view(webhook.created_by),
                          webhook.created_at);
}

Done remove_webhook(Connection& connection, std::int64_t id) {
    TRY(connection.run(remove_deliveries_sql, id));
    return connection.run(remove_webhook_sql, id);
}

Done add_delivery(Connection& connection, std::int64_t webhook, std::int64_t message, Instant now) {
    return connection.run(insert_delivery_sql, message % bucket_count, webhook, message, now);
}

Done set_delivery(Connection& connection, const DeliveryRow& delivery) {
    return connection.run(set_delivery_sql,
                          delivery.webhook,
                          delivery.message,
                          std::string_view(delivery.state),
                          delivery.attempts,
                          delivery.next_at,
                          delivery.tried_at,
                          delivery.status,
                          std::string_view(delivery.trouble));
}

Result<std::int64_t> revive_deliveries(Connection& connection, std::int64_t webhook, Instant now) {
    TRY(connection.run(revive_deliveries_sql, webhook, now));
    return connection.changed_rows();
}

Result<std::vector<DeliveryRow>> due_deliveries(Connection& connection,
                                                std::int64_t webhook,
                                                Instant now,
                                                std::int64_t limit) {
    auto statement = TRY(connection.prepare(due_deliveries_sql));
    statement.bind_all(webhook, now, limit);
    return deliveries(std::move(statement));
}

Result<std::optional<Instant>> next_delivery(Connection& connection,
                                             std::span<const std::int64_t> webhooks) {
    std::optional<Instant> next;
    for (const std::int64_t webhook : webhooks) {
        auto statement = TRY(connection.prepare(next_delivery_sql));
        statement.bind_all(webhook);
        if (!TRY(statement.step()) || statement.is_null(0)) {
            continue;
        }
        const Instant at{.micros = statement.integer(0)};
        next = next ? std::min(*next, at) : at;
    }
    return next;
}

Result<std::vector<DeliveryRow>> list_deliveries(Connection& connection,
                                                 std::int64_t webhook,
                                                 std::string_view state,
                                                 std::int64_t before,
                                                 std::int64_t limit) {
    auto statement = TRY(connection.prepare(list_deliveries_sql));
    statement.bind_all(
        webhook, before > 0 ? before : std::numeric_limits<std::int64_t>::max(), state, limit);
    return deliveries(std::move(statement));
}

Result<std::optional<DeliveryRow>> find_delivery(Connection& connection,
                                                 std::int64_t webhook,
                                                 std::int64_t message) {
    auto statement = TRY(connection.prepare(find_delivery_sql));
    statement.bind_all(webhook, message);
    if (!TRY(statement.step())) return std::nullopt;
    return delivery_of(statement);
}

Result<DeliveryCounts> count_deliveries(Connection& connection, std::int64_t webhook) {
    DeliveryCounts counts;
    counts.waiting = TRY(count_in(connection, webhook, "waiting"));
    counts.dead = TRY(count_in(connection, webhook, "dead"));
    return counts;
}

Done forget_messages(Connection& connection, Instant before) {
    TRY(connection.run(forget_deliveries_sql, before));
    return connection.run(forget_messages_sql, before);
}

}  // namespace baton::store
