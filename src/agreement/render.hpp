#pragma once

#include <string>

#include "agreement/ast.hpp"

// The canonical text of parts of an agreement: one spelling for each meaning, which reads back as
// the same tree. Explain, diff and the readable view show it. `agreement` gives indices their
// names.
namespace baton::agreement {

[[nodiscard]] std::string render(const Criterion& criterion, const Agreement& agreement);
[[nodiscard]] std::string render(const Operand& operand, const Agreement& agreement);
[[nodiscard]] std::string render(const Condition& condition);
[[nodiscard]] std::string render(const Touches& touches);
[[nodiscard]] std::string render(const Literal& literal);
[[nodiscard]] std::string render(const LiteralSet& set);
[[nodiscard]] std::string render(const Property& property);
[[nodiscard]] std::string render(const Duration& duration);

}  // namespace baton::agreement
