#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "base/id.hpp"
#include "base/instant.hpp"
#include "ledger/timeline.hpp"
#include "lifecycle/journeys.hpp"

// The rules of engagement: whether marketing may approach the buyer now, and which rule says no.
// The one place that decides it, for whatever sends mail and whatever sets an owner.
namespace baton::handoff {

enum class Approach : std::uint8_t { journey, campaign };

struct ApproachAsk {
    Approach approach = Approach::journey;
    std::string journey = {};     // by name; a rule may except it
    bool owner_consents = false;  // the owner agreed to this campaign's mail
    Instant at;
};

struct NotNow {
    std::size_t rule = 0;  // index into rules_of_engagement
    std::string because;   // "the contact's handoff is accepted", in words
    std::optional<Instant> since = {};
    std::optional<Instant> until = {};  // when it ends by itself
    bool operator==(const NotNow&) const = default;
};

// The first rule of the version in force that forbids it; nullopt when it may happen, or no
// agreement is in force. A pure function of the timeline; the evaluator is of the same chain.
[[nodiscard]] std::optional<NotNow> not_now(const ledger::Timeline& timeline,
                                            lifecycle::Evaluator& evaluator,
                                            const lifecycle::Chain& chain,
                                            const ledger::Contact& contact,
                                            const ApproachAsk& ask);

// Whose the contact must be: that of its company, when a rule says so and the company has an owner.
[[nodiscard]] std::optional<std::string> owner_by_rule(const ledger::Timeline& timeline,
                                                       lifecycle::Evaluator& evaluator,
                                                       const lifecycle::Chain& chain,
                                                       const ledger::Contact& contact,
                                                       Instant at);

}  // namespace baton::handoff
