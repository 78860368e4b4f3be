#include "http/secrets.hpp"

#include <array>
#include <cstddef>
#include <sodium/core.h>
#include <sodium/crypto_hash_sha256.h>
#include <sodium/crypto_pwhash.h>
#include <sodium/randombytes.h>
#include <sodium/utils.h>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace baton::http {

namespace {

constexpr std::size_t password_memory_bytes = std::size_t{19} * 1024 * 1024;
constexpr unsigned long long password_passes = 2;

std::string hex(const unsigned char* bytes, std::size_t size) {
    std::string text(size * 2 + 1, '\0');
    sodium_bin2hex(text.data(), text.size(), bytes, size);
    text.pop_back();
    return text;
}

template <std::size_t size>
std::array<unsigned char, size> random_bytes() {
    static const int started = sodium_init();
    std::array<unsigned char, size> bytes{};
    if (started >= 0) {
        randombytes_buf(bytes.data(), bytes.size());
    }
    return bytes;
}

}  // namespace

std::string sha256_hex(std::string_view text) {
    std::array<unsigned char, crypto_hash_sha256_BYTES> hash{};
    crypto_hash_sha256(
        hash.data(), reinterpret_cast<const unsigned char*>(text.data()), text.size());
    return hex(hash.data(), hash.size());
}

std::string random_token() {
    const auto bytes = random_bytes<32>();
    constexpr int variant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
    std::string text(sodium_base64_encoded_len(bytes.size(), variant), '\0');
    sodium_bin2base64(text.data(), text.size(), bytes.data(), bytes.size(), variant);
    text.resize(text.find('\0'));
    return text;
}

std::string random_reference() {
    const auto bytes = random_bytes<6>();
    return hex(bytes.data(), bytes.size());
}

Result<std::string> hash_password(std::string_view password) {
    if (password.size() < password_bytes_min || password.size() > password_bytes_max) {
        return fail(Failure::invalid,
                    "This password does not fit.",
                    {{.where = "/password", .message = "must have 12 to 1024 characters"}});
    }
    std::array<char, crypto_pwhash_STRBYTES> hash{};
    if (crypto_pwhash_argon2id_str(hash.data(),
                                   password.data(),
                                   password.size(),
                                   password_passes,
                                   password_memory_bytes) != 0) {
        return fail(Failure::busy, "Not enough memory to store a password now.");
    }
    return std::string(hash.data());
}

bool password_fits(const std::string& hash, std::string_view password) {
    return password.size() <= password_bytes_max &&
           crypto_pwhash_argon2id_str_verify(hash.c_str(), password.data(), password.size()) == 0;
}

}  // namespace baton::http
