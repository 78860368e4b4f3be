#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "attribution/journeys.hpp"
#include "ledger/timeline.hpp"
#include "replay_world.hpp"

// Attribution over the generated world, through the room that `baton attribute` uses.
namespace baton::bench {

// The won deals of the world: who, when, how much.
struct WonDeals {
    explicit WonDeals(const World& world);

    std::vector<attribution::Ending> endings = {};
    std::vector<std::int64_t> amounts_minor = {};
};

// First, last, linear, time-decay and W-shaped credit of every won deal, by campaign, 90 days back.
// Returns what the peers are compared by.
[[nodiscard]] std::string credit_deals(const ledger::Timeline& timeline, const WonDeals& won);

// Removal effects and exact Shapley values of the channels over the paths of all contacts.
[[nodiscard]] std::string learn_channels(const ledger::Timeline& timeline, const WonDeals& won);

}  // namespace baton::bench
