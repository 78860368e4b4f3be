#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <re2/re2.h>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "oracle/calendar.hpp"
#include "oracle/criteria.hpp"
#include "oracle/number.hpp"
#include "oracle/text.hpp"
#include "oracle/value.hpp"

namespace oracle {
namespace {

constexpr int depth_max = 100;

/// Recursive descent along the grammar. Inside `where`, names are fields.
class Parser {
public:
    Parser(const std::string& source, const Names& names, int depth)
        : source_(source), names_(names), tokens_(tokens_of(source)), depth_(depth) {
        if (depth > depth_max) throw std::runtime_error("definitions that go in circles");
    }

    Node whole_criterion() {
        Node node = criterion();
        if (now().kind != TokenKind::end) fail("the end");
        return node;
    }

    Touches whole_touches() {
        Touches result = touches();
        if (now().kind != TokenKind::end) fail("the end");
        return result;
    }

private:
    [[nodiscard]] const Token& now(std::size_t ahead = 0) const {
        return tokens_[std::min(place_ + ahead, tokens_.size() - 1)];
    }

    [[noreturn]] void fail(const std::string& wanted) const {
        throw std::runtime_error("expected " + wanted + " at '" + now().text + "' in: " + source_);
    }

    [[nodiscard]] bool at_word(std::string_view word, std::size_t ahead = 0) const {
        return now(ahead).kind == TokenKind::word && lower_ascii(now(ahead).text) == word;
    }

    [[nodiscard]] bool at_symbol(std::string_view symbol, std::size_t ahead = 0) const {
        return now(ahead).kind == TokenKind::symbol && now(ahead).text == symbol;
    }

    bool take_word(std::string_view word) {
        if (!at_word(word)) return false;
        ++place_;
        return true;
    }

    bool take_symbol(std::string_view symbol) {
        if (!at_symbol(symbol)) return false;
        ++place_;
        return true;
    }

    void want_word(std::string_view word) {
        if (!take_word(word)) fail(std::string(word));
    }

    void want_symbol(std::string_view symbol) {
        if (!take_symbol(symbol)) fail(std::string(symbol));
    }

    std::string want(TokenKind kind, const std::string& what) {
        if (now().kind != kind) fail(what);
        return tokens_[place_++].text;
    }

    std::string label() {
        if (now().kind == TokenKind::text) return tokens_[place_++].text;
        if (is_keyword(now().text)) fail("a name that is no word of the language");
        return want(TokenKind::word, "a name");
    }

    std::string label_after_dot() {
        if (now().kind == TokenKind::text) return tokens_[place_++].text;
        return want(TokenKind::word, "a name");
    }

    std::string label_in_parentheses() {
        want_symbol("(");
        std::string name = label();
        want_symbol(")");
        return name;
    }

    std::string one_of(std::initializer_list<std::string_view> words) {
        for (const std::string_view word : words) {
            if (take_word(word)) return std::string(word);
        }
        fail("one of several words");
    }

    /// A definition's node has its own text already.
    [[nodiscard]] Node written(Node node, std::size_t first) const {
        if (!node.text.empty()) return node;
        const std::size_t begin = tokens_[first].begin;
        node.text = source_.substr(begin, tokens_[place_ - 1].end - begin);
        return node;
    }

    Node joined(Op op, std::string_view word, Node (Parser::*part)()) {
        const std::size_t first = place_;
        Node left = (this->*part)();
        if (!at_word(word)) return left;
        Node node{.op = op};
        node.children.push_back(std::move(left));
        while (take_word(word))
            node.children.push_back((this->*part)());
        return written(std::move(node), first);
    }

    Node criterion() { return joined(Op::any_of, "or", &Parser::conjunction); }

    Node conjunction() { return joined(Op::all_of, "and", &Parser::negation); }

    Node negation() {
        const std::size_t first = place_;
        if (!take_word("not")) return primary();
        Node node{.op = Op::negation};
        node.children.push_back(negation());
        return written(std::move(node), first);
    }

    Node primary() {
        const std::size_t first = place_;
        if (take_symbol("(")) {
            Node node = criterion();
            want_symbol(")");
            return node;
        }
        if (fields_) return written(condition_primary(), first);
        return written(test_or_comparison(), first);
    }

    [[nodiscard]] bool at_operator(std::size_t ahead) const {
        if (now(ahead).kind == TokenKind::symbol) {
            return now(ahead).text != ")" && now(ahead).text != "(" && now(ahead).text != ",";
        }
        return at_word("in", ahead) || at_word("between", ahead) || at_word("contains", ahead) ||
               at_word("starts", ahead) || at_word("ends", ahead) || at_word("matches", ahead) ||
               (at_word("not", ahead) && at_word("in", ahead + 1));
    }

    Node condition_primary() {
        if (at_operator(1)) return comparison();
        if (take_word("known")) return {.op = Op::known, .operands = {field()}};
        if (take_word("true")) return {.op = Op::constant, .truth = true};
        if (take_word("false")) return {.op = Op::constant, .truth = false};
        return comparison();
    }

    Node test_or_comparison() {
        if (take_word("true")) return {.op = Op::constant, .truth = true};
        if (take_word("false")) return {.op = Op::constant, .truth = false};
        if (take_word("known")) return {.op = Op::known, .operands = {property()}};
        if (at_symbol("(", 1)) {
            if (take_word("any")) return {.op = Op::any_touch, .touches = touches_in_parentheses()};
            if (take_word("none"))
                return {.op = Op::none_touch, .touches = touches_in_parentheses()};
            if (take_word("reached")) return {.op = Op::reached, .word = label_in_parentheses()};
        }
        if (take_word("handoff")) return handoff();
        if (take_word("deal")) return deal();
        if (names_definition()) return definition();
        return comparison();
    }

    [[nodiscard]] bool names_definition() const {
        if (now().kind != TokenKind::word || at_symbol("(", 1) || at_symbol(".", 1)) return false;
        return !at_word("days");
    }

    Node definition() {
        const std::string name = tokens_[place_++].text;
        const auto found = names_.definitions.find(name);
        if (found == names_.definitions.end()) throw std::runtime_error("no definition " + name);
        return Parser(found->second, names_, depth_ + 1).whole_criterion();
    }

    Node handoff() {
        Node node{.op = Op::handoff, .word = one_of({"open", "accepted", "rejected", "recycled"})};
        if (take_word("for")) node.reason = want(TokenKind::text, "a reason");
        return node;
    }

    Node deal() {
        Node node{.op = Op::deal, .word = one_of({"open", "won", "lost"})};
        if (!take_word("where")) return node;
        want_symbol("(");
        node.where = std::make_shared<const Node>(condition());
        want_symbol(")");
        return node;
    }

    Node condition() {
        const bool before = std::exchange(fields_, true);
        Node node = criterion();
        fields_ = before;
        return node;
    }

    std::shared_ptr<const Touches> touches_in_parentheses() {
        want_symbol("(");
        auto result = std::make_shared<const Touches>(touches());
        want_symbol(")");
        return result;
    }

    Touches touches() {
        Touches result;
        if (take_word("touch")) {
            result.every_kind = true;
        } else {
            do {
                result.kinds.push_back(kind_key(label()));
            } while (take_word("or"));
        }
        if (take_word("where")) {
            actor_named_ = false;
            result.where = std::make_shared<const Node>(condition());
            result.names_actor = actor_named_;
        }
        if (take_word("within")) result.within = duration();
        return result;
    }

    Duration duration() {
        const std::int64_t count = std::stoll(want(TokenKind::number, "a whole number"));
        const bool business = take_word("business");
        const auto unit = parse_unit(want(TokenKind::word, "a unit"), business);
        if (!unit || count < 1) fail("a duration");
        return {.count = count, .unit = *unit};
    }

    Node comparison() {
        const Operand left = operand();
        const bool negated = take_word("not");
        if (negated || at_word("in")) return in_set(left, negated);
        if (take_word("between")) {
            const Operand low = operand();
            want_word("and");
            return {.op = Op::between, .operands = {left, low, operand()}};
        }
        if (now().kind == TokenKind::word) return text_test(left);
        const std::string symbol = want(TokenKind::symbol, "an operator");
        return {.op = Op::compare, .word = symbol, .operands = {left, operand()}};
    }

    Node in_set(const Operand& left, bool negated) {
        want_word("in");
        Node node{.op = Op::in_set, .truth = negated, .operands = {left}};
        if (take_word("list")) {
            const std::string name = label_in_parentheses();
            const auto found = names_.lists.find(name);
            if (found == names_.lists.end()) throw std::runtime_error("no list " + name);
            for (const std::string& item : found->second) {
                node.set.push_back({.type = Type::text, .text = item});
            }
            return node;
        }
        want_symbol("(");
        do {
            node.set.push_back(literal());
        } while (take_symbol(","));
        want_symbol(")");
        return node;
    }

    Node text_test(const Operand& left) {
        Node node{.op = Op::text_test, .operands = {left}};
        node.word = one_of({"contains", "starts", "ends", "matches"});
        if (node.word == "starts" || node.word == "ends") want_word("with");
        const std::string text = want(TokenKind::text, "a string");
        node.operands.push_back({.literal = {.type = Type::text, .text = text}});
        if (node.word == "matches") {
            node.pattern = std::make_shared<const RE2>("(?i)" + text, RE2::Quiet);
            if (!node.pattern->ok()) throw std::runtime_error("no regular expression: " + text);
        }
        return node;
    }

    [[nodiscard]] bool at_literal() const {
        const TokenKind kind = now().kind;
        return kind == TokenKind::text || kind == TokenKind::number || kind == TokenKind::date ||
               at_word("true") || at_word("false");
    }

    Value literal() {
        const Token token = tokens_[place_++];
        if (token.kind == TokenKind::text) return {.type = Type::text, .text = token.text};
        if (token.kind == TokenKind::date)
            return {.type = Type::date, .number = *parse_day(token.text)};
        if (token.kind == TokenKind::number) {
            return {.type = Type::number, .number = millionths(token.text).value()};
        }
        const std::string word = lower_ascii(token.text);
        if (word == "true" || word == "false")
            return {.type = Type::boolean, .number = word == "true"};
        --place_;
        fail("a literal");
    }

    Operand operand() {
        const bool is_field = fields_ && now().kind == TokenKind::word && at_operator(1);
        if (at_literal() && !is_field) return {.literal = literal()};
        if (fields_) return field();
        if (at_symbol(".", 1)) return property();
        return aggregate();
    }

    Operand property() {
        const std::string record = one_of({"contact", "company"});
        want_symbol(".");
        return {.source = record == "contact" ? Source::contact : Source::company,
                .name = label_after_dot()};
    }

    Operand field() {
        std::string name = want(TokenKind::word, "a field");
        while (take_symbol("."))
            name += "." + label_after_dot();
        if (name == "actor") actor_named_ = true;
        return {.source = Source::field, .name = name};
    }

    Operand aggregate() {
        if (take_word("score")) return {.source = Source::score, .name = label_in_parentheses()};
        if (take_word("count"))
            return {.source = Source::count, .touches = touches_in_parentheses()};
        if (take_word("first"))
            return {.source = Source::first, .touches = touches_in_parentheses()};
        if (take_word("last")) return {.source = Source::last, .touches = touches_in_parentheses()};
        if (take_word("sum")) return sum();
        want_word("days");
        want_word("since");
        const bool first = one_of({"first", "last"}) == "first";
        return {.source = first ? Source::days_since_first : Source::days_since_last,
                .touches = touches_in_parentheses()};
    }

    Operand sum() {
        want_symbol("(");
        Operand result = field();
        want_word("of");
        result.source = Source::sum;
        result.touches = std::make_shared<const Touches>(touches());
        want_symbol(")");
        return result;
    }

    const std::string source_;
    const Names& names_;
    std::vector<Token> tokens_;
    int depth_;
    std::size_t place_ = 0;
    bool fields_ = false;
    bool actor_named_ = false;
};

}  // namespace

Node parse_criterion(const std::string& criterion, const Names& names) {
    return Parser(criterion, names, 0).whole_criterion();
}

Touches parse_touches(const std::string& touches, const Names& names) {
    return Parser(touches, names, 0).whole_touches();
}

}  // namespace oracle
