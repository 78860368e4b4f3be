#include "engine/memory_form.hpp"

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "base/result.hpp"
#include "engine/directory.hpp"
#include "engine/seen_messages.hpp"
#include "ledger/snapshot.hpp"
#include "ledger/snapshot_bytes.hpp"

namespace baton::engine {

namespace {

using ledger::SnapshotReader;
using ledger::SnapshotWriter;
using Of = MemoryPart::Of;

constexpr std::size_t seen_slots_a_part = std::size_t{1} << 18U;
constexpr std::uint64_t seen_bytes_a_bit = 8;

std::unexpected<Error> not_a_memory() {
    return fail(Failure::invalid, "it is not what a memory is written as");
}

// The directory's own tables have codes; its map of deals has keys.
template <typename Table>
concept HasCodes = requires(const Table& table) { table.id(ledger::Code{}); };

template <typename Table>
void write_table(SnapshotWriter& to, const Table& table) {
    to(std::uint64_t{table.size()});
    if constexpr (HasCodes<Table>) {
        for (ledger::Code code = 0; code < table.size(); ++code) {
            to(table.text(code), table.id(code));
        }
    } else {
        for (const auto& [text, what] : table) {
            to(text, what);
        }
    }
}

template <typename Table>
void read_table(SnapshotReader& from, Table& table) {
    if constexpr (HasCodes<Table>) {
        std::vector<std::pair<std::string, std::int64_t>> entries;
        from(entries);
        for (const auto& [text, id] : entries) {
            table.set(text, id);
        }
        from.require(table.size() == entries.size());
    } else {
        std::vector<std::pair<std::string, typename Table::mapped_type>> entries;
        from(entries);
        table.reserve(entries.size());
        for (auto& entry : entries) {
            table.insert(std::move(entry));
        }
        from.require(table.size() == entries.size());
    }
}

}  // namespace

// What of a memory is read and written: one function a structure, as in ledger/snapshot_form.hpp.
struct MemoryForm {
    // What is in no other part.
    static void list_rest(auto& archive, auto& memory, auto& outline) {
        auto& [timeline, directory, seen, heads, last_received, next_order, lasting] = memory;
        auto& [end, counts, seen_slots] = outline;
        archive(end.place);
        for (auto& bucket : end.buckets) {
            auto& [seq, hash] = bucket;
            archive(seq, hash);
        }
        archive(counts.all(), seen_slots, heads, last_received, next_order, lasting);
        archive(directory.erased_);
        std::uint64_t size = seen.size_;
        archive(size);
        if constexpr (ledger::reads<decltype(archive)>) seen.size_ = size;
    }

    // A copy of the binding: no member is left out of the parts.
    static auto tables(auto& directory) {
        auto& [contacts, emails, companies, domains, names, deals, of_deals, visitors, erased] =
            directory;
        return std::tie(contacts, emails, companies, domains, names, deals, of_deals);
    }

    static void visit_table(Of of, auto& directory, auto visit) {
        auto [contacts, emails, companies, domains, names, deals, of_deals] = tables(directory);
        switch (of) {
            case Of::contacts: return visit(contacts);
            case Of::emails: return visit(emails);
            case Of::companies: return visit(companies);
            case Of::domains: return visit(domains);
            case Of::company_names: return visit(names);
            case Of::deals: return visit(deals);
            case Of::company_deals: return visit(of_deals);
            case Of::timeline:
            case Of::seen: return;
        }
    }

    static std::uint64_t slots(const SeenMessages& seen) { return seen.slots_.size(); }

    // Empty slots lie in a bitmap; the others follow one another.
    static void write_seen(SnapshotWriter& to, const SeenMessages& seen, const MemoryPart& part) {
        const auto& [slots, bodies, size] = seen;
        std::vector<std::uint64_t> taken((part.end - part.first + 63) / 64);
        std::vector<std::uint64_t> numbers;
        std::vector<std::uint32_t> contents;
        for (std::size_t slot = part.first; slot < part.end; ++slot) {
            const auto& [fingerprint, place] = slots[slot];
            if (fingerprint == 0) continue;
            const std::size_t index = slot - part.first;
            taken[index / 64] |= std::uint64_t{1} << (index % 64);
            numbers.push_back(fingerprint);
            numbers.push_back(place);
            contents.push_back(bodies[slot]);
        }
        to(taken, numbers, contents);
    }

    static void read_seen(SnapshotReader& from, SeenMessages& seen, const MemoryPart& part) {
        std::vector<std::uint64_t> taken;
        std::vector<std::uint64_t> numbers;
        std::vector<std::uint32_t> contents;
        from(taken, numbers, contents);
        std::size_t count = 0;
        for (const std::uint64_t word : taken) {
            count += static_cast<std::size_t>(std::popcount(word));
        }
        from.require(taken.size() == (part.end - part.first + 63) / 64 &&
                     numbers.size() == 2 * count && contents.size() == count);
        if (!from.holds()) return;
        std::size_t next = 0;
        for (std::size_t slot = part.first; slot < part.end; ++slot) {
            const std::size_t index = slot - part.first;
            if ((taken[index / 64] >> (index % 64) & 1U) == 0) continue;
            from.require(next < count && numbers[2 * next] != 0);
            if (!from.holds()) return;
            seen.slots_[slot] = {.fingerprint = numbers[2 * next], .place = numbers[2 * next + 1]};
            seen.bodies_[slot] = contents[next];
            ++next;
        }
        from.require(next == count);
    }

    static bool make_room(SeenMessages& seen, std::uint64_t slots, std::uint64_t bytes) {
        const bool fits = (slots == 0 || std::has_single_bit(slots)) &&
                          slots / seen_bytes_a_bit <= bytes && 3 * seen.size_ <= 2 * slots;
        if (!fits) return false;
        seen.slots_.resize(slots);
        seen.bodies_.resize(slots);
        return true;
    }

    static bool is_whole(const SeenMessages& seen) {
        const auto taken = std::ranges::count_if(
            seen.slots_, [](const auto& slot) { return slot.fingerprint != 0; });
        return std::cmp_equal(taken, seen.size_);
    }
};

MemoryOutline outline_of(const Memory& memory, const store::LedgerEnd& end) {
    return {.end = end,
            .counts = ledger::counts_of(memory.timeline),
            .seen_slots = MemoryForm::slots(memory.seen)};
}

std::vector<MemoryPart> parts_of(const MemoryOutline& outline) {
    std::vector<MemoryPart> parts;
    for (const ledger::TimelinePart& part : ledger::parts_of(outline.counts)) {
        parts.push_back({.of = Of::timeline, .timeline = part});
    }
    // Behind the dictionary, the dearest that cannot be cut.
    parts.insert(parts.begin() + 1, {{.of = Of::contacts}, {.of = Of::emails}});
    for (const Of of :
         {Of::companies, Of::domains, Of::company_names, Of::deals, Of::company_deals}) {
        parts.push_back({.of = of});
    }
    for (std::size_t first = 0; first < outline.seen_slots; first += seen_slots_a_part) {
        const auto end = std::min<std::size_t>(first + seen_slots_a_part, outline.seen_slots);
        parts.push_back({.of = Of::seen, .first = first, .end = end});
    }
    return parts;
}

std::string written(const Memory& memory, const MemoryOutline& outline) {
    SnapshotWriter to;
    MemoryForm::list_rest(to, memory, outline);
    return to.take();
}

std::string written(const Memory& memory, const MemoryPart& part) {
    if (part.of == Of::timeline) return ledger::written(memory.timeline, part.timeline);
    SnapshotWriter to;
    if (part.of == Of::seen) {
        MemoryForm::write_seen(to, memory.seen, part);
    } else {
        MemoryForm::visit_table(
            part.of, memory.directory, [&](const auto& table) { write_table(to, table); });
    }
    return to.take();
}

Result<MemoryReading> MemoryReading::begin(Memory& memory,
                                           std::span<const char> first_part,
                                           std::uint64_t bytes) {
    auto outline = std::make_unique<MemoryOutline>();
    const ledger::Counts none;
    SnapshotReader from(first_part, none);
    MemoryForm::list_rest(from, memory, *outline);
    if (!from.ended()) return not_a_memory();
    auto timeline = TRY(ledger::TimelineReading::begin(memory.timeline, outline->counts, bytes));
    if (!MemoryForm::make_room(memory.seen, outline->seen_slots, bytes)) return not_a_memory();
    return MemoryReading(memory, std::move(outline), std::move(timeline));
}

Done MemoryReading::read(const MemoryPart& part, std::span<const char> bytes) {
    if (part.of == Of::timeline) return timeline_.read(part.timeline, bytes);
    SnapshotReader from(bytes, outline_->counts);
    if (part.of == Of::seen) {
        MemoryForm::read_seen(from, memory_->seen, part);
    } else {
        MemoryForm::visit_table(
            part.of, memory_->directory, [&](auto& table) { read_table(from, table); });
    }
    return from.ended() ? Done() : not_a_memory();
}

Done MemoryReading::finish() {
    TRY(timeline_.finish());
    return MemoryForm::is_whole(memory_->seen) ? Done() : not_a_memory();
}

}  // namespace baton::engine
