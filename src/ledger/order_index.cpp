#include "ledger/order_index.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <optional>
#include <span>
#include <vector>

namespace baton::ledger {

namespace {

constexpr std::int64_t block_entries = 32;
constexpr std::int64_t gap_max = 1 << 20;
constexpr std::uint64_t block_max = 0xFFFFFFFF;  // as far as a block reaches
constexpr unsigned bits = 7;
constexpr std::uint8_t more = 1U << bits;

}  // namespace

// Reads the entries of one block.
class OrderIndex::Reader {
public:
    Reader(const OrderIndex& index, std::size_t block)
        : rest_(std::span(index.bytes_).subspan(index.blocks_[block].byte)),
          order_(index.blocks_[block].order) {}

    [[nodiscard]] bool at_end() const { return rest_.empty(); }

    // Nothing where there is no entry.
    std::optional<Entry> next() {
        const auto number = read();
        if (number == 0) return std::nullopt;
        order_ += number >> 1U;
        Entry entry{.order = order_};
        if ((number & 1U) != 0) {
            const auto extra = read();
            entry.lines = extra >> 1U;
            entry.created = (extra & 1U) != 0;
        }
        return entry;
    }

private:
    std::uint64_t read() {
        std::uint64_t number = 0;
        std::size_t length = 0;
        for (unsigned shift = 0;; shift += bits) {
            const auto byte = rest_[length++];
            number |= std::uint64_t{byte & (more - 1U)} << shift;
            if ((byte & more) == 0) break;
        }
        rest_ = rest_.subspan(length);
        return number;
    }

    std::span<const std::uint8_t> rest_;
    std::uint64_t order_;
};

void OrderIndex::write(std::uint64_t number) {
    for (; number >= more; number >>= bits)
        bytes_.push_back(static_cast<std::uint8_t>(number | more));
    bytes_.push_back(static_cast<std::uint8_t>(number));
}

// Makes the place of the next entry.
void OrderIndex::open(std::uint64_t order) {
    if (last_seq_ % block_entries == 0) {
        blocks_.push_back({.order = static_cast<std::uint32_t>(order),
                           .byte = static_cast<std::uint32_t>(bytes_.size())});
    }
    ++last_seq_;
}

void OrderIndex::pack() {
    bytes_.shrink_to_fit();
    blocks_.shrink_to_fit();
}

bool OrderIndex::add(std::int64_t seq, const Entry& entry) {
    const bool follows = seq > last_seq_ && seq <= last_seq_ + gap_max;
    const bool fits = entry.order <= block_max && bytes_.size() < block_max - gap_max;
    if (!follows || !fits || entry.order <= last_order_) return false;
    while (last_seq_ + 1 < seq) {
        open(last_order_);
        write(0);
    }
    open(last_order_);
    const bool plain = entry.lines == 1 && !entry.created;
    write(((entry.order - last_order_) << 1U) | (plain ? 0U : 1U));
    if (!plain) write((entry.lines << 1U) | (entry.created ? 1U : 0U));
    last_order_ = entry.order;
    return true;
}

std::optional<OrderIndex::Entry> OrderIndex::find(std::int64_t seq) const {
    if (seq < 1 || seq > last_seq_) return std::nullopt;
    Reader reader(*this, static_cast<std::size_t>((seq - 1) / block_entries));
    for (auto skipped = (seq - 1) % block_entries; skipped > 0; --skipped)
        reader.next();
    return reader.next();
}

// Entries of a block lie above its order, and at or below the next block's.
std::optional<OrderIndex::Place> OrderIndex::last_begun(std::uint64_t order) const {
    auto block = std::ranges::lower_bound(blocks_, order, {}, &Block::order);
    while (block != blocks_.begin()) {
        const auto number = static_cast<std::size_t>(std::prev(block) - blocks_.begin());
        Reader reader(*this, number);
        std::optional<Place> found;
        auto seq = static_cast<std::int64_t>(number) * block_entries;
        for (std::int64_t step = 0; step < block_entries && !reader.at_end(); ++step) {
            ++seq;
            const auto entry = reader.next();
            if (entry && entry->order > order) break;
            if (entry) found = Place{.seq = seq, .entry = *entry};
        }
        if (found) return found;
        --block;
    }
    return std::nullopt;
}

}  // namespace baton::ledger
