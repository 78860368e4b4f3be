#include "agreement/types.hpp"

#include <fmt/core.h>
#include <optional>
#include <re2/re2.h>
#include <string>
#include <string_view>
#include <variant>

#include "agreement/ast.hpp"
#include "base/instant.hpp"
#include "base/text.hpp"
#include "base/value.hpp"

namespace baton::agreement {
namespace {

bool is_time(ValueType type) {
    return type == ValueType::date || type == ValueType::instant;
}

bool is_text(ValueType type) {
    return type == ValueType::text || type == ValueType::multi;
}

bool has_order(ValueType type) {
    return type == ValueType::number || type == ValueType::money || is_time(type);
}

// A number written down may be an amount of money; a number that was counted may not.
bool is_amount(Side number, Side money) {
    return number.literal && number.type == ValueType::number && money.type == ValueType::money;
}

bool comparable(Side left, Side right) {
    if (is_time(*left.type) && is_time(*right.type)) return true;
    if (is_text(*left.type) && is_text(*right.type)) return true;
    if (is_amount(left, right) || is_amount(right, left)) return true;
    return left.type == right.type;
}

std::optional<std::string> mistake_of_field(ValueType literal) {
    if (literal != ValueType::date) return std::nullopt;
    return "the field of a touch is compared with text, a number, true or false, not with a date";
}

std::optional<std::string> mistake_of_types(Side left, Side right) {
    if (left.wrong || right.wrong) return std::nullopt;
    if (!left.type) return mistake_of_field(*right.type);
    if (comparable(left, right)) {
        if (left.type == ValueType::multi && right.type == ValueType::multi) {
            return "two properties of several values cannot be compared with each other";
        }
        return std::nullopt;
    }
    return fmt::format("cannot compare {} with {}", name(*left.type), name(*right.type));
}

std::optional<std::string> mistake_of_order(std::string_view sign, Side side) {
    if (side.wrong || !side.type || has_order(*side.type)) return std::nullopt;
    return fmt::format(
        "{} compares numbers, money, dates and instants, not {}", sign, name(*side.type));
}

}  // namespace

ValueType type_of(const Literal& literal) {
    if (std::holds_alternative<bool>(literal)) return ValueType::boolean;
    if (std::holds_alternative<Decimal>(literal)) return ValueType::number;
    if (std::holds_alternative<Date>(literal)) return ValueType::date;
    return ValueType::text;
}

Side side_of(const Operand& operand) {
    if (const auto* literal = std::get_if<Literal>(&operand)) {
        return {.type = type_of(*literal), .literal = true};
    }
    if (const auto* property = std::get_if<Property>(&operand)) return {.type = property->type};
    const auto kind = std::get<Aggregate>(operand).kind;
    const bool moment = kind == Aggregate::Kind::first || kind == Aggregate::Kind::last;
    return {.type = moment ? ValueType::instant : ValueType::number};
}

std::string_view sign_of(Comparator comparator) {
    switch (comparator) {
        case Comparator::equal: return "=";
        case Comparator::not_equal: return "!=";
        case Comparator::less: return "<";
        case Comparator::at_most: return "<=";
        case Comparator::greater: return ">";
        case Comparator::at_least: return ">=";
    }
    return "";
}

std::string_view words_of(TextOperator text_operator) {
    switch (text_operator) {
        case TextOperator::contains: return "contains";
        case TextOperator::starts_with: return "starts with";
        case TextOperator::ends_with: return "ends with";
        case TextOperator::matches: return "matches";
    }
    return "";
}

std::optional<std::string> mistake_of_comparison(Side left, Comparator comparator, Side right) {
    if (auto mixed = mistake_of_types(left, right)) return mixed;
    if (comparator == Comparator::equal || comparator == Comparator::not_equal) return std::nullopt;
    if (auto mistake = mistake_of_order(sign_of(comparator), left)) return mistake;
    return mistake_of_order(sign_of(comparator), right);
}

std::optional<std::string> mistake_of_between(Side left, Side bound) {
    if (auto mixed = mistake_of_types(left, bound)) return mixed;
    if (auto mistake = mistake_of_order("between", left)) return mistake;
    return mistake_of_order("between", bound);
}

std::optional<std::string> mistake_of_member(Side left, ValueType member) {
    return mistake_of_types(left, {.type = member, .literal = true});
}

std::optional<std::string> mistake_of_text(Side left, TextOperator text_operator) {
    if (left.wrong || !left.type || left.type == ValueType::text) return std::nullopt;
    if (left.type == ValueType::multi) {
        if (text_operator == TextOperator::contains) return std::nullopt;
        return fmt::format("{} asks about one text, not several values; use =, in or contains",
                           words_of(text_operator));
    }
    return fmt::format("{} asks about text, not {}", words_of(text_operator), name(*left.type));
}

std::optional<std::string> mistake_of_pattern(std::string_view pattern) {
    const RE2 compiled("(?i)" + text::normalised(pattern), RE2::Quiet);
    if (compiled.ok()) return std::nullopt;
    return fmt::format("this pattern is not a regular expression: {}", compiled.error());
}

}  // namespace baton::agreement
