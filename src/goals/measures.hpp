#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "goals/measure.hpp"
#include "goals/reading.hpp"

namespace baton::goals {

// A measure and its one definition, as people read it.
struct Measure {
    std::string_view name;
    std::string_view title;
    std::string_view definition;
    std::string_view numerator;
    std::string_view denominator;  // empty: there is none
    Unit unit = Unit::count;
    std::vector<By> by;
    bool needs_agreement = false;
    std::vector<MeasureRow> (*compute)(const Reading& reading) = nullptr;
};

// All of them, in the order in which a page shows them.
[[nodiscard]] std::span<const Measure> measures();

[[nodiscard]] const Measure* find_measure(std::string_view name);

// One each, in a file of its own.
[[nodiscard]] Measure kpi_accept_rate();
[[nodiscard]] Measure kpi_cac();
[[nodiscard]] Measure kpi_cost_per_lead();
[[nodiscard]] Measure kpi_deals_lost();
[[nodiscard]] Measure kpi_deals_open();
[[nodiscard]] Measure kpi_deals_won();
[[nodiscard]] Measure kpi_funnel();
[[nodiscard]] Measure kpi_lead_to_customer_rate();
[[nodiscard]] Measure kpi_mql_count();
[[nodiscard]] Measure kpi_revenue();
[[nodiscard]] Measure kpi_sales_cycle_days();
[[nodiscard]] Measure kpi_win_rate();

// What a deal can be told by.
[[nodiscard]] std::vector<By> deal_dimensions();
// What a person can be told by.
[[nodiscard]] std::vector<By> person_dimensions();

}  // namespace baton::goals
