#include "formula/evaluate.hpp"

#include <cstdint>
#include <fmt/core.h>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/instant.hpp"
#include "base/limits.hpp"
#include "base/value.hpp"
#include "formula/arithmetic.hpp"
#include "formula/expression.hpp"

namespace baton::formula {

namespace {

template <typename... Visitors>
struct Overloaded : Visitors... {
    using Visitors::operator()...;
};

constexpr std::string_view too_large = "this is out of range";

bool has_type(const Value& value, ValueType type) {
    switch (type) {
        case ValueType::text: return std::holds_alternative<std::string>(value);
        case ValueType::number: return std::holds_alternative<Decimal>(value);
        case ValueType::boolean: return std::holds_alternative<bool>(value);
        case ValueType::date: return std::holds_alternative<Date>(value);
        case ValueType::instant: return std::holds_alternative<Instant>(value);
        case ValueType::money: return std::holds_alternative<Money>(value);
        case ValueType::multi: return std::holds_alternative<std::vector<std::string>>(value);
    }
    return false;
}

}  // namespace

Outcome Evaluator::evaluate(const Expression& expression, const Given& given) {
    expression_ = &expression;
    given_ = &given;
    trouble_.reset();
    texts_used_ = 0;
    const Computed computed = at(static_cast<std::uint32_t>(expression.nodes.size() - 1));
    return {.value = stored(computed), .trouble = std::move(trouble_)};
}

Evaluator::Computed Evaluator::at(std::uint32_t index) {
    return of(expression_->nodes[index]);
}

Evaluator::Computed Evaluator::child(const Node& node, std::uint32_t place) {
    return at(expression_->children[node.first + place]);
}

// Unknown is not true.
bool Evaluator::holds(const Node& node, std::uint32_t place) {
    const Computed value = child(node, place);
    const bool* truth = std::get_if<bool>(&value);
    return truth != nullptr && *truth;
}

Evaluator::Computed Evaluator::of(const Node& node) {
    switch (node.op) {
        case Op::constant: return loaded(expression_->constants[node.index], node.type);
        case Op::field: {
            const Value* value = given_->fields[node.index];
            return value == nullptr ? Computed() : loaded(*value, node.type);
        }
        case Op::today: return given_->today;
        case Op::negate: return negated(node);
        case Op::add:
        case Op::subtract: return sum(node);
        case Op::multiply: return product(node);
        case Op::divide: return quotient(node);
        case Op::equal:
        case Op::not_equal:
        case Op::less:
        case Op::at_most:
        case Op::more:
        case Op::at_least: return compared(node);
        case Op::both: return holds(node, 0) && holds(node, 1);
        case Op::either: return holds(node, 0) || holds(node, 1);
        case Op::contrary: return !holds(node, 0);
        case Op::choose: return chosen(node);
        case Op::least:
        case Op::greatest: return extreme(node);
        case Op::rounded: return rounded(node);
        case Op::coalesce: return first_known(node);
        case Op::concat: return joined(node);
        case Op::lower:
        case Op::upper: return cased(node);
        case Op::length: return length(node);
        case Op::days: return days_between(node);
        case Op::is_known: return !std::holds_alternative<Unknown>(child(node, 0));
    }
    return {};
}

Evaluator::Computed Evaluator::loaded(const Value& value, ValueType type) const {
    if (!has_type(value, type)) {
        return {};
    }
    return std::visit(
        Overloaded{[](const std::string& text) { return Computed(std::string_view(text)); },
                   [](const std::vector<std::string>& texts) { return Computed(&texts); },
                   [](const auto& plain) { return Computed(plain); }},
        value);
}

Value Evaluator::stored(const Computed& computed) const {
    return std::visit(Overloaded{[](std::string_view text) {
                                     return text.empty() ? Value() : Value(std::string(text));
                                 },
                                 [](Texts texts) { return Value(*texts); },
                                 [](const auto& plain) { return Value(plain); }},
                      computed);
}

Evaluator::Computed Evaluator::trouble(const Node& node, std::string message) {
    if (!trouble_) {
        trouble_ = Trouble{.place = node.place, .message = std::move(message)};
    }
    return {};
}

Evaluator::Computed Evaluator::kept(const Node& node, std::string text) {
    if (text.size() > formula_text_bytes_max) {
        return trouble(node, "this text is too long");
    }
    if (text.empty()) {
        return {};
    }
    if (texts_used_ == texts_.size()) {
        texts_.emplace_back();
    }
    texts_[texts_used_] = std::move(text);
    return std::string_view(texts_[texts_used_++]);
}

bool Evaluator::same_currency(const Node& node, const Money& left, const Money& right) {
    if (left.currency == right.currency) {
        return true;
    }
    static_cast<void>(trouble(
        node,
        fmt::format("{} and {} are two currencies", left.currency.text(), right.currency.text())));
    return false;
}

std::optional<Date> Evaluator::day_of(const Computed& value) const {
    if (const auto* day = std::get_if<Date>(&value)) {
        return *day;
    }
    const auto* at = std::get_if<Instant>(&value);
    return at == nullptr ? std::nullopt : std::optional(given_->zone.day_of(*at));
}

Evaluator::Computed Evaluator::sum(const Node& node) {
    const Computed left = child(node, 0);
    const Computed right = child(node, 1);
    const int sign = node.op == Op::add ? 1 : -1;
    const auto plus = [&](std::int64_t a, std::int64_t b) {
        return narrow(Wide{a} + sign * Wide{b});
    };
    if (const auto* a = std::get_if<Decimal>(&left)) {
        const auto* b = std::get_if<Decimal>(&right);
        if (b == nullptr) return {};
        const auto number = plus(a->millionths, b->millionths);
        return number ? Computed(Decimal{*number}) : trouble(node, std::string(too_large));
    }
    if (const auto* a = std::get_if<Money>(&left)) {
        const auto* b = std::get_if<Money>(&right);
        if (b == nullptr || !same_currency(node, *a, *b)) return {};
        const auto minor = plus(a->minor, b->minor);
        return minor ? Computed(Money{.minor = *minor, .currency = a->currency})
                     : trouble(node, std::string(too_large));
    }
    const auto* day = std::get_if<Date>(&left);
    return day == nullptr ? Computed() : moved(node, *day, right);
}

Evaluator::Computed Evaluator::moved(const Node& node, Date day, const Computed& by) {
    const int sign = node.op == Op::add ? 1 : -1;
    if (const auto* other = std::get_if<Date>(&by)) {
        return Decimal{(std::int64_t{day.days} - other->days) * decimal_one};
    }
    const auto* number = std::get_if<Decimal>(&by);
    if (number == nullptr) return {};
    if (number->millionths % decimal_one != 0) return trouble(node, "days are counted whole");
    constexpr std::int64_t most = 3'000'000;  // some 8,000 years either way
    const std::int64_t days = day.days + sign * (number->millionths / decimal_one);
    return days >= -most && days <= most ? Computed(Date{static_cast<std::int32_t>(days)})
                                         : trouble(node, std::string(too_large));
}

Evaluator::Computed Evaluator::product(const Node& node) {
    Computed left = child(node, 0);
    Computed right = child(node, 1);
    if (std::holds_alternative<Money>(right)) {
        std::swap(left, right);
    }
    const auto* factor = std::get_if<Decimal>(&right);
    if (factor == nullptr) return {};
    const auto times = [&](std::int64_t of) {
        return narrow(divided(Wide{of} * factor->millionths, decimal_one));
    };
    if (const auto* money = std::get_if<Money>(&left)) {
        const auto minor = times(money->minor);
        return minor ? Computed(Money{.minor = *minor, .currency = money->currency})
                     : trouble(node, std::string(too_large));
    }
    const auto* number = std::get_if<Decimal>(&left);
    if (number == nullptr) return {};
    const auto millionths = times(number->millionths);
    return millionths ? Computed(Decimal{*millionths}) : trouble(node, std::string(too_large));
}

std::optional<std::int64_t> Evaluator::over(const Node& node, std::int64_t of, std::int64_t by) {
    if (by == 0) {
        static_cast<void>(trouble(node, "nothing can be divided by zero"));
        return std::nullopt;
    }
    const auto result = narrow(divided(Wide{of} * decimal_one, by));
    if (!result) static_cast<void>(trouble(node, std::string(too_large)));
    return result;
}

Evaluator::Computed Evaluator::quotient(const Node& node) {
    const Computed left = child(node, 0);
    const Computed right = child(node, 1);
    if (const auto* money = std::get_if<Money>(&left)) return part_of(node, *money, right);
    const auto* number = std::get_if<Decimal>(&left);
    const auto* by = std::get_if<Decimal>(&right);
    if (number == nullptr || by == nullptr) return {};
    const auto millionths = over(node, number->millionths, by->millionths);
    return millionths ? Computed(Decimal{*millionths}) : Computed();
}

Evaluator::Computed Evaluator::part_of(const Node& node, const Money& money, const Computed& by) {
    if (const auto* other = std::get_if<Money>(&by)) {
        if (!same_currency(node, money, *other)) return {};
        const auto ratio = over(node, money.minor, other->minor);
        return ratio ? Computed(Decimal{*ratio}) : Computed();
    }
    const auto* number = std::get_if<Decimal>(&by);
    const auto minor =
        number == nullptr ? std::nullopt : over(node, money.minor, number->millionths);
    return minor ? Computed(Money{.minor = *minor, .currency = money.currency}) : Computed();
}

Evaluator::Computed Evaluator::negated(const Node& node) {
    const Computed value = child(node, 0);
    constexpr auto least = std::numeric_limits<std::int64_t>::min();
    if (const auto* number = std::get_if<Decimal>(&value)) {
        return number->millionths == least ? trouble(node, std::string(too_large))
                                           : Computed(Decimal{-number->millionths});
    }
    const auto* money = std::get_if<Money>(&value);
    if (money == nullptr) return {};
    return money->minor == least
               ? trouble(node, std::string(too_large))
               : Computed(Money{.minor = -money->minor, .currency = money->currency});
}

}  // namespace baton::formula
