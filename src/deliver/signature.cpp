#include "deliver/signature.hpp"

#include <array>
#include <fmt/core.h>
#include <sodium/crypto_auth_hmacsha256.h>
#include <sodium/randombytes.h>
#include <sodium/utils.h>
#include <string>
#include <string_view>

#include "base/instant.hpp"

namespace baton::deliver {

namespace {

const unsigned char* bytes_of(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

std::string base64(std::string_view bytes) {
    std::string text(sodium_base64_ENCODED_LEN(bytes.size(), sodium_base64_VARIANT_ORIGINAL), '\0');
    sodium_bin2base64(
        text.data(), text.size(), bytes_of(bytes), bytes.size(), sodium_base64_VARIANT_ORIGINAL);
    text.pop_back();  // the zero that ends a C string
    return text;
}

}  // namespace

SigningKey random_signing_key() {
    SigningKey key;
    randombytes_buf(key.data(), key.size());
    return key;
}

std::string secret_text(std::string_view key) {
    return "whsec_" + base64(key);
}

std::string signature(std::string_view key,
                      std::string_view id,
                      Instant at,
                      std::string_view body) {
    const std::string head = fmt::format("{}.{}.", id, at.micros / second_micros);
    crypto_auth_hmacsha256_state state;
    crypto_auth_hmacsha256_init(&state, bytes_of(key), key.size());
    crypto_auth_hmacsha256_update(&state, bytes_of(head), head.size());
    crypto_auth_hmacsha256_update(&state, bytes_of(body), body.size());
    std::array<unsigned char, crypto_auth_hmacsha256_BYTES> mac{};
    crypto_auth_hmacsha256_final(&state, mac.data());
    return "v1," + base64({reinterpret_cast<const char*>(mac.data()), mac.size()});
}

}  // namespace baton::deliver
