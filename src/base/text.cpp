#include "base/text.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unicode/locid.h>
#include <unicode/normalizer2.h>
#include <unicode/stringpiece.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/utypes.h>
#include <utility>
#include <vector>

namespace baton::text {
namespace {

bool is_ascii(std::string_view text) {
    return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

icu::UnicodeString composed(const icu::UnicodeString& text) {
    UErrorCode status = U_ZERO_ERROR;
    const auto* form = icu::Normalizer2::getNFCInstance(status);
    auto result = form->normalize(text, status);
    return U_SUCCESS(status) != 0 ? result : text;
}

icu::UnicodeString unicode_of(std::string_view text) {
    return icu::UnicodeString::fromUTF8(
        icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
}

std::string utf8_of(const icu::UnicodeString& text) {
    std::string result;
    text.toUTF8String(result);
    return result;
}

std::u32string code_points(std::string_view text) {
    const auto unicode = unicode_of(text);
    std::u32string result;
    for (std::int32_t i = 0; i < unicode.length(); i = unicode.moveIndex32(i, 1)) {
        result.push_back(static_cast<char32_t>(unicode.char32At(i)));
    }
    return result;
}

// Insertions, deletions, replacements and swaps of neighbours that turn `left` into `right`.
std::size_t edit_distance(const std::u32string& left, const std::u32string& right) {
    std::vector<std::size_t> before_last;
    std::vector<std::size_t> last(right.size() + 1);
    std::iota(last.begin(), last.end(), std::size_t{0});
    for (std::size_t i = 1; i <= left.size(); ++i) {
        std::vector<std::size_t> row(right.size() + 1, i);
        for (std::size_t j = 1; j <= right.size(); ++j) {
            const std::size_t replaced = last[j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1);
            row[j] = std::min({last[j] + 1, row[j - 1] + 1, replaced});
            if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1]) {
                row[j] = std::min(row[j], before_last[j - 2] + 1);
            }
        }
        before_last = std::exchange(last, std::move(row));
    }
    return last.back();
}

constexpr char32_t not_a_character = 0xFFFFFFFF;

struct Character {
    char32_t code_point = not_a_character;
    std::size_t bytes = 1;
};

std::size_t bytes_announced(unsigned char lead) {
    if (lead < 0x80) return 1;
    if (lead < 0xC2) return 0;
    if (lead < 0xE0) return 2;
    if (lead < 0xF0) return 3;
    return lead < 0xF5 ? 4 : 0;
}

// The first character of a text that is not empty; a byte that belongs to none is not_a_character.
Character decode(std::string_view text) {
    constexpr std::array<char32_t, 5> least{0, 0, 0x80, 0x800, 0x10000};
    const auto lead = static_cast<unsigned char>(text.front());
    const auto bytes = bytes_announced(lead);
    if (bytes == 0 || bytes > text.size()) return {};
    if (bytes == 1) return {.code_point = lead};
    auto code_point = static_cast<char32_t>(lead & (0x7FU >> bytes));
    for (const char c : text.substr(1, bytes - 1)) {
        const auto byte = static_cast<unsigned char>(c);
        if ((byte & 0xC0U) != 0x80U) return {};
        code_point = code_point << 6U | (byte & 0x3FU);
    }
    const bool surrogate = code_point >= 0xD800 && code_point <= 0xDFFF;
    if (code_point < least.at(bytes) || surrogate || code_point > 0x10FFFF) return {};
    return {.code_point = code_point, .bytes = bytes};
}

std::size_t start_of_last(std::string_view text) {
    auto start = text.size() - 1;
    while (start > 0 && text.size() - start < 4 &&
           (static_cast<unsigned char>(text[start]) & 0xC0U) == 0x80U) {
        --start;
    }
    return start;
}

bool is_white_space(char32_t code_point) {
    return code_point != not_a_character && u_isUWhiteSpace(static_cast<UChar32>(code_point)) != 0;
}

constexpr std::size_t guess_code_points_max = 100;

// Letters that stand for one or two others and are not taken apart by Unicode.
icu::UnicodeString latin_of(char32_t letter) {
    switch (letter) {
        case U'\u00F8': return u"o";  // o with stroke
        case U'\u0142': return u"l";  // l with stroke
        case U'\u0111': return u"d";  // d with stroke
        case U'\u00E6': return u"ae";
        case U'\u0153': return u"oe";
        case U'\u0131': return u"i";  // dotless i
        default: return {static_cast<UChar32>(letter)};
    }
}

icu::UnicodeString without_marks(const icu::UnicodeString& text) {
    UErrorCode status = U_ZERO_ERROR;
    const auto* form = icu::Normalizer2::getNFKDInstance(status);
    const auto apart = form->normalize(text, status);
    if (U_SUCCESS(status) == 0) return text;
    icu::UnicodeString result;
    for (std::int32_t i = 0; i < apart.length(); i = apart.moveIndex32(i, 1)) {
        const UChar32 letter = apart.char32At(i);
        if (u_charType(letter) == U_NON_SPACING_MARK) continue;
        if (u_isalnum(letter) != 0) {
            result.append(latin_of(static_cast<char32_t>(letter)));
        } else {
            result.append(u' ');
        }
    }
    return result;
}

std::size_t length_difference(const std::u32string& left, const std::u32string& right) {
    return std::max(left.size(), right.size()) - std::min(left.size(), right.size());
}

}  // namespace

std::string folded(std::string_view text) {
    if (is_ascii(text)) {
        std::string result(text);
        std::ranges::transform(result, result.begin(), [](char c) {
            return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
        });
        return result;
    }
    return utf8_of(composed(composed(unicode_of(text)).foldCase()));
}

std::string normalised(std::string_view text) {
    if (is_ascii(text)) return std::string(text);
    return utf8_of(composed(unicode_of(text)));
}

std::string lower(std::string_view text) {
    return utf8_of(unicode_of(text).toLower(icu::Locale::getRoot()));
}

std::string upper(std::string_view text) {
    return utf8_of(unicode_of(text).toUpper(icu::Locale::getRoot()));
}

std::string kind_key(std::string_view kind) {
    auto key = folded(kind);
    std::ranges::replace_if(key, [](char c) { return c == '-' || c == '_'; }, ' ');
    return key;
}

std::string plain(std::string_view text) {
    std::string letters = folded(text);
    if (!is_ascii(letters)) letters = utf8_of(without_marks(unicode_of(letters)));
    std::string result;
    for (const char c : letters) {
        const auto byte = static_cast<unsigned char>(c);
        const bool counts = byte >= 0x80 || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        if (counts) {
            result += c;
        } else if (!result.empty() && result.back() != ' ') {
            result += ' ';
        }
    }
    if (!result.empty() && result.back() == ' ') result.pop_back();
    return result;
}

std::string_view trimmed(std::string_view text) {
    while (!text.empty()) {
        const auto first = decode(text);
        if (!is_white_space(first.code_point)) break;
        text.remove_prefix(first.bytes);
    }
    while (!text.empty()) {
        const auto last = decode(text.substr(start_of_last(text)));
        if (!is_white_space(last.code_point)) break;
        text.remove_suffix(last.bytes);
    }
    return text;
}

bool valid_utf8(std::string_view text) {
    while (!text.empty()) {
        const auto first = decode(text);
        if (first.code_point == not_a_character) return false;
        text.remove_prefix(first.bytes);
    }
    return true;
}

std::optional<std::string> nearest(std::string_view word, std::span<const std::string> candidates) {
    const auto wanted = code_points(folded(word));
    if (wanted.size() > guess_code_points_max) return std::nullopt;
    auto least = wanted.size() / 3 + 1;
    std::optional<std::string> best;
    for (const auto& candidate : candidates) {
        const auto offered = code_points(folded(candidate));
        if (length_difference(wanted, offered) >= least) continue;
        const auto distance = edit_distance(wanted, offered);
        if (distance < least) {
            least = distance;
            best = candidate;
        }
    }
    return best;
}

}  // namespace baton::text
