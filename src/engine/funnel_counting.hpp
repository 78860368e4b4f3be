#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "attribution/funnel.hpp"
#include "base/instant.hpp"
#include "engine/funnel_question.hpp"
#include "ledger/timeline.hpp"
#include "lifecycle/program.hpp"
#include "lifecycle/touch_filter.hpp"

namespace baton::engine {

// How many people got how far, and how long it took them.
struct FunnelCounts {
    std::vector<std::int64_t> people = {};               // by step
    std::vector<std::int64_t> still_open = {};           // by step
    std::vector<std::vector<std::int64_t>> micros = {};  // by step, since the one before
    std::map<std::string, std::vector<std::int64_t>> people_by = {};  // by key, by step
};

// Reads the funnel's touches of contacts. Which touch is a step is looked at once for each of its
// codes. The question and timeline must outlive it; the timeline may grow between calls.
class FunnelCounting {
public:
    FunnelCounting(const FunnelQuestion& question, const ledger::Timeline& timeline);

    // Counts the people in slots [from, to).
    void read(ledger::Slot from, ledger::Slot to);

    [[nodiscard]] const FunnelCounts& counts() const { return counts_; }

private:
    [[nodiscard]] bool is_person(ledger::Slot slot) const;
    [[nodiscard]] std::uint32_t steps_of(const ledger::Touch& touch);
    void gather(const ledger::Contact& contact);
    void count(std::size_t reached);
    [[nodiscard]] std::string key_of(ledger::ShapeCode shape) const;

    const FunnelQuestion& question_;
    const ledger::Timeline& timeline_;
    lifecycle::Program program_;
    std::vector<lifecycle::TouchFilter> filters_;  // by step
    attribution::Funnel funnel_;
    attribution::FunnelReader reader_;
    FunnelCounts counts_;
    // Of one contact: the touches that are a step, the steps as bits.
    std::vector<std::uint32_t> kind_;
    std::vector<std::int64_t> at_;
    std::vector<ledger::ShapeCode> shape_;
};

}  // namespace baton::engine
