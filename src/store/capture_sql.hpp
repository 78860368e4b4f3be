#pragma once

#include "store/sqlite/named_sql.hpp"

// What makes a fact enter exactly once: ids, identities, messages, and what was kept aside.
namespace baton::store {

constexpr NamedSql reserve_ids_sql{
    .name = "id_block/reserve",
    .text =
        "INSERT INTO id_block (kind, next) VALUES (?1, 1 + ?2) ON CONFLICT (kind) DO "
        "UPDATE SET next = id_block.next + ?2 RETURNING next",
};

constexpr NamedSql raise_ids_sql{
    .name = "id_block/raise",
    .text =
        "INSERT INTO id_block (kind, next) VALUES (?1, ?2) ON CONFLICT (kind) DO "
        "UPDATE SET next = excluded.next WHERE id_block.next < excluded.next",
};

constexpr NamedSql reserve_identity_sql{
    .name = "identity_key/reserve",
    .text =
        "INSERT INTO identity_key (bucket, kind, value, id) VALUES (?1, ?2, ?3, ?4) ON "
        "CONFLICT (bucket, kind, value) DO NOTHING",
};

constexpr NamedSql find_identity_sql{
    .name = "identity_key/find",
    .text = "SELECT id FROM identity_key WHERE bucket = ?1 AND kind = ?2 AND value = ?3",
};

constexpr NamedSql release_identity_sql{
    .name = "identity_key/release",
    .text =
        "DELETE FROM identity_key WHERE bucket = ?1 AND kind = ?2 AND value = ?3 AND "
        "id = ?4",
};

constexpr NamedSql identities_of_kind_sql{
    .name = "identity_key/of_kind",
    .text = "SELECT value, id FROM identity_key WHERE kind = ?1 ORDER BY bucket, value",
};

constexpr NamedSql insert_recent_message_sql{
    .name = "message/insert_recent",
    .text = "INSERT INTO recent_message (bucket, hash, body_hash) VALUES (?1, ?2, ?3)",
};

constexpr NamedSql all_recent_messages_sql{
    .name = "message/all_recent",
    .text = "SELECT hash, body_hash FROM recent_message",
};

constexpr NamedSql settle_messages_sql{
    .name = "message/settle",
    .text =
        "INSERT INTO message (bucket, hash, body_hash) SELECT bucket, hash, body_hash "
        "FROM recent_message ORDER BY bucket, hash",
};

constexpr NamedSql empty_recent_messages_sql{
    .name = "message/empty_recent",
    .text = "DELETE FROM recent_message",
};

constexpr NamedSql find_message_sql{
    .name = "message/find",
    .text = "SELECT body_hash FROM message WHERE bucket = ?1 AND hash = ?2",
};

constexpr NamedSql insert_quarantine_sql{
    .name = "quarantine/insert",
    .text =
        "INSERT INTO quarantine (id, received, source, reason, body, state) VALUES "
        "(?1, ?2, ?3, ?4, ?5, 'waiting')",
};

constexpr NamedSql waiting_quarantine_sql{
    .name = "quarantine/waiting",
    .text =
        "SELECT id, received, source, reason, body, state FROM quarantine WHERE state "
        "= 'waiting' AND id > ?1 ORDER BY id LIMIT ?2",
};

constexpr NamedSql find_quarantine_sql{
    .name = "quarantine/find",
    .text = "SELECT id, received, source, reason, body, state FROM quarantine WHERE id = ?1",
};

constexpr NamedSql settle_quarantine_sql{
    .name = "quarantine/settle",
    .text = "UPDATE quarantine SET state = ?2 WHERE id = ?1 AND state = 'waiting'",
};

constexpr NamedSql count_quarantine_sql{
    .name = "quarantine/count",
    .text = "SELECT COUNT(*) FROM quarantine WHERE state = 'waiting'",
};

}  // namespace baton::store
