#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.hpp"
#include "base/value.hpp"

namespace baton::agreement {

// One word, literal or sign of the criteria language.
struct Token {
    enum class Kind : std::uint8_t { word, number, string, date, sign, bad, end };
    Kind kind = Kind::end;
    std::string text =
        {};  // a word and a sign as written, a string unescaped, what is wrong if bad
    Decimal number = {};
    Date date = {};
    std::size_t begin = 0;  // bytes of the text read
    std::size_t end = 0;
};

// What a brace is answered with, outside files for tune.
inline constexpr std::string_view alternatives_message =
    "alternatives in braces belong in a file for tune; an agreement has one value here";

// Whose text it is. Formulas have + - * / besides, so that a number in them has no sign of its own.
enum class Signs : std::uint8_t { criteria, formula };

// Longest match; any white space separates. The last token is `end` or `bad`: nothing follows a
// mistake.
[[nodiscard]] std::vector<Token> lex(std::string_view text, Signs signs = Signs::criteria);

// A word of the grammar, in any case: it cannot be a bare name.
[[nodiscard]] bool is_keyword(std::string_view word);

// [A-Za-z_][A-Za-z0-9_]*
[[nodiscard]] bool is_name(std::string_view text);

[[nodiscard]] bool same_word(std::string_view written, std::string_view keyword);

// "…" with \" and \\ escaped.
[[nodiscard]] std::string quoted(std::string_view text);

// A label as it is best written: bare when it can be.
[[nodiscard]] std::string render_label(std::string_view label);

// A field: its first part bare, the parts after dots bare when they can be.
[[nodiscard]] std::string render_field(std::string_view field);

}  // namespace baton::agreement
