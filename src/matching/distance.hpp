#pragma once

#include <cstddef>
#include <string>
#include <string_view>

// How far two texts are apart, by published measures. Pure; the texts are compared as they are, so
// bring them to their plain form first.
namespace baton::matching {

// The measures read at most that many characters of a text: their time grows with the square.
inline constexpr std::size_t compared_characters_max = 64;

// 0 nothing in common to 1 the same. M. A. Jaro, "Advances in Record-Linkage Methodology as Applied
// to Matching the 1985 Census of Tampa, Florida", JASA 84 (1989). Two empty texts are the same.
[[nodiscard]] double jaro(std::string_view left, std::string_view right);

// Jaro's, nearer to 1 by a tenth of what is missing for each of up to four equal first characters.
// W. E. Winkler, "String Comparator Metrics and Enhanced Decision Rules in the Fellegi-Sunter Model
// of Record Linkage" (1990).
[[nodiscard]] double jaro_winkler(std::string_view left, std::string_view right);

// Insertions, deletions, replacements and swaps of neighbours between them, no place touched twice:
// F. J. Damerau, CACM 7 (1964); V. I. Levenshtein, Doklady 10 (1966). More than `most` is told as
// most + 1, in a time that grows with `most` only.
[[nodiscard]] std::size_t edit_distance(std::string_view left,
                                        std::string_view right,
                                        std::size_t most = compared_characters_max);

// How a name sounds in English, as a letter and three digits: R. C. Russell (1918), as given in
// D. E. Knuth, The Art of Computer Programming 3, 6. Empty for a text without a Latin letter.
[[nodiscard]] std::string soundex(std::string_view plain);

}  // namespace baton::matching
