#include <algorithm>
#include <cstdint>
#include <fmt/core.h>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <variant>

#include "base/instant.hpp"
#include "base/text.hpp"
#include "base/value.hpp"
#include "formula/arithmetic.hpp"
#include "formula/evaluate.hpp"
#include "formula/expression.hpp"

namespace baton::formula {

namespace {

template <typename Number>
int order_of(const Number& left, const Number& right) {
    return left < right ? -1 : left > right ? 1 : 0;
}

bool same_text(std::string_view left, std::string_view right) {
    return left == right || text::folded(left) == text::folded(right);
}

// Of two values of one kind; nullopt for kinds without an order.
template <typename Kind, typename Any>
std::optional<int> order_within(const Kind& left, const Any& right) {
    if constexpr (std::is_same_v<Kind, std::string_view>) {
        return same_text(left, std::get<Kind>(right)) ? 0 : 1;
    } else if constexpr (std::is_same_v<Kind, bool> || std::is_same_v<Kind, Decimal> ||
                         std::is_same_v<Kind, Date> || std::is_same_v<Kind, Instant>) {
        return order_of(left, std::get<Kind>(right));
    } else {
        return std::nullopt;
    }
}

bool means(Op op, int order) {
    const bool less = op == Op::less || op == Op::at_most || op == Op::not_equal;
    const bool same = op == Op::equal || op == Op::at_most || op == Op::at_least;
    const bool more = op == Op::more || op == Op::at_least || op == Op::not_equal;
    return order < 0 ? less : order > 0 ? more : same;
}

// Whole units of 10^exponent, half away from zero.
std::optional<std::int64_t> rounded_to(std::int64_t number, int exponent) {
    Wide unit = 1;
    for (int i = 0; i < exponent; ++i) {
        unit *= 10;
    }
    return narrow(divided(number, unit) * unit);
}

}  // namespace

// nullopt where one of them is unknown, or they are of two currencies.
std::optional<int> Evaluator::order(const Node& node, const Computed& left, const Computed& right) {
    if (std::holds_alternative<Unknown>(left) || std::holds_alternative<Unknown>(right)) {
        return std::nullopt;
    }
    if (left.index() != right.index()) {
        const auto first = day_of(left);
        const auto second = day_of(right);
        return first && second ? std::optional(order_of(*first, *second)) : std::nullopt;
    }
    if (const auto* a = std::get_if<Money>(&left)) {
        const auto& b = std::get<Money>(right);
        return same_currency(node, *a, b) ? std::optional(order_of(a->minor, b.minor))
                                          : std::nullopt;
    }
    return std::visit([&](const auto& a) { return order_within(a, right); }, left);
}

// With an unknown operand false, as in the agreement (rule 6).
Evaluator::Computed Evaluator::compared(const Node& node) {
    const Computed left = child(node, 0);
    const Computed right = child(node, 1);
    if (const auto* texts = std::get_if<Texts>(&left)) {
        const auto* text = std::get_if<std::string_view>(&right);
        if (text == nullptr) return false;
        const bool there = std::ranges::any_of(
            **texts, [&](const std::string& each) { return same_text(each, *text); });
        return there == (node.op == Op::equal);
    }
    const auto found = order(node, left, right);
    return found && means(node.op, *found);
}

Evaluator::Computed Evaluator::chosen(const Node& node) {
    if (holds(node, 0)) {
        return child(node, 1);
    }
    return node.count == 3 ? child(node, 2) : Computed();
}

Evaluator::Computed Evaluator::extreme(const Node& node) {
    Computed best = child(node, 0);
    for (std::uint32_t i = 1; i < node.count; ++i) {
        const Computed next = child(node, i);
        const auto found = order(node, best, next);
        if (!found) {
            return {};
        }
        if (node.op == Op::least ? *found > 0 : *found < 0) {
            best = next;
        }
    }
    return best;
}

Evaluator::Computed Evaluator::rounded(const Node& node) {
    const Computed value = child(node, 0);
    const Computed given = node.count == 2 ? child(node, 1) : Computed(Decimal{0});
    const auto* decimals = std::get_if<Decimal>(&given);
    if (decimals == nullptr || std::holds_alternative<Unknown>(value)) {
        return {};
    }
    const auto* money = std::get_if<Money>(&value);
    const int most = money != nullptr ? minor_digits(money->currency) : 6;
    if (decimals->millionths < 0 || decimals->millionths > most * decimal_one ||
        decimals->millionths % decimal_one != 0) {
        return trouble(node, fmt::format("0 to {} decimals can stay", most));
    }
    const int exponent = most - static_cast<int>(decimals->millionths / decimal_one);
    const auto* number = std::get_if<Decimal>(&value);
    const auto result = rounded_to(money != nullptr ? money->minor : number->millionths, exponent);
    if (!result) {
        return trouble(node, "this is out of range");
    }
    return money != nullptr ? Computed(Money{.minor = *result, .currency = money->currency})
                            : Computed(Decimal{*result});
}

Evaluator::Computed Evaluator::first_known(const Node& node) {
    for (std::uint32_t i = 0; i < node.count; ++i) {
        Computed value = child(node, i);
        if (!std::holds_alternative<Unknown>(value)) {
            return value;
        }
    }
    return {};
}

Evaluator::Computed Evaluator::joined(const Node& node) {
    std::string text;
    for (std::uint32_t i = 0; i < node.count; ++i) {
        const Computed value = child(node, i);
        if (const auto* part = std::get_if<std::string_view>(&value)) {
            text += *part;
        } else if (const auto* number = std::get_if<Decimal>(&value)) {
            text += render(*number);
        } else if (const auto* date = std::get_if<Date>(&value)) {
            text += render(*date);
        } else if (const auto* money = std::get_if<Money>(&value)) {
            text += fmt::format("{} {}", money->currency.text(), render_amount(*money));
        }
    }
    return kept(node, std::string(text::trimmed(text)));
}

Evaluator::Computed Evaluator::cased(const Node& node) {
    const Computed value = child(node, 0);
    const auto* text = std::get_if<std::string_view>(&value);
    if (text == nullptr) {
        return {};
    }
    return kept(node, node.op == Op::upper ? text::upper(*text) : text::lower(*text));
}

Evaluator::Computed Evaluator::length(const Node& node) {
    const Computed value = child(node, 0);
    std::int64_t count = 0;
    if (const auto* text = std::get_if<std::string_view>(&value)) {
        count = std::ranges::count_if(
            *text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; });
    } else if (const auto* texts = std::get_if<Texts>(&value)) {
        count = static_cast<std::int64_t>((*texts)->size());
    } else {
        return {};
    }
    return Decimal{count * decimal_one};
}

Evaluator::Computed Evaluator::days_between(const Node& node) {
    const auto from = day_of(child(node, 0));
    const auto to = day_of(child(node, 1));
    if (!from || !to) {
        return {};
    }
    return Decimal{(std::int64_t{to->days} - from->days) * decimal_one};
}

}  // namespace baton::formula
