#include "store/capture.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <initializer_list>
#include <optional>
#include <sodium/crypto_generichash.h>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/id.hpp"
#include "base/result.hpp"
#include "ledger/subject.hpp"
#include "store/capture_sql.hpp"
#include "store/sqlite/connection.hpp"

namespace baton::store {

namespace {

constexpr std::int64_t block_size = 1024;
constexpr std::size_t recent_messages_max = 65536;

// Keyless BLAKE2b over pieces.
template <std::size_t size>
std::array<unsigned char, size> hash_of_pieces(std::initializer_list<std::string_view> pieces) {
    crypto_generichash_state state;
    crypto_generichash_init(&state, nullptr, 0, size);
    for (const auto piece : pieces) {
        crypto_generichash_update(
            &state, reinterpret_cast<const unsigned char*>(piece.data()), piece.size());
    }
    std::array<unsigned char, size> hash{};
    crypto_generichash_final(&state, hash.data(), hash.size());
    return hash;
}

std::int64_t short_hash(std::string_view text) {
    constexpr std::size_t smallest_hash_bytes = 16;
    const auto hash = hash_of_pieces<smallest_hash_bytes>({text});
    std::int64_t out = 0;
    std::memcpy(&out, hash.data(), sizeof out);
    return out;
}

Quarantined quarantined(const Statement& row) {
    return {.id = row.integer(0),
            .received = {row.integer(1)},
            .source = std::string(row.text(2)),
            .reason = std::string(row.text(3)),
            .body = std::string(row.text(4)),
            .state = std::string(row.text(5))};
}

}  // namespace

Result<std::int64_t> IdSequences::next(std::string_view kind) {
    auto found = blocks_.find(kind);
    if (found == blocks_.end()) found = blocks_.emplace(kind, Block{}).first;
    auto& block = found->second;
    if (block.next == block.end) {
        const auto end = TRY(connection_.find_integer(reserve_ids_sql, kind, block_size));
        if (!end) return fail(Failure::broken, "no block of ids");
        block = {.next = *end - block_size, .end = *end};
    }
    return block.next++;
}

Done IdSequences::raise(std::string_view kind, std::int64_t sequence) {
    if (const auto found = blocks_.find(kind); found != blocks_.end()) blocks_.erase(found);
    return connection_.run(raise_ids_sql, kind, sequence + 1);
}

Result<std::int64_t> Identities::reserve(std::string_view kind,
                                         std::string_view value,
                                         std::int64_t id) {
    const std::int64_t bucket = ledger::bucket_of_text(kind, value);
    TRY(connection_.run(reserve_identity_sql, bucket, kind, value, id));
    if (connection_.changed_rows() == 1) return id;
    return find(kind, value);
}

Result<std::int64_t> Identities::find(std::string_view kind, std::string_view value) {
    const std::int64_t bucket = ledger::bucket_of_text(kind, value);
    return TRY(connection_.find_integer(find_identity_sql, bucket, kind, value)).value_or(0);
}

Done Identities::release(std::string_view kind, std::string_view value, std::int64_t id) {
    const std::int64_t bucket = ledger::bucket_of_text(kind, value);
    return connection_.run(release_identity_sql, bucket, kind, value, id);
}

Result<Statement> Identities::all_of(std::string_view kind) {
    auto statement = TRY(connection_.prepare(identities_of_kind_sql));
    statement.bind_all(kind);
    return statement;
}

std::size_t Messages::FirstBytes::operator()(const MessageHash& hash) const noexcept {
    std::size_t out = 0;
    std::memcpy(&out, hash.data(), sizeof out);
    return out;
}

Messages::MessageHash Messages::hash_of(const Message& message) {
    // No source contains a zero byte, so that no two pairs run together.
    constexpr std::string_view separator("\0", 1);
    return hash_of_pieces<hash_bytes>({message.source, separator, message.id});
}

Done Messages::start() {
    recent_.clear();
    auto statement = TRY(connection_.prepare(all_recent_messages_sql));
    while (TRY(statement.step())) {
        MessageHash hash{};
        const auto stored = statement.bytes(0);
        if (stored.size() != hash.size()) return fail(Failure::broken, "a message is damaged");
        std::ranges::copy(stored, hash.begin());
        recent_.emplace(hash, statement.integer(1));
    }
    return {};
}

Result<std::vector<Messages::Verdict>> Messages::admit(std::span<const Message> messages) {
    std::vector<Verdict> verdicts;
    verdicts.reserve(messages.size());
    for (const auto& message : messages) {
        verdicts.push_back(TRY(admit_one(hash_of(message), short_hash(message.compared))));
    }
    if (recent_.size() >= recent_messages_max) TRY(settle());
    return verdicts;
}

Result<Messages::Verdict> Messages::admit_one(const MessageHash& hash, std::int64_t body_hash) {
    constexpr int byte_bits = 8;
    const auto bucket = ((std::int64_t{hash[0]} << byte_bits) + hash[1]) % bucket_count;
    const auto verdict_of = [body_hash](std::int64_t before) {
        return before == body_hash ? Verdict::repeated : Verdict::different;
    };
    const auto recent = recent_.find(hash);
    if (recent != recent_.end()) return verdict_of(recent->second);
    const auto settled = TRY(connection_.find_integer(find_message_sql, bucket, Bytes(hash)));
    if (settled) return verdict_of(*settled);
    TRY(connection_.run(insert_recent_message_sql, bucket, Bytes(hash), body_hash));
    recent_.emplace(hash, body_hash);
    return Verdict::fresh;
}

Done Messages::settle() {
    TRY(connection_.run(settle_messages_sql));
    TRY(connection_.run(empty_recent_messages_sql));
    recent_.clear();
    return {};
}

Result<std::int64_t> Quarantine::keep(const Quarantined& item) {
    const auto id = TRY(ids_.next("quarantine"));
    TRY(connection_.run(insert_quarantine_sql,
                        id,
                        item.received,
                        std::string_view(item.source),
                        std::string_view(item.reason),
                        std::string_view(item.body)));
    return id;
}

Result<std::vector<Quarantined>> Quarantine::list(Connection& connection,
                                                  std::int64_t after,
                                                  std::int64_t limit) {
    auto statement = TRY(connection.prepare(waiting_quarantine_sql));
    statement.bind_all(after, limit);
    std::vector<Quarantined> items;
    while (TRY(statement.step())) {
        items.push_back(quarantined(statement));
    }
    return items;
}

Result<std::optional<Quarantined>> Quarantine::find(Connection& connection, std::int64_t id) {
    auto statement = TRY(connection.prepare(find_quarantine_sql));
    statement.bind_all(id);
    if (!TRY(statement.step())) return std::nullopt;
    return quarantined(statement);
}

Result<std::int64_t> Quarantine::count(Connection& connection) {
    return TRY(connection.find_integer(count_quarantine_sql)).value_or(0);
}

Done Quarantine::settle(std::int64_t id, std::string_view state) {
    TRY(connection_.run(settle_quarantine_sql, id, state));
    if (connection_.changed_rows() == 1) return {};
    return fail(Failure::conflict, "this item does not wait any more");
}

}  // namespace baton::store
