#include "connect/cell_shape.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

#include "base/text.hpp"
#include "connect/import_dates.hpp"
#include "connect/import_numbers.hpp"

namespace baton::connect {
namespace {

constexpr std::size_t email_bytes_max = 254;
constexpr std::array<std::string_view, 8> words_for_true{
    "true", "yes", "y", "t", "ja", "wahr", "oui", "si"};
constexpr std::array<std::string_view, 8> words_for_false{
    "false", "no", "n", "f", "nein", "falsch", "non", "keine"};

}  // namespace

bool looks_like_email(std::string_view text) {
    const auto at = text.find('@');
    if (at == 0 || at == std::string_view::npos || text.size() > email_bytes_max) return false;
    const auto domain = text.substr(at + 1);
    const auto dot = domain.find('.');
    const bool dotted = dot != std::string_view::npos && dot != 0 && !domain.ends_with('.');
    const bool clean = std::ranges::none_of(text, [](char c) {
        return static_cast<unsigned char>(c) <= ' ' || c == ',' || c == ';' || c == '<' || c == '>';
    });
    return dotted && clean && !domain.contains('@');
}

std::optional<bool> read_boolean(std::string_view text) {
    const auto word = text::folded(text);
    if (std::ranges::find(words_for_true, word) != words_for_true.end()) return true;
    if (std::ranges::find(words_for_false, word) != words_for_false.end()) return false;
    return std::nullopt;
}

CellShape shape_of(std::string_view cell) {
    const auto text = text::trimmed(cell);
    if (text.empty()) return CellShape::blank;
    if (looks_like_email(text)) return CellShape::email;
    if (is_number_like(text)) return CellShape::number;
    if (is_date_like(text)) return CellShape::day;
    if (read_boolean(text)) return CellShape::boolean;
    return CellShape::text;
}

}  // namespace baton::connect
