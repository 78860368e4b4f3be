#pragma once

#include "store/sqlite/named_sql.hpp"

// The file of keys, apart from the database: a key that is dropped makes what it sealed unreadable.
namespace baton::store {

constexpr NamedSql create_seal_key_sql{
    .name = "seal_key/create_table",
    .text =
        "CREATE TABLE IF NOT EXISTS seal_key (owner BIGINT NOT NULL, key BYTEA NOT "
        "NULL, PRIMARY KEY (owner))",
};

constexpr NamedSql insert_seal_key_sql{
    .name = "seal_key/insert",
    .text = "INSERT INTO seal_key (owner, key) VALUES (?1, ?2) ON CONFLICT (owner) DO NOTHING",
};

constexpr NamedSql find_seal_key_sql{
    .name = "seal_key/find",
    .text = "SELECT key FROM seal_key WHERE owner = ?1",
};

constexpr NamedSql drop_seal_key_sql{
    .name = "seal_key/drop",
    .text = "DELETE FROM seal_key WHERE owner = ?1",
};

}  // namespace baton::store
