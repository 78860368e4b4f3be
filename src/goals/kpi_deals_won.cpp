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
    for (const DealFact& deal : reading.closed(ledger::DealStatus::won)) {
        ++tally.at(reading.occurrence(deal, deal.closed_at)).numerator;
    }
    return tally.counts();
}

}  // namespace

Measure kpi_deals_won() {
    return {.name = "deals_won",
            .title = "Deals won",
            .definition = "Deals that were won, counted when they closed.",
            .numerator = "deals won",
            .denominator = "",
            .unit = Unit::count,
            .by = deal_dimensions(),
            .compute = compute};
}

}  // namespace baton::goals
