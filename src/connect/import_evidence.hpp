#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "base/value.hpp"
#include "connect/import_dates.hpp"
#include "connect/import_mapping.hpp"
#include "connect/import_numbers.hpp"

namespace baton::connect {

// What the values of one column tell about its type, its dates and its decimal mark.
class ColumnEvidence {
public:
    // `open`: the type is to be found; otherwise it is `type`.
    ColumnEvidence(bool open, ValueType type) : open_(open), type_(type) {}

    void see(std::string_view cell);

    // Fills in what was found. A column without any value stays text.
    void decide(ColumnPlan& column, DayOrder ambiguous_days) const;

    // The middle one of the numbers seen (of the first thousand); 0 without any.
    [[nodiscard]] double median() const;

private:
    void see_open(std::string_view cell);
    void keep_sample(std::string_view cell);
    [[nodiscard]] ValueType found_type() const;

    bool open_;
    ValueType type_;
    std::size_t values_ = 0;
    std::size_t numbers_ = 0;
    std::size_t booleans_ = 0;
    DateEvidence dates_;
    NumberEvidence marks_;
    std::vector<double> sample_;
};

// Annual revenue is read in millions when revenue per employee would otherwise be a few units of
// money.
void decide_revenue_scale(std::vector<ColumnPlan>& columns,
                          const std::vector<ColumnEvidence>& evidence);

}  // namespace baton::connect
