#include "backtest/leakage.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <vector>

#include "base/instant.hpp"
#include "ledger/timeline.hpp"
#include "ledger/timeline_records.hpp"
#include "lifecycle/program.hpp"

namespace baton::backtest {

namespace {

// When sales first had the contact: an offer, or a deal.
std::optional<Instant> first_sales(const ledger::Timeline& timeline,
                                   const ledger::Contact& contact,
                                   Instant as_of) {
    std::optional<Instant> first;
    const auto take = [&](Instant at) {
        if (at <= as_of) first = std::min(first.value_or(at), at);
    };
    for (const auto& fact : contact.all().handoffs) {
        if (!fact.voided) take(fact.at);
    }
    for (const auto slot : timeline.deals_of(contact)) {
        const auto* status = ledger::first_of(timeline.deals()[slot].statuses);
        if (status != nullptr) take(status->at);
    }
    return first;
}

std::optional<Instant> first_known(const ledger::Changes* changes, Instant as_of) {
    if (changes == nullptr) return std::nullopt;
    const auto found = std::ranges::find_if(
        *changes, [](const ledger::Change& each) { return !each.voided && each.value != 0; });
    if (found == changes->end() || found->at > as_of) return std::nullopt;
    return found->at;
}

const ledger::Changes* changes_of(const ledger::Timeline& timeline,
                                  const ledger::Contact& contact,
                                  const lifecycle::PropertyName& property,
                                  Instant as_of) {
    const auto name = timeline.dictionary().find_name(property.name);
    if (!property.of_company) return contact.all().properties.find(name);
    const auto* company = timeline.company_of(contact, as_of);
    return company == nullptr ? nullptr : company->properties.find(name);
}

}  // namespace

std::vector<FilledIn> filled_in(const lifecycle::Program& program,
                                const ledger::Timeline& timeline,
                                Instant as_of) {
    std::vector<FilledIn> found;
    for (const auto& property : program.properties()) {
        const auto* const of = property.of_company ? "company." : "contact.";
        found.push_back({.property = of + property.name});
    }
    for (const ledger::Contact& contact : timeline.contacts()) {
        const auto sales = first_sales(timeline, contact, as_of);
        if (!sales || contact.merged) continue;
        for (std::size_t index = 0; index < found.size(); ++index) {
            const auto& property = program.properties()[index];
            const auto known = first_known(changes_of(timeline, contact, property, as_of), as_of);
            if (!known) continue;
            ++found[index].known;
            found[index].late += *known >= *sales ? 1 : 0;
        }
    }
    return found;
}

}  // namespace baton::backtest
