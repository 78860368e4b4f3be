#pragma once

#include "store/sqlite/named_sql.hpp"

// Who may come in. None of it is part of the state that a replay rebuilds.
namespace baton::store {

constexpr NamedSql set_credential_sql{
    .name = "credential/set",
    .text =
        "INSERT INTO credential (user_email, hash, changed_at) VALUES (?1, ?2, ?3) ON "
        "CONFLICT (user_email) DO UPDATE SET hash = excluded.hash, changed_at = "
        "excluded.changed_at",
};

constexpr NamedSql find_credential_sql{
    .name = "credential/find",
    .text = "SELECT hash FROM credential WHERE user_email = ?1",
};

constexpr NamedSql insert_session_sql{
    .name = "session/insert",
    .text =
        "INSERT INTO session (token_hash, user_email, created_at, seen_at, expires_at) "
        "VALUES (?1, ?2, ?3, ?4, ?5)",
};

constexpr NamedSql find_session_sql{
    .name = "session/find",
    .text =
        "SELECT user_email, created_at, seen_at, expires_at FROM session WHERE "
        "token_hash = ?1",
};

constexpr NamedSql all_sessions_sql{
    .name = "session/all",
    .text = "SELECT token_hash, user_email, created_at, seen_at, expires_at FROM session",
};

constexpr NamedSql seen_session_sql{
    .name = "session/seen",
    .text = "UPDATE session SET seen_at = ?2 WHERE token_hash = ?1",
};

constexpr NamedSql end_session_sql{
    .name = "session/end",
    .text = "DELETE FROM session WHERE token_hash = ?1",
};

constexpr NamedSql end_sessions_of_user_sql{
    .name = "session/end_of_user",
    .text = "DELETE FROM session WHERE user_email = ?1",
};

constexpr NamedSql end_expired_sessions_sql{
    .name = "session/end_expired",
    .text = "DELETE FROM session WHERE expires_at <= ?1",
};

constexpr NamedSql insert_api_key_sql{
    .name = "api_key/insert",
    .text =
        "INSERT INTO api_key (id, hash, kind, browser, scopes, name, created_at) "
        "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
};

constexpr NamedSql find_api_key_sql{
    .name = "api_key/find",
    .text =
        "SELECT id, kind, browser, scopes, name, created_at, revoked_at FROM api_key "
        "WHERE hash = ?1",
};

constexpr NamedSql all_api_keys_sql{
    .name = "api_key/all",
    .text =
        "SELECT id, kind, browser, scopes, name, created_at, revoked_at FROM api_key "
        "ORDER BY id",
};

constexpr NamedSql api_key_hashes_sql{
    .name = "api_key/hashes",
    .text = "SELECT id, hash FROM api_key",
};

constexpr NamedSql revoke_api_key_sql{
    .name = "api_key/revoke",
    .text = "UPDATE api_key SET revoked_at = ?2 WHERE id = ?1 AND revoked_at IS NULL",
};

constexpr NamedSql insert_idempotency_sql{
    .name = "idempotency/insert",
    .text =
        "INSERT INTO idempotency (key, request_hash, status, body, at) VALUES (?1, ?2, "
        "?3, ?4, ?5) ON CONFLICT (key) DO NOTHING",
};

constexpr NamedSql find_idempotency_sql{
    .name = "idempotency/find",
    .text = "SELECT request_hash, status, body, at FROM idempotency WHERE key = ?1",
};

constexpr NamedSql drop_idempotency_sql{
    .name = "idempotency/drop",
    .text = "DELETE FROM idempotency WHERE key = ?1 AND status = ?2",
};

constexpr NamedSql forget_idempotency_sql{
    .name = "idempotency/forget",
    .text = "DELETE FROM idempotency WHERE at < ?1",
};

}  // namespace baton::store
