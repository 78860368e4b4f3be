#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

#include "base/instant.hpp"

// How a receiver knows that a message is ours: Standard Webhooks 1.0
// (github.com/standard-webhooks/standard-webhooks, spec/standard-webhooks.md), symmetric
// signatures.
namespace baton::deliver {

inline constexpr std::size_t signing_key_bytes = 32;
using SigningKey = std::array<unsigned char, signing_key_bytes>;

[[nodiscard]] SigningKey random_signing_key();

// "whsec_" and the key in base64: what the receiver is given.
[[nodiscard]] std::string secret_text(std::string_view key);

// The header webhook-signature: "v1," and HMAC-SHA256 over "id.seconds.body" in base64.
[[nodiscard]] std::string signature(std::string_view key,
                                    std::string_view id,
                                    Instant at,
                                    std::string_view body);

}  // namespace baton::deliver
