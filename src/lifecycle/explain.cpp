#include "lifecycle/explain.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <fmt/core.h>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "agreement/ast.hpp"
#include "agreement/render.hpp"
#include "base/id.hpp"
#include "base/instant.hpp"
#include "base/result.hpp"
#include "ledger/timeline.hpp"
#include "ledger/timeline_records.hpp"
#include "lifecycle/computed.hpp"
#include "lifecycle/journeys.hpp"
#include "lifecycle/program.hpp"
#include "lifecycle/reading.hpp"
#include "lifecycle/room.hpp"

namespace baton::lifecycle {

namespace {

using Kind = agreement::Criterion::Kind;
using Sort = agreement::Aggregate::Kind;

std::string_view symbol(agreement::Comparator comparator) {
    switch (comparator) {
        case agreement::Comparator::equal: return "=";
        case agreement::Comparator::not_equal: return "!=";
        case agreement::Comparator::less: return "<";
        case agreement::Comparator::at_most: return "<=";
        case agreement::Comparator::greater: return ">";
        case agreement::Comparator::at_least: return ">=";
    }
    return "";
}

std::string_view symbol(agreement::TextOperator text_operator) {
    switch (text_operator) {
        case agreement::TextOperator::contains: return "contains";
        case agreement::TextOperator::starts_with: return "starts with";
        case agreement::TextOperator::ends_with: return "ends with";
        case agreement::TextOperator::matches: return "matches";
    }
    return "";
}

std::string_view op_of(const agreement::Criterion& source) {
    switch (source.kind) {
        case Kind::all_of: return "and";
        case Kind::any_of: return "or";
        case Kind::negation: return "not";
        case Kind::constant: return source.value ? "true" : "false";
        case Kind::definition: return "definition";
        case Kind::any: return "any";
        case Kind::none: return "none";
        case Kind::reached: return "reached";
        case Kind::known: return "known";
        case Kind::handoff: return "handoff";
        case Kind::deal: return "deal";
        case Kind::compare: return symbol(source.comparator);
        case Kind::in_set: return source.value ? "not in" : "in";
        case Kind::between: return "between";
        case Kind::text: return symbol(source.text_operator);
    }
    return "";
}

bool held_by_children(Kind kind, const std::vector<Explanation>& of) {
    const auto held = [](const Explanation& child) { return child.held; };
    if (kind == Kind::all_of) return std::ranges::all_of(of, held);
    if (kind == Kind::any_of) return std::ranges::any_of(of, held);
    return !of.front().held;
}

bool has_children(Kind kind) {
    return kind == Kind::all_of || kind == Kind::any_of || kind == Kind::negation;
}

std::string shown(const agreement::Literal& literal) {
    const auto* text = std::get_if<std::string>(&literal);
    return text != nullptr ? *text : describe(prepared(literal));
}

// Walks the compiled criterion beside its source.
class Explaining {
public:
    Explaining(Reading& reading, const Scene& scene) : reading_(reading), scene_(scene) {}

    Explanation explain(Index index) {
        const auto& node = reading_.program().node(index);
        Explanation told{.op = std::string(op_of(*node.source)),
                         .text = agreement::render(*node.source, reading_.program().agreement())};
        if (has_children(node.kind)) {
            for (const auto child : node.of)
                told.of.push_back(explain(child));
            told.held = held_by_children(node.kind, told.of);
            return told;
        }
        told.held = reading_.clause_holds(node, scene_);
        add_sides(node, told);
        told.evidence = evidence(node);
        return told;
    }

private:
    struct Fact {
        Instant at;
        std::uint64_t order = 0;
        auto operator<=>(const Fact&) const = default;
    };

    [[nodiscard]] std::optional<std::string> side(const Node& node, std::size_t operand) {
        const auto& source = node.source->operands[operand];
        if (const auto* literal = std::get_if<agreement::Literal>(&source)) return shown(*literal);
        const auto value = reading_.value(node.operands[operand], scene_);
        if (value.kind == Computed::Kind::unknown) return std::nullopt;
        return describe(value);
    }

    void add_sides(const Node& node, Explanation& told) {
        if (node.operands.empty() || node.kind == Kind::known) return;
        told.compares = true;
        told.value = side(node, 0);
        if (node.kind == Kind::text) told.need = node.source->pattern;
        if (node.kind == Kind::compare) told.need = side(node, 1);
        for (const auto& member : node.source->set.members)
            told.needs.push_back(shown(member));
        if (node.kind != Kind::between) return;
        told.needs = {side(node, 1).value_or(""), side(node, 2).value_or("")};
    }

    std::vector<std::uint64_t> evidence(const Node& node) {
        facts_.clear();
        if (node.kind == Kind::any || node.kind == Kind::none) add_touches(node.window);
        if (node.kind == Kind::deal) add_deals(node);
        if (node.kind == Kind::handoff) {
            const auto* last = reading_.handoff(scene_);
            if (last != nullptr) facts_.push_back({.at = last->at, .order = last->order});
        }
        for (const auto& operand : node.operands)
            add_operand(operand);
        std::ranges::sort(facts_);
        const auto repeats = std::ranges::unique(facts_);
        facts_.erase(repeats.begin(), repeats.end());
        std::vector<std::uint64_t> orders;
        for (const auto& fact : facts_)
            orders.push_back(fact.order);
        return orders;
    }

    void add_touch(Index window, std::size_t index) {
        const auto& match = reading_.windows().match(window, index);
        const auto touch = reading_.contact().all().touches[match.touch];
        facts_.push_back({.at = touch.at, .order = touch.order});
    }

    void add_touches(Index window) {
        const auto range = reading_.windows().range(window, scene_.at, scene_.cutoff);
        for (auto index = range.begin; index < range.end; ++index)
            add_touch(window, index);
    }

    void add_operand(const OperandProgram& operand) {
        if (operand.kind == OperandProgram::Kind::property) {
            const auto* change = reading_.property(operand, scene_.at).change;
            if (change != nullptr) facts_.push_back({.at = change->at, .order = change->order});
        }
        if (operand.kind == OperandProgram::Kind::aggregate) add_aggregate(operand);
    }

    void add_aggregate(const OperandProgram& operand) {
        if (operand.aggregate == Sort::score) {
            const auto& score = reading_.program().scores()[operand.score];
            for (const auto& line : score.lines)
                add_touches(line.window);
            return;
        }
        if (operand.aggregate == Sort::count || operand.aggregate == Sort::sum) {
            add_touches(operand.window);
            return;
        }
        const auto range = reading_.windows().range(operand.window, scene_.at, scene_.cutoff);
        if (range.empty()) return;
        const bool first =
            operand.aggregate == Sort::first || operand.aggregate == Sort::days_since_first;
        add_touch(operand.window, first ? range.begin : range.end - 1);
    }

    void add_deals(const Node& node) {
        const auto& timeline = reading_.timeline();
        for (const auto slot : timeline.deals_of(reading_.contact())) {
            const auto& deal = timeline.deals()[slot];
            if (!reading_.deal_matches(node, deal, scene_.at)) continue;
            const auto* status = ledger::Timeline::status(deal, scene_.at);
            facts_.push_back({.at = status->at, .order = status->order});
        }
    }

    Reading& reading_;
    Scene scene_;
    std::vector<Fact> facts_;
};

}  // namespace

Explanation Evaluator::explain(
    ContactId contact, std::size_t version, Part part, std::size_t index, Instant at) {
    const auto* found = room_->timeline.find(contact);
    if (found == nullptr) return {};
    const auto scene = room_->scene(*found, version, part, index, at);
    ++room_->session;
    auto& reading = room_->reading(version, *found);
    return Explaining(reading, scene).explain(reading.program().root(part, index));
}

Result<Explanation> explain(Evaluator& evaluator,
                            const Chain& chain,
                            ContactId contact,
                            std::string_view stage,
                            Instant at) {
    const auto version = chain.in_force(at);
    if (!version) return fail(Failure::not_found, "no agreement was in force then");
    const auto index = chain.find_stage(*version, stage);
    if (!index) {
        return fail(Failure::not_found, fmt::format("the agreement has no stage \"{}\"", stage));
    }
    return evaluator.explain(contact, *version, Part::stage, *index, at);
}

}  // namespace baton::lifecycle
