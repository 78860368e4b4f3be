#include "oracle/candidates.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "oracle/calendar.hpp"
#include "oracle/contract.hpp"
#include "oracle/criteria.hpp"
#include "oracle/ledger.hpp"
#include "oracle/value.hpp"

namespace oracle {
namespace {

/// What of an agreement lets time alone change a verdict.
struct Clocks {
    std::vector<Duration> windows;
    bool counts_days = false;
    bool has_scores = false;
};

void collect(const std::shared_ptr<const Touches>& touches, Clocks& clocks) {
    if (!touches) return;
    const std::optional<Duration>& within = touches->within;
    if (within) clocks.windows.push_back(*within);
}

void collect(const Operand& operand, Clocks& clocks) {
    collect(operand.touches, clocks);
    if (operand.source == Source::score) clocks.has_scores = true;
    if (operand.source == Source::days_since_first) clocks.counts_days = true;
    if (operand.source == Source::days_since_last) clocks.counts_days = true;
}

void collect(const Node& node, Clocks& clocks) {
    collect(node.touches, clocks);
    for (const Operand& operand : node.operands)
        collect(operand, clocks);
    for (const Node& child : node.children)
        collect(child, clocks);
}

Clocks clocks_of(const Contract& contract) {
    Clocks clocks;
    for (const Stage& stage : contract.stages)
        collect(stage.when, clocks);
    for (const Disqualifier& disqualifier : contract.disqualifiers)
        collect(disqualifier.when, clocks);
    return clocks;
}

bool is_return(const Event& event) {
    const std::string what = text_field(event, "event");
    return event.type == "handoff" && (what == "rejected" || what == "recycled");
}

void add_of_event(const Contract& contract,
                  const Clocks& clocks,
                  const Event& event,
                  Instant end,
                  std::set<Instant>& instants) {
    instants.insert(event.at);
    if (contract.recycling && is_return(event)) {
        instants.insert(contract.calendar.plus(event.at, contract.recycling->eligible_again_after));
    }
    if (event.type != "touch") return;
    for (const Duration& window : clocks.windows) {
        instants.insert(contract.calendar.plus(event.at, window));
    }
    if (!clocks.counts_days) return;
    for (Instant tick = event.at; tick < end; tick += day_us)
        instants.insert(tick);
}

void add_midnights(const Calendar& calendar,
                   Instant begin,
                   Instant end,
                   std::set<Instant>& instants) {
    for (std::int64_t day = calendar.day_of(begin); calendar.day_start(day) < end; ++day) {
        instants.insert(calendar.day_start(day));
    }
}

}  // namespace

std::set<Instant> candidate_instants(const std::vector<Contract>& contracts,
                                     const std::vector<const Event*>& events,
                                     Instant end) {
    std::set<Instant> instants;
    if (events.empty()) return instants;
    for (const Contract& contract : contracts) {
        const Clocks clocks = clocks_of(contract);
        for (const Event* event : events)
            add_of_event(contract, clocks, *event, end, instants);
        if (contract.effective) instants.insert(*contract.effective);
        if (clocks.has_scores) add_midnights(contract.calendar, events.front()->at, end, instants);
    }
    instants.erase(instants.lower_bound(end), instants.end());
    return instants;
}

}  // namespace oracle
