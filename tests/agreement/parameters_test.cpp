#include "agreement/parameters.hpp"

#include <cstddef>
#include <gtest/gtest.h>
#include <string>
#include <string_view>
#include <vector>

#include "agreement/ast.hpp"
#include "agreement/check.hpp"
#include "agreement/schema.hpp"
#include "agreement/starting.hpp"

namespace baton::agreement {
namespace {

constexpr std::string_view text = R"(agreement: Parameters
timezone: UTC
currency: EUR
definitions:
  grown: company.employees between 50 and 900
  "keen": >
    count(page_view where path starts with "/p 3" within 30 days)
      >= 2
    or not known contact.email and score(heat) > 60
scores:
  heat:
    half_life: 2 weeks
    points:
      - { touch: page_view, points: -5 }
stages:
  - { name: lead, when: known contact.email }
  - { name: MQL, when: 'deal open where (amount >= 1000) and grown' }
disqualify:
  - { reason: far away, when: 'company.employees in (1, 2)' }
)";

std::vector<Parameter> parameters_in(std::string_view written) {
    const auto checked = check(written, standard_schema());
    EXPECT_TRUE(checked.agreement) << written;
    return checked.agreement ? parameters_of(*checked.agreement, written)
                             : std::vector<Parameter>{};
}

std::string line_of(std::string_view written, int line) {
    for (; line > 1; --line)
        written.remove_prefix(written.find('\n') + 1);
    return std::string(written.substr(0, written.find('\n')));
}

TEST(Parameters, AreTheNumbersThatDecideWhoQualifies) {
    std::vector<std::string> said;
    for (const auto& each : parameters_in(text)) {
        said.push_back(each.path + ": " + each.clause + ": " + each.label + " " + each.text +
                       (each.kind == Parameter::Kind::duration ? " (" + each.unit + ")" : ""));
    }
    const std::string keen = "at least 2 page views whose path starts with “/p 3” within 30 days";
    const std::string grown = "the company’s employees is between 50 and 900";
    const std::vector<std::string> expected{
        "definitions.grown: " + grown + ": from 50",
        "definitions.grown: " + grown + ": to 900",
        "definitions.keen: " + keen + ": within 30 (days)",
        "definitions.keen: " + keen + ": at least 2",
        "definitions.keen: the score “heat” is more than 60: more than 60",
        "scores.heat.half_life: the score “heat”: halves every 2 (weeks)",
        "scores.heat.points[page_view]: the score “heat” for page_view: points -5",
        "stages.MQL.when: there is an open deal whose amount is at least 1000: at least 1000",
        "disqualify.far away.when: the company’s employees is one of 1, 2: one of 1",
        "disqualify.far away.when: the company’s employees is one of 1, 2: one of 2",
    };
    EXPECT_EQ(said, expected);
}

TEST(Parameters, StandWhereTheySay) {
    for (const auto& start : starting_agreements()) {
        const auto found = parameters_in(start.text);
        EXPECT_FALSE(found.empty());
        for (const auto& each : found) {
            const auto at = static_cast<std::size_t>(each.place.column - 1);
            EXPECT_EQ(line_of(start.text, each.place.line).substr(at, each.length), each.text);
        }
    }
}

TEST(Parameters, CountColumnsInCodePoints) {
    const std::string line = "  wide: company.name = \"Ärzte ⚕\" and company.employees > 70";
    const auto found = parameters_in("agreement: A\ntimezone: UTC\ncurrency: EUR\ndefinitions:\n" +
                                     line + "\nstages: [{ name: lead, when: wide }]\n");
    ASSERT_EQ(found.size(), 1U);
    // Two characters of more than one byte stand before it: one byte and two bytes too many.
    EXPECT_EQ(found[0].place, (Place{.line = 5, .column = static_cast<int>(line.find("70")) - 2}));
}

TEST(Parameters, WrittenOverGiveAnotherAgreement) {
    const auto found = parameters_in(text);
    ASSERT_GT(found.size(), 2U);
    std::string changed(text);
    const auto line = changed.find(line_of(text, found[2].place.line));
    changed.replace(line + static_cast<std::size_t>(found[2].place.column - 1), 2, "7");
    const auto again = parameters_in(changed);
    ASSERT_EQ(again.size(), found.size());
    EXPECT_EQ(again[2].text, "7");
    EXPECT_EQ(again[2].clause, "at least 2 page views whose path starts with “/p 3” within 7 days");
    EXPECT_EQ(again[3].text, found[3].text);
}

TEST(Parameters, HiddenByEscapesAreLeftOut) {
    const auto found = parameters_in(
        "agreement: A\ntimezone: UTC\ncurrency: EUR\n"
        "stages: [{ name: lead, when: \"company.employees > \\x37\\x30\" }]\n");
    EXPECT_TRUE(found.empty());
}

}  // namespace
}  // namespace baton::agreement
