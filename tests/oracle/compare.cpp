#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "oracle/evaluate.hpp"
#include "oracle/text.hpp"
#include "oracle/value.hpp"

namespace oracle {
namespace {

/// An instant beside a date becomes its local day; a number beside money is money.
void bring_together(Value& one, const Value& other, const Scene& scene) {
    if (one.type == Type::instant && other.type == Type::date) {
        one = {.type = Type::date, .number = scene.contract.calendar.day_of(one.number)};
    }
    if (one.type == Type::number && other.type == Type::money) one.type = Type::money;
}

bool equal_texts(const std::string& left, const std::string& right) {
    return folded(left) == folded(right);
}

bool is_one_of(const Value& multi, const std::string& text) {
    return std::ranges::any_of(multi.items,
                               [&](const std::string& item) { return equal_texts(item, text); });
}

bool equal(const Value& one, const Value& other) {
    if (one.type == Type::multi) return is_one_of(one, other.text);
    if (one.type == Type::text) return equal_texts(one.text, other.text);
    return one.number == other.number;
}

bool has_order(Type type) {
    return type == Type::number || type == Type::money || type == Type::date ||
           type == Type::instant;
}

bool ordered(const std::string& symbol, std::int64_t one, std::int64_t other) {
    if (symbol == "<") return one < other;
    if (symbol == "<=") return one <= other;
    if (symbol == ">") return one > other;
    return symbol == ">=" && one >= other;
}

}  // namespace

bool compares(const std::string& symbol,
              const Value& left,
              const Value& right,
              const Scene& scene) {
    Value one = left;
    Value other = right;
    bring_together(one, other, scene);
    bring_together(other, one, scene);
    const bool is_multi = one.type == Type::multi && other.type == Type::text;
    if (!is_multi && (one.type != other.type || !is_known(one))) return false;
    if (symbol == "=") return equal(one, other);
    if (symbol == "!=") return !equal(one, other);
    return has_order(one.type) && ordered(symbol, one.number, other.number);
}

bool is_in(const Value& value, const std::vector<Value>& set, const Scene& scene) {
    return std::ranges::any_of(
        set, [&](const Value& item) { return compares("=", value, item, scene); });
}

}  // namespace oracle
