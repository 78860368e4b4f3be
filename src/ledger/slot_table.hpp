#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "base/id.hpp"
#include "ledger/timeline_records.hpp"

namespace baton::ledger {

// Finds records by their ids, which they know themselves: the slots alone are kept, by hash, in a
// table that is at most three quarters full. O(1); 5 to 11 bytes a record.
template <typename Tag>
class SlotTable {
public:
    // no_slot when there is no such record.
    template <typename Record>
    [[nodiscard]] Slot find(Id<Tag> id, const std::vector<Record>& records) const {
        if (slots_.empty()) return no_slot;
        auto place = place_of(id);
        while (slots_[place] != no_slot && records[slots_[place]].id != id)
            place = next(place);
        return slots_[place];
    }

    // Enters a record that find() does not find, in its slot.
    template <typename Record>
    void add(Slot slot, const std::vector<Record>& records) {
        if ((used_ + 1) * 4 > slots_.size() * 3) make_room(slots_.size() * 2, records);
        put(slot, records);
        ++used_;
    }

    template <typename Record>
    void reserve(std::size_t count, const std::vector<Record>& records) {
        if (count * 4 > slots_.size() * 3) make_room(std::bit_ceil(count * 4 / 3 + 1), records);
    }

private:
    [[nodiscard]] std::size_t next(std::size_t place) const {
        return (place + 1) & (slots_.size() - 1);
    }

    [[nodiscard]] std::size_t place_of(Id<Tag> id) const {
        constexpr std::uint64_t golden = 0x9E3779B97F4A7C15U;
        const auto hash = static_cast<std::uint64_t>(id.value) * golden;
        return static_cast<std::size_t>(hash >> 32U) & (slots_.size() - 1);
    }

    template <typename Record>
    void put(Slot slot, const std::vector<Record>& records) {
        auto place = place_of(records[slot].id);
        while (slots_[place] != no_slot)
            place = next(place);
        slots_[place] = slot;
    }

    template <typename Record>
    void make_room(std::size_t size, const std::vector<Record>& records) {
        constexpr std::size_t least = 16;
        const auto old =
            std::exchange(slots_, std::vector<Slot>(std::bit_ceil(std::max(size, least)), no_slot));
        for (const auto slot : old) {
            if (slot != no_slot) put(slot, records);
        }
    }

    std::vector<Slot> slots_;
    std::size_t used_ = 0;
};

}  // namespace baton::ledger
