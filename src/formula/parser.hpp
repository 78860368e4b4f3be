#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "agreement/lex.hpp"
#include "formula/expression.hpp"
#include "formula/typing.hpp"

namespace baton::formula {

// Reads one formula, top down, one function a rule of the grammar, and types it as it reads. The
// first mistake ends the reading. Refers to its arguments.
//
//   formula    := and { "or" and }                 and := not { "and" not }
//   not        := "not" not | comparison           comparison := sum [ ("=" | "!=" | "<" | …) sum ]
//   sum        := product { ("+" | "-") product }  product := sign { ("*" | "/") sign }
//   sign       := "-" sign | primary
//   primary    := "(" formula ")" | NAME "(" formula { "," formula } ")" | NUMBER | CURRENCY NUMBER
//               | STRING | DATE | "true" | "false" | "today" | name { "." name }
class Parser {
public:
    Parser(std::string_view text, const Names& names);

    [[nodiscard]] Result<Expression> whole();

private:
    using Index = std::uint32_t;
    using Token = agreement::Token;

    [[nodiscard]] const Token& peek(std::size_t ahead = 0) const;
    [[nodiscard]] bool at_sign(std::string_view sign, std::size_t ahead = 0) const;
    [[nodiscard]] bool at_word(std::string_view word) const;
    bool accept_word(std::string_view word);
    bool accept_sign(std::string_view sign);
    [[nodiscard]] Place place_of(const Token& token) const;
    [[nodiscard]] std::string found() const;
    [[nodiscard]] std::unexpected<Error> mistake(const Token& token, std::string message) const;
    [[nodiscard]] std::unexpected<Error> unexpected(std::string_view expected) const;
    [[nodiscard]] Done deeper() const;

    Result<Index> take_formula();
    Result<Index> take_and();
    Result<Index> take_not();
    Result<Index> take_comparison();
    Result<Index> take_sum();
    Result<Index> take_product();
    Result<Index> take_sign();
    Result<Index> take_primary();
    Result<Index> take_function();
    Result<Index> take_word();
    Result<Index> take_money();
    Result<Index> take_name();
    Result<Index> constant(const Token& token, Value value, ValueType type);
    Result<Index> operation(const Token& token, Op op, const std::vector<Index>& children);
    Result<Index> add(Node node, const Token& token);
    [[nodiscard]] std::unexpected<Error> unknown_name(const Token& token, const Field& field) const;

    std::string_view text_;
    const Names& names_;
    std::vector<Token> tokens_;
    Expression made_;
    std::size_t at_ = 0;
    int depth_ = 0;
};

}  // namespace baton::formula
