#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace baton::ledger {

// Which orders the entries of one bucket took, by their sequence numbers from 1 on: about a byte
// and a half an entry. Entries are added with rising sequence numbers and orders; O(1) to add,
// O(block) to find.
class OrderIndex {
public:
    struct Entry {
        std::uint64_t order = 0;
        std::uint64_t lines = 1;
        bool created = false;  // its first line is a creation
        bool operator==(const Entry&) const = default;
    };

    struct Place {
        std::int64_t seq = 0;
        Entry entry = {};
    };

    // False when it does not come after all others, or too far after them: then nothing changes.
    [[nodiscard]] bool add(std::int64_t seq, const Entry& entry);

    // Nothing where no entry was added.
    [[nodiscard]] std::optional<Entry> find(std::int64_t seq) const;

    // The last entry that began at or before `order`.
    [[nodiscard]] std::optional<Place> last_begun(std::uint64_t order) const;

    // Gives back room that is not used.
    void pack();

private:
    friend struct SnapshotForm;

    // Where every block of entries begins, and the order before its first.
    struct Block {
        std::uint32_t order = 0;
        std::uint32_t byte = 0;
    };

    // The numbers of an entry lie behind each other, seven bits a byte: twice the distance to the
    // order before, plus one when lines and creation follow. 0 stands where there is no entry.
    class Reader;

    void write(std::uint64_t number);
    void open(std::uint64_t order);

    std::vector<std::uint8_t> bytes_;
    std::vector<Block> blocks_;
    std::uint64_t last_order_ = 0;
    std::int64_t last_seq_ = 0;
};

}  // namespace baton::ledger
