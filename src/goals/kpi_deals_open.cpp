#include <vector>

#include "goals/measure.hpp"
#include "goals/measures.hpp"
#include "goals/reading.hpp"
#include "goals/tally.hpp"
#include "ledger/event.hpp"

namespace baton::goals {

namespace {

std::vector<MeasureRow> compute(const Reading& reading) {
    Tally tally(reading);
    tally.add_owners();
    for (const DealFact& deal : reading.deals()) {
        if (deal.status == ledger::DealStatus::open && reading.in_range(deal.created_at)) {
            ++tally.at(reading.occurrence(deal, deal.created_at)).numerator;
        }
    }
    return tally.counts();
}

}  // namespace

Measure kpi_deals_open() {
    return {.name = "deals_open",
            .title = "Open deals",
            .definition =
                "Deals that are neither won nor lost. A range is about when they were created.",
            .numerator = "deals in an open stage",
            .denominator = "",
            .unit = Unit::count,
            .by = deal_dimensions(),
            .compute = compute};
}

}  // namespace baton::goals
