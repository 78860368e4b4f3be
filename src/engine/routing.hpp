#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/instant.hpp"
#include "engine/offers.hpp"
#include "handoff/offered.hpp"
#include "ledger/timeline.hpp"
#include "lifecycle/journeys.hpp"

// Whom a handoff goes to, by the agreement and by who can take it, and how it came to that.
namespace baton::engine {

enum class Need : std::uint8_t {
    offer,         // a new one: somebody of the team, whoever it is
    someone_else,  // only somebody who can take it better than who has it
    anyone,        // who had it is gone
};

struct RouteAsk {
    const RepLoads& loads;
    Instant at;
    const DayShares* shares = nullptr;  // when the agreement allows only so many a day
    int most = 0;                       // for each rep
    Need need = Need::offer;
    std::vector<std::string> except = {};  // who is not asked (again)
};

struct Routed {
    std::string owner;
    handoff::Offered written;
};

// By the override and the receiving rules of the version in force at `at`. An account owner comes
// first, then whose turn it is; who is away, has no room or has closed hours is passed over. What
// nobody can take goes to the owner of last resort. Nullopt when nobody is there, whoever would
// get it has had the share of the day, or nobody else can take it.
[[nodiscard]] std::optional<Routed> choose_owner(const ledger::Timeline& timeline,
                                                 lifecycle::Evaluator& evaluator,
                                                 const lifecycle::Chain& chain,
                                                 const ledger::Contact& contact,
                                                 const RouteAsk& ask);

}  // namespace baton::engine
