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
        Tally::Sum& sum = tally.at(reading.occurrence(deal, deal.closed_at));
        ++sum.numerator;
        ++sum.denominator;
    }
    for (const DealFact& deal : reading.closed(ledger::DealStatus::lost)) {
        ++tally.at(reading.occurrence(deal, deal.closed_at)).denominator;
    }
    return tally.rates();
}

}  // namespace

Measure kpi_win_rate() {
    return {.name = "win_rate",
            .title = "Win rate",
            .definition =
                "Of the deals that closed, the share that was won. Open deals are not counted.",
            .numerator = "deals won",
            .denominator = "deals won or lost",
            .unit = Unit::percent,
            .by = deal_dimensions(),
            .compute = compute};
}

}  // namespace baton::goals
