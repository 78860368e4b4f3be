#pragma once

#include "store/sqlite/named_sql.hpp"

// What has to happen because of a commit, and how far it has got.
namespace baton::store {

constexpr NamedSql insert_outbox_sql{
    .name = "outbox/insert",
    .text =
        "INSERT INTO outbox (bucket, id, topic, body, created_at) VALUES (?1, ?2, ?3, "
        "?4, ?5)",
};

constexpr NamedSql insert_fanout_sql{
    .name = "fanout/insert",
    .text =
        "INSERT INTO fanout (bucket, id, company, cause_bucket, cause_seq, cursor_id, "
        "done) VALUES (?1, ?2, ?3, ?4, ?5, 0, 0)",
};

constexpr NamedSql waiting_fanout_sql{
    .name = "fanout/waiting",
    .text =
        "SELECT id, company, cause_bucket, cause_seq, cursor_id, done FROM fanout "
        "WHERE done = 0 ORDER BY id LIMIT ?1",
};

constexpr NamedSql advance_fanout_sql{
    .name = "fanout/advance",
    .text =
        "UPDATE fanout SET cursor_id = ?3, done = ?4 WHERE bucket = ?1 AND id = ?2 AND "
        "cursor_id = ?5",
};

constexpr NamedSql set_meta_sql{
    .name = "meta/set",
    .text =
        "INSERT INTO meta (key, value) VALUES (?1, ?2) ON CONFLICT (key) DO UPDATE SET "
        "value = excluded.value",
};

constexpr NamedSql find_meta_sql{
    .name = "meta/find",
    .text = "SELECT value FROM meta WHERE key = ?1",
};

}  // namespace baton::store
