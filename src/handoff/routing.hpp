#pragma once

#include <optional>
#include <span>
#include <string>

#include "base/instant.hpp"

// Who gets the next handoff: a pure choice among the people of the receiving team.
namespace baton::handoff {

// A rep as routing sees one. `last_offered` is earliest() for somebody who was never offered
// anything.
struct Rep {
    std::string email;
    bool available = true;
    Instant last_offered = Instant::earliest();
    int open_handoffs = 0;
    std::optional<int> most_open = {};  // a cap on open handoffs
    bool at_work = true;                // their hours are open now

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
// those at work now (all, when none is), whose turn it is: the one whose last offer is longest ago
// (ties by e-mail), or the one with the fewest open handoffs. When nobody can take it, the same
// among those who are not away, then among all, since a handoff always has an owner; nullopt only
// when the team is empty. Linear in the team.
[[nodiscard]] std::optional<Choice> choose(std::span<const Rep> team,
                                           const std::string& preferred,
                                           Turn turn);

}  // namespace baton::handoff
