#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/instant.hpp"

// Who gets the next handoff: a pure choice among the people of the receiving team.
namespace baton::handoff {

constexpr int share_max = 10;
constexpr std::size_t recent_max = 64;  // offers that are remembered for each rep

// A rep as routing sees one.
struct Rep {
    std::string email;
    bool available = true;
    std::vector<Instant> recent = {};  // the latest offers, oldest first, at most recent_max
    int open_handoffs = 0;
    std::optional<int> most_open = {};  // a cap on open handoffs
    bool at_work = true;                // their hours are open now
    bool speaks = true;                 // the contact's language, as far as it is known
    int share = 1;  // 1 to share_max: so many offers while somebody with a share of 1 gets one

    // Earliest() for somebody who was never offered anything.
    [[nodiscard]] Instant last_offered() const {
        return recent.empty() ? Instant::earliest() : recent.back();
    }

    [[nodiscard]] bool has_room() const { return !most_open || open_handoffs < *most_open; }

    // Is not away, and has room.
    [[nodiscard]] bool can_take() const { return available && has_room(); }
};

struct Choice {
    std::string owner;  // a rep's e-mail
    std::string why;    // "owns the company", "next in turn", "fewest open handoffs", …
    bool operator==(const Choice&) const = default;
};

enum class Turn : std::uint8_t { round_robin, least_loaded };

// The preferred owner when that is a rep of the team who can take it; else, of the reps who can,
// those who speak the contact's language (all, when none does), of these who are at work now (all,
// when none is), whose turn it is, or who has the fewest open handoffs for their share. When nobody
// can take it, the same among those who are not away, then among all, since a handoff always has an
// owner; nullopt only when the team is empty.
// In turn is whoever had the smallest part of their share among the latest offers to these reps,
// one fewer than their shares add up to (ties: whose last offer is longest ago, then by e-mail).
// With equal shares that is whose last offer is longest ago; over any time in which the same people
// can take it, everybody gets exactly their share; and who comes back does not have to catch up.
[[nodiscard]] std::optional<Choice> choose(std::span<const Rep> team,
                                           const std::string& preferred,
                                           Turn turn);

}  // namespace baton::handoff
