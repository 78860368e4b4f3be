#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "agreement/ast.hpp"
#include "agreement/document.hpp"
#include "agreement/findings.hpp"
#include "agreement/scope.hpp"
#include "agreement/source.hpp"
#include "base/value.hpp"

namespace baton::agreement {

// Turns the nodes of one agreement into values. What does not fit is reported where it stands, and
// something harmless is returned, so that reading goes on. Refers to all it is made of.
class Reading {
public:
    Reading(const Source& source, Scope& scope, Findings& findings)
        : source_(source), scope_(scope), findings_(findings) {}

    [[nodiscard]] Place place(const Node& node) const { return source_.place(node.offset); }

    [[nodiscard]] Scope& scope() { return scope_; }

    [[nodiscard]] Findings& findings() { return findings_; }

    void error(const Node& node, std::string message, std::string hint = {});

    // Text that is not blank. `what` names the thing: "the name of a stage".
    std::string text(const Node& node, std::string_view what);
    std::vector<std::string> texts(const Node& node, std::string_view what);
    std::span<const Node> list(const Node& node, std::string_view what);

    Criterion criterion(const Node& node);
    Touches touches_of_score(const Node& node);
    Duration duration(const Node& node, std::int64_t least);
    std::optional<Date> date(const Node& node);
    Decimal number(const Node& node, std::string_view what);
    Decimal percent(const Node& node, std::string_view what);
    std::int64_t whole_number(const Node& node, std::int64_t least, std::int64_t most);

    template <typename Choice>
    Choice choice(const Node& node,
                  std::initializer_list<std::pair<std::string_view, Choice>> choices) {
        std::vector<std::string> names;
        for (const auto& [name, value] : choices) {
            if (node.kind == Node::Kind::text && node.text == name) return value;
            names.emplace_back(name);
        }
        refuse_choice(node, names);
        return choices.begin()->second;
    }

private:
    void refuse_choice(const Node& node, const std::vector<std::string>& names);

    const Source& source_;
    Scope& scope_;
    Findings& findings_;
};

// A section of the document: its keys are checked as it is made.
class Section {
public:
    // `what` names the section with its article: "a stage", "the agreement".
    Section(Reading& reading,
            const Node& node,
            std::string_view what,
            std::initializer_list<std::string_view> keys);

    // The value of a key that is there and not empty, else nullptr.
    [[nodiscard]] const Node* find(std::string_view key) const;
    // The same; its absence is an error.
    [[nodiscard]] const Node* require(std::string_view key) const;

private:
    Reading& reading_;
    const Node& node_;
    std::string what_;
};

// Names that stand as keys, such as those of lists: refuses what is no section and what is
// repeated.
[[nodiscard]] std::span<const Member> named_members(Reading& reading,
                                                    const Node& node,
                                                    std::string_view what);

[[nodiscard]] std::string_view describe(Node::Kind kind);

}  // namespace baton::agreement
