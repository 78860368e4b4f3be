#include "agreement/parameters.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <fmt/core.h>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "agreement/ast.hpp"
#include "agreement/describe.hpp"
#include "agreement/document.hpp"
#include "agreement/findings.hpp"
#include "agreement/lex.hpp"
#include "agreement/render.hpp"
#include "agreement/source.hpp"

namespace baton::agreement {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

constexpr auto units = std::to_array<std::string_view>(
    {"minute", "minutes", "hour", "hours", "day", "days", "week", "weeks", "month", "months"});

constexpr auto after_signs = std::to_array<std::pair<std::string_view, std::string_view>>({
    {">=", "at least"},
    {">", "more than"},
    {"<=", "at most"},
    {"<", "less than"},
    {"=", "exactly"},
    {"!=", "any but"},
    {"(", "one of"},
    {",", "one of"},
});

constexpr auto after_words = std::to_array<std::pair<std::string_view, std::string_view>>({
    {"within", "within"},
    {"between", "from"},
    {"and", "to"},
});

// The words after a number that make it a duration; empty for a plain number.
std::string unit_after(std::span<const Token> tokens, std::size_t number) {
    const auto word = [&](std::size_t i) {
        return i < tokens.size() && tokens[i].kind == Token::Kind::word ? tokens[i].text
                                                                        : std::string();
    };
    const auto is_unit = [](std::string_view text) {
        return std::ranges::any_of(units,
                                   [&](std::string_view unit) { return same_word(text, unit); });
    };
    const auto first = word(number + 1);
    if (same_word(first, "business") && is_unit(word(number + 2))) {
        return fmt::format("{} {}", first, word(number + 2));
    }
    return is_unit(first) ? first : std::string();
}

std::string label_after(const Token& before) {
    if (before.kind == Token::Kind::sign) {
        for (const auto& [sign, label] : after_signs) {
            if (before.text == sign) return std::string(label);
        }
    }
    for (const auto& [word, label] : after_words) {
        if (before.kind == Token::Kind::word && same_word(before.text, word)) {
            return std::string(label);
        }
    }
    return "the number";
}

// The last leaf of the tree that begins at the place or before it.
const Criterion& leaf_at(const Criterion& tree, Place place) {
    const Criterion* found = &tree;
    while (!found->of.empty()) {
        const Criterion* next = &found->of.front();
        for (const auto& part : found->of) {
            const Criterion* first = &part;
            while (!first->of.empty())
                first = &first->of.front();
            if (first->place <= place) next = &part;
        }
        found = next;
    }
    return *found;
}

// Walks the document beside the agreement it was checked to be.
class Finder {
public:
    Finder(const Agreement& agreement, std::string_view text)
        : agreement_(agreement), source_(text) {}

    std::vector<Parameter> all() {
        Findings findings;
        const auto root = read_document(source_, findings);
        if (!root) return {};
        for (const auto& [key, value] : root->members) {
            if (key.text == "definitions") definitions(value);
            if (key.text == "scores") scores(value);
            if (key.text == "stages") stages(value);
            if (key.text == "disqualify") disqualifiers(value);
        }
        return std::move(found_);
    }

private:
    static const Node* member(const Node& section, std::string_view key) {
        const auto found = std::ranges::find(
            section.members, key, [](const Member& each) { return each.key.text; });
        return found == section.members.end() ? nullptr : &found->value;
    }

    void add(const ScalarText& scalar, const Token& token, Parameter parameter) {
        parameter.place = scalar.place(token.begin);
        parameter.text = token.text;
        parameter.length = token.text.size();
        const auto end = scalar.place(token.end);
        const bool whole =
            end.line == parameter.place.line &&
            static_cast<std::size_t>(end.column - parameter.place.column) == parameter.length;
        if (whole) found_.push_back(std::move(parameter));
    }

    void criterion(const std::string& path, const Node* node, const Criterion& tree) {
        if (node == nullptr) return;
        const ScalarText scalar(source_, node->offset, node->text);
        const auto tokens = lex(scalar.value());
        for (std::size_t i = 1; i < tokens.size(); ++i) {
            if (tokens[i].kind != Token::Kind::number) continue;
            auto unit = unit_after(tokens, i);
            const auto& leaf = leaf_at(tree, scalar.place(tokens[i].begin));
            add(scalar,
                tokens[i],
                {.path = path,
                 .kind = unit.empty() ? Parameter::Kind::number : Parameter::Kind::duration,
                 .unit = std::move(unit),
                 .label = label_after(tokens[i - 1]),
                 .clause = describe(leaf, agreement_)});
        }
    }

    void plain(const Node* node, Parameter parameter) {
        if (node == nullptr) return;
        const ScalarText scalar(source_, node->offset, node->text);
        const auto tokens = lex(scalar.value());
        if (tokens.front().kind != Token::Kind::number) return;
        parameter.unit = unit_after(tokens, 0);
        if (!parameter.unit.empty()) parameter.kind = Parameter::Kind::duration;
        add(scalar, tokens.front(), std::move(parameter));
    }

    void definitions(const Node& section) {
        for (const auto& definition : agreement_.definitions) {
            criterion("definitions." + definition.name,
                      member(section, definition.name),
                      definition.when);
        }
    }

    void scores(const Node& section) {
        for (const auto& score : agreement_.scores) {
            const auto* node = member(section, score.name);
            if (node == nullptr) continue;
            const auto path = "scores." + score.name;
            const auto clause = fmt::format("the score “{}”", score.name);
            plain(member(*node, "half_life"),
                  {.path = path + ".half_life", .label = "halves every", .clause = clause});
            const auto* lines = member(*node, "points");
            for (std::size_t i = 0; i < score.points.size(); ++i) {
                const auto touches = render(score.points[i].touches);
                plain(member(lines->items[i], "points"),
                      {.path = fmt::format("{}.points[{}]", path, touches),
                       .label = "points",
                       .clause = fmt::format("{} for {}", clause, touches)});
            }
        }
    }

    void stages(const Node& list) {
        for (std::size_t i = 0; i < agreement_.stages.size(); ++i) {
            const auto& stage = agreement_.stages[i];
            criterion(fmt::format("stages.{}.when", stage.name),
                      member(list.items[i], "when"),
                      stage.when);
        }
    }

    void disqualifiers(const Node& list) {
        for (std::size_t i = 0; i < agreement_.disqualify.size(); ++i) {
            const auto& one = agreement_.disqualify[i];
            criterion(fmt::format("disqualify.{}.when", one.reason),
                      member(list.items[i], "when"),
                      one.when);
        }
    }

    const Agreement& agreement_;
    Source source_;
    std::vector<Parameter> found_;
};

}  // namespace

std::vector<Parameter> parameters_of(const Agreement& agreement, std::string_view text) {
    if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
    return Finder(agreement, text).all();
}

}  // namespace baton::agreement
