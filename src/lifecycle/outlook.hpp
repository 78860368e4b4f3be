#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "ledger/facts.hpp"
#include "ledger/timeline.hpp"
#include "ledger/timeline_records.hpp"
#include "lifecycle/bounds.hpp"
#include "lifecycle/common_bounds.hpp"
#include "lifecycle/computed.hpp"
#include "lifecycle/program.hpp"
#include "lifecycle/reading.hpp"

// What can be said of contacts' criteria without going through time: whether one can hold at any
// instant at all, from what their properties have ever been and from how many touches each window
// ever matches. Most contacts are ruled out of most stages this way, at a nanosecond or two a
// clause.
namespace baton::lifecycle {

class Outlook {
public:
    // The reading is of the same program and timeline.
    explicit Outlook(Reading& reading);

    // From now on clauses about properties are looked up in, and put down for, these, which must
    // outlive it.
    void share(CommonBounds& common);

    // What may be asked of touches: what is remembered of them, or what they are, of contacts whom
    // the other clauses leave open.
    enum class Ask : std::uint8_t { what_is_known, touches };

    // From properties, handoffs, deals and what is asked of touches: for each contact of a run of
    // slots.
    void look(Index root, ledger::Slot from, std::span<std::uint8_t> bounds, Ask ask);

    // From the matches of windows that are collected too. REQUIRES: the reading is turned to the
    // contact, and look() found that the criterion can hold.
    [[nodiscard]] bool can_hold_with_touches(Index root, ledger::Slot slot);

    // The criterion cannot hold before; latest(): never. REQUIRES: the same, all of its windows are
    // collected, and every touch is visible when it happens and counts whatever was returned.
    [[nodiscard]] Instant first_possible(Index root) const;

private:
    using Column = std::span<std::uint8_t>;

    void node(Index index, Column bounds, std::size_t depth);
    void joint(const Node& node, Column bounds, std::size_t depth);
    void joint_of(const Node& node, bool costly, Column bounds, std::size_t depth);
    void add(Index child, std::uint8_t all_bit, Column bounds, std::size_t depth);
    bool add_common(Index child, std::uint8_t all_bit, Column bounds);
    void clause(const Node& node, Column bounds);
    [[nodiscard]] bool is_costly(Index index) const;
    void property_clause(Index index, const Node& node, Column bounds);
    // The same of a contact's own property.
    void own_property_clause(Index index, const Node& node, Column bounds);
    [[nodiscard]] std::uint8_t property_bounds(Index index, const Node& node, ledger::Code value);
    void known(const Node& node, Column bounds);
    void noted(std::uint32_t notes, Column bounds);
    // Calls visit(place) for all places, or for those that matter.
    template <typename Visit>
    void each_place(Column bounds, Visit visit) const;
    template <typename BoundsOf>
    void each_count(Index window, Column bounds, BoundsOf bounds_of);
    // Tells of the contacts at `uncounted_` how many touches the window ever matches.
    template <typename Tell>
    void count_touches(Index window, Tell tell);
    [[nodiscard]] std::uint8_t count_bounds(const Node& node,
                                            std::optional<std::size_t> count) const;
    [[nodiscard]] Instant first_count(const Node& node) const;
    [[nodiscard]] std::uint8_t counted(const Node& node, ledger::Slot slot);
    // Of a contact that others were merged into, nothing follows from what is known of itself.
    [[nodiscard]] bool gathered(ledger::Slot slot) const;

    // Calls visit(place, code) with what each contact's property has ever been.
    template <typename Visit>
    void each_fact(const OperandProgram& operand, std::size_t count, Visit visit);
    [[nodiscard]] ledger::Code fact(const OperandProgram& operand, ledger::Slot slot);
    [[nodiscard]] const ledger::Facts* facts_of(Index property);
    // The one value that the operand has at every instant; nothing when it may have several.
    [[nodiscard]] std::optional<Computed> fixed(const OperandProgram& operand, ledger::Slot slot);
    [[nodiscard]] std::optional<Computed> fixed_aggregate(const OperandProgram& operand) const;

    Reading& reading_;
    ledger::Slot from_ = 0;
    bool with_touches_ = false;
    // The places at which what is asked can change anything; all of them, unless it `is_sparse_`.
    std::vector<std::uint32_t> places_;
    bool is_sparse_ = false;
    Ask ask_ = Ask::what_is_known;
    std::vector<std::uint32_t> uncounted_;  // places of whom it is not known how many there are
    std::vector<bool> costly_;              // by node: more than a look at an array
    CommonBounds* common_ = nullptr;
    std::vector<std::optional<std::size_t>> numbers_;  // by node, in `common_`
    std::vector<const ledger::Facts*> facts_;          // by property; null: not known yet
    std::vector<std::vector<std::uint8_t>> scratch_;   // by depth
};

}  // namespace baton::lifecycle
