#include "formula/parser.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <expected>
#include <fmt/core.h>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "agreement/lex.hpp"
#include "base/limits.hpp"
#include "base/result.hpp"
#include "base/text.hpp"
#include "base/value.hpp"
#include "formula/expression.hpp"
#include "formula/typing.hpp"

namespace baton::formula {

namespace {

struct Sign {
    std::string_view text;
    Op op;
};

constexpr std::array comparators{Sign{.text = "=", .op = Op::equal},
                                 Sign{.text = "!=", .op = Op::not_equal},
                                 Sign{.text = "<", .op = Op::less},
                                 Sign{.text = "<=", .op = Op::at_most},
                                 Sign{.text = ">", .op = Op::more},
                                 Sign{.text = ">=", .op = Op::at_least}};

constexpr std::array<std::string_view, 6> words{"and", "or", "not", "true", "false", "today"};

class Deeper {
public:
    explicit Deeper(int& depth) : depth_(depth) { ++depth_; }

    ~Deeper() { --depth_; }

    Deeper(const Deeper&) = delete;
    Deeper& operator=(const Deeper&) = delete;

private:
    int& depth_;
};

// Columns count characters, not bytes.
Place place_in(std::string_view text, std::size_t offset) {
    Place place{.line = 1, .column = 1};
    for (const char c : text.substr(0, offset)) {
        if (c == '\n') {
            place = {.line = place.line + 1, .column = 1};
        } else if ((static_cast<unsigned char>(c) & 0xC0U) != 0x80U) {
            ++place.column;
        }
    }
    return place;
}

}  // namespace

Parser::Parser(std::string_view text, const Names& names)
    : text_(text), names_(names), tokens_(agreement::lex(text, agreement::Signs::formula)) {}

const agreement::Token& Parser::peek(std::size_t ahead) const {
    return tokens_[std::min(at_ + ahead, tokens_.size() - 1)];
}

bool Parser::at_sign(std::string_view sign, std::size_t ahead) const {
    return peek(ahead).kind == Token::Kind::sign && peek(ahead).text == sign;
}

bool Parser::at_word(std::string_view word) const {
    return peek().kind == Token::Kind::word && agreement::same_word(peek().text, word);
}

bool Parser::accept_word(std::string_view word) {
    const bool there = at_word(word);
    at_ += there ? 1 : 0;
    return there;
}

bool Parser::accept_sign(std::string_view sign) {
    const bool there = at_sign(sign);
    at_ += there ? 1 : 0;
    return there;
}

Place Parser::place_of(const Token& token) const {
    return place_in(text_, token.begin);
}

std::string Parser::found() const {
    const Token& token = peek();
    return token.kind == Token::Kind::end
               ? "the formula ends here"
               : fmt::format("found {}",
                             agreement::quoted(text_.substr(token.begin, token.end - token.begin)));
}

std::unexpected<Error> Parser::mistake(const Token& token, std::string message) const {
    const Place place = place_of(token);
    std::string where = fmt::format("{}:{}", place.line, place.column);
    return fail(Failure::invalid,
                fmt::format("{}: {}", where, message),
                {{.where = std::move(where), .message = std::move(message)}});
}

std::unexpected<Error> Parser::unexpected(std::string_view expected) const {
    if (peek().kind == Token::Kind::bad) {
        return mistake(peek(), peek().text);
    }
    return mistake(peek(), fmt::format("{}, expected {}", found(), expected));
}

Done Parser::deeper() const {
    if (depth_ > formula_depth_max) {
        return mistake(peek(), fmt::format("nested deeper than {}", formula_depth_max));
    }
    return {};
}

Result<Expression> Parser::whole() {
    static_cast<void>(TRY(take_formula()));
    if (peek().kind != Token::Kind::end) {
        return unexpected("the end, or + - * / = < > and or");
    }
    return std::move(made_);
}

Result<Parser::Index> Parser::take_formula() {
    const Deeper inside(depth_);
    TRY(deeper());
    Index left = TRY(take_and());
    for (const Token* word = &peek(); accept_word("or"); word = &peek()) {
        const Index right = TRY(take_and());
        left = TRY(operation(*word, Op::either, {left, right}));
    }
    return left;
}

Result<Parser::Index> Parser::take_and() {
    Index left = TRY(take_not());
    for (const Token* word = &peek(); accept_word("and"); word = &peek()) {
        const Index right = TRY(take_not());
        left = TRY(operation(*word, Op::both, {left, right}));
    }
    return left;
}

Result<Parser::Index> Parser::take_not() {
    const Token& word = peek();
    if (!accept_word("not")) {
        return take_comparison();
    }
    const Deeper inside(depth_);
    TRY(deeper());
    const Index of = TRY(take_not());
    return operation(word, Op::contrary, {of});
}

Result<Parser::Index> Parser::take_comparison() {
    const Index left = TRY(take_sum());
    const Token& sign = peek();
    const auto* const comparator =
        sign.kind == Token::Kind::sign
            ? std::ranges::find(comparators, std::string_view(sign.text), &Sign::text)
            : comparators.end();
    if (comparator == comparators.end()) {
        return left;
    }
    ++at_;
    const Index right = TRY(take_sum());
    return operation(sign, comparator->op, {left, right});
}

Result<Parser::Index> Parser::take_sum() {
    Index left = TRY(take_product());
    while (at_sign("+") || at_sign("-")) {
        const Token& sign = peek();
        ++at_;
        const Index right = TRY(take_product());
        left = TRY(operation(sign, sign.text == "+" ? Op::add : Op::subtract, {left, right}));
    }
    return left;
}

Result<Parser::Index> Parser::take_product() {
    Index left = TRY(take_sign());
    while (at_sign("*") || at_sign("/")) {
        const Token& sign = peek();
        ++at_;
        const Index right = TRY(take_sign());
        left = TRY(operation(sign, sign.text == "*" ? Op::multiply : Op::divide, {left, right}));
    }
    return left;
}

Result<Parser::Index> Parser::take_sign() {
    const Token& sign = peek();
    if (!accept_sign("-")) {
        return take_primary();
    }
    const Deeper inside(depth_);
    TRY(deeper());
    const Index of = TRY(take_sign());
    return operation(sign, Op::negate, {of});
}

Result<Parser::Index> Parser::take_primary() {
    const Token& token = peek();
    if (accept_sign("(")) {
        const Index inner = TRY(take_formula());
        return accept_sign(")") ? Result<Index>(inner) : unexpected("\")\"");
    }
    switch (token.kind) {
        case Token::Kind::number: ++at_; return constant(token, token.number, ValueType::number);
        case Token::Kind::date: ++at_; return constant(token, token.date, ValueType::date);
        case Token::Kind::string: ++at_; return constant(token, token.text, ValueType::text);
        case Token::Kind::word: return at_sign("(", 1) ? take_function() : take_word();
        case Token::Kind::sign:
        case Token::Kind::bad:
        case Token::Kind::end: break;
    }
    return unexpected("a value, a property or a function such as round(…)");
}

Result<Parser::Index> Parser::take_function() {
    const Token& name = peek();
    const Function* function = find_function(name.text);
    if (function == nullptr) {
        std::vector<std::string> known;
        for (const Function& each : functions()) {
            known.emplace_back(each.name);
        }
        const auto near = text::nearest(name.text, known);
        return mistake(name,
                       fmt::format("there is no function {}{}",
                                   name.text,
                                   near ? fmt::format("; did you mean {}(…)?", *near) : ""));
    }
    at_ += 2;
    std::vector<Index> arguments;
    do {
        arguments.push_back(TRY(take_formula()));
    } while (accept_sign(","));
    if (!accept_sign(")")) {
        return unexpected("\",\" or \")\"");
    }
    if (arguments.size() < function->least || arguments.size() > function->most) {
        return mistake(
            name,
            function->least == function->most
                ? fmt::format(
                      "{} takes {}, found {}", function->name, function->least, arguments.size())
                : fmt::format("{} takes {} to {}, found {}",
                              function->name,
                              function->least,
                              function->most,
                              arguments.size()));
    }
    return operation(name, function->op, arguments);
}

Result<Parser::Index> Parser::take_word() {
    const Token& word = peek();
    if (peek(1).kind == Token::Kind::number && parse_currency(word.text)) {
        return take_money();
    }
    if (at_word("true") || at_word("false")) {
        ++at_;
        return constant(word, agreement::same_word(word.text, "true"), ValueType::boolean);
    }
    if (accept_word("today")) {
        return add({.op = Op::today, .type = ValueType::date, .place = place_of(word)}, word);
    }
    if (at_word("and") || at_word("or") || at_word("not")) {
        return unexpected("a value, a property or a function such as round(…)");
    }
    return take_name();
}

Result<Parser::Index> Parser::take_money() {
    const Token& code = peek();
    const Token& number = peek(1);
    const Currency currency = TRY(parse_currency(code.text));
    const auto money = parse_money(render(number.number), currency);
    const bool exact =
        money && parse_decimal(render_amount(*money)).value_or(Decimal{}) == number.number;
    if (!exact) {
        return mistake(
            number,
            fmt::format("{} has {} decimals, and not so many", code.text, minor_digits(currency)));
    }
    at_ += 2;
    return constant(code, *money, ValueType::money);
}

Result<Parser::Index> Parser::take_name() {
    const Token& first = peek();
    Field field{.name = first.text};
    ++at_;
    const bool company = names_.company != nullptr && first.text == "company" && at_sign(".");
    const bool own = first.text == names_.record && at_sign(".");
    if (company || own) {
        field = {.of_company = company};
    }
    while (accept_sign(".")) {
        if (peek().kind != Token::Kind::word && peek().kind != Token::Kind::string) {
            return unexpected("a name after the dot");
        }
        field.name += (field.name.empty() ? "" : ".") + peek().text;
        ++at_;
    }
    const Types& types = field.of_company ? *names_.company : names_.own;
    const auto type = types.find(field.name);
    if (type == types.end()) {
        return unknown_name(first, field);
    }
    field.type = type->second;
    const auto known = std::ranges::find(made_.fields, field);
    const auto index = static_cast<Index>(known - made_.fields.begin());
    if (known == made_.fields.end()) {
        made_.fields.push_back(field);
    }
    return add({.op = Op::field, .type = field.type, .index = index, .place = place_of(first)},
               first);
}

std::unexpected<Error> Parser::unknown_name(const Token& token, const Field& field) const {
    const Types& types = field.of_company ? *names_.company : names_.own;
    std::vector<std::string> known;
    for (const auto& [name, type] : types) {
        known.push_back(name);
    }
    if (!field.of_company) {
        known.insert(known.end(), words.begin(), words.end());
    }
    const auto near = text::nearest(field.name, known);
    const std::string_view of = field.of_company ? "company" : names_.record;
    return mistake(token,
                   fmt::format("a {} has no property {}{}",
                               of,
                               agreement::quoted(field.name),
                               near ? fmt::format("; did you mean {}?", *near) : ""));
}

Result<Parser::Index> Parser::constant(const Token& token, Value value, ValueType type) {
    const auto index = static_cast<Index>(made_.constants.size());
    made_.constants.push_back(std::move(value));
    return add({.op = Op::constant, .type = type, .index = index, .place = place_of(token)}, token);
}

Result<Parser::Index> Parser::operation(const Token& token,
                                        Op op,
                                        const std::vector<Index>& children) {
    std::vector<ValueType> types;
    for (const Index child : children) {
        types.push_back(made_.nodes[child].type);
    }
    const auto type = result_type(op, types);
    if (!type) {
        return mistake(token, type.error());
    }
    const auto first = static_cast<Index>(made_.children.size());
    made_.children.insert(made_.children.end(), children.begin(), children.end());
    return add({.op = op,
                .type = *type,
                .first = first,
                .count = static_cast<Index>(children.size()),
                .place = place_of(token)},
               token);
}

Result<Parser::Index> Parser::add(Node node, const Token& token) {
    if (made_.nodes.size() == formula_nodes_max) {
        return mistake(token, fmt::format("a formula has at most {} parts", formula_nodes_max));
    }
    made_.nodes.push_back(node);
    return static_cast<Index>(made_.nodes.size() - 1);
}

Result<Expression> compile(std::string_view text, const Names& names) {
    if (text.size() > formula_bytes_max) {
        return fail(
            Failure::invalid,
            "1:1: this formula is too long",
            {{.where = "1:1",
              .message = fmt::format("a formula has at most {} bytes", formula_bytes_max)}});
    }
    return Parser(text, names).whole();
}

}  // namespace baton::formula
