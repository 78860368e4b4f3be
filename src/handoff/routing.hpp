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
};

struct Choice {
    std::string owner;  // a rep's e-mail
    std::string why;    // "owns the company", "next in turn", "fewest open handoffs", …
    bool operator==(const Choice&) const = default;
};

enum class Turn : std::uint8_t { round_robin, least_loaded };

// The preferred owner when that is an available rep of the team; else the available rep whose turn
// it is: the one whose last offer is longest ago (ties by e-mail), or the one with the fewest open
// handoffs. When nobody is available, the same among all, since a handoff always has an owner;
// nullopt only when the team is empty. Linear in the team.
[[nodiscard]] std::optional<Choice> choose(std::span<const Rep> team,
                                           const std::string& preferred,
                                           Turn turn);

}  // namespace baton::handoff
