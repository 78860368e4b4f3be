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
        const auto amount = reading.amount_minor(*deal.deal);
        sum.numerator += amount.value_or(0);
        sum.left_out += amount ? 0 : 1;
    }
    return tally.amounts();
}

}  // namespace

Measure kpi_revenue() {
    return {.name = "revenue",
            .title = "Revenue",
            .definition =
                "The amounts of the deals won, counted when they closed. Amounts without a known "
                "value in the currency are left out, and their number is shown.",
            .numerator = "sum of the amounts of deals won",
            .denominator = "",
            .unit = Unit::money,
            .by = deal_dimensions(),
            .compute = compute};
}

}  // namespace baton::goals
