#include "agreement/source.hpp"

#include <gtest/gtest.h>
#include <string>
#include <string_view>
#include <vector>

#include "agreement/ast.hpp"
#include "agreement/check.hpp"
#include "agreement/schema.hpp"

namespace baton::agreement {
namespace {

// Where the criterion `when` of a stage is found wrong.
Place place_of_mistake(std::string_view when, std::string_view line_end = "\n") {
    std::string text =
        "agreement: Größe 😀\ncurrency: EUR\ntimezone: UTC\nstages:\n- name: ä\n  when: ";
    text += when;
    text += "\n";
    std::string spelled;
    for (const char c : text) {
        if (c == '\n') {
            spelled += line_end;
        } else {
            spelled += c;
        }
    }
    const auto checked = check(spelled, standard_schema());
    EXPECT_EQ(checked.diagnostics.size(), 1U) << when;
    for (const auto& found : checked.diagnostics) {
        EXPECT_TRUE(found.message.contains("\"x\"")) << found.message;
    }
    return checked.diagnostics.empty() ? Place{} : checked.diagnostics.front().place;
}

TEST(PlaceOfAMistake, IsFoundThroughEveryWayToWriteText) {
    struct Case {
        std::string_view when;
        Place place;
    };

    const std::vector<Case> cases{
        {"x", {6, 9}},
        {"true and x", {6, 18}},
        {"true and\n    x", {7, 5}},
        {"true and\n\n\n    not x", {9, 9}},
        {"'true and x'", {6, 19}},
        {"'contact.email = \"it''s\" and x'", {6, 38}},
        {"'true\n\n    and x'", {8, 9}},
        {"\"true and x\"", {6, 19}},
        {"\"contact.email = \\\"\\u00e4\\U0001F600\\x41\\\" and x\"", {6, 55}},
        {"\"contact.email = \\\"ä😀\\\" and x\"", {6, 37}},
        {"\"true \\\n    and x\"", {7, 9}},
        {"|\n    true\n    and x", {8, 9}},
        {"|-\n    true\n\n    and x\n", {9, 9}},
        {"> # folded\n    true and\n      not\n    x", {9, 5}},
        {">+\n    contact.email = \"ä  ö\" and x\n\n", {7, 32}},
        {"|2\n    true and x", {7, 14}},
        {"contact.email = \"#no comment\" and x # a comment", {6, 43}},
    };
    for (const auto& [when, place] : cases) {
        for (const std::string_view line_end : {"\n", "\r\n"}) {
            const auto found = place_of_mistake(when, line_end);
            EXPECT_EQ(found.line, place.line) << when;
            EXPECT_EQ(found.column, place.column) << when;
        }
    }
}

TEST(Source, CountsCodePoints) {
    const Source source("aä\n\n😀b");
    EXPECT_EQ(source.place(0), (Place{1, 1}));
    EXPECT_EQ(source.place(3), (Place{1, 3}));
    EXPECT_EQ(source.place(4), (Place{2, 1}));
    EXPECT_EQ(source.place(9), (Place{3, 2}));
    EXPECT_EQ(source.place(100), (Place{3, 3}));
}

TEST(Limits, AreErrorsNotCrashes) {
    const auto message_of = [](const std::string& text) {
        const auto checked = check(text, standard_schema());
        EXPECT_FALSE(checked.agreement);
        return checked.diagnostics.empty() ? "" : checked.diagnostics.front().message;
    };
    EXPECT_EQ(message_of(std::string(262'145, 'x')),
              "the text has 262145 bytes; 262144 are allowed");
    EXPECT_EQ(message_of("agreement: \xff"), "the text is not UTF-8");
    EXPECT_EQ(message_of(std::string("a: \0", 4)), "a control character stands here");
    EXPECT_TRUE(message_of(std::string(200'000, '[')).starts_with("this is not YAML"));

    const std::string head = "agreement: A\ncurrency: EUR\ntimezone: UTC\n";
    const auto stage = [&](const std::string& when) {
        return head + "stages: [ { name: a, when: '" + when + "' } ]\n";
    };
    EXPECT_EQ(message_of(stage(std::string(100'000, '(') + "true")),
              "more than 64 levels of parentheses and not");
    std::string nots;
    for (int i = 0; i < 20'000; ++i)
        nots += "not ";
    EXPECT_EQ(message_of(stage(nots + "true")), "more than 64 levels of parentheses and not");

    std::string doubling = head + "definitions:\n  d0: 'true'\n";
    for (int i = 1; i < 40; ++i) {
        const auto before = "d" + std::to_string(i - 1);
        doubling += "  d" + std::to_string(i) + ": " + before + " and " + before + "\n";
    }
    EXPECT_EQ(message_of(doubling + "stages: [ { name: a, when: d39 } ]\n"),
              "with its definitions written out this has more than 10000 parts");

    std::string chain = head + "definitions:\n";
    for (int i = 0; i < 5'000; ++i) {
        chain += "  d" + std::to_string(i) + ": d" + std::to_string(i + 1) + "\n";
    }
    EXPECT_TRUE(
        message_of(chain + "  d5000: 'true'\nstages: [ { name: a, when: d0 } ]\n").contains("64"));

    std::string lists = head + "lists:\n  l: [";
    for (int i = 0; i < 5'000; ++i)
        lists += "a,";
    lists += "a]\ndefinitions:\n";
    for (int i = 0; i < 200; ++i) {
        lists += "  d" + std::to_string(i) + ": contact.email in list(l)\n";
    }
    EXPECT_EQ(message_of(lists + "stages: [ { name: a, when: d0 } ]\n"),
              "lists are used too often: there are too many entries in all");
}

}  // namespace
}  // namespace baton::agreement
