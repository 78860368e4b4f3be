#include <cstdint>
#include <map>
#include <numeric>
#include <utility>
#include <vector>

#include "base/calendar.hpp"
#include "goals/measure.hpp"
#include "goals/measures.hpp"
#include "goals/reading.hpp"
#include "goals/spread.hpp"
#include "ledger/event.hpp"

namespace baton::goals {

namespace {

using Days = std::vector<std::int64_t>;

MeasureRow row_of(const RowKey& key, Days days) {
    MeasureRow row{.key = key.key,
                   .label = key.label,
                   .numerator = std::accumulate(days.begin(), days.end(), std::int64_t{0}),
                   .denominator = static_cast<std::int64_t>(days.size())};
    row.spread = spread_of(std::move(days));
    if (row.spread) {
        row.value = row.spread->median;
    }
    return row;
}

std::map<RowKey, Days> empty_rows(const Reading& reading) {
    std::map<RowKey, Days> rows;
    if (reading.request().by == By::all) {
        rows[reading.key_of({.at = reading.request().as_of})];
    }
    if (reading.request().by == By::owner) {
        for (const RowKey& owner : reading.owners()) {
            rows[owner];
        }
    }
    return rows;
}

std::vector<MeasureRow> compute(const Reading& reading) {
    std::map<RowKey, Days> days = empty_rows(reading);
    const TimeZone& zone = reading.request().zone;
    for (const DealFact& deal : reading.closed(ledger::DealStatus::won)) {
        const int length = zone.day_of(deal.closed_at).days - zone.day_of(deal.created_at).days;
        days[reading.key_of(reading.occurrence(deal, deal.closed_at))].push_back(length);
    }
    std::vector<MeasureRow> rows;
    for (auto& [key, of_key] : days) {
        rows.push_back(row_of(key, std::move(of_key)));
    }
    return rows;
}

}  // namespace

Measure kpi_sales_cycle_days() {
    return {
        .name = "sales_cycle_days",
        .title = "Sales cycle",
        .definition =
            "Calendar days from the creation of a won deal to its close: the median; percentiles "
            "are linear between neighbours.",
        .numerator = "days from creation to close, of deals won",
        .denominator = "deals won",
        .unit = Unit::days,
        .by = deal_dimensions(),
        .compute = compute};
}

}  // namespace baton::goals
