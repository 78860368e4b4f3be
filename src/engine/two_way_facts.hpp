#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/calendar.hpp"
#include "base/instant.hpp"
#include "base/value.hpp"
#include "engine/settings.hpp"
#include "engine/workspace.hpp"
#include "goals/lead_value.hpp"
#include "ledger/event.hpp"
#include "ledger/timeline.hpp"
#include "lifecycle/duration.hpp"

// What the two-way SLA counts, as it stood at one instant: leads, handoffs and won deals. What
// happened later is left out; who owns what, and what people are, is as it is now.
namespace baton::engine {

// A handoff that had been offered by then.
struct HandedOn {
    ledger::Slot contact = 0;
    Instant offered_at;
    Instant clock_from;
    Instant due_at = Instant::latest();  // latest(): no clock was promised
    std::string owner = {};
    std::string override_name = {};
    std::string source = {};
    std::optional<Instant> entered_at = {};  // the entry of the stage that it was offered for
    std::optional<Instant> responded_at = {};
    std::optional<Instant> accepted_at = {};
    std::optional<Instant> closed_at = {};
    std::optional<ledger::HandoffStep> answer = {};  // accepted, rejected or recycled: the first
    std::string reason = {};                         // of what closed it
    std::string praise = {};                         // its reason; empty: none
    bool missed = false;         // the response promise, this one or one of a former offer
    bool owes_feedback = false;  // its time to tell marketing something is over
    bool gave_feedback = false;
    bool owes_attempts = false;  // its follow-up is over
    int attempts_agreed = 0;
    std::vector<Instant> attempts = {};      // the first of each local day
    std::optional<Instant> reached_at = {};  // the buyer was met, or a deal was opened
    std::int64_t answer_micros = 0;          // of working time, until the answer or as_of
    lifecycle::Calendar calendar = {};
};

// A deal that was won by then.
struct WonDeal {
    Instant at;
    std::int64_t minor = 0;
    bool sourced = false;  // by marketing: the first known touch is, and is not of sales
};

struct SalesCycle {
    Instant ended;
    std::int64_t days = 0;
};

struct TwoWayFacts {
    Instant as_of;
    TimeZone zone = TimeZone::utc();
    Currency currency = {};
    std::vector<goals::Lead> leads = {};
    std::vector<HandedOn> handoffs = {};
    std::vector<WonDeal> won = {};
    std::vector<SalesCycle> cycles = {};
    std::vector<std::string> stages = {};  // from the one at which is handed over, in force
    bool last_is_won = false;              // the last of them says "deal won"

    // Of a day: 80 % of the sales cycles that had ended by then are shorter; none without one.
    [[nodiscard]] std::optional<std::int64_t> cycle_hundredths(Instant at) const;
    // Leads before it were old enough at that instant to have been won, by what was known then.
    [[nodiscard]] Instant mature_until(Instant at) const;
};

// Receipts rise strictly, so what was recorded at one instant of the clock lies after it.
[[nodiscard]] Instant present(const Workspace::View& view, Instant now);

// Linear in contacts, their touches where they were handed over, and deals.
// Days and sums are those of `settings`.
[[nodiscard]] TwoWayFacts two_way_facts(const Workspace::View& view,
                                        Instant as_of,
                                        const Settings& settings);

}  // namespace baton::engine
