#include "agreement/alternatives.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <set>
#include <string>
#include <vector>

#include "agreement/check.hpp"
#include "agreement/schema.hpp"

namespace baton::agreement {
namespace {

using Values = std::vector<std::string>;

std::string with(const std::string& criterion) {
    return fmt::format(
        "agreement: A # not {{1, 2}}\ntimezone: UTC\ncurrency: EUR\nstages:\n"
        "  - {{ name: S, owner: sales, when: '{}' }}\n",
        criterion);
}

Result<Grid> read(const std::string& criterion) {
    return Grid::read(with(criterion), standard_schema());
}

std::string refusal(const std::string& criterion) {
    const auto grid = read(criterion);
    return grid ? "accepted" : grid.error().message;
}

TEST(Grid, ReadsNumbersTextsDatesAndDurations) {
    const auto grid = read(
        R"(count(visit within 30 days{14 days, 60 days}) >= 2 {3} or contact.country = "DE"{"FR", "A, B"})"
        R"( and contact.birthday > 2000-01-01{1990-01-01} and any(a within 2 business hours{1 day}))");
    ASSERT_TRUE(grid.has_value()) << grid.error().message;
    ASSERT_EQ(grid->parameters().size(), 5U);
    EXPECT_EQ(grid->parameters()[0].values, (Values{"30 days", "14 days", "60 days"}));
    EXPECT_EQ(grid->parameters()[1].values, (Values{"2", "3"}));
    EXPECT_EQ(grid->parameters()[2].values, (Values{"\"DE\"", "\"FR\"", "\"A, B\""}));
    EXPECT_EQ(grid->parameters()[3].values, (Values{"2000-01-01", "1990-01-01"}));
    EXPECT_EQ(grid->parameters()[4].values, (Values{"2 business hours", "1 day"}));
    EXPECT_EQ(grid->size(), 3U * 2 * 3 * 2 * 2);
    EXPECT_EQ(grid->parameters()[0].place, (Place{.line = 5, .column = 56}));
    EXPECT_EQ(grid->parameters()[1].place, (Place{.line = 5, .column = 86}));
}

TEST(Grid, TheFirstVariantIsTheTextWithoutBracesAndAllDiffer) {
    const auto grid = read("count(visit within 30 days{14 days}) >= 2{3, 2, 4}");
    ASSERT_TRUE(grid.has_value());
    EXPECT_EQ(grid->text(0), with("count(visit within 30 days) >= 2"));
    std::set<std::string> texts;
    for (std::size_t variant = 0; variant < grid->size(); ++variant) {
        texts.insert(grid->text(variant));
        EXPECT_TRUE(check(grid->text(variant), standard_schema()).agreement.has_value());
    }
    EXPECT_EQ(texts.size(), 6U);
    EXPECT_TRUE(texts.contains(with("count(visit within 14 days) >= 4")));
}

// In a flow mapping braces would be the mapping's own; places say the same anywhere.
TEST(Grid, NumbersCanBeMarkedByTheirPlace) {
    const std::string text =
        "agreement: x\ntimezone: UTC\ncurrency: EUR\n"
        "scores:\n"
        "  heat:\n"
        "    points: [ { touch: visit, points: 5 } ]\n"
        "stages:\n"
        "  - { name: é, owner: marketing, when: count(visit within 30 days) >= 2 }\n";
    const auto grid = Grid::marked(text,
                                   standard_schema(),
                                   {{.place = {.line = 8, .column = 71}, .values = {"3", "2", "3"}},
                                    {.place = {.line = 6, .column = 39}, .values = {"-1"}}});
    ASSERT_TRUE(grid.has_value()) << grid.error().message;
    ASSERT_EQ(grid->parameters().size(), 2U);
    EXPECT_EQ(grid->parameters()[0].values, (Values{"5", "-1"})) << "in the order of the text";
    EXPECT_EQ(grid->parameters()[1].values, (Values{"2", "3"}));
    EXPECT_EQ(grid->text(0), text);
    EXPECT_NE(grid->text(3).find("points: -1 }"), std::string::npos);
    EXPECT_NE(grid->text(3).find(">= 3 }"), std::string::npos);
}

TEST(Grid, RefusesWhatItCannotTry) {
    EXPECT_EQ(refusal("any(visit)").substr(0, 17), "nothing is marked");
    EXPECT_NE(refusal("count(visit) >= 2{}").find("an alternative is missing"), std::string::npos);
    EXPECT_NE(refusal("count(visit) >= 2{3,}").find("5:54: "), std::string::npos);
    EXPECT_NE(refusal("count(visit) >= {3}").find("alternatives follow"), std::string::npos);
    const auto many = refusal(
        "count(a) >= 1{2,3,4,5,6,7,8,9,10,11,12} or count(b) >= 1{2,3,4,5,6,7,8,9,10,11,12} "
        "or count(c) >= 1{2,3,4,5,6,7,8,9,10,11,12}");
    EXPECT_EQ(many.substr(0, 34), "12 × 12 × 12 = 1728 combinations");
}

}  // namespace
}  // namespace baton::agreement
