#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "oracle/calendar.hpp"
#include "oracle/criteria.hpp"
#include "oracle/value.hpp"

namespace oracle {

struct ScoreLine {
    Touches touches;
    std::int64_t points = 0;
};

struct Score {
    std::optional<std::int64_t> half_life_days;
    std::vector<ScoreLine> lines;
};

struct Stage {
    std::string name;
    std::optional<std::string> was;
    Node when;
};

struct Disqualifier {
    std::string reason;
    Node when;
};

struct Recycling {
    Duration eligible_again_after;
    bool all_touches = false;
};

/// An agreement: only what decides journeys.
struct Contract {
    std::string currency;
    Calendar calendar;
    std::optional<Instant> effective;  ///< the start of that day in its own zone
    std::map<std::string, Score> scores;
    std::vector<Stage> stages;
    std::vector<Disqualifier> disqualifiers;
    std::optional<Recycling> recycling;  ///< absent when handoff events are not read
};

Contract parse_contract(const std::string& yaml);

}  // namespace oracle
