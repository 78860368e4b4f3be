#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "agreement/ast.hpp"
#include "agreement/check.hpp"
#include "agreement/diagnostic.hpp"
#include "agreement/schema.hpp"

namespace baton::agreement {

struct CheckedTouches {
    std::optional<Touches> touches;
    std::vector<Diagnostic> diagnostics;  // places count within `text`
};

// Reads which touches are meant, such as a step of a funnel: kinds, where, within. Lists are those
// of `agreement`.
[[nodiscard]] CheckedTouches check_touches(std::string_view text,
                                           const Agreement& agreement,
                                           const Schema& schema,
                                           const Known& known = {});

}  // namespace baton::agreement
