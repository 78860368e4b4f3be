#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "matching/roll.hpp"

// Which records are compared at all. Two records meet when they share a key: a cheap mark made of
// one or two fields, of which duplicates share at least one although they differ elsewhere.
namespace baton::matching {

inline constexpr std::size_t keys_per_record = 17;

// Blocks of up to that many records are compared whole; of larger ones each record with the next
// few in the order of their names and dates: M. A. Hernández and S. J. Stolfo, "The Merge/Purge
// Problem for Large Databases", SIGMOD 1995.
inline constexpr std::size_t block_records_max = 60;
inline constexpr std::size_t neighbours = 8;

// One of several equal shares of the work.
struct Share {
    unsigned part = 0;
    unsigned of = 1;
};

// Records by the marks they share. The pairs it gives are at most n * keys * block_records_max / 2,
// never all pairs, and the same whatever the order of records.
class Blocks {
public:
    explicit Blocks(const Roll& roll);

    // Calls `meet(left, right)`, left < right, for each pair that shares a whole block, once; and
    // for neighbours in blocks that are too large, possibly again; until it returns false.
    template <typename Meet>
    void each_pair(const Share& share, Meet meet) const {
        bool goes_on = true;
        for (std::size_t key = 0; key < keys_per_record && goes_on; ++key)
            goes_on = each_pair_of(key, share, meet);
    }

private:
    using BlockNumber = std::uint32_t;  // 0: in none that has another record

    struct Block {
        std::uint32_t begin = 0;
        std::uint32_t end = 0;
    };

    struct Key {
        std::vector<BlockNumber> number;  // by row
        std::vector<Row> rows;            // by block
        std::vector<Block> blocks;
    };

    void build(std::size_t key, std::vector<std::pair<std::uint64_t, Row>>& marks);
    [[nodiscard]] bool met_before(std::size_t key, Row left, Row right) const;

    [[nodiscard]] bool whole(const Block& block) const {
        return block.end - block.begin <= block_records_max;
    }

    template <typename Meet>
    bool each_pair_of(std::size_t key, const Share& share, Meet& meet) const {
        const Key& mine = keys_[key];
        for (std::size_t number = share.part; number < mine.blocks.size(); number += share.of) {
            const Block& block = mine.blocks[number];
            const std::uint32_t reach = whole(block) ? block.end : neighbours;
            for (auto at = block.begin; at < block.end; ++at) {
                const auto end = std::min<std::uint64_t>(block.end, std::uint64_t{at} + 1 + reach);
                for (auto other = at + 1; other < end; ++other) {
                    const auto [left, right] = std::minmax(mine.rows[at], mine.rows[other]);
                    if (!met_before(key, left, right) && !meet(left, right)) return false;
                }
            }
        }
        return true;
    }

    const Roll& roll_;
    std::array<Key, keys_per_record> keys_;
};

}  // namespace baton::matching
