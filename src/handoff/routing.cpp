#include "handoff/routing.hpp"

#include <algorithm>
#include <iterator>
#include <optional>
#include <span>
#include <string>
#include <tuple>
#include <vector>

namespace baton::handoff {

namespace {

bool is_earlier_turn(const Rep& a, const Rep& b) {
    return std::tie(a.last_offered, a.email) < std::tie(b.last_offered, b.email);
}

bool is_less_loaded(const Rep& a, const Rep& b) {
    return std::tie(a.open_handoffs, a.last_offered, a.email) <
           std::tie(b.open_handoffs, b.last_offered, b.email);
}

std::vector<Rep> available_of(std::span<const Rep> team) {
    std::vector<Rep> available;
    std::ranges::copy_if(team, std::back_inserter(available), &Rep::available);
    return available;
}

Choice by_turn(std::span<const Rep> reps, Turn turn) {
    if (turn == Turn::least_loaded) {
        return {.owner = std::ranges::min(reps, is_less_loaded).email,
                .why = "fewest open handoffs"};
    }
    return {.owner = std::ranges::min(reps, is_earlier_turn).email, .why = "next in turn"};
}

}  // namespace

std::optional<Choice> choose(std::span<const Rep> team, const std::string& preferred, Turn turn) {
    if (team.empty()) {
        return std::nullopt;
    }
    const std::vector<Rep> available = available_of(team);
    if (available.empty()) {
        Choice choice = by_turn(team, turn);
        choice.why += ", nobody is available";
        return choice;
    }
    if (!preferred.empty() &&
        std::ranges::find(available, preferred, &Rep::email) != available.end()) {
        return Choice{.owner = preferred, .why = "owns the company"};
    }
    return by_turn(available, turn);
}

}  // namespace baton::handoff
