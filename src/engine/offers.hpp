#pragma once

#include <optional>
#include <string>
#include <unordered_map>

#include "base/instant.hpp"
#include "handoff/routing.hpp"
#include "ledger/timeline.hpp"
#include "lifecycle/journeys.hpp"

// Whether a contact has to be handed off now, and to whom (rule 22).
namespace baton::engine {

enum class Qualified : std::uint8_t {
    no,       // its current stage is not handoff.at
    owned,    // a handoff was offered for this entry, and is open or closed with a reason
    due,      // to be offered now
    waiting,  // qualified by a new version itself, which offers none or not yet
    placed,   // put there by a person or an import, who takes care of it
};

// The state of a contact's qualification in the current journey, as things stand.
[[nodiscard]] Qualified qualified(const ledger::Contact& contact,
                                  const lifecycle::History& history,
                                  const lifecycle::Chain& chain);

// The entry that qualified it; null unless the current stage is handoff.at.
[[nodiscard]] const lifecycle::Reached* qualifying_entry(const lifecycle::History& history,
                                                         const lifecycle::Chain& chain);

// What each rep has been offered so far. Counting reads every contact; keep it while nobody else
// moves handoffs, and tell it of each offer made meanwhile.
class RepLoads {
public:
    explicit RepLoads(const ledger::Timeline& timeline);

    void offered(const std::string& owner, Instant at);
    void fill(handoff::Rep& rep) const;

private:
    struct Load {
        Instant last_offered = Instant::earliest();
        int open = 0;
    };

    std::unordered_map<std::string, Load> loads_;
};

struct OfferAt {
    const RepLoads& loads;
    Instant at;
};

// Who gets it, by the receiving rules of the version in force at `at`; nullopt when nobody is
// there.
[[nodiscard]] std::optional<handoff::Choice> choose_owner(const ledger::Timeline& timeline,
                                                          lifecycle::Evaluator& evaluator,
                                                          const lifecycle::Chain& chain,
                                                          const ledger::Contact& contact,
                                                          const OfferAt& offer);

}  // namespace baton::engine
