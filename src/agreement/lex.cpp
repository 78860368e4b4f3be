#include "agreement/lex.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <fmt/core.h>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/instant.hpp"
#include "base/text.hpp"
#include "base/value.hpp"

namespace baton::agreement {
namespace {

constexpr auto keywords = std::to_array<std::string_view>(
    {"accepted", "and",      "any",     "between", "business", "company", "contact",
     "contains", "count",    "day",     "days",    "deal",     "ends",    "false",
     "first",    "for",      "handoff", "hour",    "hours",    "in",      "known",
     "last",     "list",     "lost",    "matches", "minute",   "minutes", "month",
     "months",   "none",     "not",     "of",      "open",     "or",      "reached",
     "recycled", "rejected", "score",   "since",   "starts",   "sum",     "touch",
     "true",     "week",     "weeks",   "where",   "with",     "within",  "won"});

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

bool starts_name(char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_';
}

bool in_name(char c) {
    return starts_name(c) || is_digit(c);
}

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

class Lexer {
public:
    Lexer(std::string_view text, Signs signs) : text_(text), formula_(signs == Signs::formula) {}

    std::vector<Token> all() {
        std::vector<Token> tokens;
        do {
            skip_white_space();
            auto token = next();
            const bool inside_a_name = token.kind == Token::Kind::bad && !tokens.empty() &&
                                       tokens.back().kind == Token::Kind::word &&
                                       tokens.back().end == token.begin;
            if (inside_a_name) tokens.pop_back();
            tokens.push_back(std::move(token));
        } while (tokens.back().kind != Token::Kind::end && tokens.back().kind != Token::Kind::bad);
        return tokens;
    }

private:
    [[nodiscard]] std::string_view rest() const { return text_.substr(at_); }

    [[nodiscard]] char peek(std::size_t ahead = 0) const {
        return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
    }

    // The whole character that begins here, at most four bytes.
    [[nodiscard]] std::string_view character() const {
        std::size_t length = 1;
        while (length < 4 && (static_cast<unsigned char>(peek(length)) & 0xC0U) == 0x80U)
            ++length;
        return rest().substr(0, length);
    }

    void skip_white_space() {
        while (at_ < text_.size() && text::trimmed(character()).empty())
            at_ += character().size();
    }

    Token token(Token::Kind kind, std::size_t length) {
        Token made{.kind = kind,
                   .text = std::string(text_.substr(at_, length)),
                   .begin = at_,
                   .end = at_ + length};
        at_ += length;
        return made;
    }

    [[nodiscard]] Token bad(std::string message) const {
        return {.kind = Token::Kind::bad, .text = std::move(message), .begin = at_, .end = at_};
    }

    Token next() {
        if (at_ == text_.size()) return {.kind = Token::Kind::end, .begin = at_, .end = at_};
        const char c = peek();
        if (starts_name(c)) return word();
        if (is_digit(c) || (!formula_ && c == '-' && is_digit(peek(1)))) return number_or_date();
        if (c == '"') return string();
        return sign();
    }

    Token word() {
        std::size_t length = 1;
        while (in_name(peek(length)))
            ++length;
        return token(Token::Kind::word, length);
    }

    [[nodiscard]] std::size_t digits(std::size_t from) const {
        std::size_t length = 0;
        while (is_digit(peek(from + length)))
            ++length;
        return length;
    }

    [[nodiscard]] bool date_here() const {
        return digits(0) == 4 && peek(4) == '-' && digits(5) == 2 && peek(7) == '-' &&
               digits(8) == 2;
    }

    Token number_or_date() {
        if (date_here()) {
            constexpr std::size_t date_length = 10;
            const auto date = parse_date(rest().substr(0, date_length));
            if (!date) return bad(date.error().message);
            auto made = token(Token::Kind::date, date_length);
            made.date = *date;
            return made;
        }
        std::size_t length = peek() == '-' ? 1 : 0;
        length += digits(length);
        if (peek(length) == '.' && is_digit(peek(length + 1))) length += 1 + digits(length + 1);
        const auto number = parse_decimal(rest().substr(0, length));
        if (!number) return bad(number.error().message);
        auto made = token(Token::Kind::number, length);
        made.number = *number;
        return made;
    }

    Token string() {
        std::string value;
        std::size_t length = 1;
        while (at_ + length < text_.size() && peek(length) != '"') {
            const bool escape =
                peek(length) == '\\' && (peek(length + 1) == '"' || peek(length + 1) == '\\');
            if (escape) ++length;
            value += peek(length);
            ++length;
        }
        if (at_ + length >= text_.size()) return bad("this text has no closing \"");
        auto made = token(Token::Kind::string, length + 1);
        made.text = std::move(value);
        return made;
    }

    Token sign() {
        for (const std::string_view two : {"!=", "<=", ">="}) {
            if (rest().starts_with(two)) return token(Token::Kind::sign, 2);
        }
        const std::string_view signs = formula_ ? "()=<>,.+-*/" : "()=<>,.";
        if (signs.contains(peek())) return token(Token::Kind::sign, 1);
        if (peek() == '{' && !formula_) return bad(std::string(alternatives_message));
        if (peek() == '\'') return bad("texts stand in double quotes: \"…\"");
        return bad(fmt::format(
            "\"{}\" is not part of the language; names with other characters stand in quotes",
            character()));
    }

    std::string_view text_;
    bool formula_;
    std::size_t at_ = 0;
};

}  // namespace

std::vector<Token> lex(std::string_view text, Signs signs) {
    return Lexer(text, signs).all();
}

bool same_word(std::string_view written, std::string_view keyword) {
    return std::ranges::equal(written, keyword, {}, lower);
}

bool is_keyword(std::string_view word) {
    return std::ranges::any_of(keywords,
                               [&](std::string_view keyword) { return same_word(word, keyword); });
}

bool is_name(std::string_view text) {
    return !text.empty() && starts_name(text.front()) && std::ranges::all_of(text, in_name);
}

std::string quoted(std::string_view text) {
    std::string result = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') result += '\\';
        result += c;
    }
    return result + '"';
}

std::string render_label(std::string_view label) {
    return is_name(label) && !is_keyword(label) ? std::string(label) : quoted(label);
}

std::string render_field(std::string_view field) {
    auto dot = field.find('.');
    std::string result(field.substr(0, dot));
    while (dot != std::string_view::npos) {
        field.remove_prefix(dot + 1);
        dot = field.find('.');
        const auto part = field.substr(0, dot);
        result += '.' + (is_name(part) ? std::string(part) : quoted(part));
    }
    return result;
}

}  // namespace baton::agreement
