#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "ledger/timeline_records.hpp"

namespace baton::lifecycle {

class Program;
struct Node;

// What a clause about properties can be for a run of contacts, shared by the drafts that one
// thread reads: most of their clauses say the same, and are asked once a run. Of one timeline.
class CommonBounds {
public:
    // A run of slots, as of the timeline's last order.
    struct Run {
        ledger::Slot from = ledger::no_slot;
        std::size_t count = 0;
        std::uint64_t last_order = 0;
        bool operator==(const Run&) const = default;
    };

    // Clauses that say the same have the same number; nothing for those that are not shared.
    [[nodiscard]] std::optional<std::size_t> number_of(const Program& program, const Node& node);

    // Null when nobody put it down for this very run.
    [[nodiscard]] const std::vector<std::uint8_t>* find(std::size_t number, const Run& run) const {
        return known_[number].run == run ? &known_[number].bounds : nullptr;
    }

    // Where to put it down.
    [[nodiscard]] std::vector<std::uint8_t>& put(std::size_t number, const Run& run) {
        known_[number].run = run;
        known_[number].bounds.resize(run.count);
        return known_[number].bounds;
    }

private:
    struct Known {
        Run run;
        std::vector<std::uint8_t> bounds = {};
    };

    std::map<std::string, std::size_t> numbers_;
    std::vector<Known> known_;
};

}  // namespace baton::lifecycle
