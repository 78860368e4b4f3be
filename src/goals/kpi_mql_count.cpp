#include <vector>

#include "goals/measure.hpp"
#include "goals/measures.hpp"
#include "goals/reading.hpp"
#include "goals/tally.hpp"
#include "ledger/timeline_records.hpp"
#include "lifecycle/journeys.hpp"

namespace baton::goals {

namespace {

// The stage at which marketing hands over; in an agreement without handoffs the one called MQL.
bool is_handover(const lifecycle::Chain& chain, const lifecycle::Reached& reached) {
    const auto& agreement = *chain.version(reached.version).agreement;
    return agreement.handoff ? agreement.handoff->at == reached.stage
                             : chain.stage_name(reached) == "MQL";
}

std::vector<MeasureRow> compute(const Reading& reading) {
    Tally tally(reading);
    ledger::Slot contact = 0;
    const auto count = [&](const lifecycle::Reached& reached) {
        const bool counts = reached.how == lifecycle::How::entered &&
                            reached.at <= reading.request().as_of && reading.in_range(reached.at);
        if (counts && is_handover(*reading.histories().chain, reached)) {
            ++tally.at({.at = reached.at, .contacts = {contact}}).numerator;
        }
    };
    for (const lifecycle::History& history : reading.histories().of_contacts) {
        for (const lifecycle::Journey& journey : history.journeys) {
            for (const lifecycle::Reached& reached : journey.stages) {
                count(reached);
            }
        }
        ++contact;
    }
    return tally.counts();
}

}  // namespace

Measure kpi_mql_count() {
    return {.name = "mql_count",
            .title = "MQLs",
            .definition =
                "How often a contact entered the stage at which the agreement hands over to sales. "
                "Passing it or being placed in it does not count.",
            .numerator = "entries of the stage",
            .denominator = "",
            .unit = Unit::count,
            .by = person_dimensions(),
            .needs_agreement = true,
            .compute = compute};
}

}  // namespace baton::goals
