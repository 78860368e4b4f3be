#pragma once

#include <optional>

#include "base/instant.hpp"
#include "demo/dice.hpp"
#include "demo/setting.hpp"

namespace baton::demo {

struct DealCourse {
    int person = 0;
    int rep = 0;
    Instant created_at;
    std::optional<Instant> won_at = {};  // told by hand: won then
};

// A deal from its creation to its end, with the colleagues who join in and the content that is
// sent.
void play_deal(Setting& setting, Dice& dice, const DealCourse& course);

}  // namespace baton::demo
