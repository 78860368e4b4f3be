#include "agreement/render.hpp"

#include <cstddef>
#include <fmt/core.h>
#include <fmt/format.h>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "agreement/ast.hpp"
#include "agreement/lex.hpp"
#include "agreement/types.hpp"
#include "base/instant.hpp"
#include "base/value.hpp"

namespace baton::agreement {
namespace {

std::string_view word_of(Unit unit) {
    switch (unit) {
        case Unit::minutes: return "minute";
        case Unit::hours: return "hour";
        case Unit::days: return "day";
        case Unit::weeks: return "week";
        case Unit::months: return "month";
        case Unit::business_hours: return "business hour";
        case Unit::business_days: return "business day";
    }
    return "";
}

std::string_view word_of(HandoffState state) {
    switch (state) {
        case HandoffState::open: return "open";
        case HandoffState::accepted: return "accepted";
        case HandoffState::rejected: return "rejected";
        case HandoffState::recycled: return "recycled";
    }
    return "";
}

std::string_view word_of(DealState state) {
    switch (state) {
        case DealState::open: return "open";
        case DealState::won: return "won";
        case DealState::lost: return "lost";
    }
    return "";
}

// Conditions and criteria have the same joints; these render both.
template <typename Tree>
bool is_joint(const Tree& tree) {
    return tree.kind == Tree::Kind::all_of || tree.kind == Tree::Kind::any_of;
}

template <typename Tree, typename Render>
std::string render_joint(const Tree& tree, const Render& render_part) {
    const bool all = tree.kind == Tree::Kind::all_of;
    std::vector<std::string> parts;
    for (const auto& part : tree.of) {
        const bool grouped = is_joint(part) && (all || part.kind == tree.kind);
        parts.push_back(grouped ? "(" + render_part(part) + ")" : render_part(part));
    }
    return fmt::format("{}", fmt::join(parts, all ? " and " : " or "));
}

template <typename Tree, typename Render>
std::string render_negation(const Tree& tree, const Render& render_part) {
    using Kind = typename Tree::Kind;
    const auto& inner = tree.of.front();
    const bool grouped = is_joint(inner) || inner.kind == Kind::compare ||
                         inner.kind == Kind::in_set || inner.kind == Kind::between ||
                         inner.kind == Kind::text;
    return grouped ? "not (" + render_part(inner) + ")" : "not " + render_part(inner);
}

std::string render_deal(const Criterion& criterion) {
    const auto test = fmt::format("deal {}", word_of(criterion.deal));
    return criterion.where ? fmt::format("{} where ({})", test, render(*criterion.where)) : test;
}

std::string render_handoff(const Criterion& criterion) {
    const auto test = fmt::format("handoff {}", word_of(criterion.handoff));
    return criterion.reason.empty() ? test : test + " for " + quoted(criterion.reason);
}

std::string render_aggregate(const Aggregate& aggregate, const Agreement& agreement) {
    const auto touches = [&] { return render(aggregate.touches); };
    switch (aggregate.kind) {
        case Aggregate::Kind::count: return fmt::format("count({})", touches());
        case Aggregate::Kind::sum:
            return fmt::format("sum({} of {})", render_field(aggregate.field), touches());
        case Aggregate::Kind::first: return fmt::format("first({})", touches());
        case Aggregate::Kind::last: return fmt::format("last({})", touches());
        case Aggregate::Kind::days_since_first:
            return fmt::format("days since first({})", touches());
        case Aggregate::Kind::days_since_last: return fmt::format("days since last({})", touches());
        case Aggregate::Kind::score:
            return fmt::format("score({})", render_label(agreement.scores[aggregate.score].name));
    }
    return "";
}

std::string render_comparison(const Criterion& criterion, const Agreement& agreement) {
    const auto operand = [&](std::size_t i) { return render(criterion.operands[i], agreement); };
    switch (criterion.kind) {
        case Criterion::Kind::compare:
            return fmt::format("{} {} {}", operand(0), sign_of(criterion.comparator), operand(1));
        case Criterion::Kind::in_set:
            return fmt::format(
                "{} {}in {}", operand(0), criterion.value ? "not " : "", render(criterion.set));
        case Criterion::Kind::between:
            return fmt::format("{} between {} and {}", operand(0), operand(1), operand(2));
        case Criterion::Kind::text:
            return fmt::format("{} {} {}",
                               operand(0),
                               words_of(criterion.text_operator),
                               quoted(criterion.pattern));
        case Criterion::Kind::all_of:
        case Criterion::Kind::any_of:
        case Criterion::Kind::negation:
        case Criterion::Kind::constant:
        case Criterion::Kind::definition:
        case Criterion::Kind::any:
        case Criterion::Kind::none:
        case Criterion::Kind::reached:
        case Criterion::Kind::known:
        case Criterion::Kind::handoff:
        case Criterion::Kind::deal: break;
    }
    return "";
}

}  // namespace

std::string render(const Duration& duration) {
    return fmt::format(
        "{} {}{}", duration.count, word_of(duration.unit), duration.count == 1 ? "" : "s");
}

std::string render(const Literal& literal) {
    if (const auto* boolean = std::get_if<bool>(&literal)) return *boolean ? "true" : "false";
    if (const auto* number = std::get_if<Decimal>(&literal)) return render(*number);
    if (const auto* date = std::get_if<Date>(&literal)) return render(*date);
    return quoted(std::get<std::string>(literal));
}

std::string render(const LiteralSet& set) {
    if (!set.list.empty()) return fmt::format("list({})", render_label(set.list));
    std::vector<std::string> members;
    for (const auto& member : set.members)
        members.push_back(render(member));
    return fmt::format("({})", fmt::join(members, ", "));
}

std::string render(const Property& property) {
    const auto* const of = property.of == Property::Of::contact ? "contact" : "company";
    return fmt::format("{}.{}", of, is_name(property.name) ? property.name : quoted(property.name));
}

std::string render(const Touches& touches) {
    std::vector<std::string> kinds;
    for (const auto& kind : touches.kinds)
        kinds.push_back(render_label(kind));
    auto text = touches.every_kind ? "touch" : fmt::format("{}", fmt::join(kinds, " or "));
    if (touches.where) text += " where " + render(*touches.where);
    if (touches.within) text += " within " + render(*touches.within);
    return text;
}

std::string render(const Condition& condition) {
    const auto part = [](const Condition& inner) { return render(inner); };
    const auto field = [&] { return render_field(condition.field); };
    const auto literal = [&](std::size_t i) { return render(condition.literals[i]); };
    switch (condition.kind) {
        case Condition::Kind::all_of:
        case Condition::Kind::any_of: return render_joint(condition, part);
        case Condition::Kind::negation: return render_negation(condition, part);
        case Condition::Kind::constant: return condition.value ? "true" : "false";
        case Condition::Kind::known: return "known " + field();
        case Condition::Kind::compare:
            return fmt::format("{} {} {}", field(), sign_of(condition.comparator), literal(0));
        case Condition::Kind::in_set:
            return fmt::format(
                "{} {}in {}", field(), condition.value ? "not " : "", render(condition.set));
        case Condition::Kind::between:
            return fmt::format("{} between {} and {}", field(), literal(0), literal(1));
        case Condition::Kind::text:
            return fmt::format("{} {} {}", field(), words_of(condition.text_operator), literal(0));
    }
    return "";
}

std::string render(const Operand& operand, const Agreement& agreement) {
    if (const auto* literal = std::get_if<Literal>(&operand)) return render(*literal);
    if (const auto* property = std::get_if<Property>(&operand)) return render(*property);
    return render_aggregate(std::get<Aggregate>(operand), agreement);
}

std::string render(const Criterion& criterion, const Agreement& agreement) {
    const auto part = [&](const Criterion& inner) { return render(inner, agreement); };
    switch (criterion.kind) {
        case Criterion::Kind::all_of:
        case Criterion::Kind::any_of: return render_joint(criterion, part);
        case Criterion::Kind::negation: return render_negation(criterion, part);
        case Criterion::Kind::constant: return criterion.value ? "true" : "false";
        case Criterion::Kind::definition: return agreement.definitions[criterion.index].name;
        case Criterion::Kind::any: return fmt::format("any({})", render(*criterion.touches));
        case Criterion::Kind::none: return fmt::format("none({})", render(*criterion.touches));
        case Criterion::Kind::reached:
            return fmt::format("reached({})", render_label(agreement.stages[criterion.index].name));
        case Criterion::Kind::known:
            return "known " + render(criterion.operands.front(), agreement);
        case Criterion::Kind::handoff: return render_handoff(criterion);
        case Criterion::Kind::deal: return render_deal(criterion);
        case Criterion::Kind::compare:
        case Criterion::Kind::in_set:
        case Criterion::Kind::between:
        case Criterion::Kind::text: return render_comparison(criterion, agreement);
    }
    return "";
}

}  // namespace baton::agreement
