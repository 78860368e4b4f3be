#include <set>
#include <vector>

#include "goals/measure.hpp"
#include "goals/measures.hpp"
#include "goals/reading.hpp"
#include "goals/tally.hpp"
#include "ledger/event.hpp"
#include "ledger/timeline_records.hpp"

namespace baton::goals {

namespace {

std::set<ledger::Slot> customers(const Reading& reading) {
    std::set<ledger::Slot> customers;
    for (const DealFact& deal : reading.deals()) {
        if (deal.status == ledger::DealStatus::won) {
            customers.insert(deal.contacts.begin(), deal.contacts.end());
        }
    }
    return customers;
}

std::vector<MeasureRow> compute(const Reading& reading) {
    const std::set<ledger::Slot> won = customers(reading);
    Tally tally(reading);
    for (const PersonFact& person : reading.people()) {
        Tally::Sum& sum = tally.at(reading.occurrence(person));
        sum.numerator += won.contains(person.contact) ? 1 : 0;
        ++sum.denominator;
    }
    return tally.rates();
}

}  // namespace

Measure kpi_lead_to_customer_rate() {
    return {.name = "lead_to_customer_rate",
            .title = "Leads that became customers",
            .definition =
                "Of the contacts that became known in the range, the share with a deal won since.",
            .numerator = "of these, contacts of a deal that is won",
            .denominator = "contacts created",
            .unit = Unit::percent,
            .by = person_dimensions(),
            .compute = compute};
}

}  // namespace baton::goals
