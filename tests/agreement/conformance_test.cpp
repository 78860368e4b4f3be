#include <fstream>
#include <gtest/gtest.h>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "agreement/ast.hpp"
#include "agreement/check.hpp"
#include "agreement/diagnostic.hpp"
#include "agreement/schema.hpp"
#include "agreement/tree_text.hpp"
#include "base/value.hpp"
#include "places.hpp"

// Runs docs/reference/agreement-conformance.txt, which explains its own form.
namespace baton::agreement {
namespace {

struct Example {
    int line = 0;
    std::string verb;
    std::string text;
    std::vector<std::string> expected;
};

Schema schema_of_examples() {
    auto schema = standard_schema();
    schema.contact["interests"] = ValueType::multi;
    schema.contact["languages"] = ValueType::multi;
    schema.contact["newsletter"] = ValueType::boolean;
    schema.contact["birthday"] = ValueType::date;
    schema.contact["lead score"] = ValueType::number;
    schema.company["customer_since"] = ValueType::date;
    schema.deal["renewal"] = ValueType::boolean;
    return schema;
}

Known known_of_examples() {
    return {.kinds = {"page_view",
                      "Demo Requested",
                      "Form Submitted",
                      "meeting_held",
                      "email_link_clicked",
                      "deal"},
            .fields = {"path", "channel", "campaign", "asset", "value", "actor", "trust"},
            .teams = {"sales", "inside"},
            .users = {"kim@acme.test"}};
}

bool is_verb(std::string_view word) {
    return word == "base" || word == "accept" || word == "refuse" || word == "document" ||
           word == "wrong";
}

std::vector<Example> examples() {
    std::ifstream file(source_dir() / "docs/reference/agreement-conformance.txt");
    std::vector<Example> result;
    std::string line;
    for (int number = 1; std::getline(file, line); ++number) {
        if (line.empty() || line.starts_with('#')) continue;
        const auto space = line.find(' ');
        const auto word = line.substr(0, space);
        const auto rest = space == std::string::npos ? std::string{} : line.substr(space + 1);
        if (is_verb(word)) {
            result.push_back({.line = number, .verb = word, .text = rest, .expected = {}});
        } else if (word == "|") {
            auto& text = result.back().text;
            text += (text.empty() ? "" : "\n") + rest;
        } else if (word == "=>") {
            result.back().expected.push_back(rest);
        } else {
            ADD_FAILURE() << "line " << number << " is of no known form: " << line;
        }
    }
    return result;
}

std::vector<std::string> lines_of(const std::vector<Diagnostic>& diagnostics) {
    std::vector<std::string> lines;
    for (const auto& diagnostic : diagnostics)
        lines.push_back(render(diagnostic, ""));
    return lines;
}

void run_criterion(const Example& example, const Agreement& base) {
    const auto checked =
        check_criterion(example.text, base, schema_of_examples(), known_of_examples());
    std::vector<std::string> found;
    if (checked.criterion) found.push_back(tree_text(*checked.criterion, base));
    for (auto& line : lines_of(checked.diagnostics))
        found.push_back(std::move(line));
    EXPECT_EQ(found, example.expected) << "line " << example.line << ": " << example.text;
    EXPECT_EQ(checked.criterion.has_value(), example.verb == "accept") << "line " << example.line;
}

void run_document(const Example& example) {
    const auto checked = check(example.text, schema_of_examples(), known_of_examples());
    EXPECT_EQ(lines_of(checked.diagnostics), example.expected) << "line " << example.line << ":\n"
                                                               << example.text;
    EXPECT_EQ(checked.agreement.has_value(), example.verb == "document") << "line " << example.line;
}

TEST(Conformance, HoldsForEveryExample) {
    std::optional<Agreement> base;
    int accepted = 0;
    int refused = 0;
    for (const auto& example : examples()) {
        if (example.verb == "base") {
            base = check(example.text, schema_of_examples(), known_of_examples()).agreement;
            ASSERT_TRUE(base) << "line " << example.line;
            continue;
        }
        ASSERT_TRUE(base);
        const bool right = example.verb == "accept" || example.verb == "document";
        ++(right ? accepted : refused);
        if (example.verb == "document" || example.verb == "wrong") {
            run_document(example);
        } else {
            run_criterion(example, *base);
        }
    }
    EXPECT_GE(accepted, 60);
    EXPECT_GE(refused, 60);
}

}  // namespace
}  // namespace baton::agreement
