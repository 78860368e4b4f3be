#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.hpp"
#include "base/result.hpp"
#include "http/rate_limit.hpp"
#include "http/request.hpp"

namespace baton::http {

inline constexpr std::int64_t session_micros = 30 * day_micros;
inline constexpr std::string_view session_cookie_name = "__Host-baton";

// A session as it is stored: never the token itself.
struct SessionRecord {
    std::string token_hash = {};
    std::int64_t user = 0;
    Instant created_at = {};
    Instant expires_at = {};

    bool operator==(const SessionRecord&) const = default;
};

struct Account {
    std::int64_t user = 0;
    std::string password_hash = {};
    bool active = true;
};

// What the door to storage must do. Hashes are sha256_hex of the token or key.
struct AccessDoor {
    // From memory, in microseconds: called on network threads. Nothing when unknown, ended or
    // expired.
    std::function<std::optional<Principal>(const std::string& token_hash, Instant now)>
        find_session = {};
    std::function<std::optional<Principal>(const std::string& key_hash)> find_api_key = {};
    std::function<std::optional<Principal>(const std::string& key_hash)> find_write_key = {};

    // May wait: called on worker threads. The e-mail is as the person typed it.
    std::function<Result<std::optional<Account>>(std::string_view email)> find_account = {};
    std::function<Done(const SessionRecord& session)> keep_session = {};
    std::function<Done(const std::string& token_hash)> drop_session = {};
};

// Whom the headers name: a session cookie, "Bearer" API key or "Basic" write key; nobody without
// any. forbidden when a key or token is given that is not known.
[[nodiscard]] Result<Principal> find_principal(const AccessDoor& door,
                                               const std::vector<Field>& headers,
                                               Instant now);

// Another site must not write in a person's name: Sec-Fetch-Site and Origin are compared with Host.
// `strict` (a session cookie is used) wants at least one of the two.
[[nodiscard]] Done check_same_site(const std::vector<Field>& headers, bool strict);

// The Set-Cookie of a session, and the one that ends it.
[[nodiscard]] Field session_cookie(std::string_view token);
[[nodiscard]] Field ended_session_cookie();

// The hash of the session token a request carries.
[[nodiscard]] std::optional<std::string> session_hash(const std::vector<Field>& headers);

// Opens sessions. Wrong passwords are counted per account and per address; a stranger cannot tell
// an unknown e-mail from a wrong password, by answer or by time. Safe from any thread.
class SignIn {
public:
    explicit SignIn(const AccessDoor& door);

    // The token for the cookie. forbidden: wrong; busy: too many wrong ones. Takes 30 ms.
    [[nodiscard]] Result<std::string> with_password(std::string_view email,
                                                    std::string_view password,
                                                    std::string_view remote,
                                                    Instant now);

    // A session for somebody who is known already (set-up, demonstration).
    [[nodiscard]] Result<std::string> as(std::int64_t user, Instant now) const;

    // forbidden unless it is the account's password: to sign an agreement. Counts like
    // with_password.
    [[nodiscard]] Result<std::int64_t> check_password(std::string_view email,
                                                      std::string_view password,
                                                      std::string_view remote,
                                                      Instant now);

private:
    AccessDoor door_;
    std::string nobody_hash_;
    RateLimit per_account_;
    RateLimit per_address_;
};

}  // namespace baton::http
