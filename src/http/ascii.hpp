#pragma once

#include <algorithm>
#include <string>
#include <string_view>

// Protocol text: bytes, no locale.
namespace baton::http {

[[nodiscard]] constexpr char lower(char letter) {
    return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
}

[[nodiscard]] constexpr bool same_letters(std::string_view left, std::string_view right) {
    return std::ranges::equal(left, right, {}, lower, lower);
}

// Without spaces and tabs at both ends.
[[nodiscard]] constexpr std::string_view without_blanks(std::string_view text) {
    const auto first = text.find_first_not_of(" \t");
    if (first == std::string_view::npos) {
        return {};
    }
    return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

// Calls `use` with every part between `separator`s, empty parts too, until it returns false.
template <typename Use>
constexpr bool each_part(std::string_view text, char separator, Use use) {
    while (true) {
        const auto end = text.find(separator);
        if (!use(text.substr(0, end))) {
            return false;
        }
        if (end == std::string_view::npos) {
            return true;
        }
        text.remove_prefix(end + 1);
    }
}

}  // namespace baton::http
