#pragma once

#include <cstdint>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.hpp"
#include "goals/sign_facts.hpp"

// Invented teams, 26 weeks each, the same for the same seed: healthy, or with one misalignment that
// begins at a week. They are facts as signs read them, drawn without anything that signs are made
// of.
namespace baton::goals::testing {

inline constexpr int world_weeks = 26;
inline const Instant world_begins = parse_instant("2026-01-05T00:00Z").value();  // a Monday

struct World {
    SignFacts facts;
    int planted_week = 0;  // the first that is not healthy; world_weeks: none

    [[nodiscard]] static Instant week_begins(int week) {
        return plus(world_begins, week * 7 * day_micros);
    }
};

// `planted` is the key of a sign; empty: healthy.
[[nodiscard]] World make_world(std::uint32_t seed, std::string_view planted);

}  // namespace baton::goals::testing
