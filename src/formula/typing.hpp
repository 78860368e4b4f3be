#pragma once

#include <expected>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "formula/expression.hpp"

namespace baton::formula {

// What is written as name(…), and with how many arguments.
struct Function {
    std::string_view name;
    Op op;
    std::size_t least;
    std::size_t most;
};

[[nodiscard]] std::span<const Function> functions();
[[nodiscard]] const Function* find_function(std::string_view name);

// The type of what an operation makes of these, or why it cannot be done.
[[nodiscard]] std::expected<ValueType, std::string> result_type(Op op,
                                                                std::span<const ValueType> of);

// "a number", "money".
[[nodiscard]] std::string_view in_words(ValueType type);

}  // namespace baton::formula
