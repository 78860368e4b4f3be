#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "base/result.hpp"
#include "ledger/subject.hpp"
#include "store/sqlite/connection.hpp"

namespace baton::store {

// Whose key seals something: a subject as one number, so that no two subjects share a key.
struct KeyOwner {
    std::int64_t value = 0;
    auto operator<=>(const KeyOwner&) const = default;
};

[[nodiscard]] KeyOwner owner_of(const ledger::Subject& subject);

// The keys that seal personal fields, one for each contact (visitor, record …), in a file of their
// own with a backup life of its own. Erasing drops the key: what it sealed can never be read again,
// not even from an old copy of the database. Not for more than one thread at a time.
class KeyStore {
public:
    static constexpr std::size_t key_bytes = 32;
    using Key = std::array<unsigned char, key_bytes>;

    static Result<KeyStore> open(const std::string& path, Connection::Access access);

    // Makes a key for each owner that has none. They are durable when this returns.
    [[nodiscard]] Done ensure(std::span<const KeyOwner> owners);

    // For what others seal: the owner's key from now on, durable when this returns.
    [[nodiscard]] Done put(KeyOwner owner, const Key& key);
    // Nothing when there is none.
    [[nodiscard]] Result<std::optional<Key>> find(KeyOwner owner);

    // REQUIRES: the owner has a key. `sealed` becomes nonce, ciphertext and tag.
    [[nodiscard]] Done seal(KeyOwner owner, std::string_view open, std::string& sealed);

    // Nothing when the owner was erased. Failure::broken when the seal does not hold.
    [[nodiscard]] Result<std::optional<std::string>> unseal(KeyOwner owner, Bytes sealed);

    // Durable when this returns, and gone from the file when empty_log() says so. Erasing twice is
    // no failure.
    [[nodiscard]] Done erase(std::span<const KeyOwner> owners);

    [[nodiscard]] Result<bool> empty_log() { return connection_.empty_log(); }

    // Forgets the keys read so far, so that what others erased is seen.
    void forget() { known_.clear(); }

private:
    explicit KeyStore(Connection connection) : connection_(std::move(connection)) {}

    Connection connection_;
    std::unordered_map<std::int64_t, Key> known_;  // a bounded cache
};

}  // namespace baton::store
