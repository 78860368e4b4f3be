#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "ledger/event.hpp"

namespace baton::engine {

// Which (source, message id) the ledger already holds, without a time window: exactly-once input.
// Derived from the ledger, in memory: 20 bytes a message at most two thirds full, one probe a
// look-up. It keeps 64-bit fingerprints, so a hit is a candidate that the caller confirms in the
// ledger at the position it names; a miss is certain. (A table in the database would cost a random
// page write for each message; see docs/decisions.) Not thread safe.
class SeenMessages {
public:
    struct Seen {
        ledger::Position position;
        std::uint32_t body = 0;  // of its content; 0: not known
    };

    [[nodiscard]] static std::uint64_t fingerprint(std::string_view source,
                                                   std::string_view message_id);

    [[nodiscard]] std::optional<Seen> find(std::uint64_t fingerprint) const;

    // Asks for the memory in which it will be looked for: with many messages it lies far away.
    void expect(std::uint64_t fingerprint) const {
        if (!slots_.empty()) {
            const std::size_t index = fingerprint & (slots_.size() - 1);
            __builtin_prefetch(&slots_[index]);
            __builtin_prefetch(&bodies_[index]);
        }
    }

    // Remembers a message at the position of the first event it made. Keeps the first of two.
    void add(std::uint64_t fingerprint, Seen seen);

    [[nodiscard]] std::size_t size() const { return size_; }

private:
    friend struct MemoryForm;

    struct Slot {
        std::uint64_t fingerprint = 0;  // 0: empty
        std::uint64_t place = 0;        // seq * 1024 + bucket
    };

    [[nodiscard]] std::size_t slot_of(std::uint64_t fingerprint) const;
    void grow();

    std::vector<Slot> slots_;
    std::vector<std::uint32_t> bodies_;  // parallel to slots_
    std::size_t size_ = 0;
};

}  // namespace baton::engine
