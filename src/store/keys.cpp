#include "store/keys.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <sodium/core.h>
#include <sodium/crypto_aead_xchacha20poly1305.h>
#include <sodium/randombytes.h>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.hpp"
#include "ledger/subject.hpp"
#include "store/keys_sql.hpp"
#include "store/sqlite/connection.hpp"

namespace baton::store {

namespace {

constexpr std::size_t nonce_bytes = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t tag_bytes = crypto_aead_xchacha20poly1305_ietf_ABYTES;
constexpr std::size_t known_keys_max = 32768;
constexpr int id_bits = 53;

// The owner is authenticated with the text, so that a seal cannot be moved to somebody else.
std::array<unsigned char, sizeof(std::int64_t)> bytes_of(KeyOwner owner) {
    std::array<unsigned char, sizeof(std::int64_t)> out{};
    for (std::size_t place = 0; place < out.size(); ++place) {
        out[place] =
            static_cast<unsigned char>(static_cast<std::uint64_t>(owner.value) >> (8 * place));
    }
    return out;
}

// Asking for a few random bytes costs as much as asking for many.
class Nonces {
public:
    using Nonce = std::array<unsigned char, nonce_bytes>;

    const Nonce& next() {
        if (used_ == nonces_.size()) {
            randombytes_buf(nonces_.data(), sizeof nonces_);
            used_ = 0;
        }
        return nonces_[used_++];
    }

private:
    std::array<Nonce, 128> nonces_{};
    std::size_t used_ = nonces_.size();
};

unsigned char* unsigned_bytes(std::string& text) {
    return reinterpret_cast<unsigned char*>(text.data());
}

}  // namespace

KeyOwner owner_of(const ledger::Subject& subject) {
    return {(static_cast<std::int64_t>(subject.kind) << id_bits) + subject.id};
}

Result<KeyStore> KeyStore::open(const std::string& path, Connection::Access access) {
    if (sodium_init() < 0) return fail(Failure::broken, "no source of random numbers");
    auto connection = TRY(Connection::open(path, access, {}));
    if (access == Connection::Access::write) {
        TRY(connection.run(create_seal_key_sql));
    }
    return KeyStore(std::move(connection));
}

Result<std::optional<KeyStore::Key>> KeyStore::find(KeyOwner owner) {
    if (const auto known = known_.find(owner.value); known != known_.end()) return known->second;
    auto statement = TRY(connection_.prepare(find_seal_key_sql));
    statement.bind_all(owner.value);
    if (!TRY(statement.step())) return std::nullopt;
    const auto stored = statement.bytes(0);
    Key key{};
    if (stored.size() != key.size()) return fail(Failure::broken, "a stored key is damaged");
    std::ranges::copy(stored, key.begin());
    if (known_.size() >= known_keys_max) known_.clear();
    known_.emplace(owner.value, key);
    return key;
}

Done KeyStore::ensure(std::span<const KeyOwner> owners) {
    std::vector<KeyOwner> unknown;
    for (const auto owner : owners) {
        if (!known_.contains(owner.value)) unknown.push_back(owner);
    }
    if (unknown.empty()) return {};
    auto transaction = TRY(Transaction::begin(connection_));
    std::vector<Key> keys(unknown.size());
    randombytes_buf(keys.data(), keys.size() * sizeof(Key));
    std::vector<std::pair<KeyOwner, Key>> made;
    for (std::size_t index = 0; index < unknown.size(); ++index) {
        TRY(connection_.run(insert_seal_key_sql, unknown[index].value, Bytes(keys[index])));
        const bool is_new = connection_.changed_rows() == 1;
        if (is_new) made.emplace_back(unknown[index], keys[index]);
    }
    TRY(transaction.commit());
    if (known_.size() + made.size() > known_keys_max) known_.clear();
    for (const auto& [owner, key] : made) {
        known_.emplace(owner.value, key);
    }
    return {};
}

Done KeyStore::put(KeyOwner owner, const Key& key) {
    auto transaction = TRY(Transaction::begin(connection_));
    known_.erase(owner.value);
    TRY(connection_.run(drop_seal_key_sql, owner.value));
    TRY(connection_.run(insert_seal_key_sql, owner.value, Bytes(key)));
    return transaction.commit();
}

Done KeyStore::seal(KeyOwner owner, std::string_view open, std::string& sealed) {
    const auto key = TRY(find(owner));
    if (!key) return fail(Failure::broken, "sealing without a key");
    const auto owner_bytes = bytes_of(owner);
    sealed.resize(nonce_bytes + open.size() + tag_bytes);
    auto* const out = unsigned_bytes(sealed);
    thread_local Nonces nonces;
    std::ranges::copy(nonces.next(), out);
    crypto_aead_xchacha20poly1305_ietf_encrypt(out + nonce_bytes,
                                               nullptr,
                                               reinterpret_cast<const unsigned char*>(open.data()),
                                               open.size(),
                                               owner_bytes.data(),
                                               owner_bytes.size(),
                                               nullptr,
                                               out,
                                               key->data());
    return {};
}

Result<std::optional<std::string>> KeyStore::unseal(KeyOwner owner, Bytes sealed) {
    const auto key = TRY(find(owner));
    if (!key) return std::nullopt;
    if (sealed.size() < nonce_bytes + tag_bytes) return fail(Failure::broken, "a seal is damaged");
    const auto owner_bytes = bytes_of(owner);
    std::string open(sealed.size() - nonce_bytes - tag_bytes, '\0');
    const auto failed = crypto_aead_xchacha20poly1305_ietf_decrypt(unsigned_bytes(open),
                                                                   nullptr,
                                                                   nullptr,
                                                                   sealed.data() + nonce_bytes,
                                                                   sealed.size() - nonce_bytes,
                                                                   owner_bytes.data(),
                                                                   owner_bytes.size(),
                                                                   sealed.data(),
                                                                   key->data());
    if (failed != 0) return fail(Failure::broken, "a seal does not hold");
    return open;
}

Done KeyStore::erase(std::span<const KeyOwner> owners) {
    auto transaction = TRY(Transaction::begin(connection_));
    for (const auto owner : owners) {
        known_.erase(owner.value);
        TRY(connection_.run(drop_seal_key_sql, owner.value));
    }
    return transaction.commit();
}

}  // namespace baton::store
