#include "agreement/parser.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <fmt/core.h>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "agreement/ast.hpp"
#include "agreement/findings.hpp"
#include "agreement/lex.hpp"
#include "agreement/scope.hpp"
#include "agreement/source.hpp"
#include "agreement/types.hpp"
#include "base/limits.hpp"
#include "base/value.hpp"

namespace baton::agreement {
namespace {

constexpr std::int64_t duration_count_max = 1'000'000;

constexpr auto plain_units = std::to_array<std::pair<std::string_view, Unit>>({
    {"minute", Unit::minutes},
    {"hour", Unit::hours},
    {"day", Unit::days},
    {"week", Unit::weeks},
    {"month", Unit::months},
});

constexpr auto business_units = std::to_array<std::pair<std::string_view, Unit>>({
    {"hour", Unit::business_hours},
    {"day", Unit::business_days},
});

constexpr auto comparators = std::to_array<std::pair<std::string_view, Comparator>>({
    {"=", Comparator::equal},
    {"!=", Comparator::not_equal},
    {"<", Comparator::less},
    {"<=", Comparator::at_most},
    {">", Comparator::greater},
    {">=", Comparator::at_least},
});

}  // namespace

Parser::Parser(const ScalarText& text, const Scope& scope, Findings& findings)
    : text_(text), scope_(scope), findings_(findings), tokens_(lex(text.value())) {}

const Token& Parser::peek(std::size_t ahead) const {
    return tokens_[std::min(at_ + ahead, tokens_.size() - 1)];
}

Place Parser::here() const {
    return text_.place(peek().begin);
}

bool Parser::at_word(std::string_view keyword, std::size_t ahead) const {
    return peek(ahead).kind == Token::Kind::word && same_word(peek(ahead).text, keyword);
}

bool Parser::at_any_word(std::initializer_list<std::string_view> words) const {
    return std::ranges::any_of(words, [&](std::string_view word) { return at_word(word); });
}

bool Parser::at_sign(std::string_view sign, std::size_t ahead) const {
    return peek(ahead).kind == Token::Kind::sign && peek(ahead).text == sign;
}

bool Parser::at_comparator(std::size_t ahead) const {
    return std::ranges::any_of(comparators,
                               [&](const auto& known) { return at_sign(known.first, ahead); });
}

bool Parser::accept_word(std::string_view keyword) {
    if (!at_word(keyword)) return false;
    ++at_;
    return true;
}

bool Parser::accept_sign(std::string_view sign) {
    if (!at_sign(sign)) return false;
    ++at_;
    return true;
}

void Parser::expect_word(std::string_view keyword) {
    if (!accept_word(keyword)) unexpected(fmt::format("\"{}\"", keyword));
}

void Parser::expect_sign(std::string_view sign) {
    if (!accept_sign(sign)) unexpected(fmt::format("\"{}\"", sign));
}

void Parser::expect_end(std::string_view expected) {
    if (stopped_ || peek().kind == Token::Kind::end) return;
    unexpected(expected);
}

std::string Parser::found() const {
    switch (peek().kind) {
        case Token::Kind::end: return "the end";
        case Token::Kind::number: return render(peek().number);
        case Token::Kind::string: return "the text " + quoted(peek().text);
        case Token::Kind::word:
        case Token::Kind::date:
        case Token::Kind::sign:
        case Token::Kind::bad: break;
    }
    return fmt::format("\"{}\"", peek().text);
}

void Parser::unexpected(std::string_view expected) {
    stop(fmt::format("expected {}, found {}", expected, found()));
}

void Parser::stop(std::string message, std::string hint) {
    if (stopped_) return;
    stopped_ = true;
    if (peek().kind == Token::Kind::bad) {
        message = peek().text;
        hint.clear();
    }
    findings_.error(here(), std::move(message), std::move(hint));
    at_ = tokens_.size() - 1;
    tokens_.back().kind = Token::Kind::end;
}

Token Parser::take() {
    auto token = peek();
    if (at_ + 1 < tokens_.size()) ++at_;
    return token;
}

bool Parser::deeper() {
    if (++depth_ <= criterion_depth_max) return true;
    stop(fmt::format("more than {} levels of parentheses and not", criterion_depth_max));
    return false;
}

std::string Parser::take_label(std::string_view what) {
    if (peek().kind == Token::Kind::string) return take().text;
    if (peek().kind != Token::Kind::word) {
        unexpected(what);
        return {};
    }
    if (is_keyword(peek().text)) {
        stop(fmt::format("\"{0}\" is a word of the language; {1} of that name stands in quotes",
                         peek().text,
                         what));
        return {};
    }
    return take().text;
}

std::string Parser::take_string() {
    if (peek().kind == Token::Kind::string) return take().text;
    unexpected("a text in double quotes");
    return {};
}

bool Parser::at_literal() const {
    const auto kind = peek().kind;
    return kind == Token::Kind::number || kind == Token::Kind::string ||
           kind == Token::Kind::date || at_any_word({"true", "false"});
}

Literal Parser::take_literal(std::string_view expected) {
    if (!at_literal()) {
        unexpected(expected);
        return false;
    }
    const auto token = take();
    if (token.kind == Token::Kind::number) return token.number;
    if (token.kind == Token::Kind::string) return token.text;
    if (token.kind == Token::Kind::date) return token.date;
    return same_word(token.text, "true");
}

std::optional<Unit> Parser::take_unit() {
    const bool business = accept_word("business");
    const auto word_is = [&](std::string_view unit) {
        return at_word(unit) || at_word(fmt::format("{}s", unit));
    };
    if (business) {
        for (const auto& [word, unit] : business_units) {
            if (word_is(word)) return unit;
        }
        unexpected("hours or days after business");
        return std::nullopt;
    }
    for (const auto& [word, unit] : plain_units) {
        if (word_is(word)) return unit;
    }
    unexpected("minutes, hours, days, weeks, months, business hours or business days");
    return std::nullopt;
}

Duration Parser::take_duration(std::int64_t least) {
    if (peek().kind != Token::Kind::number) {
        unexpected("a duration such as 30 days");
        return {};
    }
    const auto millionths = peek().number.millionths;
    if (millionths % decimal_one != 0 || millionths < least * decimal_one ||
        millionths > duration_count_max * decimal_one) {
        stop(fmt::format("a duration is a whole number from {} to {}, not {}",
                         least,
                         duration_count_max,
                         render(peek().number)));
        return {};
    }
    const auto place = here();
    take();
    const auto unit = take_unit();
    if (!unit) return {};
    take();
    const bool business = *unit == Unit::business_hours || *unit == Unit::business_days;
    if (business && !scope_.has_business_hours) {
        findings_.error(place, "business hours and days need business_hours in the agreement");
    }
    return {.count = millionths / decimal_one, .unit = *unit};
}

Comparator Parser::take_comparator() {
    const auto token = take();
    return std::ranges::find(
               comparators, token.text, &std::pair<std::string_view, Comparator>::first)
        ->second;
}

std::optional<TextOperator> Parser::accept_text_operator() {
    if (accept_word("contains")) return TextOperator::contains;
    if (accept_word("matches")) return TextOperator::matches;
    if (accept_word("starts")) {
        expect_word("with");
        return TextOperator::starts_with;
    }
    if (accept_word("ends")) {
        expect_word("with");
        return TextOperator::ends_with;
    }
    return std::nullopt;
}

std::string Parser::take_pattern(TextOperator text_operator) {
    const auto place = here();
    auto pattern = take_string();
    if (!stopped_ && text_operator == TextOperator::matches) {
        report(place, mistake_of_pattern(pattern));
    }
    return pattern;
}

std::vector<std::string> Parser::take_list_name() {
    expect_sign("(");
    const auto place = here();
    auto name = take_label("a list");
    expect_sign(")");
    if (stopped_) return {};
    if (!scope_.lists.contains(name)) {
        std::vector<std::string> candidates;
        for (const auto& [known, entries] : scope_.lists)
            candidates.push_back(known);
        unknown_name(place, "list", name, candidates);
    }
    return {std::move(name)};
}

LiteralSet Parser::take_set(Side left) {
    LiteralSet set;
    const auto place = here();
    if (accept_word("list")) {
        for (auto& name : take_list_name())
            set.list = std::move(name);
        if (stopped_) return set;
        report(place, mistake_of_member(left, ValueType::text));
        const auto found = scope_.lists.find(set.list);
        if (found == scope_.lists.end()) return set;
        if (found->second.size() > scope_.list_entries_left) {
            findings_.error(place, "lists are used too often: there are too many entries in all");
        } else {
            scope_.list_entries_left -= found->second.size();
            set.members.assign(found->second.begin(), found->second.end());
        }
        return set;
    }
    if (!accept_sign("(")) {
        unexpected("( and values, or list(NAME)");
        return set;
    }
    do {
        const auto member_place = here();
        set.members.push_back(take_literal("a number, text, date, true or false"));
        if (!stopped_) {
            report(member_place, mistake_of_member(left, type_of(set.members.back())));
        }
    } while (accept_sign(","));
    expect_sign(")");
    return set;
}

void Parser::unknown_name(Place place,
                          std::string_view what,
                          std::string_view name,
                          const std::vector<std::string>& candidates) {
    findings_.error(place,
                    fmt::format("there is no {} named \"{}\"", what, name),
                    findings_.suggest(name, candidates));
}

void Parser::report(Place place, const std::optional<std::string>& mistake) {
    if (mistake) findings_.error(place, *mistake);
}

Criterion Parser::whole_criterion() {
    auto criterion = take_criterion();
    expect_end("and, or or the end");
    return criterion;
}

Touches Parser::whole_touches() {
    auto touches = take_touches();
    expect_end("where, within or the end");
    return touches;
}

Touches Parser::whole_touches_of_score() {
    auto touches = take_touches();
    if (touches.within) {
        findings_.error(touches.place,
                        "a line of a score has no within; half_life ages its touches");
    }
    expect_end("where or the end");
    return touches;
}

Duration Parser::whole_duration(std::int64_t least) {
    const auto duration = take_duration(least);
    expect_end("the end of the duration");
    return duration;
}

}  // namespace baton::agreement
