#include <algorithm>
#include <cstddef>
#include <vector>

#include "agreement/ast.hpp"
#include "lifecycle/journeys.hpp"
#include "lifecycle/program.hpp"

namespace baton::lifecycle {

using Kind = agreement::Criterion::Kind;

namespace {

void add_windows(const Program& program, const OperandProgram& operand, std::vector<Index>& found) {
    if (operand.kind != OperandProgram::Kind::aggregate) return;
    if (operand.aggregate != agreement::Aggregate::Kind::score) {
        found.push_back(operand.window);
        return;
    }
    for (const auto& line : program.scores()[operand.score].lines)
        found.push_back(line.window);
}

void add_windows(const Program& program, Index root, std::vector<Index>& found) {
    const auto& node = program.node(root);
    for (const auto child : node.of)
        add_windows(program, child, found);
    if (node.kind == Kind::any || node.kind == Kind::none) found.push_back(node.window);
    for (const auto& operand : node.operands)
        add_windows(program, operand, found);
}

std::vector<Index> windows_under(const Program& program, Index root) {
    std::vector<Index> found;
    add_windows(program, root, found);
    std::ranges::sort(found);
    const auto repeated = std::ranges::unique(found);
    found.erase(repeated.begin(), repeated.end());
    return found;
}

}  // namespace

void Program::mark_windows() {
    for (std::size_t index = 0; index < roots(Part::stage); ++index)
        stage_windows_.push_back(windows_under(*this, root(Part::stage, index)));
    for (std::size_t index = 0; index < roots(Part::disqualifier); ++index)
        disqualifier_windows_.push_back(windows_under(*this, root(Part::disqualifier, index)));
}

}  // namespace baton::lifecycle
