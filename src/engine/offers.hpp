#pragma once

#include <functional>
#include <optional>
#include <string>
#include <unordered_map>

#include "base/instant.hpp"
#include "engine/working_days.hpp"
#include "handoff/routing.hpp"
#include "ledger/timeline.hpp"
#include "lifecycle/journeys.hpp"

// Whether a contact has to be handed off now (rule 22), and what reps hold already.
namespace baton::engine {

enum class Qualified : std::uint8_t {
    no,       // its current stage is not handoff.at
    owned,    // a handoff was offered for this entry, and is open or closed with a reason
    due,      // to be offered now
    waiting,  // qualified by a new version itself, which offers so many a day
    never,    // qualified by a new version itself, which offers none of those
    placed,   // put there by a person or an import, who takes care of it
};

// The state of a contact's qualification in the current journey, as things stand.
[[nodiscard]] Qualified qualified(const ledger::Contact& contact,
                                  const lifecycle::History& history,
                                  const lifecycle::Chain& chain);

// Whether that stage is handoff.at of its version.
[[nodiscard]] bool is_qualifying(const lifecycle::Reached& reached, const lifecycle::Chain& chain);

// The entry that qualified it; null unless the current stage is handoff.at.
[[nodiscard]] const lifecycle::Reached* qualifying_entry(const lifecycle::History& history,
                                                         const lifecycle::Chain& chain);

// What each rep has been offered so far, as HandoffCount counts it. Keep it while nobody else moves
// handoffs, and tell it of each offer made meanwhile.
class RepLoads {
public:
    void offered(const std::string& owner, Instant at);
    // It has one open handoff less: it went to somebody else.
    void gave_up(const std::string& owner);
    void fill(handoff::Rep& rep) const;

private:
    friend class HandoffCount;

    struct Offer {
        Instant at;
        ledger::Slot contact = ledger::no_slot;
        auto operator<=>(const Offer&) const = default;
    };

    struct Load {
        std::vector<Offer> recent = {};  // ordered, the latest handoff::recent_max
        int open = 0;
        void remember(Offer offer);
    };

    std::unordered_map<std::string, Load> loads_;
};

// Who holds the handoffs of a timeline. Counting reads every contact; afterwards only those whose
// handoffs moved are read.
class HandoffCount {
public:
    explicit HandoffCount(const ledger::Timeline& timeline);

    // Handoffs of the contact moved. What was taken back, merged or read afresh has to be counted
    // again.
    void follow(const ledger::Timeline& timeline, ledger::Slot slot);

    [[nodiscard]] const RepLoads& loads() const { return loads_; }

private:
    RepLoads loads_;
    std::unordered_map<ledger::Slot, ledger::Code> open_;  // by whom
};

// How many each rep has been offered, on the local day of an instant, of those who had waited since
// a version took effect (`on_effect`). Told by the ledger, so a restart counts the same. Counting
// reads every contact.
class DayShares {
public:
    using HistoryOf = std::function<const lifecycle::History&(ledger::Slot)>;

    DayShares(const ledger::Timeline& timeline,
              const lifecycle::Chain& chain,
              const HistoryOf& history_of,
              LocalDay day);

    void offered(const std::string& owner) { ++taken_[owner]; }

    [[nodiscard]] int taken(const std::string& owner) const;

private:
    std::unordered_map<std::string, int> taken_;
};

// How many a day the version that qualified the contact offers each rep; 0 without such a bound.
[[nodiscard]] int offers_per_day(const lifecycle::Reached& entry, const lifecycle::Chain& chain);

}  // namespace baton::engine
