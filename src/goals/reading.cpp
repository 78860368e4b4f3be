#include "goals/reading.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/calendar.hpp"
#include "base/instant.hpp"
#include "base/value.hpp"
#include "goals/measure.hpp"
#include "ledger/event.hpp"
#include "ledger/timeline.hpp"
#include "ledger/timeline_records.hpp"
#include "lifecycle/computed.hpp"
#include "lifecycle/reading.hpp"

namespace baton::goals {

namespace {

using ledger::DealStatus;
using ledger::HandoffStep;
using ledger::Slot;

constexpr int decimals = 6;

std::optional<HandoffStep> answer_of(HandoffStep step) {
    switch (step) {
        case HandoffStep::accepted:
        case HandoffStep::rejected:
        case HandoffStep::recycled: return step;
        case HandoffStep::offered:
        case HandoffStep::expired:
        case HandoffStep::converted:
        case HandoffStep::withdrawn:
        case HandoffStep::disqualified:
        case HandoffStep::reassigned: return std::nullopt;
    }
    return std::nullopt;
}

// An answer belongs to the last offer before it, and the first answer counts.
void add_step(std::vector<OfferFact>& offers, std::size_t first, OfferFact step, HandoffStep what) {
    if (what == HandoffStep::offered) {
        offers.push_back(std::move(step));
    } else if (offers.size() > first && !offers.back().answer) {
        offers.back().answer = answer_of(what);
    }
}

}  // namespace

Instant end_of_day(const TimeZone& zone, Date day) {
    return plus(zone.start_of({day.days + 1}), -1);
}

bool Reading::in_range(Instant at) const {
    return (!request_->from || at >= *request_->from) && (!request_->to || at < *request_->to);
}

// A date is the beginning of its local day; text is read as either.
std::optional<Instant> Reading::instant_in(const Value& value) const {
    if (const auto* instant = std::get_if<Instant>(&value)) {
        return *instant;
    }
    if (const auto* date = std::get_if<Date>(&value)) {
        return request_->zone.start_of(*date);
    }
    const auto* text = std::get_if<std::string>(&value);
    if (text == nullptr) {
        return std::nullopt;
    }
    if (const auto date = parse_date(*text)) {
        return request_->zone.start_of(*date);
    }
    const auto instant = parse_instant(*text);
    return instant ? std::optional(*instant) : std::nullopt;
}

std::optional<Instant> Reading::instant_of(const ledger::Tracks& tracks,
                                           std::string_view property) const {
    return instant_in(timeline_->value(tracks, property, request_->as_of));
}

std::string Reading::text_of(const ledger::Tracks& tracks, std::string_view property) const {
    const Value value = timeline_->value(tracks, property, request_->as_of);
    const auto* text = std::get_if<std::string>(&value);
    return text == nullptr ? std::string() : *text;
}

std::optional<DealFact> Reading::fact_of(const ledger::Deal& deal) const {
    const auto* status = ledger::Timeline::status(deal, request_->as_of);
    const auto* first = ledger::first_of(deal.statuses);
    if (status == nullptr || first == nullptr || !ledger::Timeline::exists(deal, request_->as_of)) {
        return std::nullopt;
    }
    DealFact fact{.deal = &deal,
                  .status = status->status,
                  .created_at = instant_of(deal.properties, "created_at").value_or(first->at),
                  .closed_at = instant_of(deal.properties, "closed_at").value_or(status->at),
                  .contacts = {}};
    if (const auto* change = ledger::last_at(deal.contacts, request_->as_of)) {
        for (const Slot contact : change->contacts) {
            fact.contacts.push_back(timeline_->owner_of(contact, request_->as_of));
        }
    }
    return fact;
}

std::vector<DealFact> Reading::deals() const {
    std::vector<DealFact> facts;
    for (const ledger::Deal& deal : timeline_->deals()) {
        if (auto fact = fact_of(deal)) {
            facts.push_back(*std::move(fact));
        }
    }
    return facts;
}

std::vector<DealFact> Reading::closed(DealStatus status) const {
    std::vector<DealFact> facts = deals();
    std::erase_if(facts, [&](const DealFact& fact) {
        return fact.status != status || !in_range(fact.closed_at);
    });
    return facts;
}

std::vector<OfferFact> Reading::offers() const {
    std::vector<OfferFact> offers;
    const auto& dictionary = timeline_->dictionary();
    Slot slot = 0;
    for (const ledger::Contact& contact : timeline_->contacts()) {
        const std::size_t first = offers.size();
        for (const auto& fact : contact.own.handoffs) {
            if (!fact.voided && fact.at <= request_->as_of) {
                add_step(offers,
                         first,
                         {.contact = timeline_->owner_of(slot, request_->as_of),
                          .offered_at = fact.at,
                          .owner = dictionary.name(fact.owner),
                          .answer = {}},
                         fact.step);
            }
        }
        ++slot;
    }
    std::erase_if(offers, [&](const OfferFact& offer) { return !in_range(offer.offered_at); });
    return offers;
}

// Costs are often entered later than they were spent: their day decides, not the instant of entry.
std::optional<Instant> Reading::day_of_cost(const ledger::Record& cost) const {
    return instant_in(timeline_->value(cost.properties, "on", Instant::latest()));
}

std::vector<CostFact> Reading::costs() const {
    std::vector<CostFact> costs;
    for (const ledger::Record* record : timeline_->records_of("cost")) {
        const auto* changes = record->properties.find(timeline_->dictionary().find_name("amount"));
        const auto* amount =
            changes == nullptr ? nullptr : ledger::last_at(*changes, Instant::latest());
        if (amount == nullptr) {
            continue;
        }
        const Instant at = day_of_cost(*record).value_or(amount->at);
        if (at <= request_->as_of && in_range(at)) {
            const Value& value = timeline_->dictionary().value(amount->value);
            costs.push_back({.campaign = directory_text(*record, "campaign"),
                             .at = at,
                             .amount_minor = minor(value, amount->at)});
        }
    }
    return costs;
}

std::vector<PersonFact> Reading::people() const {
    std::vector<PersonFact> people;
    Slot slot = 0;
    for (const ledger::Contact& contact : timeline_->contacts()) {
        const auto created = contact.created();
        const bool counts = created && *created <= request_->as_of &&
                            timeline_->owner_of(slot, request_->as_of) == slot;
        if (counts && in_range(*created)) {
            people.push_back({.contact = slot, .known_at = *created});
        }
        ++slot;
    }
    return people;
}

std::optional<std::int64_t> Reading::minor(const Value& value, Instant changed) const {
    const auto amount = lifecycle::amount_in(request_->currency, value, changed, *timeline_);
    if (!amount) {
        return std::nullopt;
    }
    lifecycle::Wide unit = 1;
    for (int digit = minor_digits(request_->currency); digit < decimals; ++digit) {
        unit *= 10;
    }
    return static_cast<std::int64_t>(*amount / unit);
}

std::optional<std::int64_t> Reading::amount_minor(const ledger::Deal& deal) const {
    const auto* amount = ledger::Timeline::property(
        deal.properties, timeline_->dictionary().find_name("amount"), request_->as_of);
    return amount == nullptr ? std::nullopt
                             : minor(timeline_->dictionary().value(amount->value), amount->at);
}

}  // namespace baton::goals
