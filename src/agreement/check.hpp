#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "agreement/ast.hpp"
#include "agreement/diagnostic.hpp"
#include "agreement/schema.hpp"

namespace baton::agreement {

// Names in use in a workspace. An unknown one is a warning, and only where the list is not empty.
struct Known {
    std::vector<std::string> kinds;
    std::vector<std::string> fields;
    std::vector<std::string> teams;
    std::vector<std::string> users;
};

struct Checked {
    std::optional<Agreement> agreement;   // absent when there is any error
    std::vector<Diagnostic> diagnostics;  // in order of place; all errors found, not the first only
};

// Reads and checks a whole agreement. Never throws, never reads anything but its arguments.
// Linear in the text; texts over agreement_bytes_max and nesting over criterion_depth_max are
// errors.
[[nodiscard]] Checked check(std::string_view text, const Schema& schema, const Known& known = {});

struct CheckedCriterion {
    std::optional<Criterion> criterion;
    std::vector<Diagnostic> diagnostics;  // places count within `text`
};

// Reads one criterion, such as a segment's, with the definitions, lists, scores and stages of
// `agreement`. The result holds indices into that agreement.
[[nodiscard]] CheckedCriterion check_criterion(std::string_view text,
                                               const Agreement& agreement,
                                               const Schema& schema,
                                               const Known& known = {});

}  // namespace baton::agreement
