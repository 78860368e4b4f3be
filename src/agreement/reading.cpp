#include "agreement/reading.hpp"

#include <algorithm>
#include <cstdint>
#include <fmt/core.h>
#include <fmt/format.h>
#include <initializer_list>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "agreement/ast.hpp"
#include "agreement/document.hpp"
#include "agreement/parser.hpp"
#include "agreement/source.hpp"
#include "base/instant.hpp"
#include "base/text.hpp"
#include "base/value.hpp"

namespace baton::agreement {

std::string_view describe(Node::Kind kind) {
    switch (kind) {
        case Node::Kind::nothing: return "nothing";
        case Node::Kind::text: return "text";
        case Node::Kind::list: return "a list";
        case Node::Kind::section: return "a section of keys";
    }
    return "";
}

void Reading::error(const Node& node, std::string message, std::string hint) {
    findings_.error(place(node), std::move(message), std::move(hint));
}

std::string Reading::text(const Node& node, std::string_view what) {
    if (node.kind != Node::Kind::text) {
        error(node, fmt::format("expected {}, found {}", what, describe(node.kind)));
        return {};
    }
    if (text::trimmed(node.text).empty()) error(node, fmt::format("{} is empty", what));
    return std::string(text::trimmed(node.text));
}

std::span<const Node> Reading::list(const Node& node, std::string_view what) {
    if (node.kind == Node::Kind::list) return node.items;
    error(node, fmt::format("expected {}, found {}", what, describe(node.kind)));
    return {};
}

std::vector<std::string> Reading::texts(const Node& node, std::string_view what) {
    std::vector<std::string> result;
    for (const auto& item : list(node, fmt::format("a list: {}", what))) {
        result.push_back(text(item, what));
    }
    return result;
}

Criterion Reading::criterion(const Node& node) {
    if (node.kind != Node::Kind::text) {
        error(node, fmt::format("expected a criterion, found {}", describe(node.kind)));
        return {};
    }
    const ScalarText text(source_, node.offset, node.text);
    return Parser(text, scope_, findings_).whole_criterion();
}

Touches Reading::touches_of_score(const Node& node) {
    if (node.kind != Node::Kind::text) {
        error(node, fmt::format("expected kinds of touches, found {}", describe(node.kind)));
        return {};
    }
    const ScalarText text(source_, node.offset, node.text);
    return Parser(text, scope_, findings_).whole_touches_of_score();
}

Duration Reading::duration(const Node& node, std::int64_t least) {
    if (node.kind != Node::Kind::text) {
        error(node, fmt::format("expected a duration, found {}", describe(node.kind)));
        return {};
    }
    const ScalarText text(source_, node.offset, node.text);
    return Parser(text, scope_, findings_).whole_duration(least);
}

std::optional<Date> Reading::date(const Node& node) {
    const auto date = parse_date(node.kind == Node::Kind::text ? node.text : "");
    if (date) return *date;
    error(node,
          node.kind == Node::Kind::text
              ? date.error().message
              : fmt::format("expected a day as YYYY-MM-DD, found {}", describe(node.kind)));
    return std::nullopt;
}

Decimal Reading::number(const Node& node, std::string_view what) {
    const auto written = text(node, what);
    if (written.empty()) return {};
    const auto number = parse_decimal(written);
    if (number && written.find_first_of("eE") == std::string::npos) return *number;
    error(node, fmt::format("expected {}, found \"{}\"", what, written));
    return {};
}

Decimal Reading::percent(const Node& node, std::string_view what) {
    const auto written = text(node, what);
    if (written.empty()) return {};
    const auto number = parse_decimal(std::string_view(written).substr(0, written.size() - 1));
    if (written.ends_with('%') && number && number->millionths >= 0) return *number;
    error(node, fmt::format("expected {} such as 45%, found \"{}\"", what, written));
    return {};
}

std::int64_t Reading::whole_number(const Node& node, std::int64_t least, std::int64_t most) {
    const auto expected = fmt::format("a whole number from {} to {}", least, most);
    const auto number = parse_decimal(text(node, expected));
    if (number && number->millionths % decimal_one == 0) {
        const auto whole = number->millionths / decimal_one;
        if (whole >= least && whole <= most) return whole;
    }
    if (!text::trimmed(node.text).empty()) {
        error(node, fmt::format("expected {}, found \"{}\"", expected, node.text));
    }
    return least;
}

void Reading::refuse_choice(const Node& node, const std::vector<std::string>& names) {
    if (node.kind != Node::Kind::text) {
        return error(
            node,
            fmt::format("expected {}, found {}", fmt::join(names, " or "), describe(node.kind)));
    }
    error(node,
          fmt::format("expected {}, found \"{}\"", fmt::join(names, " or "), node.text),
          findings_.suggest(node.text, names));
}

Section::Section(Reading& reading,
                 const Node& node,
                 std::string_view what,
                 std::initializer_list<std::string_view> keys)
    : reading_(reading), node_(node), what_(what) {
    if (node.kind != Node::Kind::section) {
        reading.error(node, fmt::format("expected {}, found {}", what, describe(node.kind)));
        return;
    }
    const std::vector<std::string> known(keys.begin(), keys.end());
    for (const auto& member : named_members(reading, node, what)) {
        if (std::ranges::find(known, member.key.text) != known.end()) continue;
        if (member.key.kind != Node::Kind::text) continue;
        reading.error(member.key,
                      fmt::format("{} has no key \"{}\"", what, member.key.text),
                      reading.findings().suggest(member.key.text, known));
    }
}

const Node* Section::find(std::string_view key) const {
    const auto found = std::ranges::find(
        node_.members, key, [](const Member& member) { return std::string_view(member.key.text); });
    if (found == node_.members.end() || found->value.kind == Node::Kind::nothing) return nullptr;
    return &found->value;
}

const Node* Section::require(std::string_view key) const {
    const auto* found = find(key);
    if (found == nullptr && node_.kind == Node::Kind::section) {
        reading_.error(node_, fmt::format("{} needs \"{}\"", what_, key));
    }
    return found;
}

std::span<const Member> named_members(Reading& reading, const Node& node, std::string_view what) {
    if (node.kind != Node::Kind::section) {
        reading.error(node, fmt::format("expected {}, found {}", what, describe(node.kind)));
        return {};
    }
    std::set<std::string_view> seen;
    for (const auto& member : node.members) {
        if (member.key.kind != Node::Kind::text) {
            reading.error(member.key,
                          fmt::format("expected a key, found {}", describe(member.key.kind)));
        } else if (!seen.insert(member.key.text).second) {
            reading.error(member.key,
                          fmt::format("the key \"{}\" stands here twice", member.key.text));
        }
    }
    return node.members;
}

}  // namespace baton::agreement
