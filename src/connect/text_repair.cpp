#include "connect/text_repair.hpp"

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <unicode/utf8.h>

namespace baton::connect {
namespace {

// What Windows-1252 puts where Latin-1 has control characters (0x80 to 0x9f); 0xfffd where nothing
// is.
constexpr std::array<char32_t, 32> upper_half{
    0x20ac, 0xfffd, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160,
    0x2039, 0x0152, 0xfffd, 0x017d, 0xfffd, 0xfffd, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022,
    0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0xfffd, 0x017e, 0x0178};

char32_t character_of(unsigned char byte) {
    const bool special = byte >= 0x80 && byte <= 0x9f;
    return special ? upper_half[byte - 0x80U] : char32_t{byte};
}

void append_character(std::string& text, char32_t character) {
    std::array<char, U8_MAX_LENGTH> units{};
    int count = 0;
    U8_APPEND_UNSAFE(units.data(), count, character);
    text.append(units.data(), static_cast<std::size_t>(count));
}

}  // namespace

std::string from_windows_1252(std::string_view bytes) {
    std::string result;
    for (const char c : bytes) {
        append_character(result, character_of(static_cast<unsigned char>(c)));
    }
    return result;
}

}  // namespace baton::connect
