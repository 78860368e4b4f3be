#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "base/calendar.hpp"
#include "base/instant.hpp"
#include "goals/sign_facts.hpp"

namespace baton::goals {

struct Count {
    std::int64_t bad = 0;
    std::int64_t all = 0;
    bool operator==(const Count&) const = default;

    Count& operator+=(Count other) {
        bad += other.bad;
        all += other.all;
        return *this;
    }

    // 0 of nothing.
    [[nodiscard]] double share() const {
        return all == 0 ? 0 : static_cast<double>(bad) / static_cast<double>(all);
    }
};

// One for each week.
using Series = std::vector<Count>;
using BySubject = std::map<std::string, Series, std::less<>>;

// How many goals of a kind each team had at the end of a week.
struct GoalsThen {
    std::array<int, 2> revenue = {};
    std::array<int, 2> other = {};
    bool operator==(const GoalsThen&) const = default;
};

// Facts counted by week. Weeks end on Monday, 00:00 of the workspace's zone; the last one is in its
// course and ends at the instant that is asked about. Facts after it are not counted.
struct Tallies {
    std::vector<Instant> ends = {};
    std::array<BySubject, stream_count> of = {};
    Series held = {};  // at the end of the week; bad: nobody had it, or no clock ran
    std::vector<GoalsThen> goals = {};

    [[nodiscard]] const BySubject& in(Stream stream) const {
        return of[static_cast<std::size_t>(stream)];
    }

    // All subjects together, over the `weeks` that end with `last`.
    [[nodiscard]] Count sum(Stream stream, std::size_t last, std::size_t weeks) const;
    // Where the week begins with which so many end; earliest() when there is none before.
    [[nodiscard]] Instant begin_of(std::size_t last, std::size_t weeks) const;
};

inline constexpr std::size_t tallied_weeks_max = 104;

[[nodiscard]] Count sum(const Series& series, std::size_t last, std::size_t weeks);

// Linear in facts; the order of facts does not matter.
[[nodiscard]] Tallies tally(const SignFacts& facts, Instant now, const TimeZone& zone);

}  // namespace baton::goals
