#pragma once

#include <span>
#include <string_view>

namespace baton::http {

// A text member of an answer that holds one word of a few: the document names them, and the page's
// types are made of them.
struct ClosedSet {
    std::string_view record;  // the component: "HandoffView"
    std::string_view member;
    std::span<const std::string_view> words;
};

// In order of record and member.
[[nodiscard]] std::span<const ClosedSet> closed_sets();

}  // namespace baton::http
