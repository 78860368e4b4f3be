#include "agreement/diff.hpp"

#include <gtest/gtest.h>
#include <string>
#include <string_view>
#include <vector>

#include "agreement/check.hpp"
#include "agreement/normalise.hpp"
#include "agreement/schema.hpp"

namespace baton::agreement {
namespace {

constexpr std::string_view before_text = R"(agreement: A
currency: EUR
timezone: UTC
lists: { bad: [x, y] }
stages:
  - { name: lead, owner: marketing, when: known contact.email }
  - { name: MQL, owner: marketing, when: any(page_view) }
disqualify: [ { reason: r, when: contact.country = "X" } ]
handoff: { at: MQL, to: { team: sales }, respond_within: 4 hours, recycle: { eligible_again_after: 60 days } }
)";

std::string replaced(std::string_view from, std::string_view to) {
    std::string text(before_text);
    const auto at = text.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    return text.replace(at, from.size(), to);
}

Difference against(std::string_view after) {
    const auto old_agreement = check(before_text, standard_schema()).agreement;
    const auto new_agreement = check(after, standard_schema()).agreement;
    EXPECT_TRUE(old_agreement);
    EXPECT_TRUE(new_agreement) << after;
    return difference(old_agreement.value(), new_agreement.value(), before_text, after);
}

TEST(DiffOfAgreements, SeesNoChangeInSpelling) {
    EXPECT_FALSE(against(before_text).only_text_changed);
    for (const auto& after : {replaced("agreement: A", "# a comment\nagreement: A"),
                              replaced("any(page_view)", "(ANY ( page_view ))"),
                              replaced("timezone: UTC\n", "") + "timezone: UTC\n"}) {
        const auto found = against(after);
        EXPECT_TRUE(found.changes.empty()) << after;
        EXPECT_TRUE(found.only_text_changed) << after;
    }
    EXPECT_FALSE(against(replaced("UTC\n", "UTC  \r\n")).only_text_changed);
}

TEST(DiffOfAgreements, NamesWhatChanged) {
    const auto found = against(replaced("any(page_view)", "count(page_view) >= 2"));
    EXPECT_EQ(found.changes,
              (std::vector<Change>{{.path = "stages.MQL.when",
                                    .before = "any(page_view)",
                                    .after = "count(page_view) >= 2"}}));
    EXPECT_FALSE(found.only_text_changed);
}

TEST(DiffOfAgreements, NamesWhatIsNewAndGoneInOrder) {
    auto after = replaced("lists: { bad: [x, y] }\n", "effective: 2026-01-01\n");
    after.replace(after.find("respond_within: 4 hours"), 23, "respond_within: 2 hours");
    const auto found = against(after).changes;
    EXPECT_EQ(found,
              (std::vector<Change>{
                  {.path = "effective", .after = "2026-01-01", .kind = Change::Kind::added},
                  {.path = "lists.bad", .before = "x, y", .kind = Change::Kind::removed},
                  {.path = "handoff.respond_within", .before = "4 hours", .after = "2 hours"},
                  {.path = "handoff.accept_within", .before = "4 hours", .after = "2 hours"}}));
}

TEST(DiffOfAgreements, SeesTheOrderOfStages) {
    const auto after = replaced(
        "  - { name: lead, owner: marketing, when: known contact.email }\n"
        "  - { name: MQL, owner: marketing, when: any(page_view) }\n",
        "  - { name: MQL, owner: marketing, when: any(page_view) }\n"
        "  - { name: lead, owner: marketing, when: known contact.email }\n");
    EXPECT_EQ(
        against(after).changes,
        (std::vector<Change>{{.path = "stages", .before = "lead, MQL", .after = "MQL, lead"}}));
}

TEST(NormalisedText, ForgetsWhatEditorsChange) {
    EXPECT_EQ(normalised_text("a: 1  \r\nb: 2\t\r\n\r\n\n"), "a: 1\nb: 2\n");
    EXPECT_EQ(normalised_text("a\rb"), "a\nb\n");
    EXPECT_EQ(normalised_text("\xEF\xBB\xBFname: Cafe\u0301"), "name: Caf\u00e9\n");
    EXPECT_EQ(normalised_text("a\n\n  b # c\n"), "a\n\n  b # c\n");
    EXPECT_EQ(normalised_text(""), "");
    EXPECT_EQ(normalised_text(" \n\n"), "");
}

TEST(NormalisedText, IsStable) {
    for (const std::string_view text : {"a  \r\n \r b", "\n\n x", "x\t\n\t"}) {
        EXPECT_EQ(normalised_text(normalised_text(text)), normalised_text(text));
    }
}

}  // namespace
}  // namespace baton::agreement
