#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <re2/re2.h>
#include <string>
#include <string_view>
#include <vector>

#include "oracle/calendar.hpp"
#include "oracle/value.hpp"

namespace oracle {

// g++ asks for initialisers of members that designated initialisers leave out.

struct Node;

/// What stands between the parentheses of any(), count() and their like.
struct Touches {
    bool every_kind = false;         ///< the word touch
    std::vector<std::string> kinds;  ///< as kind_key
    std::shared_ptr<const Node> where;
    std::optional<Duration> within;
    bool names_actor = false;
};

enum class Source {
    literal,
    contact,
    company,
    field,
    count,
    sum,
    first,
    last,
    days_since_first,
    days_since_last,
    score
};

struct Operand {
    Source source = Source::literal;
    Value literal = {};
    std::string name = {};  ///< the property, field or score
    std::shared_ptr<const Touches> touches = {};
};

enum class Op {
    constant,
    all_of,
    any_of,
    negation,
    any_touch,
    none_touch,
    reached,
    known,
    handoff,
    deal,
    compare,
    in_set,
    between,
    text_test
};

/// One clause. Which fields mean something follows from `op`; definitions are already expanded.
struct Node {
    Op op = Op::constant;
    std::string text = {};  ///< as written
    bool truth = false;     ///< constant: its value; in_set: "not in"
    std::string word =
        {};  ///< reached: stage; handoff and deal: state; compare and text_test: operator
    std::optional<std::string> reason = {};
    std::vector<Node> children = {};
    std::vector<Operand> operands = {};
    std::vector<Value> set = {};
    std::shared_ptr<const Touches> touches = {};
    std::shared_ptr<const Node> where = {};
    std::shared_ptr<const RE2> pattern = {};
};

enum class TokenKind { word, text, number, date, symbol, end };

struct Token {
    TokenKind kind = TokenKind::end;
    std::string text;
    std::size_t begin = 0;
    std::size_t end = 0;
};

std::vector<Token> tokens_of(std::string_view criterion);
/// Words that are names only in quotes, after a dot or as fields.
bool is_keyword(std::string_view word);

/// What the names in a criterion stand for.
struct Names {
    std::map<std::string, std::string> definitions;
    std::map<std::string, std::vector<std::string>> lists;
};

Node parse_criterion(const std::string& criterion, const Names& names);
/// The touch of a score's line.
Touches parse_touches(const std::string& touches, const Names& names);

}  // namespace oracle
