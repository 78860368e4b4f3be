#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.hpp"
#include "goals/sign_facts.hpp"
#include "goals/tallies.hpp"

// What a warning sign is: one file each (sign_<name>.cpp), a pure judgement of one week by what was
// counted until then, and the rule by which it opens and closes.
namespace baton::goals {

// One thing that a sign found, or looked at: a channel, a weekday, everything together.
struct Finding {
    std::string dimension = {};  // channel, weekday, team, …; response, acceptance
    std::string subject = {};    // empty: everything together
    Count count = {};            // in the window
    double normal = 0;           // the share or ratio that it is held against
    double value = 0;            // what it came to, in the same unit
    double chance = 1;     // of this by chance, when things were normal; 0: no chance is involved
    bool opens = false;    // beyond the threshold
    bool remains = false;  // not yet back to normal
    bool operator==(const Finding&) const = default;
};

// What a sign says of one week.
struct Judgement {
    std::int64_t n = 0;  // how much there was to judge by; below Sign::least it says nothing
    std::vector<Finding> findings = {};
};

// Who is asked to take the next step.
enum class SignOwner : std::uint8_t { marketing, sales, lead };

[[nodiscard]] std::string_view name(SignOwner owner);

struct Sign {
    std::string_view key;
    std::string_view kind;     // poor handoff, mismatched goals, …
    std::string_view title;    // what is the matter while it is open
    std::string_view formula;  // numerator, denominator and window
    std::string_view opens;    // the threshold, and the statistics behind it
    std::string_view closes;
    std::int64_t least = 0;  // minimum n
    std::size_t window_weeks = 3;
    int quiet_weeks = 3;  // so many weeks in a row without `remains` close it
    SignOwner owner = SignOwner::lead;
    std::string_view next_step;
    std::string_view next_link;            // where it is taken
    std::span<const Stream> streams = {};  // whose facts are its evidence
    bool of_held = false;                  // its evidence is who was held by nobody
    bool judged_now = false;               // a state, not a rate: the week in its course counts too
    // What its trend counts of one week; without it the first of its streams.
    Count (*counted)(const Tallies& tallies, std::size_t week) = nullptr;
    Judgement (*judge)(const Tallies& tallies, std::size_t week) = nullptr;
};

enum class Standing : std::uint8_t { open, clear, too_little };

[[nodiscard]] std::string_view name(Standing standing);

struct OpenFinding {
    Finding finding;  // as it stood in the last week
    Instant since;
};

// From its opening to its closing; latest() while it is open.
struct Episode {
    Instant since;
    Instant until = Instant::latest();
    bool operator==(const Episode&) const = default;
};

struct TrendPoint {
    Instant ends;
    Count count;
};

struct SignState {
    const Sign* sign = nullptr;
    Standing standing = Standing::too_little;
    Instant judged_at;  // the end of the week that it was judged by
    std::int64_t n = 0;
    std::optional<Instant> since = {};
    std::vector<OpenFinding> open = {};
    std::vector<Finding> looked_at = {};  // all of the last week
    std::vector<Episode> episodes = {};   // of the sign as a whole, in order
    std::vector<TrendPoint> trend = {};   // the last 26 weeks that ended
};

// Whether it is open, as a function of the weeks alone: opened when a week's finding opens, closed
// after quiet weeks. The order of findings is that of the sign.
[[nodiscard]] SignState state_of(const Sign& sign, const Tallies& tallies);

// What speaks for the open findings, or for all that was looked at: the bad facts of the window,
// newest first.
struct Evidence {
    Instant at;
    ledger::Slot record = ledger::no_slot;
    std::string subject = {};
};

[[nodiscard]] std::vector<Evidence> evidence_of(const SignState& state,
                                                const SignFacts& facts,
                                                const Tallies& tallies);

}  // namespace baton::goals
