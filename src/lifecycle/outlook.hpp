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

    // From properties, handoffs, deals and what is remembered of touches: for each contact of a run
    // of slots.
    void look(Index root, ledger::Slot from, std::span<std::uint8_t> bounds);

    // From the windows' matches too. REQUIRES: the reading is turned to the contact, and the
    // windows of the criterion are collected.
    [[nodiscard]] bool can_hold_with_touches(Index root, ledger::Slot slot);

private:
    using Column = std::span<std::uint8_t>;

    void node(Index index, Column bounds, std::size_t depth);
    void joint(const Node& node, Column bounds, std::size_t depth);
    void clause(const Node& node, Column bounds);
    void property_clause(Index index, const Node& node, Column bounds);
    // The same of a contact's own property.
    void own_property_clause(Index index, const Node& node, Column bounds);
    [[nodiscard]] std::uint8_t property_bounds(Index index, const Node& node, ledger::Code value);
    void known(const Node& node, Column bounds);
    void noted(std::uint32_t notes, Column bounds);
    template <typename BoundsOf>
    void each_count(Index window, Column bounds, BoundsOf bounds_of);
    [[nodiscard]] std::uint8_t count_bounds(const Node& node,
                                            std::optional<std::size_t> count) const;
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
    std::vector<const ledger::Facts*> facts_;         // by property; null: not known yet
    std::vector<std::vector<std::uint8_t>> scratch_;  // by depth
};

}  // namespace baton::lifecycle
