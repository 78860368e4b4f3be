#pragma once

#include "store/sqlite/named_sql.hpp"

// Who outside is told what. None of it is part of the state that a replay rebuilds.
namespace baton::store {

constexpr NamedSql all_webhooks_sql{
    .name = "webhook/all",
    .text =
        "SELECT id, url, description, types, format, signing_key, active, stopped, "
        "created_by, created_at FROM webhook ORDER BY id",
};

constexpr NamedSql put_webhook_sql{
    .name = "webhook/put",
    .text =
        "INSERT INTO webhook (id, url, description, types, format, signing_key, active, "
        "stopped, created_by, created_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10) ON "
        "CONFLICT (id) DO UPDATE SET url = excluded.url, description = excluded.description, "
        "types = excluded.types, format = excluded.format, signing_key = excluded.signing_key, "
        "active = excluded.active, stopped = excluded.stopped",
};

constexpr NamedSql remove_webhook_sql{
    .name = "webhook/remove",
    .text = "DELETE FROM webhook WHERE id = ?1",
};

constexpr NamedSql remove_deliveries_sql{
    .name = "delivery/remove_of",
    .text = "DELETE FROM delivery WHERE webhook = ?1",
};

constexpr NamedSql insert_delivery_sql{
    .name = "delivery/insert",
    .text =
        "INSERT INTO delivery (bucket, webhook, message, state, attempts, next_at, status, "
        "trouble) VALUES (?1, ?2, ?3, 'waiting', 0, ?4, 0, '')",
};

constexpr NamedSql set_delivery_sql{
    .name = "delivery/set",
    .text =
        "UPDATE delivery SET state = ?3, attempts = ?4, next_at = ?5, tried_at = ?6, status = "
        "?7, trouble = ?8 WHERE webhook = ?1 AND message = ?2",
};

constexpr NamedSql revive_deliveries_sql{
    .name = "delivery/revive",
    .text =
        "UPDATE delivery SET state = 'waiting', attempts = 0, next_at = ?2 WHERE webhook = ?1 "
        "AND state = 'dead'",
};

constexpr NamedSql due_deliveries_sql{
    .name = "delivery/due",
    .text =
        "SELECT d.webhook, d.message, o.topic, o.body, o.created_at, d.state, d.attempts, "
        "d.next_at, d.tried_at, d.status, d.trouble FROM delivery d JOIN outbox o ON o.bucket = "
        "d.bucket AND o.id = d.message WHERE d.webhook = ?1 AND d.state = 'waiting' AND "
        "d.next_at <= ?2 ORDER BY d.next_at, d.message LIMIT ?3",
};

constexpr NamedSql next_delivery_sql{
    .name = "delivery/next",
    .text = "SELECT MIN(next_at) FROM delivery WHERE webhook = ?1 AND state = 'waiting'",
};

constexpr NamedSql list_deliveries_sql{
    .name = "delivery/list",
    .text =
        "SELECT d.webhook, d.message, o.topic, o.body, o.created_at, d.state, d.attempts, "
        "d.next_at, d.tried_at, d.status, d.trouble FROM delivery d JOIN outbox o ON o.bucket = "
        "d.bucket AND o.id = d.message WHERE d.webhook = ?1 AND d.message < ?2 AND (?3 = '' OR "
        "d.state = ?3) ORDER BY d.message DESC LIMIT ?4",
};

constexpr NamedSql find_delivery_sql{
    .name = "delivery/find",
    .text =
        "SELECT d.webhook, d.message, o.topic, o.body, o.created_at, d.state, d.attempts, "
        "d.next_at, d.tried_at, d.status, d.trouble FROM delivery d JOIN outbox o ON o.bucket = "
        "d.bucket AND o.id = d.message WHERE d.webhook = ?1 AND d.message = ?2",
};

constexpr NamedSql count_deliveries_sql{
    .name = "delivery/count",
    .text = "SELECT COUNT(*) FROM delivery WHERE webhook = ?1 AND state = ?2",
};

constexpr NamedSql forget_deliveries_sql{
    .name = "delivery/forget",
    .text =
        "DELETE FROM delivery WHERE state <> 'waiting' AND EXISTS (SELECT 1 FROM outbox o WHERE "
        "o.bucket = delivery.bucket AND o.id = delivery.message AND o.created_at < ?1)",
};

constexpr NamedSql forget_messages_sql{
    .name = "outbox/forget_old",
    .text =
        "DELETE FROM outbox WHERE created_at < ?1 AND NOT EXISTS (SELECT 1 FROM delivery d WHERE "
        "d.bucket = outbox.bucket AND d.message = outbox.id)",
};

}  // namespace baton::store
