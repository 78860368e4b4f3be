#pragma once

#include <string>

#include "agreement/ast.hpp"

// The agreement in plain English, for people who do not read the language: "at least 2 page views
// whose path starts with “/pricing” within 30 days". Meant to be read, not to be parsed.
namespace baton::agreement {

// A clause without a full stop.
[[nodiscard]] std::string describe(const Criterion& criterion, const Agreement& agreement);
[[nodiscard]] std::string describe(const Operand& operand, const Agreement& agreement);
[[nodiscard]] std::string describe(const Condition& condition);

// What becomes qualified and what follows, a sentence a line.
[[nodiscard]] std::string describe(const HandoffTerms& terms, const Agreement& agreement);

}  // namespace baton::agreement
