#pragma once

#include <optional>

#include "base/instant.hpp"
#include "base/result.hpp"
#include "engine/workspace.hpp"
#include "goals/measure.hpp"

namespace baton::engine {

// A measure over what is known now, or over what had been received by `known_at`: then the whole
// ledger is read again and folded under the chain of today, which takes a while. The request's zone
// and currency are the workspace's.
[[nodiscard]] Result<goals::MeasureResult> measure(Workspace& workspace,
                                                   goals::MeasureRequest request,
                                                   std::optional<Instant> known_at);

}  // namespace baton::engine
