#pragma once

#include <cstdint>
#include <map>
#include <vector>

#include "goals/measure.hpp"
#include "goals/reading.hpp"

namespace baton::goals {

// Adds up numerators and denominators by row.
class Tally {
public:
    struct Sum {
        std::int64_t numerator = 0;
        std::int64_t denominator = 0;
        std::int64_t left_out = 0;
    };

    explicit Tally(const Reading& reading) : reading_(&reading) {}

    // The row in which this is counted. References stay valid.
    Sum& at(const Occurrence& occurrence) { return sums_[reading_->key_of(occurrence)]; }

    // Owners without anything are rows of zeros too.
    void add_owners();

    // What campaigns cost, as numerators.
    void add_costs();

    // Without `by` there is always the one row.
    [[nodiscard]] std::vector<MeasureRow> counts() const;
    [[nodiscard]] std::vector<MeasureRow> rates() const;
    // Sums of minor units; with a denominator, the amount for each, rounded half away from zero.
    [[nodiscard]] std::vector<MeasureRow> amounts() const;
    [[nodiscard]] std::vector<MeasureRow> amounts_for_each() const;

private:
    [[nodiscard]] std::vector<MeasureRow> rows() const;

    const Reading* reading_;
    std::map<RowKey, Sum> sums_;
};

}  // namespace baton::goals
