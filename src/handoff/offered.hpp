#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/instant.hpp"
#include "ledger/event.hpp"
#include "ledger/timeline.hpp"

// What Baton wrote down with an offer, so that no later change of the agreement, of a team or of
// what is known of the contact changes what was promised: record `offer`, key CONTACT/INSTANT (the
// microsecond of the offer).
namespace baton::handoff {

struct Offered {
    std::string team = {};                   // whose calendar the clocks run on
    std::string override_name = {};          // the override that held, if any
    std::optional<Instant> clock_from = {};  // the clocks went on running from there
    std::string because = {};                // why this person
    std::vector<std::string> trace = {};     // how it came to that, step by step
    bool operator==(const Offered&) const = default;
};

[[nodiscard]] ledger::RecordChanged record_of(const Offered& offered,
                                              ContactId contact,
                                              Instant at);

// Nullopt for an offer that came from elsewhere (an imported history).
[[nodiscard]] std::optional<Offered> find_offered(const ledger::Timeline& timeline,
                                                  const ledger::Contact& contact,
                                                  Instant at);

}  // namespace baton::handoff
