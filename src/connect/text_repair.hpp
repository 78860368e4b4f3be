#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

namespace baton::connect {

// True when no byte is above 0x7f. Reads eight bytes at a time: most rows of most files end here.
[[nodiscard]] inline bool is_ascii(std::string_view text) {
    constexpr std::uint64_t high_bits = 0x8080808080808080U;
    const char* at = text.data();
    std::size_t left = text.size();
    std::uint64_t seen = 0;
    for (; left >= sizeof seen; left -= sizeof seen, at += sizeof seen) {
        std::uint64_t word = 0;
        std::memcpy(&word, at, sizeof word);
        seen |= word;
    }
    return (seen & high_bits) == 0 &&
           std::all_of(at, at + left, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

// The text whose bytes are Windows-1252 (a superset of Latin-1), as UTF-8.
[[nodiscard]] std::string from_windows_1252(std::string_view bytes);

}  // namespace baton::connect
