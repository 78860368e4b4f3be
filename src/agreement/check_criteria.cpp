#include <algorithm>
#include <cstddef>
#include <fmt/core.h>
#include <optional>
#include <string>

#include "agreement/agreement_reader.hpp"
#include "agreement/ast.hpp"
#include "agreement/findings.hpp"
#include "agreement/walk.hpp"
#include "base/limits.hpp"

namespace baton::agreement {
namespace {

class CriteriaCheck {
public:
    CriteriaCheck(const Agreement& agreement, Findings& findings)
        : agreement_(agreement), findings_(findings), reaches_(agreement.definitions, findings) {}

    void size(const Criterion& criterion) {
        const auto reach = reaches_.of(criterion);
        if (reach.depth > criterion_depth_max + 1) {
            findings_.error(criterion.place,
                            fmt::format("with its definitions written out this is more than {} "
                                        "levels deep",
                                        criterion_depth_max));
        }
        if (reach.nodes > criterion_nodes_max) {
            findings_.error(criterion.place,
                            fmt::format("with its definitions written out this has more than {} "
                                        "parts",
                                        criterion_nodes_max));
        }
        warn_reasons(criterion);
        if (reach.asks_handoff && !agreement_.handoff) {
            findings_.warn(criterion.place,
                           "without a handoff section no handoff is read: this never holds");
        }
    }

    // `earlier` is how many stages come before; a disqualifier may name none.
    void reached(const Criterion& criterion, std::optional<std::size_t> earlier) {
        for (const auto& part : criterion.of)
            reached(part, earlier);
        if (criterion.kind != Criterion::Kind::reached &&
            criterion.kind != Criterion::Kind::definition) {
            return;
        }
        const auto furthest = reaches_.of(criterion).furthest;
        if (!furthest) return;
        if (!earlier) {
            findings_.error(criterion.place, "reached(…) cannot stand in a disqualifier");
        } else if (*furthest >= *earlier) {
            findings_.error(
                criterion.place,
                fmt::format("reached(…) may name only earlier stages, and \"{}\" is not",
                            agreement_.stages[*furthest].name));
        }
    }

    void returns(const Criterion& criterion) {
        for (const auto& part : criterion.of)
            returns(part);
        const bool asks = criterion.kind == Criterion::Kind::handoff ||
                          criterion.kind == Criterion::Kind::definition;
        if (asks && reaches_.of(criterion).asks_return) {
            findings_.warn(criterion.place,
                           "a handoff rejected or recycled ends the journey, so a stage is not "
                           "entered by it");
        }
    }

private:
    void warn_reasons(const Criterion& criterion) {
        for (const auto& part : criterion.of)
            warn_reasons(part);
        if (criterion.reason.empty() || !agreement_.handoff) return;
        const auto& reasons = agreement_.handoff->reject_reasons;
        if (reasons.empty() || std::ranges::find(reasons, criterion.reason) != reasons.end())
            return;
        findings_.warn(criterion.place,
                       fmt::format("\"{}\" is none of reject_reasons", criterion.reason),
                       findings_.suggest(criterion.reason, reasons));
    }

    const Agreement& agreement_;
    Findings& findings_;
    Reaches reaches_;
};

}  // namespace

void check_one_criterion(const Criterion& criterion,
                         const Agreement& agreement,
                         Findings& findings) {
    CriteriaCheck(agreement, findings).size(criterion);
}

void check_criteria(const Agreement& agreement, Findings& findings) {
    CriteriaCheck check(agreement, findings);
    for (const auto& definition : agreement.definitions)
        check.size(definition.when);
    for (std::size_t i = 0; i < agreement.stages.size(); ++i) {
        check.size(agreement.stages[i].when);
        check.reached(agreement.stages[i].when, i);
        check.returns(agreement.stages[i].when);
    }
    for (const auto& disqualifier : agreement.disqualify) {
        check.size(disqualifier.when);
        check.reached(disqualifier.when, std::nullopt);
    }
    if (agreement.handoff) {
        for (const auto& rule : agreement.handoff->to.rules)
            check.size(rule.when);
        for (const auto& special : agreement.handoff->overrides)
            check.size(special.when);
    }
    for (const auto& rule : agreement.rules_of_engagement) {
        if (rule.while_holds) check.size(*rule.while_holds);
    }
}

}  // namespace baton::agreement
