#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "agreement/ast.hpp"
#include "base/result.hpp"
#include "base/value.hpp"

// The one expression language beside the agreement's criteria: arithmetic that knows money, dates
// and text. Formula properties are written in it.
//
//   if(status = "won", amount * commission / 100, EUR 0)
//
// An expression is typed when it is read, refers to nothing but the values it is given, and ends
// after as many steps as it has nodes. Numbers are exact in millionths, money in minor units.
namespace baton::formula {

enum class Op : std::uint8_t {
    constant,
    field,
    today,
    negate,
    add,
    subtract,
    multiply,
    divide,
    equal,
    not_equal,
    less,
    at_most,
    more,
    at_least,
    both,
    either,
    contrary,
    choose,
    least,
    greatest,
    rounded,
    coalesce,
    concat,
    lower,
    upper,
    length,
    days,
    is_known,
};

using Place = agreement::Place;

// Its children stand at `first` of Expression::children, `count` of them.
struct Node {
    Op op = Op::constant;
    ValueType type = ValueType::number;
    std::uint32_t index = 0;  // of a constant or a field
    std::uint32_t first = 0;
    std::uint32_t count = 0;
    Place place = {};
};

// A value that comes from the record itself or from its company.
struct Field {
    bool of_company = false;
    std::string name = {};
    ValueType type = ValueType::text;

    bool operator==(const Field&) const = default;
};

// What a text means; immutable, safe to share. The last node is the whole.
struct Expression {
    std::vector<Node> nodes = {};
    std::vector<std::uint32_t> children = {};
    std::vector<Value> constants = {};
    std::vector<Field> fields = {};  // each once

    [[nodiscard]] ValueType type() const { return nodes.back().type; }
};

using Types = std::map<std::string, ValueType, std::less<>>;

// What bare names mean, and names behind `company.`; null where a record has no company.
struct Names {
    std::string_view record;  // "deal": its own names may be written deal.amount too
    const Types& own;
    const Types* company = nullptr;
};

// invalid, with one problem at "line:column": what was found, what was expected, and the nearest
// known name.
[[nodiscard]] Result<Expression> compile(std::string_view text, const Names& names);

}  // namespace baton::formula
