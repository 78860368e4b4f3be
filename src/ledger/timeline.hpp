#pragma once

#include <array>
#include <bitset>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <vector>

#include "base/id.hpp"
#include "base/instant.hpp"
#include "base/value.hpp"
#include "ledger/declared_types.hpp"
#include "ledger/event.hpp"
#include "ledger/facts.hpp"
#include "ledger/order_index.hpp"
#include "ledger/slot_table.hpp"
#include "ledger/timeline_dictionary.hpp"
#include "ledger/timeline_records.hpp"

namespace baton::ledger {

// As known then: visitors' touches and merged contacts' belongings become visible at the link or
// merge. As known now: links and merges hold from the beginning (rule 15).
enum class Identity : std::uint8_t { then, now };

// Everything a workspace knows, in memory, derived from its events and from nothing else: what the
// evaluator, measures and pages read. Events are added in order of receipt (`order` rising),
// whatever their `at`; the timeline keeps them in event order (at, order). A void takes effect when
// it is added: "as known at D" is another timeline, built from the events received by D. Many may
// read while nobody adds; whoever owns it does the locking. References stay valid until the next
// add. `at` must not lie after `received`: whoever records an event sees to that (rule 1). Orders
// beyond order_max are refused by std::length_error: one timeline holds no more.
class Timeline {
public:
    static constexpr std::uint64_t order_max = 0xFFFFFFFF;

    explicit Timeline(Identity identity = Identity::then, DeclaredTypes types = {});

    void add(const Event& event);

    [[nodiscard]] Identity identity() const { return identity_; }

    [[nodiscard]] const Dictionary& dictionary() const { return dictionary_; }

    // Given types, and what undeclared properties were found to be: the first known value decides.
    [[nodiscard]] const DeclaredTypes& types() const { return types_; }

    [[nodiscard]] std::uint64_t last_order() const { return last_order_; }

    [[nodiscard]] Instant latest_at() const {
        return last_at_;
    }  // the latest `at` of all; earliest()

    [[nodiscard]] std::uint64_t touches() const { return touch_count_; }

    // Records in order of first mention; slots index them. A contact that was only mentioned has no
    // created().
    [[nodiscard]] std::span<const Contact> contacts() const { return contacts_; }

    [[nodiscard]] std::span<const Company> companies() const { return companies_; }

    [[nodiscard]] std::span<const Deal> deals() const { return deals_; }

    [[nodiscard]] std::span<const Visitor> visitors() const { return visitors_; }

    [[nodiscard]] std::span<const Record> records() const { return records_; }

    [[nodiscard]] const Contact* find(ContactId id) const;
    [[nodiscard]] const Company* find(CompanyId id) const;
    [[nodiscard]] const Deal* find(DealId id) const;
    [[nodiscard]] const Visitor* find(VisitorId id) const;
    [[nodiscard]] const Record* find_record(std::string_view record, std::string_view key) const;
    // All records of a sort, in order of first mention.
    [[nodiscard]] std::vector<const Record*> records_of(std::string_view record) const;
    [[nodiscard]] Slot slot_of(const Contact& contact) const;

    // The last change of a property at or before `at`; null when it was never set. Its value may be
    // Unknown. Contacts with all that was merged into them; `email_domain` is found under `email`.
    [[nodiscard]] const Change* property(const Contact& contact, Code name, Instant at) const;
    [[nodiscard]] static const Change* property(const Tracks& tracks, Code name, Instant at);
    // The same by name, as a value: for measures and pages. `email_domain` is derived.
    [[nodiscard]] Value value(const Contact& contact, std::string_view name, Instant at) const;
    [[nodiscard]] Value value(const Tracks& tracks, std::string_view name, Instant at) const;

    [[nodiscard]] const Brief& brief(Slot contact) const { return briefs_[contact]; }

    // Whether anybody was ever merged into another.
    [[nodiscard]] bool gathered_any() const { return gathered_any_; }

    // By slot of the deals.
    [[nodiscard]] std::span<const DealBrief> deal_briefs() const { return deal_briefs_; }

    // Packs what has come last with the rest, and all touches one contact behind the other, when
    // much was added and little will come: the timeline means the same, takes less memory and is
    // read faster.
    void pack();

    using Chunk = std::unique_ptr<std::byte[]>;  // NOLINT(*-avoid-c-arrays)

    // The properties that contacts recorded themselves; of one that gathered others', nothing
    // follows. Primary companies as slot + 1. By slot.
    [[nodiscard]] const PropertyFacts& contact_facts() const { return contact_facts_; }

    [[nodiscard]] const PropertyFacts& company_facts() const { return company_facts_; }

    [[nodiscard]] const Facts& primary_companies() const { return primary_companies_; }

    [[nodiscard]] const Company* company_of(const Contact& contact, Instant at) const;
    // The last handoff event visible at `at`, `reassigned` included when asked for.
    [[nodiscard]] static const HandoffFact* last_handoff(const Contact& contact,
                                                         Instant at,
                                                         bool with_reassigned = false);

    // The last rejection or recycling visible at `at` (rule 17).
    [[nodiscard]] static const HandoffFact* last_return(const Contact& contact, Instant at);

    // Deals ever associated with the contact or with what was merged into it.
    [[nodiscard]] std::vector<Slot> deals_of(const Contact& contact) const;
    // Whether the deal exists and is associated with the contact at `at`.
    [[nodiscard]] bool associated(const Deal& deal, const Contact& contact, Instant at) const;
    [[nodiscard]] static bool exists(const Deal& deal, Instant at);
    [[nodiscard]] static const StatusChange* status(const Deal& deal, Instant at);

    // Whose it is now what was addressed to this contact: itself, or what it was merged into by
    // `at`.
    [[nodiscard]] Slot owner_of(Slot contact, Instant at) const;
    // The contact a visitor's touch of `at` belongs to at `known`; no_slot while anonymous.
    [[nodiscard]] Slot contact_of(const Visitor& visitor, Instant at, Instant known) const;

    // The contacts whose primary company it is at `at`.
    [[nodiscard]] std::vector<Slot> contacts_of(const Company& company, Instant at) const;
    // Whose history an event can change (from its `at` on; a void: from the start): add it first.
    // No repeats; empty for records journeys do not read; nullopt, everybody, for a rate.
    [[nodiscard]] std::optional<std::vector<Slot>> concerned(const Event& event) const;

    // How many `to` for one `from` as of `at`, as decimal text; nullopt without a rate.
    [[nodiscard]] std::optional<std::string_view> rate(Currency from,
                                                       Currency to,
                                                       Instant at) const;

    // What the void that was added last took out or put back.
    [[nodiscard]] const VoidReach& reach_of_last_void() const { return reach_; }

    // The order of the event (or of one of its lines) at a position; nullopt when it is not there.
    [[nodiscard]] std::optional<std::uint64_t> order_of(Position position) const;
    // The position of the entry that took this order.
    [[nodiscard]] std::optional<Position> position_of(std::uint64_t order) const;

    // email_domain of an e-mail: what follows the last @; Unknown without one.
    [[nodiscard]] static Value email_domain(const Value& email);

private:
    friend struct SnapshotForm;

    struct VoidFact {
        std::uint64_t order = 0;
        Position position;
        std::vector<Position> positions;
    };

    struct VoidedTouch {
        bool of_visitor = false;
        Slot source = 0;
        Touch touch;
    };

    struct RecordKey {
        Code record = 0;
        std::string key;
        auto operator<=>(const RecordKey&) const = default;
    };

    using Orders = std::unordered_set<std::uint64_t>;
    using Turn = VoidTurn;

    Slot contact_slot(ContactId id);
    Slot company_slot(CompanyId id);
    Slot deal_slot(DealId id);
    Slot visitor_slot(VisitorId id);

    void apply(const Event& event, const ContactCreated& what);
    void apply(const Event& event, const ContactChanged& what);
    void apply(const Event& event, const CompanyChanged& what);
    void apply(const Event& event, const RecordChanged& what);
    void apply(const Event& event, const CompanySet& what);
    void apply(const Event& event, const Touched& what);
    void apply(const Event& event, const Linked& what);
    void apply(const Event& event, const Merged& what);
    void apply(const Event& event, const HandoffMoved& what);
    void apply(const Event& event, const DealChanged& what);
    void apply(const Event& event, const Placed& what);
    void apply(const Event& event, const RateSet& what);
    void apply(const Event& event, const Deleted& what);
    void apply(const Event& event, const Voided& what);

    void change(Tracks& tracks,
                const Event& event,
                const Properties& properties,
                std::uint64_t first_order,
                DeclaredTypes::Types* types);

    void note(Slot contact, Brief::Note note) { briefs_[contact].notes |= note; }

    void note_created(Slot contact);
    void note_deal(Slot deal);
    void give_deal(Slot slot, const Event& event, const DealChanged& what);
    void note_touched(Slot contact);
    void note_facts(PropertyFacts& facts, Slot slot, const Properties& properties);
    void remember_position(const Event& event);
    [[nodiscard]] std::optional<OrderIndex::Entry> entry_at(const Position& position) const;

    // timeline_identity.cpp
    [[nodiscard]] Instant joined_at(Instant at) const;
    void touch_visitor(Slot visitor, const Touch& touch);
    void insert_visible(Slot contact, const Touch& touch, Instant visible_from);
    void reassemble(Slot contact);
    void assemble(Slot contact);
    template <typename Visit>
    void each_touch_of(const Visitor& visitor, Slot contact, Visit visit) const;
    template <typename Visit>
    void each_touch_of(const Contact& source, Visit visit) const;
    void take_source(const Contact& source, Belongings& all) const;
    void take_properties(const Contact& source, Belongings& all) const;
    void apply_merge(Slot from, const Joining& merge);
    void settle_merges();
    [[nodiscard]] Slot final_owner(Slot contact) const;

    // timeline_void.cpp
    void settle_voids();
    [[nodiscard]] Orders orders_voided() const;
    void add_lines(const Position& position, Orders& orders) const;
    void add_buckets(const VoidFact& fact, std::bitset<bucket_count>& buckets) const;
    [[nodiscard]] std::vector<Slot> mark_contacts(const Turn& turn);
    [[nodiscard]] bool mark_merges(const Turn& turn, std::vector<Slot>& changed);
    void mark_records(const Turn& turn);
    void restore_touches(const Turn& turn);
    void remove_touches(const Turn& turn);
    void note_restored(bool of_visitor, Slot source);
    void reach(const std::vector<Slot>& changed);

    Identity identity_;
    DeclaredTypes types_;
    Dictionary dictionary_;
    std::vector<Chunk> chunks_;  // where touches lie that did not change since they were packed
    std::vector<Contact> contacts_;
    std::vector<Company> companies_;
    std::vector<Deal> deals_;
    std::vector<Visitor> visitors_;
    std::vector<Record> records_;
    std::vector<Rate> rates_;
    PropertyFacts contact_facts_;
    PropertyFacts company_facts_;
    Facts primary_companies_;    // slot + 1
    std::vector<Brief> briefs_;  // by slot
    std::vector<DealBrief> deal_briefs_;
    bool gathered_any_ = false;
    SlotTable<ContactTag> contact_slots_;
    SlotTable<CompanyTag> company_slots_;
    SlotTable<DealTag> deal_slots_;
    SlotTable<VisitorTag> visitor_slots_;
    std::map<RecordKey, Slot> record_slots_;
    std::map<std::pair<std::int32_t, std::int64_t>, OrderIndex::Entry> far_orders_;
    std::array<OrderIndex, bucket_count> orders_;
    std::vector<VoidFact> voids_;
    Orders voided_;
    VoidReach reach_;
    bool strange_positions_ = false;  // an entry stands elsewhere than in its subject's bucket
    std::vector<VoidedTouch> voided_touches_;
    std::uint64_t last_order_ = 0;
    std::uint64_t touch_count_ = 0;
    Instant last_at_ = Instant::earliest();
    Instant last_merge_ = Instant::earliest();
};

}  // namespace baton::ledger
