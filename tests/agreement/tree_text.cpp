#include "agreement/tree_text.hpp"

#include <array>
#include <cstddef>
#include <string>
#include <variant>

#include "agreement/ast.hpp"
#include "base/instant.hpp"
#include "base/value.hpp"

namespace baton::agreement {
namespace {

constexpr std::array comparators{"=", "!=", "<", "<=", ">", ">="};
constexpr std::array text_operators{"contains", "starts-with", "ends-with", "matches"};
constexpr std::array units{
    "minutes", "hours", "days", "weeks", "months", "business-hours", "business-days"};
constexpr std::array handoffs{"open", "accepted", "rejected", "recycled"};
constexpr std::array deals{"open", "won", "lost"};
constexpr std::array aggregates{
    "count", "sum", "first", "last", "days-since-first", "days-since-last", "score"};

template <typename Enum, std::size_t size>
std::string word(const std::array<const char*, size>& words, Enum value) {
    return words.at(static_cast<std::size_t>(value));
}

std::string text_of(const Literal& literal) {
    if (const auto* flag = std::get_if<bool>(&literal)) return *flag ? "true" : "false";
    if (const auto* number = std::get_if<Decimal>(&literal)) return render(*number);
    if (const auto* date = std::get_if<Date>(&literal)) return render(*date);
    return "\"" + std::get<std::string>(literal) + "\"";
}

std::string text_of(const LiteralSet& set) {
    std::string text = set.list.empty() ? "[" : "[" + set.list + ":";
    for (const auto& member : set.members)
        text += (text.back() == '[' ? "" : " ") + text_of(member);
    return text + "]";
}

std::string text_of(const Condition& condition) {
    using Kind = Condition::Kind;
    const auto& field = condition.field;
    std::string parts;
    for (const auto& part : condition.of)
        parts += " " + text_of(part);
    for (const auto& literal : condition.literals)
        parts += " " + text_of(literal);
    switch (condition.kind) {
        case Kind::all_of: return "(and" + parts + ")";
        case Kind::any_of: return "(or" + parts + ")";
        case Kind::negation: return "(not" + parts + ")";
        case Kind::constant: return condition.value ? "true" : "false";
        case Kind::known: return "(known " + field + ")";
        case Kind::compare:
            return "(" + word(comparators, condition.comparator) + " " + field + parts + ")";
        case Kind::in_set:
            return std::string(condition.value ? "(not-in " : "(in ") + field + " " +
                   text_of(condition.set) + ")";
        case Kind::between: return "(between " + field + parts + ")";
        case Kind::text:
            return "(" + word(text_operators, condition.text_operator) + " " + field + parts + ")";
    }
    return "";
}

std::string text_of(const Touches& touches) {
    std::string text = touches.every_kind ? "*" : "";
    for (const auto& kind : touches.kinds)
        text += (text.empty() ? "" : "|") + kind;
    if (touches.where) text += " " + text_of(*touches.where);
    if (touches.within) {
        text +=
            " @" + std::to_string(touches.within->count) + "-" + word(units, touches.within->unit);
    }
    return "<" + text + ">";
}

std::string text_of(const Operand& operand, const Agreement& agreement) {
    if (const auto* literal = std::get_if<Literal>(&operand)) return text_of(*literal);
    if (const auto* property = std::get_if<Property>(&operand)) {
        return (property->of == Property::Of::contact ? "contact." : "company.") + property->name +
               ":" + std::string(name(property->type));
    }
    const auto& aggregate = std::get<Aggregate>(operand);
    std::string text = "(" + word(aggregates, aggregate.kind) + " ";
    if (aggregate.kind == Aggregate::Kind::score) {
        return text + agreement.scores.at(aggregate.score).name + ")";
    }
    if (aggregate.kind == Aggregate::Kind::sum) text += aggregate.field + " ";
    return text + text_of(aggregate.touches) + ")";
}

std::string head_of(const Criterion& criterion) {
    using Kind = Criterion::Kind;
    switch (criterion.kind) {
        case Kind::all_of: return "and";
        case Kind::any_of: return "or";
        case Kind::negation: return "not";
        case Kind::any: return "any";
        case Kind::none: return "none";
        case Kind::known: return "known";
        case Kind::between: return "between";
        case Kind::compare: return word(comparators, criterion.comparator);
        case Kind::in_set: return criterion.value ? "not-in" : "in";
        case Kind::text: return word(text_operators, criterion.text_operator);
        case Kind::handoff: return "handoff " + word(handoffs, criterion.handoff);
        case Kind::deal: return "deal " + word(deals, criterion.deal);
        case Kind::reached: return "reached";
        case Kind::constant:
        case Kind::definition: break;
    }
    return "";
}

}  // namespace

std::string tree_text(const Criterion& criterion, const Agreement& agreement) {
    using Kind = Criterion::Kind;
    if (criterion.kind == Kind::constant) return criterion.value ? "true" : "false";
    if (criterion.kind == Kind::definition) return agreement.definitions.at(criterion.index).name;
    std::string text = "(" + head_of(criterion);
    if (criterion.kind == Kind::reached) text += " " + agreement.stages.at(criterion.index).name;
    for (const auto& part : criterion.of)
        text += " " + tree_text(part, agreement);
    for (const auto& operand : criterion.operands)
        text += " " + text_of(operand, agreement);
    if (criterion.touches) text += " " + text_of(*criterion.touches);
    if (criterion.where) text += " " + text_of(*criterion.where);
    if (criterion.kind == Kind::in_set) text += " " + text_of(criterion.set);
    if (criterion.kind == Kind::text) text += " \"" + criterion.pattern + "\"";
    if (!criterion.reason.empty()) text += " \"" + criterion.reason + "\"";
    return text + ")";
}

}  // namespace baton::agreement
