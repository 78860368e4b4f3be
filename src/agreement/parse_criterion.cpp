#include <array>
#include <fmt/core.h>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "agreement/ast.hpp"
#include "agreement/lex.hpp"
#include "agreement/parser.hpp"

namespace baton::agreement {
namespace {

constexpr auto handoff_states = std::to_array<std::pair<std::string_view, HandoffState>>({
    {"open", HandoffState::open},
    {"accepted", HandoffState::accepted},
    {"rejected", HandoffState::rejected},
    {"recycled", HandoffState::recycled},
});

constexpr auto deal_states = std::to_array<std::pair<std::string_view, DealState>>({
    {"open", DealState::open},
    {"won", DealState::won},
    {"lost", DealState::lost},
});

}  // namespace

Criterion Parser::take_criterion() {
    const auto place = here();
    auto first = take_and();
    if (!at_word("or")) return first;
    Criterion either{.kind = Criterion::Kind::any_of, .place = place};
    either.of.push_back(std::move(first));
    while (accept_word("or"))
        either.of.push_back(take_and());
    return either;
}

Criterion Parser::take_and() {
    const auto place = here();
    auto first = take_not();
    if (!at_word("and")) return first;
    Criterion both{.kind = Criterion::Kind::all_of, .place = place};
    both.of.push_back(std::move(first));
    while (accept_word("and"))
        both.of.push_back(take_not());
    return both;
}

Criterion Parser::take_not() {
    const auto place = here();
    if (!accept_word("not")) return take_primary();
    Criterion negation{.kind = Criterion::Kind::negation, .place = place};
    if (deeper()) negation.of.push_back(take_not());
    --depth_;
    if (!stopped_ && negation.of.front().kind == Criterion::Kind::in_set &&
        !negation.of.front().value) {
        findings_.warn(place, "this also holds when the value is unknown; \"… not in …\" does not");
    }
    return negation;
}

Criterion Parser::take_primary() {
    if (accept_sign("(")) {
        Criterion inner;
        if (deeper()) inner = take_criterion();
        --depth_;
        expect_sign(")");
        return inner;
    }
    const bool constant = at_any_word({"true", "false"});
    if (constant && (at_comparator(1) || at_word("in", 1))) {
        stop("true and false stand on the right of a comparison");
        return {};
    }
    if (!constant && at_operand()) return take_comparison();
    return take_test();
}

Criterion Parser::take_test() {
    const auto place = here();
    if (at_any_word({"any", "none"})) return take_touch_test();
    if (at_word("reached")) return take_reached();
    if (at_word("known")) return take_known();
    if (at_word("handoff")) return take_handoff();
    if (at_word("deal")) return take_deal();
    if (at_any_word({"true", "false"})) {
        const bool value = at_word("true");
        take();
        return {.kind = Criterion::Kind::constant, .place = place, .value = value};
    }
    if (peek().kind == Token::Kind::word && !is_keyword(peek().text)) return take_definition();
    unexpected("a criterion");
    return {};
}

Criterion Parser::take_touch_test() {
    Criterion test{.place = here()};
    test.kind = at_word("any") ? Criterion::Kind::any : Criterion::Kind::none;
    take();
    test.touches = take_parenthesised_touches();
    return test;
}

Criterion Parser::take_reached() {
    Criterion test{.kind = Criterion::Kind::reached, .place = here()};
    take();
    expect_sign("(");
    const auto place = here();
    const auto name = take_label("a stage");
    expect_sign(")");
    if (stopped_) return {};
    if (const auto* index = scope_.stages.find(name)) {
        test.index = *index;
    } else {
        unknown_name(place, "stage", name, scope_.stages.all());
        test.kind = Criterion::Kind::constant;
    }
    return test;
}

Criterion Parser::take_known() {
    Criterion test{.kind = Criterion::Kind::known, .place = here()};
    take();
    test.operands.emplace_back(take_property());
    return test;
}

Criterion Parser::take_handoff() {
    Criterion test{.kind = Criterion::Kind::handoff, .place = here()};
    take();
    bool stated = false;
    for (const auto& [word, state] : handoff_states) {
        if (stated || !accept_word(word)) continue;
        test.handoff = state;
        stated = true;
    }
    if (!stated) {
        unexpected("open, accepted, rejected or recycled after handoff");
        return test;
    }
    const bool has_reason =
        test.handoff == HandoffState::rejected || test.handoff == HandoffState::recycled;
    if (at_word("for") && !has_reason) {
        stop("a reason goes with rejected and recycled only");
        return test;
    }
    if (accept_word("for")) test.reason = take_string();
    return test;
}

Criterion Parser::take_deal() {
    Criterion test{.kind = Criterion::Kind::deal, .place = here()};
    take();
    if (at_sign(".")) {
        stop("a deal's properties are asked about with deal open where (…)");
        return test;
    }
    bool stated = false;
    for (const auto& [word, state] : deal_states) {
        if (stated || !accept_word(word)) continue;
        test.deal = state;
        stated = true;
    }
    if (!stated) {
        unexpected("open, won or lost after deal");
        return test;
    }
    if (!accept_word("where")) return test;
    expect_sign("(");
    if (stopped_) return test;
    test.where = take_condition(FieldsOf::deal);
    expect_sign(")");
    return test;
}

Criterion Parser::take_definition() {
    Criterion named{.kind = Criterion::Kind::definition, .place = here()};
    const auto name = peek().text;
    if (at_sign("(", 1)) {
        const std::vector<std::string> functions{
            "any", "none", "reached", "count", "sum", "first", "last", "score"};
        stop(fmt::format("there is no function named \"{}\"", name),
             findings_.suggest(name, functions));
        return {};
    }
    take();
    if (const auto* index = scope_.definitions.find(name)) {
        named.index = *index;
    } else {
        findings_.error(named.place,
                        fmt::format("there is no definition named \"{}\"", name),
                        suggest_definition(name));
        named.kind = Criterion::Kind::constant;
    }
    return named;
}

std::string Parser::suggest_definition(std::string_view name) const {
    if (scope_.schema->contact.contains(name)) {
        return fmt::format("did you mean \"contact.{}\"?", name);
    }
    if (scope_.schema->company.contains(name)) {
        return fmt::format("did you mean \"company.{}\"?", name);
    }
    auto candidates = scope_.definitions.all();
    for (const auto* const word : {"any",
                                   "none",
                                   "known",
                                   "reached",
                                   "handoff",
                                   "deal",
                                   "contact",
                                   "company",
                                   "count",
                                   "not",
                                   "true",
                                   "false"}) {
        candidates.emplace_back(word);
    }
    return findings_.suggest(name, candidates);
}

}  // namespace baton::agreement
