#pragma once

#include "store/sqlite/named_sql.hpp"

// The ledger, its heads and the places of its rows. Nothing here changes or removes a row of the
// ledger.
namespace baton::store {

constexpr NamedSql insert_ledger_sql{
    .name = "ledger/insert",
    .text =
        "INSERT INTO ledger (bucket, seq, at, received, number, type, subject, "
        "sealed_for, by_whom, cause, body, sealed, link) VALUES (?1, ?2, ?3, ?4, ?5, "
        "?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
};

constexpr NamedSql ledger_between_places_sql{
    .name = "ledger/between_places",
    .text =
        "SELECT bucket, seq, at, received, number, type, subject, sealed_for, by_whom, "
        "cause, body, sealed, link FROM ledger WHERE rowid > ?1 AND rowid <= ?2 ORDER "
        "BY rowid",
};

constexpr NamedSql last_place_sql{
    .name = "ledger/last_place",
    .text = "SELECT MAX(rowid) FROM ledger",
};

constexpr NamedSql last_received_sql{
    .name = "ledger/last_received",
    .text = "SELECT received FROM ledger WHERE rowid = ?1",
};

constexpr NamedSql ledger_at_place_sql{
    .name = "ledger/at_place",
    .text =
        "SELECT bucket, seq, at, received, number, type, subject, sealed_for, by_whom, "
        "cause, body, sealed, link FROM ledger WHERE rowid = ?1",
};

constexpr NamedSql places_of_bucket_sql{
    .name = "ledger/places_of_bucket",
    .text = "SELECT places FROM ledger_block WHERE bucket = ?1 ORDER BY first_seq",
};

constexpr NamedSql unplaced_of_bucket_sql{
    .name = "ledger/unplaced_of_bucket",
    .text =
        "SELECT bucket, seq, at, received, number, type, subject, sealed_for, by_whom, "
        "cause, body, sealed, link FROM ledger WHERE rowid > ?2 AND bucket = ?1 ORDER "
        "BY rowid",
};

constexpr NamedSql unplaced_sql{
    .name = "ledger/unplaced",
    .text = "SELECT bucket, seq, rowid FROM ledger WHERE rowid > ?1 ORDER BY rowid LIMIT ?2",
};

constexpr NamedSql insert_block_sql{
    .name = "ledger/insert_block",
    .text = "INSERT INTO ledger_block (bucket, first_seq, places) VALUES (?1, ?2, ?3)",
};

constexpr NamedSql placed_through_sql{
    .name = "ledger/placed_through",
    .text = "SELECT CAST(value AS BIGINT) FROM meta WHERE key = 'ledger_placed_through'",
};

constexpr NamedSql set_placed_through_sql{
    .name = "ledger/set_placed_through",
    .text =
        "INSERT INTO meta (key, value) VALUES ('ledger_placed_through', CAST(?1 AS "
        "TEXT)) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
};

constexpr NamedSql create_head_row_sql{
    .name = "head/create",
    .text =
        "INSERT INTO head (bucket, seq, hash) VALUES (?1, 0, ?2) ON CONFLICT (bucket) "
        "DO NOTHING",
};

constexpr NamedSql advance_head_sql{
    .name = "head/advance",
    .text = "UPDATE head SET seq = ?2, hash = ?3 WHERE bucket = ?1 AND seq = ?4",
};

constexpr NamedSql all_heads_sql{
    .name = "head/all",
    .text = "SELECT bucket, seq, hash FROM head ORDER BY bucket",
};

}  // namespace baton::store
