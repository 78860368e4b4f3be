#include "agreement/walk.hpp"

#include <algorithm>
#include <cstddef>
#include <fmt/core.h>
#include <optional>
#include <span>
#include <vector>

#include "agreement/ast.hpp"
#include "agreement/findings.hpp"
#include "base/limits.hpp"

namespace baton::agreement {
namespace {

void include(Reach& whole, const Reach& part) {
    whole.depth = std::max(whole.depth, part.depth);
    whole.nodes = std::min(whole.nodes + part.nodes, criterion_nodes_max + 1);
    whole.furthest = std::max(whole.furthest, part.furthest);
    whole.asks_return = whole.asks_return || part.asks_return;
    whole.asks_handoff = whole.asks_handoff || part.asks_handoff;
}

Reach reach_of_condition(const Condition& condition) {
    Reach whole{.nodes = 1};
    for (const auto& part : condition.of)
        include(whole, reach_of_condition(part));
    ++whole.depth;
    return whole;
}

}  // namespace

Reaches::Reaches(std::span<const Definition> definitions, Findings& findings)
    : definitions_(definitions),
      states_(definitions.size(), State::untouched),
      reaches_(definitions.size()) {
    for (std::size_t i = 0; i < definitions.size(); ++i)
        settle(i, findings);
}

void Reaches::settle(std::size_t definition, Findings& findings) {
    if (states_[definition] != State::untouched) return;
    states_[definition] = State::open;
    ++open_;
    settle_used(definitions_[definition].when, findings);
    --open_;
    reaches_[definition] = of(definitions_[definition].when);
    states_[definition] = State::settled;
}

void Reaches::settle_used(const Criterion& criterion, Findings& findings) {
    for (const auto& part : criterion.of)
        settle_used(part, findings);
    if (criterion.kind != Criterion::Kind::definition) return;
    const auto used = criterion.index;
    if (states_[used] == State::open) {
        findings.error(criterion.place,
                       fmt::format("the definition \"{}\" leads back to itself here",
                                   definitions_[used].name));
    } else if (open_ < criterion_depth_max) {
        settle(used, findings);
    } else {
        findings.error(criterion.place,
                       fmt::format("more than {} definitions refer to each other in a row",
                                   criterion_depth_max));
    }
}

Reach Reaches::of(const Criterion& criterion) const {
    Reach whole{.nodes = 1};
    for (const auto& part : criterion.of)
        include(whole, of(part));
    if (criterion.touches && criterion.touches->where) {
        include(whole, reach_of_condition(*criterion.touches->where));
    }
    if (criterion.where) include(whole, reach_of_condition(*criterion.where));
    if (criterion.kind == Criterion::Kind::definition &&
        states_[criterion.index] == State::settled) {
        include(whole, reaches_[criterion.index]);
    }
    if (criterion.kind == Criterion::Kind::reached) whole.furthest = criterion.index;
    if (criterion.kind == Criterion::Kind::handoff) {
        whole.asks_handoff = true;
        whole.asks_return = criterion.handoff == HandoffState::rejected ||
                            criterion.handoff == HandoffState::recycled;
    }
    ++whole.depth;
    return whole;
}

}  // namespace baton::agreement
