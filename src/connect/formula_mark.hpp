#pragma once

#include <string_view>

namespace baton::connect {

// Spreadsheets run text that begins like a formula (= + - @, tab, carriage return), and show text
// behind an apostrophe as it is. Exports write the mark and imports take it off, so that text comes
// back as it was; text that has the mark of its own gets a second one.

[[nodiscard]] bool needs_mark(std::string_view text);

[[nodiscard]] std::string_view without_mark(std::string_view text);

}  // namespace baton::connect
