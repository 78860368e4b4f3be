#include "formula/typing.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <expected>
#include <fmt/core.h>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "agreement/lex.hpp"
#include "base/limits.hpp"
#include "base/value.hpp"
#include "formula/expression.hpp"

namespace baton::formula {

namespace {

using Typed = std::expected<ValueType, std::string>;
using enum ValueType;

constexpr std::size_t many = formula_arguments_max;

constexpr std::array all_functions{
    Function{.name = "if", .op = Op::choose, .least = 2, .most = 3},
    Function{.name = "min", .op = Op::least, .least = 1, .most = many},
    Function{.name = "max", .op = Op::greatest, .least = 1, .most = many},
    Function{.name = "round", .op = Op::rounded, .least = 1, .most = 2},
    Function{.name = "coalesce", .op = Op::coalesce, .least = 1, .most = many},
    Function{.name = "concat", .op = Op::concat, .least = 1, .most = many},
    Function{.name = "lower", .op = Op::lower, .least = 1, .most = 1},
    Function{.name = "upper", .op = Op::upper, .least = 1, .most = 1},
    Function{.name = "length", .op = Op::length, .least = 1, .most = 1},
    Function{.name = "days", .op = Op::days, .least = 2, .most = 2},
    Function{.name = "known", .op = Op::is_known, .least = 1, .most = 1},
};

std::unexpected<std::string> cannot(std::string message) {
    return std::unexpected(std::move(message));
}

bool is_day(ValueType type) {
    return type == date || type == instant;
}

bool has_order(ValueType type) {
    return type == number || type == money || is_day(type);
}

Typed sum_type(Op op, ValueType left, ValueType right) {
    const bool adds = op == Op::add;
    if (left == right && (left == number || left == money)) return left;
    if (left == date && right == number) return date;
    if (!adds && left == date && right == date) return number;
    if (adds && left == text && right == text) {
        return cannot("texts are joined with concat(…)");
    }
    return cannot(fmt::format(
        "{} and {} cannot be {}", in_words(left), in_words(right), adds ? "added" : "subtracted"));
}

Typed product_type(Op op, ValueType left, ValueType right) {
    if (left == number && right == number) return number;
    if (left == money && right == number) return money;
    if (op == Op::multiply && left == number && right == money) return money;
    if (op == Op::divide && left == money && right == money) return number;
    return cannot(
        op == Op::multiply
            ? fmt::format("{} and {} cannot be multiplied", in_words(left), in_words(right))
            : fmt::format("{} cannot be divided by {}", in_words(left), in_words(right)));
}

Typed comparison_type(Op op, ValueType left, ValueType right) {
    const bool only_equality = op == Op::equal || op == Op::not_equal;
    const bool days = is_day(left) && is_day(right);
    const bool one_of = only_equality && left == multi && right == text;
    if (!days && !one_of && (left != right || left == multi)) {
        return cannot(
            fmt::format("{} cannot be compared with {}", in_words(left), in_words(right)));
    }
    if (!only_equality && !has_order(left)) {
        return cannot(fmt::format("{} has no order: only = and != compare it", in_words(left)));
    }
    return boolean;
}

Typed all_boolean(std::span<const ValueType> of) {
    const auto other = std::ranges::find_if(of, [](ValueType type) { return type != boolean; });
    return other == of.end()
               ? Typed(boolean)
               : cannot(fmt::format("{} is neither true nor false", in_words(*other)));
}

Typed common_type(std::span<const ValueType> of) {
    for (const ValueType type : of) {
        if (type != of.front()) {
            return cannot(
                fmt::format("{} and {} are not of one type", in_words(of.front()), in_words(type)));
        }
    }
    return of.front();
}

Typed choice_type(std::span<const ValueType> of) {
    if (of.front() != boolean) {
        return cannot(fmt::format("if asks for true or false first, not {}", in_words(of.front())));
    }
    return common_type(of.subspan(1));
}

Typed extreme_type(std::span<const ValueType> of) {
    const Typed type = common_type(of);
    return !type || has_order(*type) ? type
                                     : cannot(fmt::format("{} has no order", in_words(*type)));
}

Typed rounded_type(std::span<const ValueType> of) {
    if (of.front() != number && of.front() != money) {
        return cannot(fmt::format("{} cannot be rounded", in_words(of.front())));
    }
    if (of.size() == 2 && of[1] != number) {
        return cannot("the second argument of round is how many decimals stay");
    }
    return of.front();
}

Typed concat_type(std::span<const ValueType> of) {
    const auto other = std::ranges::find_if(of, [](ValueType type) {
        return type != text && type != number && type != date && type != money;
    });
    return other == of.end()
               ? Typed(text)
               : cannot(fmt::format("{} cannot be joined to a text", in_words(*other)));
}

Typed text_type(ValueType of) {
    return of == text ? Typed(text) : cannot(fmt::format("{} is no text", in_words(of)));
}

Typed length_type(ValueType of) {
    return of == text || of == multi ? Typed(number)
                                     : cannot(fmt::format("{} has no length", in_words(of)));
}

Typed days_type(std::span<const ValueType> of) {
    const auto other = std::ranges::find_if(of, [](ValueType type) { return !is_day(type); });
    return other == of.end() ? Typed(number)
                             : cannot(fmt::format("{} is no date", in_words(*other)));
}

Typed negated_type(ValueType of) {
    return of == number || of == money ? Typed(of)
                                       : cannot(fmt::format("{} cannot be negated", in_words(of)));
}

}  // namespace

std::span<const Function> functions() {
    return all_functions;
}

const Function* find_function(std::string_view name) {
    const auto* const found = std::ranges::find_if(all_functions, [&](const Function& function) {
        return agreement::same_word(name, function.name);
    });
    return found == all_functions.end() ? nullptr : found;
}

std::string_view in_words(ValueType type) {
    switch (type) {
        case text: return "a text";
        case number: return "a number";
        case boolean: return "a yes or no";
        case date: return "a date";
        case instant: return "a time";
        case money: return "money";
        case multi: return "a list";
    }
    return "";
}

Typed result_type(Op op, std::span<const ValueType> of) {
    switch (op) {
        case Op::constant:
        case Op::field: return of.front();
        case Op::today: return date;
        case Op::negate: return negated_type(of[0]);
        case Op::add:
        case Op::subtract: return sum_type(op, of[0], of[1]);
        case Op::multiply:
        case Op::divide: return product_type(op, of[0], of[1]);
        case Op::equal:
        case Op::not_equal:
        case Op::less:
        case Op::at_most:
        case Op::more:
        case Op::at_least: return comparison_type(op, of[0], of[1]);
        case Op::both:
        case Op::either:
        case Op::contrary: return all_boolean(of);
        case Op::choose: return choice_type(of);
        case Op::least:
        case Op::greatest: return extreme_type(of);
        case Op::rounded: return rounded_type(of);
        case Op::coalesce: return common_type(of);
        case Op::concat: return concat_type(of);
        case Op::lower:
        case Op::upper: return text_type(of[0]);
        case Op::length: return length_type(of[0]);
        case Op::days: return days_type(of);
        case Op::is_known: return boolean;
    }
    return cannot("");
}

}  // namespace baton::formula
