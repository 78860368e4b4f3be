#include "lifecycle/reading.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "agreement/ast.hpp"
#include "base/instant.hpp"
#include "base/text.hpp"
#include "base/value.hpp"
#include "ledger/timeline.hpp"
#include "ledger/timeline_dictionary.hpp"
#include "ledger/timeline_records.hpp"
#include "lifecycle/computed.hpp"
#include "lifecycle/program.hpp"
#include "lifecycle/windows.hpp"

namespace baton::lifecycle {

using Kind = agreement::Criterion::Kind;
using ledger::Timeline;

Reading::Reading(const Program& program, const Timeline& timeline)
    : program_(program),
      timeline_(timeline),
      windows_(program, timeline),
      memory_(program.nodes()),
      codes_(program.properties().size(), ledger::no_code) {}

void Reading::begin(const ledger::Contact& contact) {
    contact_ = &contact;
    windows_.begin(contact);
    deals_known_ = program_.reads_deals();
    if (deals_known_) deals_ = timeline_.deals_of(contact);
}

bool Reading::holds(Index root, const Scene& scene) {
    ++verdicts_;
    return node_holds(root, scene);
}

bool Reading::node_holds(Index index, const Scene& scene) {
    const auto& node = program_.node(index);
    if (node.one_property) return property_clause_holds(index, node, scene.at);
    if (!node.shared) return tree_holds(node, scene);
    auto& memory = memory_[index];
    if (memory.verdict_of != verdicts_) {
        memory.held = tree_holds(node, scene);
        memory.verdict_of = verdicts_;
    }
    return memory.held;
}

bool Reading::tree_holds(const Node& node, const Scene& scene) {
    const auto child_holds = [&](Index child) { return node_holds(child, scene); };
    switch (node.kind) {
        case Kind::all_of: return std::ranges::all_of(node.of, child_holds);
        case Kind::any_of: return std::ranges::any_of(node.of, child_holds);
        case Kind::negation: return !node_holds(node.of.front(), scene);
        case Kind::constant:
        case Kind::definition:
        case Kind::any:
        case Kind::none:
        case Kind::reached:
        case Kind::known:
        case Kind::handoff:
        case Kind::deal:
        case Kind::compare:
        case Kind::in_set:
        case Kind::between:
        case Kind::text: break;
    }
    return clause_holds(node, scene);
}

bool Reading::clause_holds(const Node& node, const Scene& scene) {
    switch (node.kind) {
        case Kind::constant: return node.value;
        case Kind::any: return !windows_.range(node.window, scene.at, scene.cutoff).empty();
        case Kind::none: return windows_.range(node.window, scene.at, scene.cutoff).empty();
        case Kind::reached: return std::int64_t{node.index} <= scene.furthest;
        case Kind::known:
            return value(node.operands.front(), scene).kind != Computed::Kind::unknown;
        case Kind::handoff: return handoff_holds(node, scene);
        case Kind::deal: return deal_holds(node, scene.at);
        case Kind::all_of:
        case Kind::any_of:
        case Kind::negation:
        case Kind::definition:
        case Kind::compare:
        case Kind::in_set:
        case Kind::between:
        case Kind::text: break;
    }
    if (node.counted_to) {
        const auto range = windows_.range(node.operands.front().window, scene.at, scene.cutoff);
        return compare(counted(range.size()), node.comparator, *node.counted_to);
    }
    std::vector<Computed> values;
    for (const auto& operand : node.operands)
        values.push_back(value(operand, scene));
    return test(node, values);
}

bool Reading::test(const Node& node, const std::vector<Computed>& values) const {
    const auto& zone = program_.calendar().zone;
    switch (node.kind) {
        case Kind::compare: return compare(values[0], node.comparator, values[1], zone);
        case Kind::in_set: return in_set(values[0], node.members, node.value, zone);
        case Kind::between: return between(values[0], values[1], values[2], zone);
        case Kind::text: return node.text.holds(values[0]);
        case Kind::all_of:
        case Kind::any_of:
        case Kind::negation:
        case Kind::constant:
        case Kind::definition:
        case Kind::any:
        case Kind::none:
        case Kind::reached:
        case Kind::known:
        case Kind::handoff:
        case Kind::deal: break;
    }
    return false;
}

bool Reading::property_clause_holds(Index index, const Node& node, Instant at) {
    const auto* found = change(node.operands.front(), at);
    return found != nullptr && value_holds(index, node, found->value);
}

bool Reading::value_holds(Index index, const Node& node, ledger::Code value) {
    if (value == 0) return false;
    auto& verdicts = memory_[index].by_value;
    if (value >= verdicts.size()) {
        verdicts.resize(timeline_.dictionary().values(), Verdict::untried);
    }
    auto& verdict = verdicts[value];
    if (verdict == Verdict::untried) {
        std::vector<Computed> values{typed(node.operands.front(), value, Instant::earliest())};
        for (std::size_t operand = 1; operand < node.operands.size(); ++operand) {
            values.push_back(node.operands[operand].literal);
        }
        verdict = test(node, values) ? Verdict::yes : Verdict::no;
    }
    return verdict == Verdict::yes;
}

ledger::Code Reading::code_of(Index property) {
    auto& code = codes_[property];
    if (code == ledger::no_code) {
        code = timeline_.dictionary().find_name(program_.properties()[property].name);
    }
    return code;
}

const ledger::Change* Reading::change(const OperandProgram& operand, Instant at) {
    const auto code = code_of(operand.property_code);
    if (code == ledger::no_code) return nullptr;
    if (!program_.properties()[operand.property_code].of_company) {
        return timeline_.property(*contact_, code, at);
    }
    const auto* company = timeline_.company_of(*contact_, at);
    return company == nullptr ? nullptr : Timeline::property(company->properties, code, at);
}

// A value of another type than the property's is unknown.
Computed Reading::typed(const OperandProgram& operand, ledger::Code code, Instant changed) const {
    const auto& value = timeline_.dictionary().value(code);
    if (program_.properties()[operand.property_code].is_email_domain) {
        return computed(Timeline::email_domain(value));
    }
    auto found =
        operand.property.type == ValueType::money ? in_currency(value, changed) : computed(value);
    switch (operand.property.type) {
        case ValueType::text: return found.kind == Computed::Kind::text ? found : Computed{};
        case ValueType::money:
        case ValueType::number: return found.kind == Computed::Kind::number ? found : Computed{};
        case ValueType::boolean: return found.kind == Computed::Kind::boolean ? found : Computed{};
        case ValueType::date: return found.kind == Computed::Kind::date ? found : Computed{};
        case ValueType::instant: return found.kind == Computed::Kind::instant ? found : Computed{};
        case ValueType::multi: break;
    }
    if (found.kind == Computed::Kind::text) found.kind = Computed::Kind::multi;
    return found.kind == Computed::Kind::multi ? found : Computed{};
}

Computed Reading::in_currency(const Value& value, Instant changed) const {
    const auto amount = amount_in(program_.agreement().currency, value, changed, timeline_);
    return amount ? computed_number(*amount) : Computed{};
}

Reading::PropertyValue Reading::property(const OperandProgram& operand, Instant at) {
    const auto* found = change(operand, at);
    return {.change = found,
            .value = found == nullptr ? Computed{} : typed(operand, found->value, found->at)};
}

Computed Reading::value(const OperandProgram& operand, const Scene& scene) {
    switch (operand.kind) {
        case OperandProgram::Kind::literal: return operand.literal;
        case OperandProgram::Kind::property: return property(operand, scene.at).value;
        case OperandProgram::Kind::aggregate: break;
    }
    return aggregate(operand, scene);
}

Computed Reading::aggregate(const OperandProgram& operand, const Scene& scene) {
    using Sort = agreement::Aggregate::Kind;
    constexpr Wide one = decimal_one;
    if (operand.aggregate == Sort::score) {
        const auto day = program_.calendar().zone.day_of(scene.at).days;
        return computed_number(score_on(program_.scores()[operand.score], scene, day));
    }
    const auto range = windows_.range(operand.window, scene.at, scene.cutoff);
    if (operand.aggregate == Sort::count) {
        return computed_number(counted(range.size()));
    }
    if (operand.aggregate == Sort::sum) {
        return computed_number(windows_.sum(operand.window, range));
    }
    if (range.empty()) return {};
    const bool first =
        operand.aggregate == Sort::first || operand.aggregate == Sort::days_since_first;
    const auto touched = windows_.match(operand.window, first ? range.begin : range.end - 1).at;
    if (operand.aggregate == Sort::first || operand.aggregate == Sort::last) {
        return computed_instant(touched);
    }
    return computed_number(one * ((scene.at.micros - touched.micros) / day_micros));
}

Wide Reading::score_on(const ScoreProgram& score, const Scene& scene, std::int32_t day) {
    Wide sum = 0;
    for (const auto& line : score.lines) {
        const auto range = windows_.range(line.window, scene.at, scene.cutoff);
        Wide weight = 0;
        for (auto index = range.begin; index < range.end; ++index) {
            weight += score.weights[day - windows_.day(line.window, index)];
        }
        sum += weight * line.points;
    }
    return sum;
}

const ledger::HandoffFact* Reading::handoff(const Scene& scene) const {
    if (!program_.reads_handoffs()) return nullptr;
    return Timeline::last_handoff(*contact_, scene.at);
}

bool Reading::handoff_holds(const Node& node, const Scene& scene) const {
    const auto* last = handoff(scene);
    if (last == nullptr || last->step != node.handoff) return false;
    const auto& reason = timeline_.dictionary().name(last->reason);
    return node.reason_folded.empty() || text::folded(reason) == node.reason_folded;
}

bool Reading::deal_holds(const Node& node, Instant at) const {
    return std::ranges::any_of(
        deals_, [&](ledger::Slot deal) { return deal_matches(node, timeline_.deals()[deal], at); });
}

bool Reading::deal_matches(const Node& node, const ledger::Deal& deal, Instant at) const {
    const auto* status = Timeline::status(deal, at);
    if (status == nullptr || status->status != node.deal) return false;
    if (!timeline_.associated(deal, *contact_, at)) return false;
    return !node.where ||
           node.where->holds([&](std::string_view name) { return deal_field(deal, name, at); });
}

Computed Reading::deal_field(const ledger::Deal& deal, std::string_view name, Instant at) const {
    const auto& dictionary = timeline_.dictionary();
    const auto* change = Timeline::property(deal.properties, dictionary.find_name(name), at);
    if (change == nullptr) return {};
    const auto& value = dictionary.value(change->value);
    const auto& types = timeline_.types().deal;
    const auto declared = types.find(name);
    const bool money = std::holds_alternative<Money>(value) ||
                       (declared != types.end() && declared->second == ValueType::money);
    return money ? in_currency(value, change->at) : computed(value);
}

}  // namespace baton::lifecycle
