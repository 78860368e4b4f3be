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

template <typename Wanted>
std::vector<Rep> those(std::span<const Rep> team, Wanted wanted) {
    std::vector<Rep> reps;
    std::ranges::copy_if(team, std::back_inserter(reps), wanted);
    return reps;
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
    const std::vector<Rep> able = those(team, &Rep::can_take);
    if (able.empty()) {
        const std::vector<Rep> here = those(team, &Rep::available);
        Choice choice = by_turn(here.empty() ? team : std::span<const Rep>(here), turn);
        choice.why += here.empty() ? ", nobody is available" : ", nobody has room";
        return choice;
    }
    if (!preferred.empty() && std::ranges::find(able, preferred, &Rep::email) != able.end()) {
        return Choice{.owner = preferred, .why = "owns the company"};
    }
    const std::vector<Rep> at_work = those(able, &Rep::at_work);
    return by_turn(at_work.empty() ? able : at_work, turn);
}

}  // namespace baton::handoff
