#pragma once

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <iterator>
#include <memory>
#include <span>
#include <utility>
#include <vector>

#include "base/few.hpp"
#include "base/instant.hpp"
#include "ledger/timeline_dictionary.hpp"

namespace baton::ledger {

// A touch as it is read; what its shape stands for is in the dictionary.
struct Touch {
    Instant at;
    ShapeCode shape;
    std::uint32_t order = 0;
    bool operator==(const Touch&) const = default;
};

// The touches of one contact or visitor by (at, order), kept in columns that are each as many bits
// wide as their widest value: a touch takes 7 to 10 bytes where it was made by people, and a filter
// reads only the columns it asks about. Those that came last wait as they are until there are
// enough of them to be packed with the rest, so that adding at the end costs O(1) amortized; adding
// or taking out in the middle costs O(n). Any place is read in O(1). One heap block; 16 bytes when
// empty.
class Touches {
public:
    // One column: numbers of `width` bits, the lowest first; at most 56, or 64.
    class Numbers {
    public:
        Numbers() = default;

        Numbers(const std::byte* begin, unsigned width)
            : begin_(begin), width_(width), mask_(mask_of(width)) {}

        [[nodiscard]] std::uint64_t operator[](std::size_t place) const {
            const auto bit = place * width_;
            std::uint64_t number = 0;
            std::memcpy(&number, begin_ + bit / bits_a_byte, sizeof(number));
            return (number >> (bit % bits_a_byte)) & mask_;
        }

        // In bits. 0: all are 0 and nothing is stored.
        [[nodiscard]] unsigned width() const { return width_; }

        [[nodiscard]] const std::byte* data() const { return begin_; }

        static constexpr unsigned bits_a_byte = 8;

    private:
        static std::uint64_t mask_of(unsigned width) {
            return width == 0 ? 0 : ~std::uint64_t{0} >> (64U - width);
        }

        const std::byte* begin_ = nullptr;
        unsigned width_ = 0;
        std::uint64_t mask_ = 0;
    };

    // Those that are packed, from place 0 on. Valid until the touches change.
    struct Packed {
        std::size_t count = 0;
        Instant first_at;       // at = first_at + times · unit
        std::int64_t unit = 1;  // microseconds
        std::uint32_t least_order = 0;
        Numbers times;
        Numbers orders;  // above least_order
        Numbers ways;    // 0, 4, 8 or 16 bits wide
        std::array<Numbers, column_count> columns;
        Numbers rests;

        [[nodiscard]] Instant at(std::size_t place) const {
            return {first_at.micros + static_cast<std::int64_t>(times[place]) * unit};
        }

        [[nodiscard]] std::uint32_t order(std::size_t place) const {
            return least_order + static_cast<std::uint32_t>(orders[place]);
        }

        [[nodiscard]] ShapeCode shape(std::size_t place) const {
            ShapeCode shape{.way = static_cast<std::uint16_t>(ways[place]),
                            .columns = {},
                            .rest = static_cast<Code>(rests[place])};
            for (std::size_t column = 0; column < column_count; ++column)
                shape.columns[column] = static_cast<std::uint16_t>(columns[column][place]);
            return shape;
        }

        [[nodiscard]] Touch touch(std::size_t place) const {
            return {.at = at(place), .shape = shape(place), .order = order(place)};
        }

        // How many of them happened before `instant`. O(log n).
        [[nodiscard]] std::size_t lower_bound(Instant instant) const;
    };

    // Touches by value: there are none in memory to refer to.
    class Iterator {
    public:
        struct Arrow {
            Touch touch;

            const Touch* operator->() const { return &touch; }
        };

        using iterator_concept = std::random_access_iterator_tag;
        using iterator_category = std::input_iterator_tag;
        using value_type = Touch;
        using reference = Touch;
        using pointer = Arrow;
        using difference_type = std::ptrdiff_t;

        Iterator() = default;

        Iterator(const Touches& of, std::size_t place)
            : packed_(of.packed()), recent_(of.recent()), place_(place) {}

        Touch operator*() const {
            return place_ < packed_.count ? packed_.touch(place_) : recent_[place_ - packed_.count];
        }

        Arrow operator->() const { return {**this}; }

        Touch operator[](difference_type distance) const { return *(*this + distance); }

        Iterator& operator+=(difference_type distance) {
            place_ = static_cast<std::size_t>(static_cast<difference_type>(place_) + distance);
            return *this;
        }

        Iterator& operator-=(difference_type distance) { return *this += -distance; }

        Iterator& operator++() { return *this += 1; }

        Iterator& operator--() { return *this += -1; }

        Iterator operator++(int) { return std::exchange(*this, *this + 1); }

        Iterator operator--(int) { return std::exchange(*this, *this - 1); }

        friend Iterator operator+(Iterator it, difference_type distance) { return it += distance; }

        friend Iterator operator+(difference_type distance, Iterator it) { return it += distance; }

        friend Iterator operator-(Iterator it, difference_type distance) { return it -= distance; }

        friend difference_type operator-(const Iterator& left, const Iterator& right) {
            return static_cast<difference_type>(left.place_) -
                   static_cast<difference_type>(right.place_);
        }

        bool operator==(const Iterator& other) const { return place_ == other.place_; }

        auto operator<=>(const Iterator& other) const { return place_ <=> other.place_; }

    private:
        Packed packed_;
        std::span<const Touch> recent_;
        std::size_t place_ = 0;
    };

    using value_type = Touch;
    using const_iterator = Iterator;

    Touches() = default;
    explicit Touches(std::span<const Touch> touches);  // REQUIRES: by (at, order)
    Touches(const Touches& other);
    Touches(Touches&& other) noexcept = default;
    Touches& operator=(const Touches& other);
    Touches& operator=(Touches&& other) noexcept = default;
    ~Touches() = default;

    [[nodiscard]] std::size_t size() const { return packed_count() + recent_.size(); }

    [[nodiscard]] bool empty() const { return size() == 0; }

    [[nodiscard]] Touch operator[](std::size_t place) const {
        const auto packed = packed_count();
        return place < packed ? this->packed().touch(place) : recent_[place - packed];
    }

    // REQUIRES: not empty.
    [[nodiscard]] Touch back() const { return (*this)[size() - 1]; }

    [[nodiscard]] Iterator begin() const { return {*this, 0}; }

    [[nodiscard]] Iterator end() const { return {*this, size()}; }

    [[nodiscard]] auto rbegin() const { return std::make_reverse_iterator(end()); }

    [[nodiscard]] auto rend() const { return std::make_reverse_iterator(begin()); }

    [[nodiscard]] Packed packed() const;

    // How many happened before `at`. O(log n).
    [[nodiscard]] std::size_t lower_bound(Instant at) const;

    // Those that come after the packed ones.
    [[nodiscard]] std::span<const Touch> recent() const { return recent_; }

    // Ask for the memory that a filter will want soon: the block, and when that has come, the
    // columns of codes.
    void prefetch() const { __builtin_prefetch(block_.get()); }

    void prefetch_codes() const;

    // All columns, of what is no longer than a kilobyte.
    void prefetch_all() const;

    // Puts a touch in its place in event order, which is returned. A place is never taken twice.
    std::size_t insert(const Touch& touch);

    // Takes out those of which gone(touch) holds; says how many.
    template <typename Gone>
    std::size_t erase_if(Gone gone) {
        auto all = unpacked();
        const auto count = std::erase_if(all, gone);
        if (count > 0) pack(all);
        return count;
    }

    // Packs what waits.
    void pack();

    // What the block takes.
    [[nodiscard]] std::size_t block_bytes() const { return block_ ? bytes_of(head()) : 0; }

    // From now on the block lies there, until the touches change. REQUIRES: as many bytes as it
    // takes, at an even address, which stay while the touches are read.
    void lie_at(std::byte* place);

    // What it holds, in bytes.
    [[nodiscard]] std::size_t bytes() const;

private:
    friend struct SnapshotForm;

    // A block of its own, or one that lies in somebody else's memory.
    class Block {
    public:
        Block() = default;

        Block(std::unique_ptr<std::byte[]> own)  // NOLINT: takes it over
            : address_(reinterpret_cast<std::uintptr_t>(own.release())) {}

        Block(Block&& other) noexcept : address_(std::exchange(other.address_, 0)) {}

        Block(const Block&) = delete;
        Block& operator=(const Block&) = delete;

        Block& operator=(Block&& other) noexcept {
            std::swap(address_, other.address_);
            return *this;
        }

        ~Block() { reset(); }

        static Block lent(std::byte* place) {
            Block block;
            block.address_ = reinterpret_cast<std::uintptr_t>(place) | lent_bit;
            return block;
        }

        [[nodiscard]] std::byte* get() const {
            return reinterpret_cast<std::byte*>(address_ & ~lent_bit);  // NOLINT
        }

        explicit operator bool() const { return address_ != 0; }

        void reset() {
            if ((address_ & lent_bit) == 0) delete[] get();
            address_ = 0;
        }

    private:
        static constexpr std::uintptr_t lent_bit = 1;

        std::uintptr_t address_ = 0;
    };

    // How many bits each column takes, in the order in which they lie behind the head; each begins
    // at a byte.
    struct Widths {
        std::uint8_t time = 0;
        std::uint8_t order = 0;
        std::uint8_t way = 0;
        std::array<std::uint8_t, column_count> columns = {};
        std::uint8_t rest = 0;

        // All columns, or those behind the orders.
        [[nodiscard]] std::size_t bytes(std::size_t count) const;
        [[nodiscard]] std::size_t code_bytes(std::size_t count) const;
    };

    struct Head {
        Instant first_at;
        std::uint32_t count = 0;
        std::uint32_t least_order = 0;
        std::uint8_t unit = 0;  // among units
        Widths widths = {};
    };

    static constexpr std::array<std::uint32_t, 3> units{1, 1'000, 1'000'000};

    static_assert(sizeof(Head) == 24);

    [[nodiscard]] std::size_t packed_count() const { return block_ ? head().count : 0; }

    [[nodiscard]] Head head() const {
        Head head;
        std::memcpy(&head, block_.get(), sizeof(head));
        return head;
    }

    static std::size_t bytes_of(const Head& head);
    static Head head_of(std::span<const Touch> touches);
    [[nodiscard]] std::vector<Touch> unpacked() const;
    void pack(std::span<const Touch> all);

    Block block_;  // head, columns, padding
    Few<Touch> recent_;
};

static_assert(sizeof(Touches) == 16);

static_assert(std::random_access_iterator<Touches::Iterator>);

}  // namespace baton::ledger
