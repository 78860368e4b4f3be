#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "agreement/ast.hpp"
#include "agreement/findings.hpp"

namespace baton::agreement {

// What a criterion comes to with its definitions written out.
struct Reach {
    std::size_t depth = 0;                     // levels of the tree
    std::size_t nodes = 0;                     // nodes of the tree, at most criterion_nodes_max + 1
    std::optional<std::size_t> furthest = {};  // the last stage named by reached(…)
    bool asks_return = false;                  // handoff rejected or recycled
    bool asks_handoff = false;
};

// Measures criteria through their definitions, each definition once. Cycles are errors where they
// close; what lies behind one is left out.
class Reaches {
public:
    Reaches(std::span<const Definition> definitions, Findings& findings);

    [[nodiscard]] Reach of(const Criterion& criterion) const;

private:
    void settle(std::size_t definition, Findings& findings);
    void settle_used(const Criterion& criterion, Findings& findings);

    enum class State : std::uint8_t { untouched, open, settled };
    std::span<const Definition> definitions_;
    std::vector<State> states_;
    std::vector<Reach> reaches_;
    int open_ = 0;
};

}  // namespace baton::agreement
