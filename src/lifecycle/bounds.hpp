#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>

// What the verdicts of criteria can be, a byte for each contact, put together eight at a time.
namespace baton::lifecycle {

// What the verdicts of a criterion over all instants can be; errs on the side of both.
enum Bounds : std::uint8_t { can_hold = 1, can_fail = 2, can_be_both = 3 };

// Sets each byte of `into` to combine(byte of into, byte of each), which must treat the bytes of a
// word apart from each other. REQUIRES: both are as long.
template <typename Combine>
void combine_bytes(std::span<std::uint8_t> into,
                   std::span<const std::uint8_t> each,
                   Combine combine) {
    using Word = std::uint64_t;
    std::size_t place = 0;
    for (; place + sizeof(Word) <= into.size(); place += sizeof(Word)) {
        Word left = 0;
        Word right = 0;
        std::memcpy(&left, into.data() + place, sizeof(Word));
        std::memcpy(&right, each.data() + place, sizeof(Word));
        left = combine(left, right);
        std::memcpy(into.data() + place, &left, sizeof(Word));
    }
    for (; place < into.size(); ++place)
        into[place] = static_cast<std::uint8_t>(combine(Word{into[place]}, Word{each[place]}));
}

// The same bits in every byte of a word.
[[nodiscard]] constexpr std::uint64_t in_every_byte(std::uint8_t bits) {
    return 0x0101010101010101U * bits;
}

// Marks in `into` where `bounds` have the bit.
inline void add_where(std::span<const std::uint8_t> bounds,
                      std::uint8_t bit,
                      std::span<std::uint8_t> into) {
    combine_bytes(
        into, bounds, [bits = in_every_byte(bit)](std::uint64_t so_far, std::uint64_t more) {
            return so_far | (more & bits);
        });
}

// Calls visit(place) where `bounds` have the bit, rising.
template <typename Visit>
void each_where(std::span<const std::uint8_t> bounds, std::uint8_t bit, Visit visit) {
    using Word = std::uint64_t;
    const auto bits = in_every_byte(bit);
    std::size_t place = 0;
    for (; place + sizeof(Word) <= bounds.size(); place += sizeof(Word)) {
        Word word = 0;
        std::memcpy(&word, bounds.data() + place, sizeof(Word));
        for (word &= bits; word != 0; word &= word - 1)
            visit(place + static_cast<std::size_t>(std::countr_zero(word)) / 8);
    }
    for (; place < bounds.size(); ++place) {
        if ((bounds[place] & bit) != 0) visit(place);
    }
}

}  // namespace baton::lifecycle
