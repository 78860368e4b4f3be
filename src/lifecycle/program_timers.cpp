#include <algorithm>
#include <cstddef>
#include <utility>
#include <vector>

#include "agreement/ast.hpp"
#include "lifecycle/journeys.hpp"
#include "lifecycle/program.hpp"

// Which clauses need timers. A stage is entered when its criterion turns true, so only turns that
// can make it true matter; a disqualifier matters both ways.
namespace baton::lifecycle {

namespace {

using Kind = agreement::Criterion::Kind;
using agreement::Aggregate;
using agreement::Comparator;

Turns both(bool turns) {
    return {.rise = turns, .fall = turns};
}

// How an operand moves when only time passes.
struct Moves {
    bool up = false;
    bool down = false;
    bool vanishes = false;  // becomes unknown
};

Moves moves_of(const Program& program, const OperandProgram& operand) {
    if (operand.kind != OperandProgram::Kind::aggregate) return {};
    if (operand.aggregate == Aggregate::Kind::score) {
        const auto& score = program.scores()[operand.score];
        if (!score.weights.gone_after()) return {};
        return {.up = !score.only_falls, .down = true};
    }
    const bool windowed = program.windows()[operand.window].within.has_value();
    switch (operand.aggregate) {
        case Aggregate::Kind::count: return {.down = windowed};
        case Aggregate::Kind::sum: return {.up = windowed, .down = windowed};
        case Aggregate::Kind::first: return {.up = windowed, .vanishes = windowed};
        case Aggregate::Kind::last: return {.vanishes = windowed};
        case Aggregate::Kind::days_since_first:
            return {.up = true, .down = windowed, .vanishes = windowed};
        case Aggregate::Kind::days_since_last: return {.up = true, .vanishes = windowed};
        case Aggregate::Kind::score: break;
    }
    return {};
}

Turns compare_turns(Moves left, Moves right, Comparator comparator) {
    const bool grows = left.up || right.down;    // left − right can grow
    const bool shrinks = left.down || right.up;  // left − right can shrink
    const bool vanishes = left.vanishes || right.vanishes;
    switch (comparator) {
        case Comparator::less:
        case Comparator::at_most: return {.rise = shrinks, .fall = grows || vanishes};
        case Comparator::greater:
        case Comparator::at_least: return {.rise = grows, .fall = shrinks || vanishes};
        case Comparator::equal:
        case Comparator::not_equal:
            return {.rise = grows || shrinks, .fall = grows || shrinks || vanishes};
    }
    return both(true);
}

// Marks what can matter below a node, given what matters of the node itself.
class Marking {
public:
    Marking(const Program& program, std::vector<Turns>& seen) : program_(program), seen_(seen) {}

    void mark(Index index, Turns wanted) {
        auto& seen = seen_[index];
        if ((!wanted.rise || seen.rise) && (!wanted.fall || seen.fall)) return;
        seen = {.rise = seen.rise || wanted.rise, .fall = seen.fall || wanted.fall};
        const auto& node = program_.node(index);
        if (node.kind == Kind::negation) std::swap(wanted.rise, wanted.fall);
        for (const auto child : node.of)
            mark(child, wanted);
    }

    // The timed clauses of a tree, each once.
    [[nodiscard]] std::vector<Index> timed(Index root) const {
        std::vector<Index> found;
        for (std::size_t index = 0; index < seen_.size(); ++index) {
            const auto node = static_cast<Index>(index);
            const auto turns = turns_by_time(program_, program_.node(node));
            const bool matters =
                (seen_[index].rise && turns.rise) || (seen_[index].fall && turns.fall);
            if (matters && node <= root) found.push_back(node);
        }
        return found;
    }

private:
    const Program& program_;
    std::vector<Turns>& seen_;
};

std::vector<Index> timed_below(const Program& program, Index root, Turns wanted) {
    std::vector<Turns> seen(program.nodes());
    Marking marking(program, seen);
    marking.mark(root, wanted);
    return marking.timed(root);
}

}  // namespace

Turns turns_by_time(const Program& program, const Node& node) {
    switch (node.kind) {
        case Kind::any: return {.fall = program.windows()[node.window].within.has_value()};
        case Kind::none: return {.rise = program.windows()[node.window].within.has_value()};
        case Kind::compare:
            return compare_turns(moves_of(program, node.operands[0]),
                                 moves_of(program, node.operands[1]),
                                 node.comparator);
        case Kind::in_set:
        case Kind::between:
        case Kind::text:
            return both(std::ranges::any_of(node.operands, [&](const OperandProgram& operand) {
                const auto moves = moves_of(program, operand);
                return moves.up || moves.down || moves.vanishes;
            }));
        case Kind::all_of:
        case Kind::any_of:
        case Kind::negation:
        case Kind::constant:
        case Kind::definition:
        case Kind::reached:
        case Kind::known:
        case Kind::handoff:
        case Kind::deal: break;
    }
    return {};
}

void Program::mark_timed() {
    for (std::size_t stage = 0; stage < roots(Part::stage); ++stage) {
        timed_stages_.push_back(timed_below(*this, root(Part::stage, stage), {.rise = true}));
    }
    for (std::size_t index = 0; index < roots(Part::disqualifier); ++index) {
        timed_disqualifiers_.push_back(
            timed_below(*this, root(Part::disqualifier, index), both(true)));
    }
}

}  // namespace baton::lifecycle
