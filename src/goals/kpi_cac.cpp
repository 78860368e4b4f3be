#include <cstdint>
#include <map>
#include <utility>
#include <vector>

#include "goals/measure.hpp"
#include "goals/measures.hpp"
#include "goals/reading.hpp"
#include "goals/tally.hpp"
#include "ledger/event.hpp"

namespace baton::goals {

namespace {

// The company that buys; the contact where there is none, the deal where there is neither.
std::pair<int, std::int64_t> customer_of(const Reading& reading, const DealFact& deal) {
    if (deal.contacts.empty()) {
        return {2, deal.deal->id.value};
    }
    const auto& contact = reading.timeline().contacts()[deal.contacts.front()];
    const auto* company = reading.timeline().company_of(contact, reading.request().as_of);
    return company == nullptr ? std::pair(1, contact.id.value) : std::pair(0, company->id.value);
}

std::vector<MeasureRow> compute(const Reading& reading) {
    std::map<std::pair<int, std::int64_t>, DealFact> firsts;
    for (const DealFact& deal : reading.deals()) {
        if (deal.status == ledger::DealStatus::won) {
            const auto [first, is_new] = firsts.try_emplace(customer_of(reading, deal), deal);
            if (!is_new && deal.closed_at < first->second.closed_at) {
                first->second = deal;
            }
        }
    }
    Tally tally(reading);
    tally.add_costs();
    for (const auto& [customer, deal] : firsts) {
        if (reading.in_range(deal.closed_at)) {
            ++tally.at(reading.occurrence(deal, deal.closed_at)).denominator;
        }
    }
    return tally.amounts_for_each();
}

}  // namespace

Measure kpi_cac() {
    return {
        .name = "cac",
        .title = "Cost of a new customer",
        .definition =
            "What was spent on campaigns, for each company (or contact without one) whose first "
            "deal was won in the same time.",
        .numerator = "campaign costs",
        .denominator = "new customers",
        .unit = Unit::money,
        .by = {By::channel, By::campaign, By::month, By::quarter},
        .compute = compute};
}

}  // namespace baton::goals
