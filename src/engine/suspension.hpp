#pragma once

#include <optional>
#include <string>

#include "base/instant.hpp"
#include "base/result.hpp"
#include "engine/command.hpp"
#include "engine/desk.hpp"
#include "ledger/timeline.hpp"
#include "lifecycle/journeys.hpp"

// No new offers for a while (agreement.md, "Signatures"): record `suspension`, key "offers", which
// each suspension writes afresh. The alignment lead alone begins and ends it. It ends by itself
// after five business days, unless somebody who signs for marketing and somebody who signs for
// sales both confirm it before.
namespace baton::engine {

struct Suspension {
    std::string by;
    std::string reason;
    Instant since;
    Instant ends_at;                  // latest(): when it is lifted
    std::string marketing_confirmed;  // by whom; empty while nobody has
    std::string sales_confirmed;
    bool operator==(const Suspension&) const = default;

    [[nodiscard]] bool confirmed() const {
        return !marketing_confirmed.empty() && !sales_confirmed.empty();
    }
};

// The one that holds at `at`.
[[nodiscard]] std::optional<Suspension> suspension_at(const ledger::Timeline& timeline, Instant at);

Result<Receipt> suspend_offers(Desk& desk,
                               const lifecycle::Chain& chain,
                               const std::string& reason,
                               const Because& because);

// For the team that `because.by` signs for.
Result<Receipt> confirm_suspension(Desk& desk, const Because& because);

Result<Receipt> lift_suspension(Desk& desk, const Because& because);

}  // namespace baton::engine
