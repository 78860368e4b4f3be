#pragma once

#include <cstddef>
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

namespace baton::agreement {

// Reads one text of the criteria language, top down, one function a rule of the grammar. The first
// word that does not fit ends the reading with an error; unknown names and types that do not match
// are errors too, and the reading goes on. Refers to all of its arguments.
class Parser {
public:
    Parser(const ScalarText& text, const Scope& scope, Findings& findings);

    // Each reads the whole text. What they return is of use only when no error was found.
    Criterion whole_criterion();
    Touches whole_touches();
    Touches whole_touches_of_score();
    Duration whole_duration(std::int64_t least);

private:
    enum class FieldsOf : std::uint8_t { touch, deal };

    struct PlacedOperand {
        Operand operand;
        Place place;
        Side side;
    };

    // parser.cpp: words
    [[nodiscard]] const Token& peek(std::size_t ahead = 0) const;
    [[nodiscard]] Place here() const;
    [[nodiscard]] bool at_word(std::string_view keyword, std::size_t ahead = 0) const;
    [[nodiscard]] bool at_any_word(std::initializer_list<std::string_view> keywords) const;
    [[nodiscard]] bool at_sign(std::string_view sign, std::size_t ahead = 0) const;
    [[nodiscard]] bool at_comparator(std::size_t ahead = 0) const;
    bool accept_word(std::string_view keyword);
    bool accept_sign(std::string_view sign);
    void expect_word(std::string_view keyword);
    void expect_sign(std::string_view sign);
    void expect_end(std::string_view expected);
    void unexpected(std::string_view expected);
    void stop(std::string message, std::string hint = {});
    [[nodiscard]] std::string found() const;
    Token take();
    bool deeper();
    std::string take_label(std::string_view what);
    std::string take_string();
    Literal take_literal(std::string_view expected);
    [[nodiscard]] bool at_literal() const;
    Duration take_duration(std::int64_t least);
    std::optional<Unit> take_unit();
    Comparator take_comparator();
    std::optional<TextOperator> accept_text_operator();
    std::string take_pattern(TextOperator text_operator);
    LiteralSet take_set(Side left);
    std::vector<std::string> take_list_name();
    void unknown_name(Place place,
                      std::string_view what,
                      std::string_view name,
                      const std::vector<std::string>& candidates);
    void report(Place place, const std::optional<std::string>& mistake);

    // parse_touches.cpp
    Touches take_touches();
    Touches take_parenthesised_touches();
    std::string take_kind();
    Condition take_condition(FieldsOf of);
    Condition take_condition_and(FieldsOf of);
    Condition take_condition_not(FieldsOf of);
    Condition take_condition_primary(FieldsOf of);
    Condition take_field_comparison(FieldsOf of, Place place);
    void take_field_values(Condition& condition, Side side);
    void take_field_between(Condition& condition, Side side);
    std::string take_field();
    Side side_of_field(FieldsOf of, const std::string& field, Place place);
    [[nodiscard]] bool at_field_named(std::string_view keyword) const;

    // parse_operand.cpp
    [[nodiscard]] bool at_operand() const;
    PlacedOperand take_operand();
    Property take_property();
    Aggregate take_aggregate();
    Aggregate take_score();
    Aggregate take_sum();
    Aggregate take_days_since();
    Criterion take_comparison();
    void refuse_literal(const PlacedOperand& left);
    void take_text_test(Criterion& criterion, const PlacedOperand& left);
    void take_right_side(Criterion& criterion, const PlacedOperand& left);
    void take_between(Criterion& criterion, const PlacedOperand& left);

    // parse_criterion.cpp
    Criterion take_criterion();
    Criterion take_and();
    Criterion take_not();
    Criterion take_primary();
    Criterion take_test();
    Criterion take_touch_test();
    Criterion take_reached();
    Criterion take_known();
    Criterion take_handoff();
    Criterion take_deal();
    Criterion take_definition();
    [[nodiscard]] std::string suggest_definition(std::string_view name) const;

    const ScalarText& text_;
    const Scope& scope_;
    Findings& findings_;
    std::vector<Token> tokens_;
    std::size_t at_ = 0;
    int depth_ = 0;
    bool stopped_ = false;
};

}  // namespace baton::agreement
