#include "connect/import_stages.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "connect/import_kind.hpp"
#include "ledger/event.hpp"

namespace baton::connect {
namespace {

constexpr int open_place = 50;
constexpr int won_place = 90;
constexpr int lost_place = 91;

// Where a stage usually stands, by the words its name begins with (as header_key writes them).
constexpr auto places = std::to_array<std::pair<std::string_view, int>>({
    {"prospect", 10},
    {"new", 10},
    {"leadin", 10},
    {"appointment", 15},
    {"contactmade", 20},
    {"discovery", 20},
    {"qualif", 20},
    {"engag", 25},
    {"needs", 30},
    {"demo", 35},
    {"presentation", 35},
    {"valueprop", 40},
    {"decisionmaker", 45},
    {"perception", 50},
    {"proposal", 60},
    {"quote", 60},
    {"angebot", 60},
    {"negotiat", 70},
    {"verhandlung", 70},
    {"contractsent", 75},
    {"commit", 80},
    {"closedwon", won_place},
    {"won", won_place},
    {"gewonnen", won_place},
    {"closedlost", lost_place},
    {"lost", lost_place},
    {"verloren", lost_place},
});

int place_of(std::string_view stage) {
    const auto key = header_key(stage);
    const auto* const found = std::ranges::find_if(
        places, [&](const auto& place) { return key.starts_with(place.first); });
    return found == places.end() ? open_place : found->second;
}

}  // namespace

ledger::DealStatus status_of_stage(std::string_view stage) {
    const auto key = header_key(stage);
    constexpr std::array<std::string_view, 7> won{
        "won", "closedwon", "dealwon", "gewonnen", "abgeschlossenundgewonnen", "customer", "kunde"};
    constexpr std::array<std::string_view, 6> lost{
        "lost", "closedlost", "deallost", "verloren", "abgeschlossenundverloren", "dead"};
    if (std::ranges::find(won, key) != won.end()) return ledger::DealStatus::won;
    if (std::ranges::find(lost, key) != lost.end()) return ledger::DealStatus::lost;
    return ledger::DealStatus::open;
}

void StageOrder::see(std::string_view stage) {
    if (stage.empty() || std::ranges::find(seen_, stage) != seen_.end()) return;
    seen_.emplace_back(stage);
}

std::vector<std::string> StageOrder::ordered() const {
    auto stages = seen_;
    std::ranges::stable_sort(stages, {}, [](const auto& stage) { return place_of(stage); });
    return stages;
}

}  // namespace baton::connect
