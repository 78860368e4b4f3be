#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "agreement/ast.hpp"

namespace baton::agreement {

struct Diagnostic {
    enum class Severity : std::uint8_t { error, warning };
    Severity severity = Severity::error;
    Place place;
    std::string message;  // what was found, what was expected
    std::string hint;     // `did you mean "reached"?`, or empty
    bool operator==(const Diagnostic&) const = default;
};

// "FILE:12:7: error: …" as editors and people read it; without FILE when `file` is empty.
[[nodiscard]] std::string render(const Diagnostic& diagnostic, std::string_view file);

}  // namespace baton::agreement
