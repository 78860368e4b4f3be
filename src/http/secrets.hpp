#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "base/result.hpp"

// Passwords, tokens and hashes; all randomness is libsodium's. Safe from any thread.
namespace baton::http {

[[nodiscard]] std::string sha256_hex(std::string_view text);

// 32 random bytes as 43 URL-safe characters: a session token, a key, a nonce.
[[nodiscard]] std::string random_token();

// 12 hexadecimal digits that name a request to people and in the log.
[[nodiscard]] std::string random_reference();

inline constexpr std::size_t password_bytes_min = 12;
inline constexpr std::size_t password_bytes_max = 1024;

// argon2id with at least 19 MiB and two passes: about 30 ms, so never on a network thread.
[[nodiscard]] Result<std::string> hash_password(std::string_view password);
[[nodiscard]] bool password_fits(const std::string& hash, std::string_view password);

}  // namespace baton::http
