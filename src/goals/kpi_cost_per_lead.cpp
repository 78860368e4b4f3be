#include <vector>

#include "goals/measure.hpp"
#include "goals/measures.hpp"
#include "goals/reading.hpp"
#include "goals/tally.hpp"

namespace baton::goals {

namespace {

std::vector<MeasureRow> compute(const Reading& reading) {
    Tally tally(reading);
    tally.add_costs();
    for (const PersonFact& person : reading.people()) {
        ++tally.at(reading.occurrence(person)).denominator;
    }
    return tally.amounts_for_each();
}

}  // namespace

Measure kpi_cost_per_lead() {
    return {
        .name = "cost_per_lead",
        .title = "Cost per lead",
        .definition =
            "What was spent on campaigns, for each contact that became known in the same time. A "
            "contact belongs to the first campaign and channel that its touches name.",
        .numerator = "campaign costs",
        .denominator = "contacts created",
        .unit = Unit::money,
        .by = {By::channel, By::campaign, By::month, By::quarter},
        .compute = compute};
}

}  // namespace baton::goals
