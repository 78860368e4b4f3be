#include <string>
#include <utility>
#include <vector>

#include "agreement/ast.hpp"
#include "agreement/lex.hpp"
#include "agreement/parser.hpp"
#include "agreement/types.hpp"

namespace baton::agreement {

bool Parser::at_operand() const {
    return at_literal() ||
           at_any_word({"contact", "company", "count", "sum", "first", "last", "days", "score"});
}

Parser::PlacedOperand Parser::take_operand() {
    const auto place = here();
    const auto errors_before = findings_.errors();
    Operand operand = Literal{false};
    if (at_literal()) {
        operand = take_literal("");
    } else if (at_any_word({"contact", "company"})) {
        operand = take_property();
    } else if (at_operand()) {
        operand = take_aggregate();
    } else {
        unexpected("a value, a property or an aggregate such as count(…)");
    }
    auto side = side_of(operand);
    side.wrong = findings_.errors() != errors_before;
    return {.operand = std::move(operand), .place = place, .side = side};
}

Property Parser::take_property() {
    const auto place = here();
    if (!at_any_word({"contact", "company"})) {
        unexpected("contact. or company. and a property");
        return {};
    }
    const bool of_contact = at_word("contact");
    take();
    expect_sign(".");
    if (peek().kind != Token::Kind::word && peek().kind != Token::Kind::string) {
        unexpected("a name after the dot");
        return {};
    }
    Property property{.of = of_contact ? Property::Of::contact : Property::Of::company,
                      .name = take().text};
    const auto& types = of_contact ? scope_.schema->contact : scope_.schema->company;
    const auto found = types.find(property.name);
    if (found != types.end()) {
        property.type = found->second;
        return property;
    }
    std::vector<std::string> candidates;
    for (const auto& [name, type] : types)
        candidates.push_back(name);
    unknown_name(place,
                 of_contact ? "property of contacts" : "property of companies",
                 property.name,
                 candidates);
    return property;
}

Aggregate Parser::take_aggregate() {
    if (at_word("score")) return take_score();
    if (at_word("sum")) return take_sum();
    if (at_word("days")) return take_days_since();
    Aggregate aggregate;
    if (at_word("first")) aggregate.kind = Aggregate::Kind::first;
    if (at_word("last")) aggregate.kind = Aggregate::Kind::last;
    take();
    aggregate.touches = take_parenthesised_touches();
    return aggregate;
}

Aggregate Parser::take_score() {
    Aggregate aggregate{.kind = Aggregate::Kind::score};
    take();
    expect_sign("(");
    const auto place = here();
    const auto name = take_label("a score");
    expect_sign(")");
    if (stopped_) return aggregate;
    if (const auto* index = scope_.scores.find(name)) {
        aggregate.score = *index;
    } else {
        unknown_name(place, "score", name, scope_.scores.all());
    }
    return aggregate;
}

Aggregate Parser::take_sum() {
    Aggregate aggregate{.kind = Aggregate::Kind::sum};
    take();
    expect_sign("(");
    const auto place = here();
    aggregate.field = take_field();
    expect_word("of");
    if (!stopped_) static_cast<void>(side_of_field(FieldsOf::touch, aggregate.field, place));
    aggregate.touches = take_touches();
    expect_sign(")");
    return aggregate;
}

Aggregate Parser::take_days_since() {
    Aggregate aggregate{.kind = Aggregate::Kind::days_since_first};
    take();
    expect_word("since");
    if (at_word("last")) {
        aggregate.kind = Aggregate::Kind::days_since_last;
    } else if (!at_word("first")) {
        unexpected("first(…) or last(…)");
    }
    take();
    aggregate.touches = take_parenthesised_touches();
    return aggregate;
}

Criterion Parser::take_comparison() {
    Criterion criterion{.place = here()};
    const auto left = take_operand();
    criterion.operands.push_back(left.operand);
    if (stopped_) return criterion;
    if (at_comparator()) {
        take_right_side(criterion, left);
    } else if (at_word("in") || (at_word("not") && at_word("in", 1))) {
        criterion.kind = Criterion::Kind::in_set;
        criterion.value = accept_word("not");
        take();
        refuse_literal(left);
        criterion.set = take_set(left.side);
    } else if (accept_word("between")) {
        take_between(criterion, left);
    } else {
        take_text_test(criterion, left);
    }
    return criterion;
}

void Parser::refuse_literal(const PlacedOperand& left) {
    if (left.side.literal) {
        findings_.error(left.place, "a plain value stands on the left; it must be looked up");
    }
}

void Parser::take_text_test(Criterion& criterion, const PlacedOperand& left) {
    const auto place = here();
    const auto text_operator = accept_text_operator();
    if (!text_operator) return unexpected("a comparison such as = or in");
    criterion.kind = Criterion::Kind::text;
    criterion.text_operator = *text_operator;
    refuse_literal(left);
    report(place, mistake_of_text(left.side, *text_operator));
    criterion.pattern = take_pattern(*text_operator);
}

void Parser::take_right_side(Criterion& criterion, const PlacedOperand& left) {
    criterion.kind = Criterion::Kind::compare;
    criterion.comparator = take_comparator();
    const auto right = take_operand();
    criterion.operands.push_back(right.operand);
    if (stopped_) return;
    if (left.side.literal && right.side.literal) {
        return findings_.error(left.place, "both sides are plain values; one must be looked up");
    }
    report(right.place, mistake_of_comparison(left.side, criterion.comparator, right.side));
}

void Parser::take_between(Criterion& criterion, const PlacedOperand& left) {
    criterion.kind = Criterion::Kind::between;
    bool looked_up = !left.side.literal;
    for (const bool first : {true, false}) {
        if (!first) expect_word("and");
        const auto bound = take_operand();
        criterion.operands.push_back(bound.operand);
        if (stopped_) return;
        looked_up = looked_up || !bound.side.literal;
        report(bound.place, mistake_of_between(left.side, bound.side));
    }
    if (!looked_up) {
        findings_.error(left.place, "all three are plain values; one must be looked up");
    }
}

}  // namespace baton::agreement
