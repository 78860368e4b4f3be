#include "handoff/routing.hpp"

#include <algorithm>
#include <cstddef>
#include <functional>
#include <iterator>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/instant.hpp"

namespace baton::handoff {

namespace {

// a of share m is less than b of share n.
bool is_smaller_part(std::size_t a, int m, std::size_t b, int n) {
    return a * static_cast<std::size_t>(n) < b * static_cast<std::size_t>(m);
}

bool is_less_loaded(const Rep& a, const Rep& b) {
    const auto open = [](const Rep& rep) {
        return static_cast<std::size_t>(std::max(rep.open_handoffs, 0));
    };
    if (is_smaller_part(open(a), a.share, open(b), b.share)) return true;
    if (is_smaller_part(open(b), b.share, open(a), a.share)) return false;
    return std::pair(a.last_offered(), std::string_view(a.email)) <
           std::pair(b.last_offered(), std::string_view(b.email));
}

// How many of the latest `count` offers to all of them each had.
std::vector<std::size_t> had_of_latest(std::span<const Rep> reps, std::size_t count) {
    std::vector<std::pair<Instant, std::size_t>> offers;
    for (std::size_t i = 0; i < reps.size(); ++i) {
        for (const Instant at : reps[i].recent) {
            offers.emplace_back(at, i);
        }
    }
    count = std::min(count, offers.size());
    const auto latest = offers.begin() + static_cast<std::ptrdiff_t>(count);
    std::ranges::nth_element(offers, latest, std::greater<>());
    std::vector<std::size_t> had(reps.size());
    for (auto each = offers.begin(); each != latest; ++each) {
        ++had[each->second];
    }
    return had;
}

const Rep& next_in_turn(std::span<const Rep> reps) {
    std::size_t shares = 0;
    for (const Rep& rep : reps) {
        shares += static_cast<std::size_t>(rep.share);
    }
    const std::vector<std::size_t> had = had_of_latest(reps, shares - 1);
    std::size_t next = 0;
    for (std::size_t i = 1; i < reps.size(); ++i) {
        const bool less = is_smaller_part(had[i], reps[i].share, had[next], reps[next].share);
        const bool more = is_smaller_part(had[next], reps[next].share, had[i], reps[i].share);
        const bool longer_ago =
            std::pair(reps[i].last_offered(), std::string_view(reps[i].email)) <
            std::pair(reps[next].last_offered(), std::string_view(reps[next].email));
        if (less || (!more && longer_ago)) {
            next = i;
        }
    }
    return reps[next];
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
    return {.owner = next_in_turn(reps).email, .why = "next in turn"};
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
    const std::vector<Rep> speaking = those(able, &Rep::speaks);
    const std::vector<Rep>& fitting = speaking.empty() ? able : speaking;
    const std::vector<Rep> at_work = those(fitting, &Rep::at_work);
    return by_turn(at_work.empty() ? fitting : at_work, turn);
}

}  // namespace baton::handoff
