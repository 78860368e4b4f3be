#pragma once

#include <algorithm>
#include <bitset>
#include <cstdint>
#include <iterator>
#include <memory>
#include <optional>
#include <string>
#include <unordered_set>
#include <vector>

#include "base/few.hpp"
#include "base/id.hpp"
#include "base/instant.hpp"
#include "ledger/event.hpp"
#include "ledger/timeline_dictionary.hpp"
#include "ledger/touches.hpp"

// What the timeline keeps of each record: small entries in event order, values as codes.
namespace baton::ledger {

// The place of a record among those of its sort, in order of first mention.
using Slot = std::uint32_t;
inline constexpr Slot no_slot = 0xFFFFFFFF;

// A change of one property.
struct Change {
    Instant at;
    std::uint32_t order = 0;
    Code value = 0;
    Code by = 0;
    bool voided = false;
};

// The contact's primary company from `at` on; no_slot for none.
struct CompanyChange {
    Instant at;
    std::uint64_t order = 0;
    Slot company = no_slot;
    bool voided = false;
};

// Something that happens to a record as a whole: it is created, deleted.
struct Mark {
    Instant at;
    std::uint32_t order = 0;
    bool voided = false;
};

// A link of a visitor to a contact, or a merge of a contact into another.
struct Joining {
    Instant at;
    std::uint64_t order = 0;
    Slot into = no_slot;
    bool voided = false;
};

struct HandoffFact {
    Instant at;
    Instant visible_from;  // later than `at` when it came with a merge
    std::uint32_t order = 0;
    Code reason = 0;
    Code owner = 0;
    Code by = 0;
    HandoffStep step = HandoffStep::offered;
    bool voided = false;
};

static_assert(sizeof(Change) == 24 && sizeof(Mark) == 16 && sizeof(HandoffFact) == 40);

struct Placement {
    Instant at;
    std::uint64_t order = 0;
    Code stage = 0;
    Code why = 0;
    Code by = 0;
    bool voided = false;
};

struct StatusChange {
    Instant at;
    std::uint64_t order = 0;
    DealStatus status = DealStatus::open;
    Code by = 0;
    bool voided = false;
};

struct ContactsChange {
    Instant at;
    std::uint64_t order = 0;
    Few<Slot> contacts;
    bool voided = false;
};

// Puts an entry in its place in event order.
template <typename Entries>
void insert_in_order(Entries& entries, typename Entries::value_type entry) {
    const auto before = [](const auto& left, const auto& right) {
        return left.at != right.at ? left.at < right.at : left.order < right.order;
    };
    if (entries.empty() || before(entries.back(), entry)) {
        entries.push_back(std::move(entry));
        return;
    }
    const auto place = std::upper_bound(entries.begin(), entries.end(), entry, before);
    entries.insert(place, std::move(entry));
}

// The last entry at or before `at` that is not voided; null without one.
template <typename Entries>
const typename Entries::value_type* last_at(const Entries& entries, Instant at) {
    auto end =
        std::upper_bound(entries.begin(), entries.end(), at, [](Instant t, const auto& entry) {
            return t < entry.at;
        });
    while (end != entries.begin()) {
        const auto& entry = *--end;
        if (!entry.voided) return &entry;
    }
    return nullptr;
}

template <typename Entries>
const typename Entries::value_type* first_of(const Entries& entries) {
    const auto found = std::find_if(
        entries.begin(), entries.end(), [](const auto& entry) { return !entry.voided; });
    return found == entries.end() ? nullptr : &*found;
}

// In event order. Most properties of most records were set once.
using Changes = OneOrFew<Change>;
using Marks = OneOrFew<Mark>;

struct PropertyTrack {
    [[no_unique_address]] Changes changes = {};
    Code name = 0;
};

static_assert(sizeof(PropertyTrack) == 32);

using PropertyTracks = Few<PropertyTrack>;

// The properties of one record, in order of first mention: a block of 32 bytes a property while
// each was set once.
class Tracks {
public:
    Changes& of(Code name);
    [[nodiscard]] const Changes* find(Code name) const;

    [[nodiscard]] const PropertyTracks& all() const { return tracks_; }

    [[nodiscard]] PropertyTracks& all() { return tracks_; }

private:
    friend struct SnapshotForm;

    PropertyTracks tracks_;
};

// What a contact has by itself, and what it has with all that was linked and merged into it.
struct Belongings {
    Touches touches;            // by (at, order), without voided ones
    Few<Instant> visible_from;  // parallel to touches; empty when all are visible at `at`
    Tracks properties;
    Few<CompanyChange> companies;
    Few<HandoffFact> handoffs;
    Few<Placement> placements;
    Few<Mark> deletions;
};

// A merge that counts: from then on what is addressed to the contact is `into`'s.
struct MergedInto {
    Instant at;
    std::uint64_t order = 0;
    Slot into = no_slot;
};

struct Contact {
    // First what reading touches needs: it lies together.
    ContactId id;
    std::unique_ptr<Belongings> assembled;  // set when something was linked or merged into it
    Belongings own;
    std::string external_id;
    Marks creations;
    Few<Joining> merges;  // of this contact into others, as recorded
    Rarely<MergedInto> merged;
    Few<Slot> sources;   // contacts merged into this one, in event order
    Few<Slot> visitors;  // ever linked to this contact
    Few<Slot> deals;     // ever associated with this very contact

    [[nodiscard]] const Belongings& all() const { return assembled ? *assembled : own; }

    [[nodiscard]] std::optional<Instant> created() const {
        const auto* first = first_of(creations);
        return first == nullptr ? std::nullopt : std::optional(first->at);
    }

    [[nodiscard]] std::optional<Instant> deleted() const {
        const auto* first = first_of(all().deletions);
        return first == nullptr ? std::nullopt : std::optional(first->at);
    }
};

// Whoever reads all contacts reads this much; most can have more than they have.
static_assert(sizeof(Contact) == 176);

// What is asked of every contact before anything else, 16 bytes, so that passing over those who do
// not matter costs no more than that. What was once there stays noted, even when it was voided.
struct Brief {
    enum Note : std::uint32_t {
        had_deals = 1,
        had_handoffs = 2,
        had_placements = 4,
        was_merged = 8,            // into another
        gathered = 16,             // somebody was merged into it: its properties may be another's
        had_intricate_deals = 32,  // one that its DealBrief does not tell everything of
    };

    Instant created = Instant::latest();  // latest(): not, or voided
    std::uint32_t notes = 0;
    std::uint32_t touched_by = 0;  // no event after this order can have changed its touches

    [[nodiscard]] bool has(std::uint32_t any_of) const { return (notes & any_of) != 0; }
};

struct Company {
    CompanyId id;
    std::string external_id;
    Tracks properties;
    std::vector<Slot> contacts;  // that ever had it as their primary company
};

struct Deal {
    DealId id;
    std::string external_id;
    Tracks properties;
    Few<StatusChange> statuses;
    Few<ContactsChange> contacts;
    Few<Mark> deletions;
};

struct Visitor {
    VisitorId id;
    OneOrFew<Joining> links;
    Touches touches;
};

// What became of a deal, 40 bytes, in the same order as the deals: outcomes are counted without
// going to them.
struct DealBrief {
    Instant created = Instant::latest();    // its first status
    Instant ended_at = Instant::latest();   // when it last became won or lost, if it is
    Instant changed = Instant::earliest();  // no status, contact or deletion after it
    Slot contact = no_slot;                 // whose it is
    DealStatus status = DealStatus::open;   // after all changes
    // Always one contact's, from `created` on; never deleted, nothing ever voided.
    bool plain = false;
};

// Any other record: user, team, product, task, note, version, signature, pipeline …
struct Record {
    Code record = 0;
    std::string key;
    std::uint64_t first_order = 0;
    Tracks properties;
};

struct Rate {
    Instant at;
    std::uint64_t order = 0;
    Currency from;
    Currency to;
    std::string rate;
    bool voided = false;
};

// What a void takes out and what it puts back, by its effect on all voids together: `voided` is
// what is out afterwards, `orders` what changes. In the other buckets nothing does.
struct VoidTurn {
    std::unordered_set<std::uint64_t> voided;
    std::unordered_set<std::uint64_t> orders;
    std::bitset<bucket_count> buckets;
    std::uint64_t first = 0;
    std::uint64_t last = 0;

    void settle_range() {
        const auto [least, most] = std::minmax_element(orders.begin(), orders.end());
        first = *least;
        last = *most;
    }

    [[nodiscard]] bool concerns(std::uint64_t order) const {
        return order >= first && order <= last && orders.contains(order);
    }

    [[nodiscard]] bool in_bucket(std::int64_t id) const {
        return buckets.test(static_cast<std::size_t>(id % bucket_count));
    }
};

// Which records a void concerned, as slots in order. `contacts` are those whose own facts changed,
// and what they were or are merged into; `readers` also those who have or had the companies and
// deals; with `rates` every amount may be another.
struct VoidReach {
    std::vector<Slot> contacts;
    std::vector<Slot> readers;
    std::vector<Slot> companies;
    std::vector<Slot> deals;
    std::vector<Slot> records;
    bool rates = false;
};

}  // namespace baton::ledger
