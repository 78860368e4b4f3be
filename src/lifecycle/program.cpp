#include "lifecycle/program.hpp"

#include <algorithm>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "agreement/ast.hpp"
#include "base/text.hpp"
#include "base/value.hpp"
#include "ledger/event.hpp"
#include "ledger/timeline_dictionary.hpp"
#include "ledger/words.hpp"
#include "lifecycle/computed.hpp"
#include "lifecycle/condition.hpp"
#include "lifecycle/duration.hpp"
#include "lifecycle/journeys.hpp"
#include "lifecycle/score.hpp"

namespace baton::lifecycle {

namespace {

using Kind = agreement::Criterion::Kind;

constexpr std::size_t parts = 7;

ledger::HandoffStep step_of(agreement::HandoffState state) {
    switch (state) {
        case agreement::HandoffState::open: return ledger::HandoffStep::offered;
        case agreement::HandoffState::accepted: return ledger::HandoffStep::accepted;
        case agreement::HandoffState::rejected: return ledger::HandoffStep::rejected;
        case agreement::HandoffState::recycled: return ledger::HandoffStep::recycled;
    }
    return ledger::HandoffStep::offered;
}

ledger::DealStatus status_of(agreement::DealState state) {
    switch (state) {
        case agreement::DealState::open: return ledger::DealStatus::open;
        case agreement::DealState::won: return ledger::DealStatus::won;
        case agreement::DealState::lost: return ledger::DealStatus::lost;
    }
    return ledger::DealStatus::open;
}

Computed word(std::string_view text) {
    return computed(Value(std::string(text)));
}

bool is_machine(ledger::Actor actor) {
    return actor == ledger::Actor::scanner || actor == ledger::Actor::prefetch;
}

std::optional<Wide> counted_to(const Node& node) {
    if (node.kind != Kind::compare) return std::nullopt;
    const auto& count = node.operands.front();
    const auto& number = node.operands.back();
    const bool counts = count.kind == OperandProgram::Kind::aggregate &&
                        count.aggregate == agreement::Aggregate::Kind::count &&
                        number.kind == OperandProgram::Kind::literal &&
                        number.literal.kind == Computed::Kind::number;
    return counts ? std::optional(number.literal.number) : std::nullopt;
}

bool is_one_property(const Node& node) {
    if (node.operands.empty()) return false;
    const auto& first = node.operands.front();
    const bool rest_literal = std::all_of(
        node.operands.begin() + 1, node.operands.end(), [](const OperandProgram& operand) {
            return operand.kind == OperandProgram::Kind::literal;
        });
    return first.kind == OperandProgram::Kind::property &&
           first.property.type != ValueType::money && rest_literal && node.kind != Kind::known;
}

}  // namespace

bool is_way_field(std::string_view name) {
    return name == "actor" || name == "trust" || name == "direction";
}

Computed touch_field(const ledger::Dictionary& dictionary,
                     const ledger::Shape& shape,
                     std::string_view name) {
    if (name == "actor") return word(ledger::name(shape.actor));
    if (name == "trust") return word(ledger::name(shape.trust));
    if (name == "direction") return word(ledger::name(shape.direction));
    return computed(dictionary.field(shape, name));
}

bool Window::matches_way(const ledger::Dictionary& dictionary, const ledger::Way& way) const {
    if (every_kind) {
        if (way.direction == ledger::Direction::out) return false;
    } else if (std::ranges::find(kind_keys, dictionary.kind_key(way.kind)) == kind_keys.end()) {
        return false;
    }
    return !is_machine(way.actor) || names_actor;
}

Program::Program(std::shared_ptr<const agreement::Agreement> agreement)
    : agreement_(std::move(agreement)),
      calendar_(calendar_of(*agreement_)),
      definitions_(agreement_->definitions.size()),
      roots_(parts) {
    compile_scores();
    compile_roots();
    compile_handoff_roots();
    mark_timed();
    mark_windows();
}

void Program::compile_scores() {
    for (const auto& score : agreement_->scores) {
        ScoreProgram program{.weights = Weights(score.half_life_days), .lines = {}};
        for (const auto& line : score.points) {
            const auto window = add_window(line.touches);
            windows_[window].counts_days = true;
            program.lines.push_back({.window = window, .points = line.points});
            program.only_falls = program.only_falls && line.points >= 0;
        }
        scores_.push_back(std::move(program));
    }
}

void Program::compile_roots() {
    const auto add = [&](Part part, const agreement::Criterion& source) {
        const auto root = compile(source);
        roots_[static_cast<std::size_t>(part)].push_back(root);
    };
    for (const auto& stage : agreement_->stages)
        add(Part::stage, stage.when);
    for (const auto& each : agreement_->disqualify)
        add(Part::disqualifier, each.when);
    for (std::size_t index = 0; index < definitions_.size(); ++index) {
        const auto root = definition(index);
        roots_[static_cast<std::size_t>(Part::definition)].push_back(root);
    }
    static const agreement::Criterion always{.kind = Kind::constant, .place = {}, .value = true};
    for (const auto& rule : agreement_->rules_of_engagement) {
        add(Part::engagement, rule.while_holds ? *rule.while_holds : always);
    }
}

void Program::compile_handoff_roots() {
    if (!agreement_->handoff) return;
    const auto add = [&](Part part, const agreement::Criterion& source) {
        const auto root = compile(source);
        roots_[static_cast<std::size_t>(part)].push_back(root);
    };
    for (const auto& rule : agreement_->handoff->to.rules)
        add(Part::receiver_rule, rule.when);
    for (const auto& each : agreement_->handoff->overrides) {
        add(Part::override_when, each.when);
        if (!each.to) continue;
        for (const auto& rule : each.to->rules)
            add(Part::override_rule, rule.when);
    }
}

Index Program::definition(std::size_t index) {
    if (!definitions_[index]) {
        definitions_[index] = compile(agreement_->definitions[index].when);
        nodes_[*definitions_[index]].shared = true;
    }
    return *definitions_[index];
}

Index Program::compile(const agreement::Criterion& source) {
    if (source.kind == Kind::definition) return definition(source.index);
    Node node{.kind = source.kind, .value = source.value};
    node.source = &source;
    node.index = static_cast<Index>(source.index);
    for (const auto& child : source.of)
        node.of.push_back(compile(child));
    if (source.touches) {
        node.window = add_window(*source.touches);
        windows_[node.window].first_decides = !source.touches->within;
    }
    node.handoff = step_of(source.handoff);
    node.reason_folded = text::folded(source.reason);
    node.deal = status_of(source.deal);
    if (source.where) node.where.emplace(*source.where, calendar_.zone);
    node.comparator = source.comparator;
    if (source.kind == Kind::text) node.text = TextTest(source.text_operator, source.pattern);
    for (const auto& operand : source.operands)
        node.operands.push_back(compile(operand));
    node.members = prepared(source.set);
    node.one_property = is_one_property(node);
    node.counted_to = counted_to(node);
    reads_deals_ = reads_deals_ || source.kind == Kind::deal;
    nodes_.push_back(std::move(node));
    return static_cast<Index>(nodes_.size() - 1);
}

Index Program::add_window(const agreement::Touches& source) {
    Window window;
    window.every_kind = source.every_kind;
    for (const auto& kind : source.kinds)
        window.kind_keys.push_back(text::kind_key(kind));
    if (source.where) {
        window.where.emplace(*source.where, calendar_.zone);
        window.names_actor = window.where->names("actor");
    }
    window.within = source.within;
    window.source = &source;
    windows_.push_back(std::move(window));
    return static_cast<Index>(windows_.size() - 1);
}

OperandProgram Program::compile(const agreement::Operand& source) {
    if (const auto* property_source = std::get_if<agreement::Property>(&source)) {
        return property(*property_source);
    }
    if (const auto* aggregate_source = std::get_if<agreement::Aggregate>(&source)) {
        return aggregate(*aggregate_source);
    }
    return {.kind = OperandProgram::Kind::literal,
            .literal = prepared(std::get<agreement::Literal>(source))};
}

OperandProgram Program::property(const agreement::Property& source) {
    const bool of_company = source.of == agreement::Property::Of::company;
    const bool is_email_domain = !of_company && source.name == "email_domain";
    const PropertyName name{.of_company = of_company,
                            .name = is_email_domain ? "email" : source.name,
                            .is_email_domain = is_email_domain};
    const auto found = std::ranges::find(properties_, name);
    const auto index = static_cast<Index>(found - properties_.begin());
    if (found == properties_.end()) properties_.push_back(name);
    return {.kind = OperandProgram::Kind::property, .property = source, .property_code = index};
}

OperandProgram Program::aggregate(const agreement::Aggregate& source) {
    OperandProgram operand{.kind = OperandProgram::Kind::aggregate, .aggregate = source.kind};
    if (source.kind == agreement::Aggregate::Kind::score) {
        operand.score = static_cast<Index>(source.score);
        return operand;
    }
    operand.window = add_window(source.touches);
    windows_[operand.window].sum_field = source.field;
    return operand;
}

}  // namespace baton::lifecycle
