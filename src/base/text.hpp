#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace baton::text {

// NFC(full case fold(NFC(s))): the form in which text is compared (agreement.md rule 8).
[[nodiscard]] std::string folded(std::string_view text);

// NFC only: the form in which `matches` reads text.
[[nodiscard]] std::string normalised(std::string_view text);

// Kinds compare as text with space, `-` and `_` alike: folded, with those three as one space.
[[nodiscard]] std::string kind_key(std::string_view kind);

// Folded, without marks ("é" as "e"), everything that is neither letter nor digit as one space:
// the form in which records that may be the same are compared. Empty when nothing is left.
[[nodiscard]] std::string plain(std::string_view text);

// In small and in capital letters, of every alphabet; no language's own rules.
[[nodiscard]] std::string lower(std::string_view text);
[[nodiscard]] std::string upper(std::string_view text);

// Without leading and trailing white space (Unicode).
[[nodiscard]] std::string_view trimmed(std::string_view text);

[[nodiscard]] bool valid_utf8(std::string_view text);

// The candidate nearest to `word` within an edit distance of a third of its length; for "did you
// mean".
[[nodiscard]] std::optional<std::string> nearest(std::string_view word,
                                                 std::span<const std::string> candidates);

}  // namespace baton::text
