#pragma once

#include <boost/describe/class.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "backtest/shares.hpp"
#include "base/id.hpp"
#include "base/instant.hpp"

// What a backtest answers. Every figure and its formula: docs/decisions/0032-backtest-figures.md.
namespace baton::backtest {

struct MonthFigures {
    std::string month = {};  // "2026-03", in the agreement's time zone
    std::int64_t entered = 0;
    bool mature = false;
    bool operator==(const MonthFigures&) const = default;
};

BOOST_DESCRIBE_STRUCT(MonthFigures, (), (month, entered, mature))

struct ReasonCount {
    std::string reason = {};
    std::int64_t count = 0;
    bool operator==(const ReasonCount&) const = default;
};

BOOST_DESCRIBE_STRUCT(ReasonCount, (), (reason, count))

// What a day brings, and what the reps have shown they can answer in time.
struct CapacityFigures {
    std::int64_t working_days = 0;
    std::optional<double> entered_a_day = {};
    std::int64_t busiest_day = 0;
    std::int64_t reps = 0;                                    // who answered in time
    std::optional<std::int64_t> answered_in_time_a_day = {};  // on a good day, all reps together
    std::optional<std::int64_t> days_over = {};
    bool operator==(const CapacityFigures&) const = default;
};

BOOST_DESCRIBE_STRUCT(
    CapacityFigures,
    (),
    (working_days, entered_a_day, busiest_day, reps, answered_in_time_a_day, days_over))

// One contact in comparison with the agreement in force.
struct Move {
    ContactId id = {};
    std::string contact = {};  // external id
    std::string kind = {};     // gained, lost or kept
    std::optional<Instant> at = {};
    std::optional<Instant> at_in_force = {};
    bool operator==(const Move&) const = default;
};

BOOST_DESCRIBE_STRUCT(Move, (), (id, contact, kind, at, at_in_force))

struct MoveCounts {
    std::int64_t gained = 0;
    std::int64_t lost = 0;
    std::int64_t kept = 0;
    bool operator==(const MoveCounts&) const = default;
};

BOOST_DESCRIBE_STRUCT(MoveCounts, (), (gained, lost, kept))

struct StageFigures {
    std::string stage = {};
    std::string owner = {};  // marketing or sales
    std::int64_t entered = 0;
    std::int64_t people = 0;
    std::int64_t observed = 0;
    std::int64_t never_offered = 0;
    std::int64_t unanswered = 0;
    std::int64_t accepted = 0;
    std::int64_t rejected = 0;
    std::int64_t recycled = 0;
    std::int64_t recycled_after_acceptance = 0;
    std::vector<ReasonCount> rejected_by_reason = {};
    std::vector<ReasonCount> recycled_by_reason = {};
    std::int64_t opportunities = 0;
    std::int64_t won = 0;
    std::int64_t lost = 0;
    std::int64_t won_amount_minor = 0;
    std::int64_t won_deals = 0;
    std::int64_t won_deals_without_amount = 0;
    std::int64_t mature = 0;
    std::int64_t immature = 0;
    std::optional<double> accept_rate = {};
    Certainty accept_certainty = {};
    std::optional<double> win_rate = {};
    Certainty win_certainty = {};
    std::optional<double> precision = {};
    Certainty precision_certainty = {};
    std::optional<double> recall = {};
    Certainty recall_certainty = {};
    std::optional<double> lift = {};
    std::optional<double> lift_low = {};
    std::optional<double> lift_high = {};
    std::optional<double> median_lead_days = {};
    std::int64_t rests_on_handoffs = 0;
    std::int64_t rests_on_deals = 0;
    std::vector<MonthFigures> monthly = {};
    std::optional<CapacityFigures> capacity = {};  // of the stage that is handed off
    std::optional<MoveCounts> against_in_force = {};
    std::vector<Move> moves = {};
    bool operator==(const StageFigures&) const = default;
};

BOOST_DESCRIBE_STRUCT(StageFigures,
                      (),
                      (stage,
                       owner,
                       entered,
                       people,
                       observed,
                       never_offered,
                       unanswered,
                       accepted,
                       rejected,
                       recycled,
                       recycled_after_acceptance,
                       rejected_by_reason,
                       recycled_by_reason,
                       opportunities,
                       won,
                       lost,
                       won_amount_minor,
                       won_deals,
                       won_deals_without_amount,
                       mature,
                       immature,
                       accept_rate,
                       accept_certainty,
                       win_rate,
                       win_certainty,
                       precision,
                       precision_certainty,
                       recall,
                       recall_certainty,
                       lift,
                       lift_low,
                       lift_high,
                       median_lead_days,
                       rests_on_handoffs,
                       rests_on_deals,
                       monthly,
                       capacity,
                       against_in_force,
                       moves))

struct AgreementFigures {
    std::string agreement = {};  // as it was asked for
    std::string title = {};
    std::string currency = {};
    std::string time_zone = {};
    std::optional<double> maturity_days = {};
    std::int64_t sales_cycles = 0;  // won deals that the cut-off was taken from
    std::optional<Instant> mature_until = {};
    std::int64_t contacts = 0;
    std::int64_t contacts_won = 0;
    std::optional<double> base_rate = {};
    std::vector<StageFigures> stages = {};
    bool operator==(const AgreementFigures&) const = default;
};

BOOST_DESCRIBE_STRUCT(AgreementFigures,
                      (),
                      (agreement,
                       title,
                       currency,
                       time_zone,
                       maturity_days,
                       sales_cycles,
                       mature_until,
                       contacts,
                       contacts_won,
                       base_rate,
                       stages))

struct Report {
    std::optional<Instant> from = {};  // none: since the ledger began
    Instant to = {};
    Instant as_of = {};
    std::string opening = {};
    std::optional<std::string> in_force = {};  // what the moves are against
    std::vector<AgreementFigures> agreements = {};
    bool operator==(const Report&) const = default;
};

BOOST_DESCRIBE_STRUCT(Report, (), (from, to, as_of, opening, in_force, agreements))

}  // namespace baton::backtest
