#pragma once

#include <vector>

#include "engine/alignment_views.hpp"

namespace baton::engine {

// The four questions, as far as the ledger answers them:
// shared: of the handoffs offered in 90 days, those that came with at least one touch before;
// assets: of the deals won in 90 days, those in which an asset was in play;
// talk: of the last 12 weeks, those in which both teams wrote on the same record;
// help: of the calls to colleagues and the rejections in words of 90 days, those still unanswered.
[[nodiscard]] std::vector<QuestionView> questions_of(const Workspace::View& view, Instant as_of);

}  // namespace baton::engine
