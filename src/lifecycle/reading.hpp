#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "base/instant.hpp"
#include "ledger/timeline.hpp"
#include "ledger/timeline_dictionary.hpp"
#include "ledger/timeline_records.hpp"
#include "lifecycle/computed.hpp"
#include "lifecycle/program.hpp"
#include "lifecycle/windows.hpp"

namespace baton::lifecycle {

// Where a criterion is read.
struct Scene {
    Instant at;
    Instant cutoff = Instant::earliest();  // touches at or before it do not count (rule 20)
    std::int32_t furthest = -1;            // the furthest stage of the current journey
};

// Reads one agreement's criteria for one contact at rising instants.
class Reading {
public:
    Reading(const Program& program, const ledger::Timeline& timeline);

    void begin(const ledger::Contact& contact);

    [[nodiscard]] bool holds(Index root, const Scene& scene);

    // The next instant after the scene's at which time alone can turn one of these clauses.
    [[nodiscard]] Instant due(const std::vector<Index>& clauses, const Scene& scene);

    [[nodiscard]] Windows& windows() { return windows_; }

    [[nodiscard]] const Program& program() const { return program_; }

    [[nodiscard]] const ledger::Contact& contact() const { return *contact_; }

    [[nodiscard]] const ledger::Timeline& timeline() const { return timeline_; }

    // Parts of a verdict, for explanations.
    struct PropertyValue {
        const ledger::Change* change = nullptr;
        Computed value = {};
    };

    [[nodiscard]] PropertyValue property(const OperandProgram& operand, Instant at);
    [[nodiscard]] Computed value(const OperandProgram& operand, const Scene& scene);
    [[nodiscard]] bool clause_holds(const Node& node, const Scene& scene);
    [[nodiscard]] const ledger::HandoffFact* handoff(const Scene& scene) const;
    // Whether the deal is associated, in the node's status, and its condition holds.
    [[nodiscard]] bool deal_matches(const Node& node, const ledger::Deal& deal, Instant at) const;
    // Of a node that is a function of one property: its truth for a value of it, by code.
    bool value_holds(Index index, const Node& node, ledger::Code value);
    // Truth of a comparison whose operands have these values.
    [[nodiscard]] bool test(const Node& node, const std::vector<Computed>& values) const;
    // The name code of a property; no_code while no event names it.
    [[nodiscard]] ledger::Code code_of(Index property);

    enum class Verdict : std::uint8_t { untried, no, yes };

    // What value_holds remembers of a node, by code; grows with it.
    [[nodiscard]] const std::vector<Verdict>& verdicts(Index index) const {
        return memory_[index].by_value;
    }

private:
    struct Memory {
        std::vector<Verdict> by_value = {};  // of a clause about one property
        std::uint64_t verdict_of = 0;        // the evaluation that `held` is of, for shared nodes
        bool held = false;
    };

    bool node_holds(Index index, const Scene& scene);
    bool tree_holds(const Node& node, const Scene& scene);
    bool property_clause_holds(Index index, const Node& node, Instant at);
    [[nodiscard]] const ledger::Change* change(const OperandProgram& operand, Instant at);
    [[nodiscard]] Computed typed(const OperandProgram& operand,
                                 ledger::Code value,
                                 Instant changed) const;
    [[nodiscard]] Computed in_currency(const Value& value, Instant changed) const;
    [[nodiscard]] Computed deal_field(const ledger::Deal& deal,
                                      std::string_view name,
                                      Instant at) const;
    [[nodiscard]] bool handoff_holds(const Node& node, const Scene& scene) const;
    [[nodiscard]] bool deal_holds(const Node& node, Instant at) const;
    Computed aggregate(const OperandProgram& operand, const Scene& scene);
    Wide score_on(const ScoreProgram& score, const Scene& scene, std::int32_t day);

    // reading_due.cpp
    Instant clause_due(const Node& node, const Scene& scene);
    Instant operand_due(const Node& node, std::size_t operand, const Scene& scene);
    Instant tick_due(const Node& node, Instant touched, Instant at);
    Instant score_due(const Node& node, std::size_t operand, const Scene& scene);

    const Program& program_;
    const ledger::Timeline& timeline_;
    const ledger::Contact* contact_ = nullptr;
    Windows windows_;
    std::vector<Memory> memory_;
    std::vector<ledger::Code> codes_;
    std::uint64_t verdicts_ = 0;
    bool deals_known_ = false;
    std::vector<ledger::Slot> deals_;
};

// An amount of a money property in the agreement's currency (rule 9): converted at the rate as of
// its change, rounded half away from zero to minor units; unknown without a rate or beyond range.
[[nodiscard]] std::optional<Wide> amount_in(Currency currency,
                                            const Value& value,
                                            Instant changed,
                                            const ledger::Timeline& timeline);

}  // namespace baton::lifecycle
