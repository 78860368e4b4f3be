#include "backtest/question.hpp"

#include <algorithm>
#include <cstddef>
#include <memory>
#include <utility>
#include <vector>

#include "base/instant.hpp"
#include "lifecycle/journeys.hpp"

namespace baton::backtest {

Instant Question::end() const {
    return std::min(to, plus(as_of, 1));
}

std::shared_ptr<const lifecycle::Chain> chain_of(const Question& question, const Draft& draft) {
    if (question.opening == Opening::beginning) {
        return std::make_shared<const lifecycle::Chain>(
            lifecycle::Chain::draft(draft.agreement, {.placements = false}));
    }
    std::vector<lifecycle::Version> versions;
    for (std::size_t i = 0; i < question.recorded->size(); ++i) {
        const lifecycle::Version& version = question.recorded->version(i);
        if (version.effective < question.from) {
            versions.push_back(version);
        }
    }
    versions.push_back({.agreement = draft.agreement, .effective = question.from});
    return std::make_shared<const lifecycle::Chain>(std::move(versions),
                                                    lifecycle::Chain::Options{.placements = true});
}

}  // namespace baton::backtest
