#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <span>
#include <string>
#include <vector>

#include "ledger/small_history.hpp"
#include "ledger/snapshot.hpp"
#include "ledger/timeline.hpp"

namespace baton::ledger {

namespace {

struct Sheets {
    Counts counts;
    std::vector<std::string> parts;
};

Sheets sheets_of(const Timeline& timeline) {
    Sheets sheets{.counts = counts_of(timeline), .parts = {}};
    for (const TimelinePart& part : parts_of(sheets.counts))
        sheets.parts.push_back(written(timeline, part));
    return sheets;
}

bool read_into(Timeline& timeline, const Sheets& sheets) {
    std::uint64_t bytes = 0;
    for (const std::string& part : sheets.parts)
        bytes += part.size();
    auto reading = TimelineReading::begin(timeline, sheets.counts, bytes);
    if (!reading) return false;
    const auto parts = parts_of(sheets.counts);
    if (parts.size() != sheets.parts.size()) return false;
    for (std::size_t number = 0; number < parts.size(); ++number) {
        if (!reading->read(parts[number], sheets.parts[number])) return false;
    }
    return reading->finish().has_value();
}

constexpr std::size_t byte_values = 256;

// Changes some bytes of what was written: four say where, one what.
void damage(Sheets& sheets, std::span<const std::uint8_t> bytes) {
    for (; bytes.size() >= 5; bytes = bytes.subspan(5)) {
        const std::size_t part = (bytes[0] + bytes[1] * byte_values) % (sheets.parts.size() + 1);
        const std::size_t place = bytes[2] + bytes[3] * byte_values;
        if (part == sheets.parts.size()) {
            auto* const counts = reinterpret_cast<std::uint8_t*>(sheets.counts.all().data());
            counts[place % sizeof(sheets.counts.all())] = bytes[4];
        } else if (!sheets.parts[part].empty()) {
            sheets.parts[part][place % sheets.parts[part].size()] = static_cast<char>(bytes[4]);
        }
    }
}

void look_at(const Timeline& timeline, const Belongings& all, std::size_t& seen) {
    const Dictionary& dictionary = timeline.dictionary();
    for (const Touch& touch : all.touches) {
        const Shape shape = dictionary.shape(touch.shape);
        seen += dictionary.kind(shape.kind).size() + dictionary.other_fields(shape).size();
        for (const char* field : {"channel", "campaign", "asset", "path"})
            seen += dictionary.field(shape, field).index();
    }
    for (const PropertyTrack& track : all.properties.all()) {
        seen += dictionary.name(track.name).size();
        for (const Change& change : track.changes)
            seen += dictionary.value(change.value).index() + dictionary.name(change.by).size();
    }
    for (const HandoffFact& fact : all.handoffs)
        seen += dictionary.name(fact.owner).size() + dictionary.name(fact.reason).size();
}

// Everything that can be read is there.
std::size_t look_at(const Timeline& timeline) {
    std::size_t seen = 0;
    for (Slot slot = 0; slot < timeline.contacts().size(); ++slot) {
        const Contact& contact = timeline.contacts()[slot];
        look_at(timeline, contact.own, seen);
        look_at(timeline, contact.all(), seen);
        seen += timeline.owner_of(slot, Instant::latest()) + timeline.deals_of(contact).size();
        seen += timeline.company_of(contact, Instant::latest()) == nullptr ? 0 : 1;
    }
    for (const Deal& deal : timeline.deals())
        seen += Timeline::status(deal, Instant::latest()) == nullptr ? 0 : 1;
    for (std::uint64_t order = 0; order < 64; ++order) {
        if (const auto position = timeline.position_of(order))
            seen += timeline.order_of(*position).value_or(0);
    }
    return seen;
}

}  // namespace

// Whatever the bytes: what was written is read back as it was, and what was changed is refused or
// is a timeline that can be read and added to.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    if (size < 5) return 0;
    std::uint32_t seed = 0;
    std::memcpy(&seed, bytes + 1, sizeof(seed));
    baton::testing::SmallHistory history;
    Timeline timeline;
    for (std::uint32_t number = 0; number < bytes[0]; ++number)
        timeline.add(history.next(seed + number * 7919));
    if ((seed & 1U) != 0) timeline.pack();
    Sheets sheets = sheets_of(timeline);
    Timeline same;
    if (!read_into(same, sheets) || sheets_of(same).parts != sheets.parts) std::abort();
    damage(sheets, {bytes + 5, size - 5});
    Timeline other;
    if (!read_into(other, sheets)) return 0;
    const std::size_t seen = look_at(other);
    for (std::uint32_t number = 0; number < 8; ++number)
        other.add(history.next(seed + number));
    return look_at(other) + seen == 1 ? 1 : 0;
}

}  // namespace baton::ledger
