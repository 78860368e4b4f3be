#include <algorithm>
#include <fmt/core.h>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "agreement/ast.hpp"
#include "agreement/lex.hpp"
#include "agreement/parser.hpp"
#include "agreement/types.hpp"
#include "base/text.hpp"

namespace baton::agreement {

Touches Parser::take_parenthesised_touches() {
    expect_sign("(");
    auto touches = take_touches();
    expect_sign(")");
    return touches;
}

Touches Parser::take_touches() {
    Touches touches{.place = here()};
    if (accept_word("touch")) {
        touches.every_kind = true;
        if (at_word("or")) stop("\"touch\" is every kind already; nothing can be added to it");
    } else {
        do {
            touches.kinds.push_back(take_kind());
        } while (accept_word("or"));
    }
    if (accept_word("where")) touches.where = take_condition(FieldsOf::touch);
    if (accept_word("within")) touches.within = take_duration(1);
    return touches;
}

std::string Parser::take_kind() {
    const auto place = here();
    auto kind = take_label("a kind of touch");
    if (stopped_ || scope_.known->kinds.empty()) return kind;
    const auto is_it = [&](const std::string& known) {
        return text::kind_key(known) == text::kind_key(kind);
    };
    if (std::ranges::none_of(scope_.known->kinds, is_it)) {
        findings_.warn(place,
                       fmt::format("no touch of the kind \"{}\" is known yet", kind),
                       findings_.suggest(kind, scope_.known->kinds));
    }
    return kind;
}

Condition Parser::take_condition(FieldsOf of) {
    const auto place = here();
    auto first = take_condition_and(of);
    if (!at_word("or")) return first;
    Condition either{.kind = Condition::Kind::any_of, .place = place};
    either.of.push_back(std::move(first));
    while (accept_word("or"))
        either.of.push_back(take_condition_and(of));
    return either;
}

Condition Parser::take_condition_and(FieldsOf of) {
    const auto place = here();
    auto first = take_condition_not(of);
    if (!at_word("and")) return first;
    Condition both{.kind = Condition::Kind::all_of, .place = place};
    both.of.push_back(std::move(first));
    while (accept_word("and"))
        both.of.push_back(take_condition_not(of));
    return both;
}

Condition Parser::take_condition_not(FieldsOf of) {
    const auto place = here();
    if (at_field_named("not") || !accept_word("not")) return take_condition_primary(of);
    Condition negation{.kind = Condition::Kind::negation, .place = place};
    if (deeper()) negation.of.push_back(take_condition_not(of));
    --depth_;
    return negation;
}

// The words that begin a condition are fields when a sign follows that only a field can have.
bool Parser::at_field_named(std::string_view keyword) const {
    return at_word(keyword) && (at_sign(".", 1) || at_comparator(1));
}

Condition Parser::take_condition_primary(FieldsOf of) {
    const auto place = here();
    if (accept_sign("(")) {
        Condition inner;
        if (deeper()) inner = take_condition(of);
        --depth_;
        expect_sign(")");
        return inner;
    }
    if (at_any_word({"true", "false"}) && !at_field_named("true") && !at_field_named("false")) {
        const bool value = at_word("true");
        take();
        return {.kind = Condition::Kind::constant, .place = place, .value = value};
    }
    if (at_word("known") && !at_field_named("known")) {
        take();
        Condition known{.kind = Condition::Kind::known, .place = place, .field = take_field()};
        if (!stopped_) static_cast<void>(side_of_field(of, known.field, place));
        return known;
    }
    return take_field_comparison(of, place);
}

std::string Parser::take_field() {
    if (peek().kind != Token::Kind::word) {
        unexpected("a field");
        return {};
    }
    auto field = take().text;
    while (accept_sign(".")) {
        if (peek().kind != Token::Kind::word && peek().kind != Token::Kind::string) {
            unexpected("a name after the dot");
            return field;
        }
        field += '.' + take().text;
    }
    return field;
}

Side Parser::side_of_field(FieldsOf of, const std::string& field, Place place) {
    if (of == FieldsOf::deal) {
        const auto found = scope_.schema->deal.find(field);
        if (found != scope_.schema->deal.end()) return {.type = found->second};
        std::vector<std::string> candidates;
        for (const auto& [name, type] : scope_.schema->deal)
            candidates.push_back(name);
        unknown_name(place, "property of deals", field, candidates);
        return {};
    }
    const auto& fields = scope_.known->fields;
    const bool own = field.starts_with("properties.");
    if (!fields.empty() && !own && std::ranges::find(fields, field) == fields.end()) {
        findings_.warn(place,
                       fmt::format("no touch with the field \"{}\" is known yet", field),
                       findings_.suggest(field, fields));
    }
    return {};
}

Condition Parser::take_field_comparison(FieldsOf of, Place place) {
    if (at_any_word({"contact", "company"}) && at_sign(".", 1)) {
        stop("a condition asks about fields only; contact and company cannot stand in it");
        return {};
    }
    Condition condition{.place = place, .field = take_field()};
    if (stopped_) return condition;
    if (at_sign("(")) {
        stop(fmt::format("a condition asks about fields only; \"{}(\" cannot stand in it",
                         condition.field));
        return condition;
    }
    const auto errors_before = findings_.errors();
    const auto side = side_of_field(of, condition.field, place);
    const bool undeclared = findings_.errors() != errors_before;
    take_field_values(condition, {.type = side.type, .wrong = undeclared});
    return condition;
}

void Parser::take_field_values(Condition& condition, Side side) {
    const auto literal = "a number, text, date, true or false";
    if (at_comparator()) {
        condition.kind = Condition::Kind::compare;
        condition.comparator = take_comparator();
        const auto place = here();
        condition.literals.push_back(take_literal(literal));
        if (stopped_) return;
        const Side right{.type = type_of(condition.literals.back()), .literal = true};
        return report(place, mistake_of_comparison(side, condition.comparator, right));
    }
    if (at_word("in") || (at_word("not") && at_word("in", 1))) {
        condition.kind = Condition::Kind::in_set;
        condition.value = accept_word("not");
        take();
        condition.set = take_set(side);
        return;
    }
    if (accept_word("between")) return take_field_between(condition, side);
    const auto place = here();
    const auto text_operator = accept_text_operator();
    if (!text_operator) {
        return unexpected(fmt::format("a comparison after the field {}", condition.field));
    }
    condition.kind = Condition::Kind::text;
    condition.text_operator = *text_operator;
    report(place, mistake_of_text(side, *text_operator));
    condition.literals.emplace_back(take_pattern(*text_operator));
}

void Parser::take_field_between(Condition& condition, Side side) {
    condition.kind = Condition::Kind::between;
    for (const bool first : {true, false}) {
        if (!first) expect_word("and");
        const auto place = here();
        condition.literals.push_back(take_literal("a number or date"));
        if (stopped_) return;
        const Side bound{.type = type_of(condition.literals.back()), .literal = true};
        report(place, mistake_of_between(side, bound));
    }
}

}  // namespace baton::agreement
