#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/instant.hpp"
#include "base/result.hpp"
#include "store/sqlite/connection.hpp"

// Who may come in: passwords, sessions, API keys, and answers kept for repeated requests. Only
// hashes of secrets are kept. None of it is in the ledger or in the state hash. Writers inside a
// Transaction.
namespace baton::store {

[[nodiscard]] Done set_credential(Connection& connection,
                                  std::string_view user,
                                  std::string_view password_hash,
                                  Instant now);
[[nodiscard]] Result<std::optional<std::string>> find_credential(Connection& connection,
                                                                 std::string_view user);

struct SessionRow {
    std::string user = {};
    Instant created_at = {};
    Instant seen_at = {};
    Instant expires_at = {};
    bool operator==(const SessionRow&) const = default;
};

[[nodiscard]] Done add_session(Connection& connection, Bytes token_hash, const SessionRow& session);
// Also when it has expired: that is for the caller to judge.
[[nodiscard]] Result<std::optional<SessionRow>> find_session(Connection& connection,
                                                             Bytes token_hash);
// With their token hashes, expired ones too.
[[nodiscard]] Result<std::vector<std::pair<std::string, SessionRow>>> list_sessions(
    Connection& connection);
[[nodiscard]] Done see_session(Connection& connection, Bytes token_hash, Instant now);
[[nodiscard]] Done end_session(Connection& connection, Bytes token_hash);
[[nodiscard]] Done end_sessions_of(Connection& connection, std::string_view user);
[[nodiscard]] Done end_expired_sessions(Connection& connection, Instant now);

struct ApiKeyRow {
    std::int64_t id = 0;
    std::string kind = {};  // write, api
    bool browser = false;
    std::string scopes = {};  // separated by spaces
    std::string name = {};
    Instant created_at = {};
    std::optional<Instant> revoked_at = {};
    bool operator==(const ApiKeyRow&) const = default;
};

// conflict when the same secret is there already.
[[nodiscard]] Done add_api_key(Connection& connection, Bytes hash, const ApiKeyRow& key);
[[nodiscard]] Result<std::optional<ApiKeyRow>> find_api_key(Connection& connection, Bytes hash);
[[nodiscard]] Result<std::vector<ApiKeyRow>> list_api_keys(Connection& connection);
// Id and hash of every key.
[[nodiscard]] Result<std::vector<std::pair<std::int64_t, std::string>>> list_api_key_hashes(
    Connection& connection);
// False when there is none, or it was revoked before.
[[nodiscard]] Result<bool> revoke_api_key(Connection& connection, std::int64_t id, Instant now);

// The answer that a request with an Idempotency-Key was given.
struct KeptAnswer {
    std::string request_hash = {};
    std::int64_t status = 0;
    std::string body = {};
    Instant at = {};
    bool operator==(const KeptAnswer&) const = default;
};

// False when an answer is kept already: that one stays.
[[nodiscard]] Result<bool> keep_answer(Connection& connection,
                                       std::string_view key,
                                       const KeptAnswer& answer);
[[nodiscard]] Result<std::optional<KeptAnswer>> find_answer(Connection& connection,
                                                            std::string_view key);
// The answer kept under the key goes, when it has that status.
[[nodiscard]] Done drop_answer(Connection& connection, std::string_view key, std::int64_t status);
[[nodiscard]] Done forget_answers(Connection& connection, Instant before);

}  // namespace baton::store
