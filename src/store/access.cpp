#include "store/access.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/instant.hpp"
#include "base/result.hpp"
#include "store/access_sql.hpp"
#include "store/sqlite/connection.hpp"

namespace baton::store {

namespace {

ApiKeyRow api_key(const Statement& row) {
    constexpr int revoked_column = 6;
    return {.id = row.integer(0),
            .kind = std::string(row.text(1)),
            .browser = row.integer(2) != 0,
            .scopes = std::string(row.text(3)),
            .name = std::string(row.text(4)),
            .created_at = {row.integer(5)},
            .revoked_at = row.is_null(revoked_column)
                              ? std::nullopt
                              : std::optional(Instant{.micros = row.integer(revoked_column)})};
}

Bytes bytes_of(const std::string& text) {
    return {reinterpret_cast<const unsigned char*>(text.data()), text.size()};
}

std::string text_of(Bytes bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

}  // namespace

Done set_credential(Connection& connection,
                    std::string_view user,
                    std::string_view password_hash,
                    Instant now) {
    return connection.run(set_credential_sql, user, password_hash, now);
}

Result<std::optional<std::string>> find_credential(Connection& connection, std::string_view user) {
    auto statement = TRY(connection.prepare(find_credential_sql));
    statement.bind_all(user);
    if (!TRY(statement.step())) return std::nullopt;
    return std::string(statement.text(0));
}

Done add_session(Connection& connection, Bytes token_hash, const SessionRow& session) {
    return connection.run(insert_session_sql,
                          token_hash,
                          std::string_view(session.user),
                          session.created_at,
                          session.seen_at,
                          session.expires_at);
}

Result<std::optional<SessionRow>> find_session(Connection& connection, Bytes token_hash) {
    auto statement = TRY(connection.prepare(find_session_sql));
    statement.bind_all(token_hash);
    if (!TRY(statement.step())) return std::nullopt;
    return SessionRow{.user = std::string(statement.text(0)),
                      .created_at = {statement.integer(1)},
                      .seen_at = {statement.integer(2)},
                      .expires_at = {statement.integer(3)}};
}

Result<std::vector<std::pair<std::string, SessionRow>>> list_sessions(Connection& connection) {
    auto statement = TRY(connection.prepare(all_sessions_sql));
    std::vector<std::pair<std::string, SessionRow>> sessions;
    while (TRY(statement.step())) {
        sessions.emplace_back(text_of(statement.bytes(0)),
                              SessionRow{.user = std::string(statement.text(1)),
                                         .created_at = {statement.integer(2)},
                                         .seen_at = {statement.integer(3)},
                                         .expires_at = {statement.integer(4)}});
    }
    return sessions;
}

Done see_session(Connection& connection, Bytes token_hash, Instant now) {
    return connection.run(seen_session_sql, token_hash, now);
}

Done end_session(Connection& connection, Bytes token_hash) {
    return connection.run(end_session_sql, token_hash);
}

Done end_sessions_of(Connection& connection, std::string_view user) {
    return connection.run(end_sessions_of_user_sql, user);
}

Done end_expired_sessions(Connection& connection, Instant now) {
    return connection.run(end_expired_sessions_sql, now);
}

Done add_api_key(Connection& connection, Bytes hash, const ApiKeyRow& key) {
    return connection.run(insert_api_key_sql,
                          key.id,
                          hash,
                          std::string_view(key.kind),
                          std::int64_t{key.browser ? 1 : 0},
                          std::string_view(key.scopes),
                          std::string_view(key.name),
                          key.created_at);
}

Result<std::optional<ApiKeyRow>> find_api_key(Connection& connection, Bytes hash) {
    auto statement = TRY(connection.prepare(find_api_key_sql));
    statement.bind_all(hash);
    if (!TRY(statement.step())) return std::nullopt;
    return api_key(statement);
}

Result<std::vector<ApiKeyRow>> list_api_keys(Connection& connection) {
    auto statement = TRY(connection.prepare(all_api_keys_sql));
    std::vector<ApiKeyRow> keys;
    while (TRY(statement.step())) {
        keys.push_back(api_key(statement));
    }
    return keys;
}

Result<std::vector<std::pair<std::int64_t, std::string>>> list_api_key_hashes(
    Connection& connection) {
    auto statement = TRY(connection.prepare(api_key_hashes_sql));
    std::vector<std::pair<std::int64_t, std::string>> keys;
    while (TRY(statement.step())) {
        keys.emplace_back(statement.integer(0), text_of(statement.bytes(1)));
    }
    return keys;
}

Result<bool> revoke_api_key(Connection& connection, std::int64_t id, Instant now) {
    TRY(connection.run(revoke_api_key_sql, id, now));
    return connection.changed_rows() == 1;
}

Result<bool> keep_answer(Connection& connection, std::string_view key, const KeptAnswer& answer) {
    TRY(connection.run(insert_idempotency_sql,
                       key,
                       bytes_of(answer.request_hash),
                       answer.status,
                       std::string_view(answer.body),
                       answer.at));
    return connection.changed_rows() == 1;
}

Result<std::optional<KeptAnswer>> find_answer(Connection& connection, std::string_view key) {
    auto statement = TRY(connection.prepare(find_idempotency_sql));
    statement.bind_all(key);
    if (!TRY(statement.step())) return std::nullopt;
    return KeptAnswer{.request_hash = text_of(statement.bytes(0)),
                      .status = statement.integer(1),
                      .body = std::string(statement.text(2)),
                      .at = {statement.integer(3)}};
}

Done drop_answer(Connection& connection, std::string_view key, std::int64_t status) {
    return connection.run(drop_idempotency_sql, key, status);
}

Done forget_answers(Connection& connection, Instant before) {
    return connection.run(forget_idempotency_sql, before);
}

}  // namespace baton::store
