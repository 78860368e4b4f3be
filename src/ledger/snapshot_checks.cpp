#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <utility>
#include <vector>

#include "base/instant.hpp"
#include "base/value.hpp"
#include "ledger/order_index.hpp"
#include "ledger/snapshot_counts.hpp"
#include "ledger/snapshot_form.hpp"
#include "ledger/timeline.hpp"
#include "ledger/timeline_dictionary.hpp"
#include "ledger/timeline_records.hpp"
#include "ledger/touches.hpp"

// Whether what was read from a snapshot can be used without reaching beyond it.
namespace baton::ledger {

namespace {

// The most that a column of that width can hold; 2^64 - 1 for the widest.
std::uint64_t most_of(unsigned width) {
    constexpr unsigned widest = 64;
    return width >= widest ? std::numeric_limits<std::uint64_t>::max()
                           : (std::uint64_t{1} << width) - 1;
}

// Reads the column only where its width does not say it.
bool all_below(const Touches::Numbers& numbers, std::size_t count, std::uint64_t limit) {
    if (most_of(numbers.width()) < limit) return true;
    std::uint64_t most = 0;
    for (std::size_t place = 0; place < count; ++place)
        most = std::max(most, numbers[place]);
    return most < limit;
}

bool happens_in_time(const Touches::Packed& packed) {
    constexpr auto latest = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
    if (packed.first_at.micros > Instant::latest().micros) return false;
    const auto first =
        static_cast<std::uint64_t>(std::max<std::int64_t>(0, packed.first_at.micros));
    const auto room = (latest - first) / static_cast<std::uint64_t>(packed.unit);
    return all_below(packed.times, packed.count, room);
}

// Seven bits a byte; nothing beyond the end, no more than 64 bits.
bool skip_number(const std::vector<std::uint8_t>& bytes, std::size_t& at, std::uint64_t& number) {
    constexpr unsigned bits = 7;
    constexpr std::uint8_t more = 1U << bits;
    number = 0;
    for (unsigned shift = 0; at < bytes.size() && shift < 64; shift += bits) {
        const auto byte = bytes[at++];
        number |= std::uint64_t{byte & (more - 1U)} << shift;
        if ((byte & more) == 0) return true;
    }
    return false;
}

// Nobody is merged into himself, however far round.
bool ends_somewhere(const std::vector<Contact>& contacts) {
    std::vector<Slot> walked_from(contacts.size(), no_slot);
    for (Slot start = 0; start < contacts.size(); ++start) {
        for (auto slot = start; contacts[slot].merged; slot = contacts[slot].merged->into) {
            if (walked_from[slot] == start) return false;
            if (walked_from[slot] != no_slot) break;
            walked_from[slot] = start;
        }
    }
    return true;
}

}  // namespace

bool SnapshotForm::is_whole(const CodeTable& table, std::size_t codes) {
    const auto& slots = table.slots_;
    const bool is_power_of_two = (slots.size() & (slots.size() - 1)) == 0;
    std::size_t used = 0;
    for (const auto& slot : slots) {
        if (slot.code == no_code) continue;
        if (slot.code >= codes) return false;
        ++used;
    }
    return is_power_of_two && used == table.used_ && used * 4 <= slots.size() * 3;
}

bool SnapshotForm::is_whole(const OrderIndex& index) {
    constexpr std::int64_t block_entries = 32;
    const auto& [bytes, blocks, last_order, last_seq] = index;
    const auto needed = (last_seq + block_entries - 1) / block_entries;
    if (last_seq < 0 || std::cmp_not_equal(blocks.size(), needed)) return false;
    std::size_t at = 0;
    for (std::int64_t seq = 0; seq < last_seq; ++seq) {
        const auto block = static_cast<std::size_t>(seq / block_entries);
        if (seq % block_entries == 0 && blocks[block].byte != at) return false;
        std::uint64_t number = 0;
        if (!skip_number(bytes, at, number)) return false;
        const bool goes_on = (number & 1U) != 0;
        if (goes_on && !skip_number(bytes, at, number)) return false;
    }
    return at == bytes.size();
}

bool SnapshotForm::is_whole(const Dictionary& dictionary, const Counts& counts) {
    const auto& ends = dictionary.field_ends_;
    const auto counts_are = counts_of(dictionary);
    const bool rises = std::ranges::is_sorted(ends) && ends.size() >= 2 && ends[1] == 0 &&
                       ends.back() == dictionary.field_pool_.size();
    const bool begins = !dictionary.values_.empty() && !known(dictionary.values_[0]) &&
                        dictionary.names_.size() > 0;
    const bool columns_begin = std::ranges::all_of(
        dictionary.columns_, [](const auto& column) { return !column.values.empty(); });
    const auto& far = dictionary.far_;
    const bool far_stands = std::ranges::all_of(far, [&](const auto& pair) {
        return pair.first < dictionary.ways_.size() && pair.second + std::size_t{1} < ends.size();
    });
    const auto& kinds = dictionary.kind_codes_;
    const bool kinds_stand = std::ranges::all_of(
        kinds, [&](const auto& kind) { return kind.second < dictionary.kinds_.size(); });
    bool same = true;
    for (const Among among : {Among::names,
                              Among::values,
                              Among::spellings,
                              Among::kinds,
                              Among::fields,
                              Among::ways,
                              Among::far,
                              Among::channels,
                              Among::campaigns,
                              Among::assets}) {
        same = same && counts[among] == counts_are[among];
    }
    return rises && begins && columns_begin && far_stands && kinds_stand && same &&
           dictionary.kind_keys_.size() == dictionary.kinds_.size() &&
           dictionary.kind_of_spelling_.size() == dictionary.spellings_.size();
}

bool SnapshotForm::stands_for_something(const ShapeCode& shape, const Counts& counts) {
    const bool is_far = shape.way == ShapeCode::far_way;
    const bool way = is_far || shape.way < counts[Among::ways];
    const bool rest = shape.rest < counts[is_far ? Among::far : Among::fields];
    return way && rest && shape.columns[0] < counts[Among::channels] &&
           shape.columns[1] < counts[Among::campaigns] && shape.columns[2] < counts[Among::assets];
}

bool SnapshotForm::is_head(const Touches::Head& head) {
    const auto widths_fit = [](unsigned width, unsigned most) { return width <= most; };
    const auto way = head.widths.way;
    bool fits = head.unit < Touches::units.size() && widths_fit(head.widths.order, 32) &&
                (widths_fit(head.widths.time, 56) || head.widths.time == 64) &&
                (way == 0 || way == 4 || way == 8 || way == 16) && widths_fit(head.widths.rest, 32);
    for (const auto column : head.widths.columns)
        fits = fits && widths_fit(column, 16);
    return fits && head.count > 0;
}

bool SnapshotForm::is_whole(const Touches& touches, std::size_t bytes, const Counts& counts) {
    if (bytes < sizeof(Touches::Head)) return false;
    const auto head = touches.head();
    if (!is_head(head) || Touches::bytes_of(head) != bytes) return false;
    const auto packed = touches.packed();
    if (!happens_in_time(packed)) return false;
    if (counts[Among::far] > 0) {
        for (std::size_t place = 0; place < packed.count; ++place) {
            if (!stands_for_something(packed.shape(place), counts)) return false;
        }
        return true;
    }
    return all_below(packed.ways, packed.count, counts[Among::ways]) &&
           all_below(packed.rests, packed.count, counts[Among::fields]) &&
           all_below(packed.columns[0], packed.count, counts[Among::channels]) &&
           all_below(packed.columns[1], packed.count, counts[Among::campaigns]) &&
           all_below(packed.columns[2], packed.count, counts[Among::assets]);
}

Counts SnapshotForm::counts_of(const Dictionary& dictionary) {
    Counts counts;
    counts[Among::names] = dictionary.names_.size();
    counts[Among::values] = dictionary.values_.size();
    counts[Among::spellings] = dictionary.spellings_.size();
    counts[Among::kinds] = dictionary.kinds_.size();
    counts[Among::fields] = dictionary.field_ends_.size() - 1;
    counts[Among::ways] = dictionary.ways_.size();
    counts[Among::far] = dictionary.far_.size();
    counts[Among::channels] = dictionary.columns_[0].values.size();
    counts[Among::campaigns] = dictionary.columns_[1].values.size();
    counts[Among::assets] = dictionary.columns_[2].values.size();
    return counts;
}

Counts SnapshotForm::counts(const Timeline& timeline) {
    auto counts = counts_of(timeline.dictionary_);
    counts[Among::contacts] = timeline.contacts_.size();
    counts[Among::companies] = timeline.companies_.size();
    counts[Among::primaries] = timeline.companies_.size() + 1;
    counts[Among::deals] = timeline.deals_.size();
    counts[Among::visitors] = timeline.visitors_.size();
    counts[Among::records] = timeline.records_.size();
    return counts;
}

void SnapshotForm::make_room(Timeline& timeline, const Counts& counts) {
    timeline.contacts_.resize(counts[Among::contacts]);
    timeline.companies_.resize(counts[Among::companies]);
    timeline.deals_.resize(counts[Among::deals]);
    timeline.visitors_.resize(counts[Among::visitors]);
    timeline.records_.resize(counts[Among::records]);
}

bool SnapshotForm::finish(Timeline& timeline) {
    for (Slot slot = 0; slot < timeline.records_.size(); ++slot) {
        const auto& record = timeline.records_[slot];
        timeline.record_slots_.emplace(
            Timeline::RecordKey{.record = record.record, .key = record.key}, slot);
    }
    const auto& contacts = timeline.contacts_;
    const bool sources_are_merged = std::ranges::all_of(contacts, [&](const Contact& contact) {
        return std::ranges::all_of(contact.sources, [&](Slot source) {
            return source < contacts.size() && contacts[source].merged.has_value();
        });
    });
    return timeline.record_slots_.size() == timeline.records_.size() && sources_are_merged &&
           timeline.briefs_.size() == contacts.size() &&
           timeline.deal_briefs_.size() == timeline.deals_.size() && ends_somewhere(contacts);
}

}  // namespace baton::ledger
