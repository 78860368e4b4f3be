#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.hpp"
#include "base/value.hpp"
#include "goals/measure.hpp"
#include "ledger/event.hpp"
#include "ledger/timeline.hpp"
#include "ledger/timeline_records.hpp"

namespace baton::goals {

// A deal as it stood at the request's `as_of`.
struct DealFact {
    const ledger::Deal* deal = nullptr;
    ledger::DealStatus status = ledger::DealStatus::open;
    Instant created_at;
    Instant closed_at;  // of the status, when that is won or lost
    std::vector<ledger::Slot> contacts;
};

// From an offer to its answer.
struct OfferFact {
    ledger::Slot contact = 0;
    Instant offered_at;
    std::string owner;
    std::optional<ledger::HandoffStep> answer;  // accepted, rejected or recycled; none so far
};

struct CostFact {
    std::string campaign;
    Instant at;
    std::optional<std::int64_t> amount_minor;  // none without a rate
};

// For readings that ask for none.
inline const Histories no_histories{};

// A person and the first time they were known.
struct PersonFact {
    ledger::Slot contact = 0;
    Instant known_at;
};

// What decides in which row something is counted.
struct Occurrence {
    Instant at;  // of the event that is counted
    std::string product = {};
    std::string owner = {};
    std::vector<ledger::Slot> contacts = {};
    std::optional<Instant> assets_from = {};    // of a deal: assets in play from its creation on
    std::optional<Instant> touches_until = {};  // without it those until `at`
    std::string campaign = {};                  // of a cost, which has no touches
    bool is_cost = false;
};

struct RowKey {
    std::string key;
    std::string label;
    auto operator<=>(const RowKey&) const = default;
};

// The ledger as one request sees it: by its `as_of`, in its time zone and currency. Nothing is
// kept; every list is read when asked for.
class Reading {
public:
    Reading(const ledger::Timeline& timeline,
            const Histories& histories,
            const MeasureRequest& request)
        : timeline_(&timeline), histories_(&histories), request_(&request) {}

    // They outlive it.
    Reading(const ledger::Timeline&, Histories&&, const MeasureRequest&) = delete;

    [[nodiscard]] const ledger::Timeline& timeline() const { return *timeline_; }

    [[nodiscard]] const Histories& histories() const { return *histories_; }

    [[nodiscard]] const MeasureRequest& request() const { return *request_; }

    [[nodiscard]] bool in_range(Instant at) const;

    // Those that exist and had a status by then; imported dates (created_at, closed_at) count
    // before the instants of the events.
    [[nodiscard]] std::vector<DealFact> deals() const;
    // Closed with this status within the range.
    [[nodiscard]] std::vector<DealFact> closed(ledger::DealStatus status) const;
    [[nodiscard]] std::vector<OfferFact> offers() const;
    [[nodiscard]] std::vector<CostFact> costs() const;
    // Created by then; somebody merged into another is not a second person. In order of slot.
    [[nodiscard]] std::vector<PersonFact> people() const;

    // In minor units of the request's currency; none without an amount or a rate.
    [[nodiscard]] std::optional<std::int64_t> amount_minor(const ledger::Deal& deal) const;

    [[nodiscard]] Occurrence occurrence(const DealFact& deal, Instant at) const;
    [[nodiscard]] Occurrence occurrence(const PersonFact& person) const;
    [[nodiscard]] RowKey key_of(const Occurrence& occurrence) const;
    // Everybody who could own a deal, so that who has none is a row of zeros.
    [[nodiscard]] std::vector<RowKey> owners() const;
    // The channel of the first known touch; empty when unknown.
    [[nodiscard]] std::string source_of(ledger::Slot contact) const;

private:
    [[nodiscard]] std::optional<std::int64_t> minor(const Value& value, Instant changed) const;
    [[nodiscard]] std::optional<DealFact> fact_of(const ledger::Deal& deal) const;
    [[nodiscard]] std::optional<Instant> instant_of(const ledger::Tracks& tracks,
                                                    std::string_view property) const;
    [[nodiscard]] std::optional<Instant> instant_in(const Value& value) const;
    [[nodiscard]] std::optional<Instant> day_of_cost(const ledger::Record& cost) const;
    [[nodiscard]] std::string text_of(const ledger::Tracks& tracks,
                                      std::string_view property) const;
    [[nodiscard]] std::string directory_text(const ledger::Record& record,
                                             std::string_view property) const;
    [[nodiscard]] const ledger::Record* find_user(std::string_view owner) const;
    [[nodiscard]] RowKey owner_key(const std::string& owner) const;
    [[nodiscard]] std::string team_of(const std::string& owner) const;
    [[nodiscard]] std::string period_of(Instant at) const;
    [[nodiscard]] std::string channel_of_campaign(const std::string& campaign) const;
    [[nodiscard]] std::string touch_text(const Occurrence& occurrence) const;

    const ledger::Timeline* timeline_;
    const Histories* histories_;
    const MeasureRequest* request_;
};

}  // namespace baton::goals
