#include "connect/formula_mark.hpp"

#include <algorithm>
#include <string_view>

#include "base/value.hpp"

namespace baton::connect {

bool needs_mark(std::string_view text) {
    constexpr std::string_view beginnings = "=+-@\t\r";
    const auto inside = text.substr(std::min(text.find_first_not_of('\''), text.size()));
    if (inside.empty() || !beginnings.contains(inside.front())) return false;
    return inside.size() < text.size() || !parse_decimal(text);
}

std::string_view without_mark(std::string_view text) {
    const bool is_marked = text.starts_with('\'') && needs_mark(text.substr(1));
    return is_marked ? text.substr(1) : text;
}

}  // namespace baton::connect
