#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "base/instant.hpp"
#include "ledger/timeline.hpp"
#include "ledger/timeline_records.hpp"
#include "ledger/touches.hpp"
#include "lifecycle/computed.hpp"
#include "lifecycle/program.hpp"
#include "lifecycle/reading.hpp"
#include "lifecycle/touch_filter.hpp"

namespace baton::lifecycle {

// What one score of an agreement is for many contacts at one instant: the very number that a
// criterion compares there (rule 13), as no return cuts touches off. A packed touch costs a look at
// its way, its instant and, for lines with `where`, the columns these ask about; nothing is kept of
// it. One for each thread. The program and the timeline must outlive it; the timeline may grow
// between calls.
class ScoreReader {
public:
    // REQUIRES: `score` is one of the program's.
    ScoreReader(const Program& program, Index score, const ledger::Timeline& timeline, Instant at);

    // Of the contacts in slots [from, from + scores.size()), in millionths.
    void read(ledger::Slot from, std::span<Wide> scores);

    // The same of one, read as criteria are read.
    [[nodiscard]] Wide read_plainly(ledger::Slot slot);

private:
    // What touches of a way earn.
    struct OfWay {
        std::int64_t points = 0;   // by lines that ask nothing else
        bool asks_fields = false;  // there are other lines
    };

    void find_days();
    void learn_ways();
    [[nodiscard]] bool may_read_packed(const ledger::Belongings& all) const;
    [[nodiscard]] std::int64_t read_packed(const ledger::Touches::Packed& packed);
    template <typename WeightOf>
    [[nodiscard]] std::int64_t sum(const ledger::Touches::Packed& packed, WeightOf weight_of);
    [[nodiscard]] std::int64_t points_by_fields(const ledger::Touches::Packed& packed,
                                                std::size_t place);

    const Program& program_;
    const ScoreProgram& score_;
    const ledger::Timeline& timeline_;
    Instant at_;
    Reading reading_;
    OperandProgram operand_;
    std::vector<TouchFilter> filters_;  // by line
    std::vector<OfWay> of_way_;
    std::int64_t most_points_ = 0;       // that a touch can earn, whatever the sign
    std::vector<std::int64_t> starts_;   // of the days on which touches weigh anything, and `at`'s
    std::vector<std::int64_t> weights_;  // by day
    bool days_are_even_ = true;          // each is 24 hours long
};

}  // namespace baton::lifecycle
