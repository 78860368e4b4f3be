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
    for (const OfferFact& offer : reading.offers()) {
        if (offer.answer) {
            Tally::Sum& sum = tally.at(
                {.at = offer.offered_at, .owner = offer.owner, .contacts = {offer.contact}});
            sum.numerator += *offer.answer == ledger::HandoffStep::accepted ? 1 : 0;
            ++sum.denominator;
        }
    }
    return tally.rates();
}

}  // namespace

Measure kpi_accept_rate() {
    std::vector<By> by = person_dimensions();
    by.insert(by.end(), {By::owner, By::team});
    return {
        .name = "accept_rate",
        .title = "Accepted handoffs",
        .definition =
            "Of the handoffs that sales has answered, the share that was accepted, counted when "
            "they were offered. What still waits is neither.",
        .numerator = "handoffs accepted",
        .denominator = "handoffs accepted, rejected or recycled as the first answer",
        .unit = Unit::percent,
        .by = by,
        .compute = compute};
}

}  // namespace baton::goals
