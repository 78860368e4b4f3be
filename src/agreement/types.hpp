#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "agreement/ast.hpp"
#include "base/value.hpp"

// Which comparisons make sense (agreement.md rule 7). Each function returns what is wrong, or
// nothing.
namespace baton::agreement {

// One side of a comparison. A touch's field has no declared type; what is wrong already fits
// anything.
struct Side {
    std::optional<ValueType> type;
    bool literal = false;
    bool wrong = false;
};

[[nodiscard]] ValueType type_of(const Literal& literal);
[[nodiscard]] Side side_of(const Operand& operand);

[[nodiscard]] std::string_view sign_of(Comparator comparator);
[[nodiscard]] std::string_view words_of(TextOperator text_operator);

[[nodiscard]] std::optional<std::string> mistake_of_comparison(Side left,
                                                               Comparator comparator,
                                                               Side right);
[[nodiscard]] std::optional<std::string> mistake_of_between(Side left, Side bound);
[[nodiscard]] std::optional<std::string> mistake_of_member(Side left, ValueType member);
[[nodiscard]] std::optional<std::string> mistake_of_text(Side left, TextOperator text_operator);

// The pattern as RE2 reads it; nothing when it is sound.
[[nodiscard]] std::optional<std::string> mistake_of_pattern(std::string_view pattern);

}  // namespace baton::agreement
