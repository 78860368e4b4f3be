#include "agreement/describe.hpp"

#include <algorithm>
#include <cstddef>
#include <fmt/core.h>
#include <fmt/format.h>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "agreement/ast.hpp"
#include "agreement/render.hpp"
#include "base/text.hpp"

namespace baton::agreement {
namespace {

std::string in_words(std::string_view name) {
    std::string words(name);
    std::ranges::replace(words, '_', ' ');
    return words;
}

std::string cited(std::string_view text) {
    return fmt::format("“{}”", text);
}

std::string describe_literal(const Literal& literal) {
    if (const auto* text = std::get_if<std::string>(&literal)) return cited(*text);
    return render(literal);
}

std::string describe_set(const LiteralSet& set) {
    if (!set.list.empty()) return "the list " + cited(set.list);
    std::vector<std::string> members;
    for (const auto& member : set.members)
        members.push_back(describe_literal(member));
    return fmt::format("{}", fmt::join(members, ", "));
}

std::string_view relation(Comparator comparator) {
    switch (comparator) {
        case Comparator::equal: return "is";
        case Comparator::not_equal: return "is not";
        case Comparator::less: return "is less than";
        case Comparator::at_most: return "is at most";
        case Comparator::greater: return "is more than";
        case Comparator::at_least: return "is at least";
    }
    return "";
}

std::string_view how_many(Comparator comparator) {
    switch (comparator) {
        case Comparator::equal: return "exactly";
        case Comparator::not_equal: return "any number but";
        case Comparator::less: return "fewer than";
        case Comparator::at_most: return "at most";
        case Comparator::greater: return "more than";
        case Comparator::at_least: return "at least";
    }
    return "";
}

std::string_view text_relation(TextOperator text_operator) {
    switch (text_operator) {
        case TextOperator::contains: return "contains";
        case TextOperator::starts_with: return "starts with";
        case TextOperator::ends_with: return "ends with";
        case TextOperator::matches: return "matches the pattern";
    }
    return "";
}

// "page view" is a thing that is counted; "demo requested" is an event that is named.
std::string describe_kind(const std::string& kind, bool many) {
    const auto words = text::kind_key(kind);
    const bool event = words.ends_with("ed") || words.ends_with("held") || words.ends_with("sent");
    if (event) return cited(kind);
    return words + (many && !words.ends_with('s') ? "s" : "");
}

std::string describe_touches(const Touches& touches, bool many) {
    std::vector<std::string> kinds;
    for (const auto& kind : touches.kinds)
        kinds.push_back(describe_kind(kind, many));
    std::string text = touches.every_kind ? (many ? "touches of any kind" : "touch of any kind")
                                          : fmt::format("{}", fmt::join(kinds, " or "));
    if (touches.where) text += " whose " + describe(*touches.where);
    if (touches.within) text += " within " + render(*touches.within);
    return text;
}

std::string describe_property(const Property& property) {
    const auto* const whose = property.of == Property::Of::contact ? "contact" : "company";
    return fmt::format("the {}’s {}", whose, in_words(property.name));
}

std::string describe_aggregate(const Aggregate& aggregate, const Agreement& agreement) {
    const auto touches = [&](bool many) { return describe_touches(aggregate.touches, many); };
    switch (aggregate.kind) {
        case Aggregate::Kind::count: return "the number of " + touches(true);
        case Aggregate::Kind::sum:
            return fmt::format("the sum of {} over {}", in_words(aggregate.field), touches(true));
        case Aggregate::Kind::first: return "the first " + touches(false);
        case Aggregate::Kind::last: return "the last " + touches(false);
        case Aggregate::Kind::days_since_first:
            return "the number of days since the first " + touches(false);
        case Aggregate::Kind::days_since_last:
            return "the number of days since the last " + touches(false);
        case Aggregate::Kind::score:
            return "the score " + cited(agreement.scores[aggregate.score].name);
    }
    return "";
}

template <typename Tree, typename Describe>
std::string describe_joint(const Tree& tree, const Describe& describe_part) {
    const bool all = tree.kind == Tree::Kind::all_of;
    std::vector<std::string> parts;
    for (const auto& part : tree.of) {
        const bool joint = part.kind == Tree::Kind::all_of || part.kind == Tree::Kind::any_of;
        parts.push_back(joint ? "(" + describe_part(part) + ")" : describe_part(part));
    }
    return fmt::format("{}", fmt::join(parts, all ? " and " : " or "));
}

std::string describe_handoff(const Criterion& criterion) {
    const auto reason = criterion.reason.empty() ? "" : " for " + cited(criterion.reason);
    switch (criterion.handoff) {
        case HandoffState::open: return "the handoff is open";
        case HandoffState::accepted: return "the handoff was accepted";
        case HandoffState::rejected: return "the handoff was rejected" + reason;
        case HandoffState::recycled: return "the handoff was recycled" + reason;
    }
    return "";
}

std::string describe_deal(const Criterion& criterion) {
    const auto where = criterion.where ? " whose " + describe(*criterion.where) : "";
    switch (criterion.deal) {
        case DealState::open: return "there is an open deal" + where;
        case DealState::won: return "there is a won deal" + where;
        case DealState::lost: return "there is a lost deal" + where;
    }
    return "";
}

// "at least 2 page views …" when a number of touches is compared with a number.
std::optional<std::string> describe_count(const Criterion& criterion) {
    const auto* aggregate = std::get_if<Aggregate>(&criterion.operands[0]);
    const auto* literal = std::get_if<Literal>(&criterion.operands[1]);
    if (aggregate == nullptr || literal == nullptr || aggregate->kind != Aggregate::Kind::count) {
        return std::nullopt;
    }
    const auto number = render(*literal);
    return fmt::format("{} {} {}",
                       how_many(criterion.comparator),
                       number,
                       describe_touches(aggregate->touches, number != "1"));
}

std::string describe_comparison(const Criterion& criterion, const Agreement& agreement) {
    const auto operand = [&](std::size_t i) { return describe(criterion.operands[i], agreement); };
    if (criterion.kind == Criterion::Kind::compare) {
        if (auto count = describe_count(criterion)) return *count;
        return fmt::format("{} {} {}", operand(0), relation(criterion.comparator), operand(1));
    }
    if (criterion.kind == Criterion::Kind::in_set) {
        return fmt::format("{} is {}one of {}",
                           operand(0),
                           criterion.value ? "known and not " : "",
                           describe_set(criterion.set));
    }
    if (criterion.kind == Criterion::Kind::between) {
        return fmt::format("{} is between {} and {}", operand(0), operand(1), operand(2));
    }
    return fmt::format(
        "{} {} {}", operand(0), text_relation(criterion.text_operator), cited(criterion.pattern));
}

}  // namespace

std::string describe(const Operand& operand, const Agreement& agreement) {
    if (const auto* literal = std::get_if<Literal>(&operand)) return describe_literal(*literal);
    if (const auto* property = std::get_if<Property>(&operand)) return describe_property(*property);
    return describe_aggregate(std::get<Aggregate>(operand), agreement);
}

std::string describe(const Condition& condition) {
    const auto part = [](const Condition& inner) { return describe(inner); };
    const auto field = in_words(condition.field);
    const auto literal = [&](std::size_t i) { return describe_literal(condition.literals[i]); };
    switch (condition.kind) {
        case Condition::Kind::all_of:
        case Condition::Kind::any_of: return describe_joint(condition, part);
        case Condition::Kind::negation: return fmt::format("not ({})", part(condition.of.front()));
        case Condition::Kind::constant: return condition.value ? "anything" : "nothing";
        case Condition::Kind::known: return field + " is known";
        case Condition::Kind::compare:
            return fmt::format("{} {} {}", field, relation(condition.comparator), literal(0));
        case Condition::Kind::in_set:
            return fmt::format("{} is {}one of {}",
                               field,
                               condition.value ? "known and not " : "",
                               describe_set(condition.set));
        case Condition::Kind::between:
            return fmt::format("{} is between {} and {}", field, literal(0), literal(1));
        case Condition::Kind::text:
            return fmt::format(
                "{} {} {}", field, text_relation(condition.text_operator), literal(0));
    }
    return "";
}

std::string describe(const Criterion& criterion, const Agreement& agreement) {
    const auto part = [&](const Criterion& inner) { return describe(inner, agreement); };
    switch (criterion.kind) {
        case Criterion::Kind::all_of:
        case Criterion::Kind::any_of: return describe_joint(criterion, part);
        case Criterion::Kind::negation: return fmt::format("not ({})", part(criterion.of.front()));
        case Criterion::Kind::constant: return criterion.value ? "always" : "never";
        case Criterion::Kind::definition:
            return cited(in_words(agreement.definitions[criterion.index].name)) + " holds";
        case Criterion::Kind::any:
            return "at least 1 " + describe_touches(*criterion.touches, false);
        case Criterion::Kind::none: return "no " + describe_touches(*criterion.touches, false);
        case Criterion::Kind::reached:
            return fmt::format("has reached {}", agreement.stages[criterion.index].name);
        case Criterion::Kind::known:
            return describe(criterion.operands.front(), agreement) + " is known";
        case Criterion::Kind::handoff: return describe_handoff(criterion);
        case Criterion::Kind::deal: return describe_deal(criterion);
        case Criterion::Kind::compare:
        case Criterion::Kind::in_set:
        case Criterion::Kind::between:
        case Criterion::Kind::text: return describe_comparison(criterion, agreement);
    }
    return "";
}

std::string describe(const HandoffTerms& terms, const Agreement& agreement) {
    auto text = fmt::format("Whoever becomes {} is offered to {}.\n",
                            agreement.stages[terms.at].name,
                            terms.to.user.empty() ? terms.to.team : terms.to.user);
    text += fmt::format("They accept within {} and respond within {}.\n",
                        render(terms.accept_within),
                        render(terms.respond_within));
    if (terms.follow_up) {
        text += fmt::format("They try {} times within {}.\n",
                            terms.follow_up->attempts,
                            render(terms.follow_up->within));
    }
    text += fmt::format("Whom they give back can be offered again after {}{}.\n",
                        render(terms.eligible_again_after),
                        terms.all_touches_count ? "" : ", for what they did since");
    return text;
}

}  // namespace baton::agreement
