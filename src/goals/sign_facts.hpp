#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "base/instant.hpp"
#include "ledger/timeline_records.hpp"

// What warning signs are made from: small facts, each complete at its instant, so that what is
// learned later never changes what an earlier week counted. In any order.
namespace baton::goals {

// What facts of one sort tell, as `bad` of all.
enum class Stream : std::uint8_t {
    rejected_by_channel,     // answers of sales; bad: rejected or recycled
    rejected_by_campaign,    // the same, by the campaign of the first touch that names one
    rejected_by_definition,  // the same, by the clause that qualified the contact
    unreasoned,              // rejections; bad: without a reason
    unreplied,               // rejections in words, 14 days on; bad: marketing has not replied
    responses,               // response clocks that ended; bad: missed
    responses_by_weekday,    // the same, by the weekday of the offer
    acceptances,             // acceptance clocks that ended; bad: missed
    qualified,               // contacts who came to handoff.at
    accepted,                // handoffs that were accepted
    stages,                  // stages reached; bad: set by a person, against the agreement
    approached,              // a day on which sales approached a contact, a day on; bad: marketing
                             // wrote to them within 24 hours
    mentions,                // calls to a colleague, three days on; bad: no word since
    accepted_by_version,     // answers by the version that qualified; bad: rejected or recycled
};
inline constexpr std::size_t stream_count = 14;

using Name = std::uint32_t;  // into SignFacts::names; 0: no subject

struct Fact {
    Instant at;
    ledger::Slot record = ledger::no_slot;  // of a contact; of a mention the note
    Name subject = 0;
    bool bad = false;
    bool operator==(const Fact&) const = default;
};

// From `from` until `to`, excluded: qualified and open, and whether somebody had it and a clock
// ran.
struct Held {
    Instant from;
    Instant to = Instant::latest();
    ledger::Slot contact = ledger::no_slot;
    bool kept = true;
    bool operator==(const Held&) const = default;
};

enum class Side : std::uint8_t { marketing, sales };
enum class GoalKind : std::uint8_t { revenue, volume, engagement };

// What a team was measured on, and when.
struct TeamGoal {
    Side team = Side::marketing;
    GoalKind kind = GoalKind::revenue;
    Instant from;
    Instant to = Instant::latest();
    bool operator==(const TeamGoal&) const = default;
};

struct SignFacts {
    std::vector<std::string> names{""};
    std::array<std::vector<Fact>, stream_count> of = {};
    std::vector<Held> held = {};
    std::vector<TeamGoal> goals = {};

    [[nodiscard]] std::vector<Fact>& in(Stream stream) {
        return of[static_cast<std::size_t>(stream)];
    }

    [[nodiscard]] const std::vector<Fact>& in(Stream stream) const {
        return of[static_cast<std::size_t>(stream)];
    }
};

}  // namespace baton::goals
