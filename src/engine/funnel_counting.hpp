#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "attribution/funnel.hpp"
#include "base/instant.hpp"
#include "engine/funnel_question.hpp"
#include "ledger/timeline.hpp"
#include "ledger/touches.hpp"
#include "lifecycle/program.hpp"
#include "lifecycle/touch_filter.hpp"

namespace baton::engine {

// How many people got how far, and how long it took them.
struct FunnelCounts {
    std::vector<std::int64_t> people = {};               // by step
    std::vector<std::int64_t> still_open = {};           // by step
    std::vector<std::vector<std::int64_t>> micros = {};  // by step, since the one before
    std::map<std::string, std::vector<std::int64_t>> people_by = {};  // by key, by step

    // Of others, for the same question.
    void add(const FunnelCounts& more);
};

// Reads the funnel's touches of contacts. Which touch is a step is looked at once for each of its
// codes, and when it happened only where that decides something. One for each thread. The question
// and timeline must outlive it; the timeline may grow between calls.
class FunnelCounting {
public:
    FunnelCounting(const FunnelQuestion& question, const ledger::Timeline& timeline);

    FunnelCounting(const FunnelCounting&) = delete;
    FunnelCounting& operator=(const FunnelCounting&) = delete;
    FunnelCounting(FunnelCounting&&) = delete;
    FunnelCounting& operator=(FunnelCounting&&) = delete;
    ~FunnelCounting() = default;

    // Counts the people in slots [from, to).
    void read(ledger::Slot from, ledger::Slot to);

    [[nodiscard]] const FunnelCounts& counts() const { return counts_; }

private:
    [[nodiscard]] bool is_person(ledger::Slot slot) const;
    void learn_ways();
    [[nodiscard]] std::uint32_t steps_of(ledger::ShapeCode shape);
    [[nodiscard]] std::uint32_t asked_of_fields(std::uint32_t steps,
                                                const ledger::Touches::Packed& packed,
                                                std::size_t place);
    void read(const ledger::Contact& contact);
    template <typename AtOf>
    void read_packed(const ledger::Touches::Packed& packed, std::uint32_t end, AtOf at_of);
    template <typename AtOf>
    void read_rest(const ledger::Belongings& all,
                   std::uint32_t from,
                   std::uint32_t end,
                   AtOf at_of);
    [[nodiscard]] std::uint32_t allowed_at(std::uint32_t place) const;
    template <typename AtOf>
    void count(const ledger::Touches& touches, AtOf at_of);
    [[nodiscard]] std::string key_of(ledger::ShapeCode shape) const;

    const FunnelQuestion& question_;
    const ledger::Timeline& timeline_;
    lifecycle::Program program_;
    std::vector<lifecycle::TouchFilter> filters_;  // by step
    std::uint32_t asks_fields_ = 0;                // the steps that do, as bits
    std::vector<std::uint32_t> steps_of_way_;      // that touches of a way can be, as bits
    std::uint32_t begins_from_ = 0;                // of one contact: which touches can begin
    std::uint32_t begins_to_ = 0;
    attribution::Funnel funnel_;
    attribution::FunnelReader reader_;
    FunnelCounts counts_;
};

}  // namespace baton::engine
