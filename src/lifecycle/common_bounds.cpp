#include "lifecycle/common_bounds.hpp"

#include <cstddef>
#include <fmt/core.h>
#include <optional>

#include "agreement/ast.hpp"
#include "agreement/render.hpp"
#include "lifecycle/program.hpp"

namespace baton::lifecycle {

// What the clause says, in which time zone, of properties of which types, with what stands for the
// names of lists.
std::optional<std::size_t> CommonBounds::number_of(const Program& program, const Node& node) {
    if (!node.one_property || node.source == nullptr) return std::nullopt;
    auto key =
        program.agreement().timezone + '\n' + agreement::render(*node.source, program.agreement());
    for (const auto& operand : node.operands) {
        if (operand.kind == OperandProgram::Kind::property)
            key += fmt::format("\n{}", static_cast<int>(operand.property.type));
    }
    if (!node.source->set.list.empty()) {
        auto members = node.source->set;
        members.list.clear();
        key += '\n' + agreement::render(members);
    }
    const auto [entry, is_new] = numbers_.emplace(key, known_.size());
    if (is_new) known_.emplace_back();
    return entry->second;
}

}  // namespace baton::lifecycle
