#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/calendar.hpp"
#include "base/instant.hpp"
#include "base/result.hpp"
#include "base/value.hpp"
#include "ledger/timeline.hpp"
#include "lifecycle/journeys.hpp"

// One number, one definition: what a measure is, what it is asked, and what it answers.
// Computed from the timeline and the stage histories alone; all integers until the last division.
namespace baton::goals {

// What the rows are about; `all` is one row for everything.
// owner, team: of the deal, or of the handoff. source: the channel of the first known touch.
// channel, campaign: of the first known touch that names one. asset: of a deal, the first in play
// between its creation and its end; else of the first known touch that names one.
// month, quarter: local, of the event that is counted. What cannot be told is the row "unknown".
enum class By : std::uint8_t {
    all,
    product,
    owner,
    team,
    channel,
    campaign,
    asset,
    source,
    month,
    quarter,
};

[[nodiscard]] std::string_view name(By by);
[[nodiscard]] std::optional<By> find_by(std::string_view name);

enum class Unit : std::uint8_t { count, percent, money, days };

[[nodiscard]] std::string_view name(Unit unit);

// The stage history of each contact, in the order of timeline.contacts(), folded at least until
// `as_of`; later entries are not read. Without a chain there is no agreement.
struct Histories {
    const lifecycle::Chain* chain = nullptr;
    std::span<const lifecycle::History> of_contacts = {};
};

struct MeasureRequest {
    std::string name;
    By by = By::all;
    Instant as_of = Instant::latest();  // what had happened (`at`) by then, included
    std::optional<Instant> from = {};   // of the event that is counted: included
    std::optional<Instant> to = {};     // excluded
    TimeZone zone = TimeZone::utc();
    Currency currency = {};   // of money rows; amounts are converted as they were set
    std::string source = {};  // only people whose source this is; empty: everybody
};

// Of a set of whole days, linear between neighbours.
struct Spread {
    std::int64_t n = 0;
    double median = 0;
    double mean = 0;
    double p25 = 0;
    double p75 = 0;
    double p90 = 0;
    bool operator==(const Spread&) const = default;
};

struct MeasureRow {
    std::string key;
    std::string label;
    std::int64_t numerator = 0;
    std::optional<std::int64_t> denominator = {};  // none: a count or a sum
    std::optional<double> value = {};              // none: nothing to divide by
    std::optional<Currency> currency = {};         // money: value in minor units
    std::optional<Spread> spread = {};             // days
    std::optional<std::int64_t> entered = {};      // funnel: who entered it, not passed or placed
    std::optional<std::int64_t> lost = {};         // funnel: who ended there
    std::int64_t left_out = 0;                     // amounts without a rate to the currency
    bool operator==(const MeasureRow&) const = default;
};

// Rows by key; the funnel's in the order of the stages. Without `by` one row, "all".
struct MeasureResult {
    std::string measure;
    Unit unit = Unit::count;
    std::vector<MeasureRow> rows;
};

// not_found for a name that is no measure (with the nearest), invalid for a `by` that it does not
// know, refused for a stage measure while no agreement is in force.
// Linear in contacts, their touches where a touch decides the row, deals and handoffs.
[[nodiscard]] Result<MeasureResult> measure(const ledger::Timeline& timeline,
                                            const Histories& histories,
                                            const MeasureRequest& request);

// The last instant of a local day: the `as_of` of `--as-of DAY`.
[[nodiscard]] Instant end_of_day(const TimeZone& zone, Date day);

}  // namespace baton::goals
