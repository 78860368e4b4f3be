#include <algorithm>
#include <array>
#include <cstddef>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "oracle/calendar.hpp"
#include "oracle/criteria.hpp"
#include "oracle/text.hpp"

namespace oracle {
namespace {

bool is_digit(char letter) {
    return letter >= '0' && letter <= '9';
}

bool starts_name(char letter) {
    return (letter >= 'A' && letter <= 'Z') || (letter >= 'a' && letter <= 'z') || letter == '_';
}

bool is_space(char letter) {
    return std::string_view(" \t\r\n\f\v").contains(letter);
}

class Lexer {
public:
    explicit Lexer(std::string_view source) : source_(source) {}

    std::vector<Token> all() {
        std::vector<Token> tokens;
        do {
            while (place_ < source_.size() && is_space(source_[place_]))
                ++place_;
            const std::size_t begin = place_;
            tokens.push_back(next());
            tokens.back().begin = begin;
            tokens.back().end = place_;
        } while (tokens.back().kind != TokenKind::end);
        return tokens;
    }

private:
    [[nodiscard]] char peek(std::size_t ahead = 0) const {
        return place_ + ahead < source_.size() ? source_[place_ + ahead] : '\0';
    }

    Token next() {
        if (place_ == source_.size()) return {};
        if (starts_name(peek())) return {.kind = TokenKind::word, .text = word()};
        if (peek() == '"') return {.kind = TokenKind::text, .text = quoted()};
        const std::string_view day = source_.substr(place_, 10);
        if (parse_day(day)) {
            place_ += 10;
            return {.kind = TokenKind::date, .text = std::string(day)};
        }
        if (is_digit(peek()) || (peek() == '-' && is_digit(peek(1)))) {
            return {.kind = TokenKind::number, .text = number()};
        }
        return {.kind = TokenKind::symbol, .text = symbol()};
    }

    std::string word() {
        const std::size_t begin = place_;
        while (starts_name(peek()) || is_digit(peek()))
            ++place_;
        return std::string(source_.substr(begin, place_ - begin));
    }

    std::string quoted() {
        std::string text;
        for (++place_; peek() != '"'; ++place_) {
            if (place_ >= source_.size()) throw std::runtime_error("a string without its end");
            if (peek() == '\\' && (peek(1) == '"' || peek(1) == '\\')) ++place_;
            text += peek();
        }
        ++place_;
        return text;
    }

    std::string number() {
        const std::size_t begin = place_;
        ++place_;
        while (is_digit(peek()))
            ++place_;
        if (peek() == '.' && is_digit(peek(1))) {
            ++place_;
            while (is_digit(peek()))
                ++place_;
        }
        return std::string(source_.substr(begin, place_ - begin));
    }

    std::string symbol() {
        for (const std::string_view wide : {"!=", "<=", ">="}) {
            if (source_.substr(place_).starts_with(wide)) {
                place_ += wide.size();
                return std::string(wide);
            }
        }
        if (!std::string_view("().,=<>").contains(peek())) {
            throw std::runtime_error("a sign the language lacks: " + std::string(1, peek()));
        }
        return {source_[place_++]};
    }

    std::string_view source_;
    std::size_t place_ = 0;
};

}  // namespace

bool is_keyword(std::string_view word) {
    static constexpr auto keywords = std::to_array<std::string_view>(
        {"or",       "and",    "not",     "any",   "none",     "reached",  "known",
         "true",     "false",  "handoff", "open",  "accepted", "rejected", "recycled",
         "for",      "deal",   "won",     "lost",  "where",    "in",       "between",
         "contains", "starts", "ends",    "with",  "matches",  "contact",  "company",
         "count",    "sum",    "of",      "first", "last",     "days",     "since",
         "score",    "touch",  "within",  "list",  "minute",   "minutes",  "hour",
         "hours",    "day",    "week",    "weeks", "month",    "months",   "business"});
    return std::ranges::count(keywords, lower_ascii(word)) > 0;
}

std::vector<Token> tokens_of(std::string_view criterion) {
    return Lexer(criterion).all();
}

}  // namespace oracle
