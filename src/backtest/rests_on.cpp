#include "backtest/rests_on.hpp"

#include <cstddef>

#include "agreement/ast.hpp"

namespace baton::backtest {

namespace {

using agreement::Agreement;
using agreement::Criterion;

// Stages name only earlier stages, and definitions have no cycles.
void look(const Agreement& agreement, const Criterion& criterion, RestsOn& found) {
    for (const Criterion& each : criterion.of) {
        look(agreement, each, found);
    }
    switch (criterion.kind) {
        case Criterion::Kind::handoff: found.handoffs = true; break;
        case Criterion::Kind::deal: found.deals = true; break;
        case Criterion::Kind::definition:
            look(agreement, agreement.definitions[criterion.index].when, found);
            break;
        case Criterion::Kind::reached:
            look(agreement, agreement.stages[criterion.index].when, found);
            break;
        case Criterion::Kind::all_of:
        case Criterion::Kind::any_of:
        case Criterion::Kind::negation:
        case Criterion::Kind::constant:
        case Criterion::Kind::any:
        case Criterion::Kind::none:
        case Criterion::Kind::known:
        case Criterion::Kind::compare:
        case Criterion::Kind::in_set:
        case Criterion::Kind::between:
        case Criterion::Kind::text: break;
    }
}

}  // namespace

RestsOn rests_on(const Agreement& agreement, std::size_t stage) {
    RestsOn found;
    look(agreement, agreement.stages[stage].when, found);
    return found;
}

}  // namespace baton::backtest
