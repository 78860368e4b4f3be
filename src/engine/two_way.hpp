#pragma once

#include <boost/describe/class.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/instant.hpp"
#include "base/value.hpp"
#include "engine/home_views.hpp"
#include "engine/refs.hpp"
#include "engine/two_way_facts.hpp"
#include "engine/workspace.hpp"
#include "goals/period.hpp"

// The two-way SLA: what each team promised the other, and where it stands, on one clock. Times are
// working time of whoever has to answer, in minutes; shares keep numerator and denominator.
namespace baton::engine {

struct SharePart {
    std::int64_t k = 0;
    std::int64_t n = 0;
    std::optional<double> low = {};  // Wilson 95 %
    std::optional<double> high = {};
};

BOOST_DESCRIBE_STRUCT(SharePart, (), (k, n, low, high))

[[nodiscard]] SharePart share_part(std::int64_t k, std::int64_t n);

struct SlaPeriod {
    std::string name = {};  // 2026-11, 2026-Q4
    std::string previous = {};
    std::string next = {};
    Date from = {};
    Date to = {};  // the last day
    std::int64_t working_days = 0;
    std::int64_t working_days_passed = 0;
    Instant as_of = {};
};

BOOST_DESCRIBE_STRUCT(SlaPeriod,
                      (),
                      (name, previous, next, from, to, working_days, working_days_passed, as_of))

// One promise of the agreement in force. Money and counts are held against the even pace of the
// period so far; shares against the target as it is.
struct SlaPromise {
    std::string metric = {};
    std::string unit = {};  // money, count, share
    std::string period = {};
    std::optional<Money> sum = {};  // money: what was reached
    std::optional<Money> target_sum = {};
    std::optional<Money> even_sum = {};
    std::optional<std::int64_t> count = {};  // count: what was reached
    std::optional<double> target = {};       // count; share: percent
    std::optional<double> even_count = {};
    std::optional<SharePart> share = {};
    std::int64_t missing = 0;  // share: those that did not keep it
    std::int64_t running = 0;  // share: whose time is not over
    std::string definition = {};
    bool measured = true;  // false: nothing of that name is measured here
};

BOOST_DESCRIBE_STRUCT(SlaPromise,
                      (),
                      (metric,
                       unit,
                       period,
                       sum,
                       target_sum,
                       even_sum,
                       count,
                       target,
                       even_count,
                       share,
                       missing,
                       running,
                       definition,
                       measured))

// Lead value and leads, from the first day to each; even: where the promise would be. None after
// as_of.
struct SlaPoint {
    Date day = {};
    bool works = false;
    std::optional<std::int64_t> leads = {};
    std::optional<Money> value = {};
    std::optional<Money> even = {};  // none without a promise of value
};

BOOST_DESCRIBE_STRUCT(SlaPoint, (), (day, works, leads, value, even))

struct LeadThirds {
    std::int64_t first = 0;
    std::int64_t second = 0;
    std::int64_t last = 0;
};

BOOST_DESCRIBE_STRUCT(LeadThirds, (), (first, second, last))

struct SourceWorth {
    std::string source = {};  // empty: not known; the row of all has "all" set
    bool all = false;
    std::int64_t leads = 0;   // of the period
    SharePart accepted = {};  // of the handoffs of the period that were answered
    SharePart won = {};       // of leads of any time that are old enough
    Money won_sum = {};
    std::optional<Money> value = {};  // won_sum / won.n
    std::optional<Money> low = {};    // at the ends of the interval of `won`
    std::optional<Money> high = {};
    bool enough = false;  // at least 20 leads that are old enough: its value is used
};

BOOST_DESCRIBE_STRUCT(SourceWorth,
                      (),
                      (source, all, leads, accepted, won, won_sum, value, low, high, enough))

struct MarketingHalf {
    std::vector<SlaPromise> promises = {};
    std::vector<SlaPoint> line = {};
    LeadThirds thirds = {};
    std::vector<SourceWorth> sources = {};  // the most leads first, then all
    std::optional<double> mature_after_days = {};
    std::int64_t cycles = 0;  // the sales cycles that come from
    Instant priced_at = {};   // as of when leads of the period are valued
};

BOOST_DESCRIBE_STRUCT(MarketingHalf,
                      (),
                      (promises, line, thirds, sources, mature_after_days, cycles, priced_at))

// How long until the first answer. What still waits counts as at least so long.
struct SlaSpeed {
    std::string key = {};  // all; 0 Monday … 6 Sunday; an override's name; a person
    std::int64_t n = 0;
    std::int64_t answered = 0;
    std::optional<double> half = {};         // minutes; none below 8 handoffs, or too few answered
    std::optional<double> nine_of_ten = {};  // minutes
    SharePart in_time = {};
};

BOOST_DESCRIBE_STRUCT(SlaSpeed, (), (key, n, answered, half, nine_of_ten, in_time))

struct SlaRep {
    UserRef owner = {};
    std::int64_t waiting = 0;
    SlaSpeed speed = {};
    SharePart accepted = {};
    std::int64_t tries = 0;           // days on which they tried, of
    std::int64_t tries_handoffs = 0;  // these handoffs, whose follow-up is over
};

BOOST_DESCRIBE_STRUCT(SlaRep, (), (owner, waiting, speed, accepted, tries, tries_handoffs))

struct SlaDepth {
    std::int64_t handoffs = 0;  // accepted, and the time to follow up is over
    std::int64_t tries = 0;     // days on which somebody tried, of all of them
    SharePart as_agreed = {};   // followed up as often as agreed, or met
    std::optional<std::int64_t> agreed = {};
};

BOOST_DESCRIBE_STRUCT(SlaDepth, (), (handoffs, tries, as_agreed, agreed))

struct SalesHalf {
    std::vector<SlaPromise> promises = {};
    std::string promised_text = {};  // "4 business hours"
    std::optional<double> promised_minutes = {};
    SlaSpeed human = {};   // from the offer to the first answer
    SlaSpeed system = {};  // from the entry to the offer, minutes of the clock on the wall
    std::vector<SlaSpeed> weekdays = {};
    std::vector<SlaSpeed> overrides = {};
    std::vector<SlaRep> reps = {};
    SlaDepth depth = {};
    SharePart accepted = {};
    SharePart feedback = {};
};

BOOST_DESCRIBE_STRUCT(SalesHalf,
                      (),
                      (promises,
                       promised_text,
                       promised_minutes,
                       human,
                       system,
                       weekdays,
                       overrides,
                       reps,
                       depth,
                       accepted,
                       feedback))

struct SlaView {
    SlaPeriod period = {};
    std::optional<std::string> agreement = {};  // the version in force at the end
    MarketingHalf marketing = {};
    SalesHalf sales = {};
    ConservationView conservation = {};  // now, whatever the period
    std::int64_t without_owner = 0;      // of these: offered to nobody, or owned by nobody here
};

BOOST_DESCRIBE_STRUCT(SlaView,
                      (),
                      (period, agreement, marketing, sales, conservation, without_owner))

struct SlaAsk {
    goals::Period period;
    Instant now;
    std::optional<Instant> as_of = {};  // else now, or the end of the period when that is over
};

// What was known at the end of the period or at as_of, whichever comes first.
[[nodiscard]] SlaView two_way_sla(const Workspace::View& view, const SlaAsk& ask);

// Parts of it, from the same facts.
struct SlaScene {
    const Workspace::View& view;
    const TwoWayFacts& facts;
    goals::Period period;
    Instant from;
    Instant to;  // excluded
    const agreement::Agreement* agreed = nullptr;
    lifecycle::Calendar calendar;

    [[nodiscard]] bool within(Instant at) const { return at >= from && at < to; }
};

[[nodiscard]] MarketingHalf marketing_half(const SlaScene& scene);
[[nodiscard]] SalesHalf sales_half(const SlaScene& scene);
// The local days of the period: whether people work on them.
[[nodiscard]] std::vector<std::pair<Date, bool>> days_of(const SlaScene& scene);

}  // namespace baton::engine
