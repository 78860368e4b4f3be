#pragma once

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <iterator>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "base/id.hpp"
#include "base/instant.hpp"
#include "base/result.hpp"
#include "ledger/event.hpp"
#include "ledger/event_json.hpp"
#include "ledger/personal.hpp"
#include "ledger/subject.hpp"
#include "store/digest.hpp"
#include "store/keys.hpp"
#include "store/sqlite/connection.hpp"

namespace baton::store {

// Appends to the ledger: gap-free within each bucket, each bucket a hash chain of its own.
// Rows lie in canonical order (received, number, bucket, seq): that is the order in which they are
// read back. For the writing thread alone, and only inside a Transaction.
class LedgerAppender {
public:
    // REQUIRES: all outlive the appender.
    LedgerAppender(Connection& connection, KeyStore& keys, const ledger::Personal& personal)
        : connection_(connection), keys_(keys), personal_(personal) {}

    // Reads where the ledger ends. Again after a rollback.
    [[nodiscard]] Done start();

    // Appends the events and gives them their positions, in the order of the events (those they
    // come with are not read). `numbers` are theirs in the file they were imported from, 0 for
    // none; empty when none has one. `received` may not go back, neither within the events nor
    // from what is there. The keys are durable before the rows that they seal.
    [[nodiscard]] Result<std::vector<ledger::Position>> append(
        std::span<const ledger::Event> events, std::span<const std::int64_t> numbers = {});

private:
    struct Row {
        const ledger::Event* event = nullptr;
        std::int64_t number = 0;
        ledger::Subject subject;
        ledger::EncodedWhat what;
        KeyOwner owner;
        std::string sealed;
        ledger::Position position;
        std::int64_t link = 0;
    };

    // A row that `ledger_block` does not know yet.
    struct Unplaced {
        std::int64_t bucket = 0;
        std::int64_t seq = 0;
        std::int64_t place = 0;
        auto operator<=>(const Unplaced&) const = default;
    };

    struct Head {
        std::int64_t seq = 0;
        Hash hash{};
    };

    [[nodiscard]] bool knows_all_unplaced() const {
        return placed_through_ + std::ssize(unplaced_) == last_place_;
    }

    Done read_heads();
    Done read_unplaced();
    Done encode(std::span<const ledger::Event> events, std::span<const std::int64_t> numbers);
    Done seal();
    Done chain();
    Done chain_bucket(std::span<const std::size_t> of_bucket);
    Done insert();
    Done place();
    Done place_block(std::span<const Unplaced> rows);

    Connection& connection_;
    KeyStore& keys_;
    const ledger::Personal& personal_;
    std::vector<Row> rows_;  // reused from batch to batch
    std::size_t count_ = 0;
    Instant last_received_ = Instant::earliest();
    std::int64_t last_place_ = 0;
    std::int64_t placed_through_ = 0;
    std::vector<Unplaced> unplaced_;  // the first of them, in order of place
    std::array<Head, static_cast<std::size_t>(bucket_count)> heads_{};
    Digest digest_;
};

// An event as it was read back.
struct StoredEvent {
    ledger::Event event;
    std::int64_t number = 0;
    bool erased = false;  // it had personal fields whose key is gone; they are unknown now
};

// Rows `first` < place ≤ `last`, in canonical order.
struct PlaceRange {
    std::int64_t first = 0;
    std::int64_t last = 0;
};

using VisitEvent = std::function<Done(StoredEvent&&)>;

// Reads the ledger through a connection of its own; several can read at the same time.
class LedgerReader {
public:
    // REQUIRES: both outlive the reader.
    LedgerReader(Connection& connection, KeyStore& keys) : connection_(connection), keys_(keys) {}

    // The whole ledger in at most `parts` ranges of about the same size, for reading in parallel.
    [[nodiscard]] Result<std::vector<PlaceRange>> ranges(std::size_t parts);

    // In canonical order. `order` counts from 1 at the start of the range: add what lies before it.
    [[nodiscard]] Done each(PlaceRange range, const VisitEvent& visit);

    // In order of seq. `order` is not known here and stays 0.
    [[nodiscard]] Done each_of_bucket(std::int32_t bucket, const VisitEvent& visit);
    [[nodiscard]] Result<std::vector<StoredEvent>> of_subject(const ledger::Subject& subject);

    // Reads on as if the keys of these were dropped.
    void leave_sealed(std::span<const KeyOwner> owners) {
        sealed_for_.insert(owners.begin(), owners.end());
    }

private:
    Result<StoredEvent> read(const Statement& row);

    Connection& connection_;
    KeyStore& keys_;
    std::set<KeyOwner> sealed_for_;
};

// What the hash chains say of the ledger.
struct Verification {
    std::int64_t touches = 0;
    std::int64_t changes = 0;
    Hash head{};
    std::optional<ledger::Position> first_bad;  // the first row that is not what was appended
};

// Recomputes every chain over all rows, in one consistent view.
[[nodiscard]] Result<Verification> verify_ledger(Connection& connection);

// The SHA-256 of all heads in bucket order: what a signed checkpoint keeps.
[[nodiscard]] Result<Hash> ledger_head(Connection& connection);

namespace detail {

// The next hash of a chain over one row as it is stored.
struct ChainedRow {
    ledger::Position position;
    Instant at;
    Instant received;
    std::optional<std::int64_t> number;
    std::string_view type;
    std::int64_t subject = 0;
    std::optional<std::int64_t> sealed_for;
    std::string_view by;
    std::string_view cause;
    std::string_view body;
    Bytes sealed;
};

[[nodiscard]] Hash next_hash(Digest& digest, Bytes previous, const ChainedRow& row);
[[nodiscard]] std::int64_t link_of(const Hash& hash);
[[nodiscard]] ChainedRow chained_row(const Statement& row);

}  // namespace detail

}  // namespace baton::store
