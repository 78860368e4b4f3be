#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "ledger/event.hpp"

// The state table of a handoff (agreement.md, "Handoffs"): what may become of what.
namespace baton::handoff {

using Step = ledger::HandoffStep;

// How people read a step: "offered", "accepted", …
[[nodiscard]] std::string_view name(Step step);
[[nodiscard]] std::optional<Step> find_step(std::string_view name);

// The state a handoff is in after `step`: a reassigned handoff stays accepted.
[[nodiscard]] Step state_after(Step step);

// Offered or accepted or expired: somebody still has to do something.
[[nodiscard]] bool is_open(Step state);

// A reason is mandatory and must come from the agreement's list for these.
[[nodiscard]] bool needs_agreed_reason(Step step);

struct Move {
    Step step = Step::offered;
    std::string_view reason;
};

// Whether a handoff in `from` (nullopt: there is none yet) may make `move`; says why not.
[[nodiscard]] Done check_move(std::optional<Step> from,
                              const Move& move,
                              std::span<const std::string> agreed_reasons);

}  // namespace baton::handoff
