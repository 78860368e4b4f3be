#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace baton::connect {

// What a cell looks like before anybody knows what it means.
enum class CellShape : std::uint8_t { blank, number, boolean, day, email, text };

[[nodiscard]] CellShape shape_of(std::string_view cell);

// One @, something before it, a dotted name behind it, no white space. A mail may still not arrive.
[[nodiscard]] bool looks_like_email(std::string_view text);

// true/false, yes/no, ja/nein, t/f, y/n in any case; 1 and 0 only when asked for by the caller.
[[nodiscard]] std::optional<bool> read_boolean(std::string_view text);

}  // namespace baton::connect
