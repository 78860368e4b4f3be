#include "ledger/touches.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <span>
#include <vector>

#include "base/instant.hpp"
#include "ledger/timeline_dictionary.hpp"

namespace baton::ledger {

namespace {

// A number is read and written as eight bytes, wherever it lies: those of an empty column at the
// end of all others too.
static_assert(std::endian::native == std::endian::little);
constexpr std::size_t padding = sizeof(std::uint64_t);
constexpr unsigned bits_a_byte = Touches::Numbers::bits_a_byte;
constexpr unsigned widest_unaligned = 56;
constexpr unsigned widest = 64;
constexpr std::size_t prefetched_line = 64;
constexpr std::size_t prefetched_most = 1'024;
constexpr std::size_t recent_least = 8;
constexpr std::size_t recent_share = 8;  // of those that are packed

bool before(const Touch& left, const Touch& right) {
    return left.at != right.at ? left.at < right.at : left.order < right.order;
}

std::uint8_t width_of(std::uint64_t most) {
    const auto width = static_cast<unsigned>(std::bit_width(most));
    return static_cast<std::uint8_t>(width > widest_unaligned ? widest : width);
}

// Ways are looked up byte by byte.
std::uint8_t width_of_ways(std::uint64_t most) {
    const auto width = static_cast<unsigned>(std::bit_width(most));
    return static_cast<std::uint8_t>(width == 0 ? 0 : std::max(4U, std::bit_ceil(width)));
}

std::size_t column_bytes(std::size_t count, unsigned width) {
    return (count * width + bits_a_byte - 1) / bits_a_byte;
}

// The coarsest of the units that all gaps are multiples of.
std::uint8_t unit_of(std::span<const Touch> touches, std::span<const std::uint32_t> units) {
    for (auto unit = units.size(); unit > 1; --unit) {
        const bool fits = std::ranges::all_of(touches, [&](const Touch& touch) {
            return (touch.at.micros - touches.front().at.micros) % units[unit - 1] == 0;
        });
        if (fits) return static_cast<std::uint8_t>(unit - 1);
    }
    return 0;
}

// Puts column behind column into memory that is all zero.
class ColumnWriter {
public:
    explicit ColumnWriter(std::byte* begin) : to_(begin) {}

    template <typename Number>
    void write(std::span<const Touch> touches, unsigned width, Number number) {
        if (width == 0) return;
        std::size_t bit = 0;
        for (const Touch& touch : touches) {
            auto* const to = to_ + bit / bits_a_byte;
            std::uint64_t word = 0;
            std::memcpy(&word, to, sizeof(word));
            word |= std::uint64_t{number(touch)} << (bit % bits_a_byte);
            std::memcpy(to, &word, sizeof(word));
            bit += width;
        }
        to_ += column_bytes(touches.size(), width);
    }

private:
    std::byte* to_;
};

}  // namespace

std::size_t Touches::Widths::code_bytes(std::size_t count) const {
    std::size_t bytes = column_bytes(count, way) + column_bytes(count, rest);
    for (const auto column : columns)
        bytes += column_bytes(count, column);
    return bytes;
}

std::size_t Touches::Widths::bytes(std::size_t count) const {
    return column_bytes(count, time) + column_bytes(count, order) + code_bytes(count);
}

std::size_t Touches::bytes_of(const Head& head) {
    return sizeof(Head) + head.widths.bytes(head.count) + padding;
}

Touches::Head Touches::head_of(std::span<const Touch> touches) {
    Head head{.first_at = touches.front().at,
              .count = static_cast<std::uint32_t>(touches.size()),
              .least_order = std::ranges::min(touches, {}, &Touch::order).order,
              .unit = unit_of(touches, units)};
    const auto span = static_cast<std::uint64_t>(touches.back().at.micros) -
                      static_cast<std::uint64_t>(touches.front().at.micros);
    head.widths.time = width_of(span / units[head.unit]);
    std::uint64_t order = 0;
    std::uint64_t way = 0;
    std::uint64_t rest = 0;
    std::array<std::uint64_t, column_count> columns = {};
    for (const Touch& touch : touches) {
        order = std::max<std::uint64_t>(order, touch.order - head.least_order);
        way = std::max<std::uint64_t>(way, touch.shape.way);
        rest = std::max<std::uint64_t>(rest, touch.shape.rest);
        for (std::size_t column = 0; column < column_count; ++column) {
            columns[column] = std::max<std::uint64_t>(columns[column], touch.shape.columns[column]);
        }
    }
    head.widths.order = width_of(order);
    head.widths.way = width_of_ways(way);
    head.widths.rest = width_of(rest);
    std::ranges::transform(columns, head.widths.columns.begin(), width_of);
    return head;
}

Touches::Touches(std::span<const Touch> touches) {
    pack(touches);
}

Touches::Touches(const Touches& other) : recent_(other.recent_) {
    if (!other.block_) return;
    const auto bytes = bytes_of(other.head());
    block_ = std::make_unique_for_overwrite<std::byte[]>(bytes);  // NOLINT(*-avoid-c-arrays)
    std::memcpy(block_.get(), other.block_.get(), bytes);
}

Touches& Touches::operator=(const Touches& other) {
    if (this != &other) *this = Touches(other);
    return *this;
}

// Written column by column where it is wanted: as a whole it would be copied, and waited for.
Touches::Packed Touches::packed() const {
    Packed packed;
    if (!block_) return packed;
    const auto head = this->head();
    const std::byte* next = block_.get() + sizeof(Head);
    const auto point = [&](Numbers& column, unsigned width) {
        column = Numbers(next, width);
        next += column_bytes(head.count, width);
    };
    packed.count = head.count;
    packed.first_at = head.first_at;
    packed.unit = units[head.unit];
    packed.least_order = head.least_order;
    point(packed.times, head.widths.time);
    point(packed.orders, head.widths.order);
    point(packed.ways, head.widths.way);
    for (std::size_t place = 0; place < column_count; ++place)
        point(packed.columns[place], head.widths.columns[place]);
    point(packed.rests, head.widths.rest);
    return packed;
}

std::size_t Touches::Packed::lower_bound(Instant instant) const {
    if (count == 0 || instant <= first_at) return 0;
    const auto gap = static_cast<std::uint64_t>(instant.micros) -
                     static_cast<std::uint64_t>(first_at.micros) - 1;
    const auto least = gap / static_cast<std::uint64_t>(unit) + 1;  // of `times`
    if (times[count - 1] < least) return count;  // mostly it is asked about the end of time
    std::size_t first = 0;
    for (auto rest = count; rest > 0;) {
        const auto half = rest / 2;
        const bool before = times[first + half] < least;
        first += before ? half + 1 : 0;
        rest = before ? rest - half - 1 : half;
    }
    return first;
}

std::size_t Touches::lower_bound(Instant at) const {
    const auto packed = this->packed();
    const auto first = packed.lower_bound(at);
    if (first < packed.count) return first;
    const auto found = std::ranges::lower_bound(recent_, at, {}, &Touch::at);
    return packed.count + static_cast<std::size_t>(found - recent_.begin());
}

void Touches::prefetch_all() const {
    if (!block_) return;
    const auto bytes = bytes_of(head());
    for (std::size_t at = prefetched_line; at < std::min(prefetched_most, bytes);
         at += prefetched_line)
        __builtin_prefetch(block_.get() + at);
}

void Touches::prefetch_codes() const {
    constexpr std::size_t line = prefetched_line;
    constexpr std::size_t most = 12 * line;
    if (!block_) return;
    const auto head = this->head();
    const std::size_t columns = head.widths.code_bytes(head.count);
    const std::byte* begin = block_.get() + sizeof(Head) + head.widths.bytes(head.count) - columns;
    for (std::size_t at = 0; at < std::min(most, columns); at += line)
        __builtin_prefetch(begin + at);
}

std::size_t Touches::insert(const Touch& touch) {
    const auto packed = packed_count();
    const bool late = packed > 0 && before(touch, this->packed().touch(packed - 1));
    if (late) {
        auto all = unpacked();
        const auto place = std::ranges::upper_bound(all, touch, before);
        const auto index = place - all.begin();
        all.insert(place, touch);
        pack(all);
        return static_cast<std::size_t>(index);
    }
    if (recent_.empty()) recent_.reserve(recent_least);
    const auto place = std::ranges::upper_bound(recent_, touch, before);
    const auto index = packed + static_cast<std::size_t>(place - recent_.begin());
    recent_.insert(place, touch);
    if (recent_.size() >= std::max(recent_least, packed / recent_share)) pack();
    return index;
}

std::vector<Touch> Touches::unpacked() const {
    std::vector<Touch> all;
    all.reserve(size() + 1);
    const auto packed = this->packed();
    for (std::size_t place = 0; place < packed.count; ++place)
        all.push_back(packed.touch(place));
    all.insert(all.end(), recent_.begin(), recent_.end());
    return all;
}

void Touches::pack() {
    if (!recent_.empty()) pack(unpacked());
}

void Touches::pack(std::span<const Touch> all) {
    recent_.clear();
    block_.reset();
    if (all.empty()) return;
    const auto head = head_of(all);
    const auto bytes = bytes_of(head);
    block_ = std::make_unique<std::byte[]>(bytes);  // NOLINT(*-avoid-c-arrays)
    std::memcpy(block_.get(), &head, sizeof(head));
    ColumnWriter to(block_.get() + sizeof(head));
    to.write(all, head.widths.time, [&](const Touch& touch) {
        return (static_cast<std::uint64_t>(touch.at.micros) -
                static_cast<std::uint64_t>(head.first_at.micros)) /
               units[head.unit];
    });
    to.write(all, head.widths.order, [&](const Touch& touch) {
        return std::uint64_t{touch.order - head.least_order};
    });
    to.write(
        all, head.widths.way, [](const Touch& touch) { return std::uint64_t{touch.shape.way}; });
    for (std::size_t column = 0; column < column_count; ++column) {
        to.write(all, head.widths.columns[column], [column](const Touch& touch) {
            return std::uint64_t{touch.shape.columns[column]};
        });
    }
    to.write(
        all, head.widths.rest, [](const Touch& touch) { return std::uint64_t{touch.shape.rest}; });
}

void Touches::lie_at(std::byte* place) {
    std::memcpy(place, block_.get(), block_bytes());
    block_ = Block::lent(place);
}

std::size_t Touches::bytes() const {
    return block_bytes() + recent_.size() * sizeof(Touch);
}

}  // namespace baton::ledger
