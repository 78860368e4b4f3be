#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "agreement/ast.hpp"

namespace baton::agreement {

// A text that knows the line and column of each of its bytes.
class Source {
public:
    explicit Source(std::string_view text);

    [[nodiscard]] std::string_view text() const { return text_; }

    // Offsets beyond the end are the end.
    [[nodiscard]] Place place(std::size_t offset) const;

private:
    std::string_view text_;
    std::vector<std::size_t> line_starts_;
    std::vector<std::uint32_t> code_points_before_;
};

// The byte at a place; the end for places beyond it.
[[nodiscard]] std::size_t offset_of(std::string_view text, Place place);

// The value of a YAML scalar together with where each of its bytes stands in the source: quotes,
// escapes, indentation and folded line ends are seen through. Refers to its source.
class ScalarText {
public:
    // `begin` is where the scalar begins in the source: its quote, its | or >, or its first letter.
    ScalarText(const Source& source, std::size_t begin, std::string value);

    // A text that is its own source.
    explicit ScalarText(const Source& source);

    [[nodiscard]] std::string_view value() const { return value_; }

    [[nodiscard]] Place place(std::size_t index) const;

private:
    const Source* source_;
    std::string value_;
    std::vector<std::size_t> offsets_;  // one for each byte of value_, and one for its end
};

}  // namespace baton::agreement
