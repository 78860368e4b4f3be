#include "store/digest.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <openssl/evp.h>
#include <openssl/types.h>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>

namespace baton::store {

namespace {

constexpr std::size_t piece_bytes = 4096;

const EVP_MD* sha256() {
    static const EVP_MD* const algorithm = EVP_MD_fetch(nullptr, "SHA256", nullptr);
    return algorithm;
}

void require(int succeeded) {
    if (succeeded != 1) throw std::runtime_error("SHA-256 is not available");
}

}  // namespace

std::string render(const Hash& hash) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string out;
    for (const auto byte : hash) {
        out += digits[byte >> 4U];
        out += digits[byte & 0x0fU];
    }
    return out;
}

void Digest::Free::operator()(evp_md_ctx_st* context) const {
    EVP_MD_CTX_free(context);
}

Digest::Digest() : context_(EVP_MD_CTX_new()) {
    restart();
}

void Digest::restart() {
    waiting_.clear();
    require(EVP_DigestInit_ex2(context_.get(), sha256(), nullptr));
}

void Digest::add(std::int64_t number) {
    add_raw('n', number, {});
}

void Digest::add(std::string_view text) {
    add_raw('t', static_cast<std::int64_t>(text.size()), text);
}

void Digest::add(std::span<const unsigned char> bytes) {
    add_raw('b',
            static_cast<std::int64_t>(bytes.size()),
            {reinterpret_cast<const char*>(bytes.data()), bytes.size()});
}

void Digest::add_nothing() {
    waiting_ += '0';
}

void Digest::add_raw(char tag, std::int64_t number, std::string_view bytes) {
    std::array<char, 9> head{tag};
    for (std::size_t place = 0; place < sizeof number; ++place) {
        head[place + 1] = static_cast<char>(static_cast<std::uint64_t>(number) >> (8 * place));
    }
    waiting_.append(head.data(), head.size());
    waiting_ += bytes;
    if (waiting_.size() < piece_bytes) return;
    require(EVP_DigestUpdate(context_.get(), waiting_.data(), waiting_.size()));
    waiting_.clear();
}

Hash Digest::finish() {
    require(EVP_DigestUpdate(context_.get(), waiting_.data(), waiting_.size()));
    Hash hash{};
    require(EVP_DigestFinal_ex(context_.get(), hash.data(), nullptr));
    return hash;
}

}  // namespace baton::store
