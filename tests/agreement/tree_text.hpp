#pragma once

#include <string>

#include "agreement/ast.hpp"

namespace baton::agreement {

// A criterion as a compact expression in brackets, written independently of render(): two criteria
// are the same tree exactly when these texts are equal.
[[nodiscard]] std::string tree_text(const Criterion& criterion, const Agreement& agreement);

}  // namespace baton::agreement
