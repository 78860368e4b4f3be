#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/instant.hpp"

// Where a promise should stand on each day of its period, if it were kept evenly over the working
// days, and where it stands.
namespace baton::goals {

struct PaceDay {
    Date day;
    bool works = false;
    std::int64_t reached = 0;  // what came on the day
    bool operator==(const PaceDay&) const = default;
};

struct PacePoint {
    Date day;
    bool works = false;
    std::int64_t reached = 0;  // from the first day to this one
    std::int64_t even = 0;     // of the target, after this day; the last day's is the whole
    bool operator==(const PacePoint&) const = default;
};

// Each day adds the same to `even` if it works; all days do when none works.
[[nodiscard]] std::vector<PacePoint> pace(std::span<const PaceDay> days, std::int64_t target);

// How much came in the first, second and last third of the working days (what comes on other days
// belongs to the working day before, at first to the first): thirds that differ show bunching.
struct Thirds {
    std::int64_t first = 0;
    std::int64_t second = 0;
    std::int64_t last = 0;
    bool operator==(const Thirds&) const = default;
};

[[nodiscard]] Thirds thirds_of(std::span<const PaceDay> days);

}  // namespace baton::goals
