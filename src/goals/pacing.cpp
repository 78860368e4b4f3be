#include "goals/pacing.hpp"

#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

namespace baton::goals {

namespace {

std::int64_t working(std::span<const PaceDay> days) {
    return std::ranges::count(days, true, &PaceDay::works);
}

// target × part / whole without overflow: money times days stays far below 2^127.
std::int64_t part_of(std::int64_t target, std::int64_t part, std::int64_t whole) {
    __extension__ using Wide = __int128;
    return static_cast<std::int64_t>(static_cast<Wide>(target) * part / whole);
}

}  // namespace

std::vector<PacePoint> pace(std::span<const PaceDay> days, std::int64_t target) {
    const std::int64_t working_days = working(days);
    const bool every_day = working_days == 0;
    const auto whole = every_day ? static_cast<std::int64_t>(days.size()) : working_days;
    std::vector<PacePoint> points;
    std::int64_t reached = 0;
    std::int64_t passed = 0;
    for (const PaceDay& each : days) {
        reached += each.reached;
        passed += every_day || each.works ? 1 : 0;
        points.push_back({.day = each.day,
                          .works = each.works,
                          .reached = reached,
                          .even = part_of(target, passed, whole)});
    }
    return points;
}

Thirds thirds_of(std::span<const PaceDay> days) {
    const std::int64_t working_days = working(days);
    Thirds thirds;
    std::int64_t passed = 0;  // working days up to the present one
    for (const PaceDay& each : days) {
        passed += each.works ? 1 : 0;
        const std::int64_t place = 3 * std::max<std::int64_t>(passed - 1, 0);
        std::int64_t& third = place < working_days       ? thirds.first
                              : place < 2 * working_days ? thirds.second
                                                         : thirds.last;
        third += each.reached;
    }
    return thirds;
}

}  // namespace baton::goals
