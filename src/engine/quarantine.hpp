#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/instant.hpp"
#include "base/result.hpp"
#include "engine/workspace.hpp"

// Messages that were refused or in doubt: people read them, and send them again once it is clear
// why.
namespace baton::engine {

struct QuarantineItem {
    std::int64_t id = 0;
    Instant received;
    std::string source;
    std::string reason;
    std::string body;
};

// Those that wait, oldest first, after the id.
[[nodiscard]] Result<std::vector<QuarantineItem>> list_quarantine(Workspace& workspace,
                                                                  std::int64_t after,
                                                                  std::int64_t limit);

// Applies the message as if it came again, at the instant it came first; a message whose id was
// taken by another one gets an id of its own. refused when it still cannot be taken in, conflict
// when somebody settled it before. Not from the writer's thread.
[[nodiscard]] Done replay_quarantined(Workspace& workspace, std::int64_t id, bool browser);

// The source of an item; not_found when there is none.
[[nodiscard]] Result<QuarantineItem> get_quarantined(Workspace& workspace, std::int64_t id);

}  // namespace baton::engine
