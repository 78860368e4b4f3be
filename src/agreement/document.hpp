#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "agreement/findings.hpp"
#include "agreement/source.hpp"

namespace baton::agreement {

struct Member;

// A piece of a YAML document. Scalars are text, whatever they look like.
struct Node {
    enum class Kind : std::uint8_t { nothing, text, list, section };
    Kind kind = Kind::nothing;
    std::size_t offset = 0;  // where it begins in the source
    std::string text;
    std::vector<Node> items;
    std::vector<Member> members;  // in the order written, repeated keys too
};

struct Member {
    Node key;
    Node value;
};

// Reads one document. Anchors, aliases, tags, further documents and text that is no YAML are
// errors. Absent when nothing can be made of it.
[[nodiscard]] std::optional<Node> read_document(const Source& source, Findings& findings);

}  // namespace baton::agreement
