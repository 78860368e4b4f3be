#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

// How long something takes while part of it has not ended: what runs still counts as "at least so
// long" (Kaplan and Meier's estimate), so that a pile of unanswered work cannot look fast.
namespace baton::goals {

struct Delay {
    std::int64_t micros = 0;
    bool ended = false;
    bool operator==(const Delay&) const = default;
};

struct DelayFigures {
    std::int64_t n = 0;
    std::int64_t ended = 0;
    std::optional<std::int64_t> half = {};         // half are no longer; none: too few have ended
    std::optional<std::int64_t> nine_of_ten = {};  // nine of ten are no longer
    bool operator==(const DelayFigures&) const = default;
};

// The shortest time within which `percent` of them end; none while too few have ended to tell.
// Without unfinished ones it is the nearest rank. REQUIRES: 0 < percent < 100.
[[nodiscard]] std::optional<std::int64_t> within(std::vector<Delay> delays, int percent);

[[nodiscard]] DelayFigures figures_of(std::span<const Delay> delays);

}  // namespace baton::goals
