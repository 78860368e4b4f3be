#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <ranges>
#include <unordered_set>
#include <utility>
#include <variant>
#include <vector>

#include "base/id.hpp"
#include "ledger/event.hpp"
#include "ledger/timeline.hpp"
#include "ledger/timeline_records.hpp"

// Voids (rule 2) take events out of everything that was derived from them; a void of a void puts
// them back. Positions lead to orders, and every entry knows its order.
namespace baton::ledger {

namespace {

constexpr std::size_t gap_max = 1 << 20;
constexpr unsigned order_shift = 24;
constexpr std::uint64_t lines_mask = (1U << order_shift) - 1;

// An entry's order, its number of lines, and whether its first line is a creation, in one word.
std::uint64_t packed(const Event& event) {
    const auto created = std::holds_alternative<ContactCreated>(event.what) ? 1U : 0U;
    return (event.order << order_shift) | (std::uint64_t{lines_of(event.what)} << 1U) | created;
}

template <typename Entry>
void mark(std::vector<Entry>& entries, const std::unordered_set<std::uint64_t>& orders) {
    for (auto& entry : entries)
        entry.voided = orders.contains(entry.order);
}

void mark(Tracks& tracks, const std::unordered_set<std::uint64_t>& orders) {
    for (auto& track : tracks.all())
        mark(track.changes, orders);
}

}  // namespace

void Timeline::remember_position(const Event& event) {
    const auto [bucket, sub, seq] = event.position;
    auto& known = orders_[static_cast<std::size_t>(bucket) % orders_.size()];
    const bool near = seq > 0 && static_cast<std::size_t>(seq) <= known.size() + gap_max;
    if (!near || bucket < 0 || bucket >= bucket_count) {
        far_orders_[{bucket, seq}] = packed(event);
        return;
    }
    if (known.size() < static_cast<std::size_t>(seq)) known.resize(static_cast<std::size_t>(seq));
    known[static_cast<std::size_t>(seq) - 1] = packed(event);
}

std::optional<std::uint64_t> Timeline::packed_at(const Position& position) const {
    const auto far = far_orders_.find({position.bucket, position.seq});
    if (far != far_orders_.end()) return far->second;
    if (position.bucket < 0 || position.bucket >= bucket_count || position.seq < 1) {
        return std::nullopt;
    }
    const auto& known = orders_[static_cast<std::size_t>(position.bucket)];
    const auto index = static_cast<std::size_t>(position.seq) - 1;
    if (index >= known.size() || known[index] == 0) return std::nullopt;
    return known[index];
}

std::optional<std::uint64_t> Timeline::order_of(Position position) const {
    const auto found = packed_at(position);
    if (!found) return std::nullopt;
    const bool created = (*found & 1U) != 0;
    const auto sub = static_cast<std::uint64_t>(std::max(0, position.sub));
    return (*found >> order_shift) + (created || sub == 0 ? sub : sub - 1);
}

namespace {

// The entry that began at or before `order`, as an index into the entries of one bucket. Orders
// rise with the sequence; 0 stands where nothing is known.
std::optional<std::size_t> last_begun(const std::vector<std::uint64_t>& known,
                                      std::uint64_t order) {
    std::size_t begin = 0;
    std::size_t end = known.size();
    std::optional<std::size_t> found;
    while (begin < end) {
        const std::size_t middle = begin + (end - begin) / 2;
        std::size_t probe = middle;
        while (probe > begin && known[probe] == 0)
            --probe;
        if (known[probe] != 0 && (known[probe] >> order_shift) > order) {
            end = probe;
            continue;
        }
        if (known[probe] != 0) found = probe;
        begin = middle + 1;
    }
    return found;
}

}  // namespace

std::optional<Position> Timeline::position_of(std::uint64_t order) const {
    for (std::size_t bucket = 0; bucket < orders_.size(); ++bucket) {
        const auto index = last_begun(orders_[bucket], order);
        if (!index) continue;
        const std::uint64_t packed = orders_[bucket][*index];
        if (order < (packed >> order_shift) + ((packed & lines_mask) >> 1U)) {
            return Position{.bucket = static_cast<std::int32_t>(bucket),
                            .sub = 0,
                            .seq = static_cast<std::int64_t>(*index) + 1};
        }
    }
    return std::nullopt;
}

// Sub 0 names the whole entry with all its lines.
void Timeline::add_lines(const Position& position, Orders& orders) const {
    const auto found = packed_at(position);
    if (!found) return;
    if (position.sub > 0) {
        orders.insert(*order_of(position));
        return;
    }
    const auto lines = (*found & lines_mask) >> 1U;
    for (std::uint64_t line = 0; line < lines; ++line) {
        orders.insert((*found >> order_shift) + line);
    }
}

// Later voids decide whether earlier ones stand.
Timeline::Orders Timeline::orders_voided() const {
    Orders orders;
    for (const auto& fact : std::views::reverse(voids_)) {
        if (orders.contains(fact.order)) continue;
        for (const auto& position : fact.positions) {
            const auto named = order_of(position);
            if (named && *named < fact.order) add_lines(position, orders);
        }
    }
    return orders;
}

void Timeline::settle_voids() {
    voided_ = orders_voided();
    restore_touches();
    remove_touches();
    mark_voided(voided_);
    settle_merges();
    for (Slot slot = 0; slot < contacts_.size(); ++slot) {
        if (!contacts_[slot].visitors.empty() || !contacts_[slot].sources.empty()) {
            reassemble(slot);
        }
    }
}

void Timeline::mark_voided(const Orders& orders) {
    for (auto& contact : contacts_) {
        mark(contact.creations, orders);
        mark(contact.own.deletions, orders);
        mark(contact.merges, orders);
        mark(contact.own.properties, orders);
        mark(contact.own.companies, orders);
        mark(contact.own.handoffs, orders);
        mark(contact.own.placements, orders);
    }
    for (auto& company : companies_)
        mark(company.properties, orders);
    for (auto& deal : deals_) {
        mark(deal.properties, orders);
        mark(deal.statuses, orders);
        mark(deal.contacts, orders);
        mark(deal.deletions, orders);
    }
    for (auto& visitor : visitors_)
        mark(visitor.links, orders);
    for (auto& record : records_)
        mark(record.properties, orders);
    mark(rates_, orders);
}

void Timeline::restore_touches() {
    std::vector<VoidedTouch> still_voided;
    for (const auto& gone : voided_touches_) {
        if (voided_.contains(gone.touch.order)) {
            still_voided.push_back(gone);
            continue;
        }
        auto& touches =
            gone.of_visitor ? visitors_[gone.source].touches : contacts_[gone.source].own.touches;
        insert_in_order(touches, gone.touch);
    }
    voided_touches_ = std::move(still_voided);
}

void Timeline::remove_touches() {
    const auto remove = [&](std::vector<Touch>& touches, bool of_visitor, Slot source) {
        std::erase_if(touches, [&](const Touch& touch) {
            if (!voided_.contains(touch.order)) return false;
            voided_touches_.push_back({.of_visitor = of_visitor, .source = source, .touch = touch});
            return true;
        });
    };
    for (Slot slot = 0; slot < contacts_.size(); ++slot) {
        remove(contacts_[slot].own.touches, false, slot);
    }
    for (Slot slot = 0; slot < visitors_.size(); ++slot) {
        remove(visitors_[slot].touches, true, slot);
    }
}

}  // namespace baton::ledger
