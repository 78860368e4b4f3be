#pragma once

#include <boost/describe/class.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "backtest/shares.hpp"
#include "base/instant.hpp"

// What tune answers. Every figure and its formula: docs/decisions/0046-tune.md.
namespace baton::backtest {

// One part of the range. Counts as in a backtest's report, of mature entries only.
struct TuneFigures {
    std::int64_t entered = 0;
    std::int64_t observed = 0;
    std::int64_t accepted = 0;
    std::int64_t rejected = 0;
    std::int64_t recycled = 0;
    std::int64_t won = 0;
    std::int64_t lost = 0;
    std::optional<double> accept_rate = {};
    std::optional<double> win_rate = {};
    Certainty win_certainty = {};
    bool operator==(const TuneFigures&) const = default;
};

BOOST_DESCRIBE_STRUCT(TuneFigures,
                      (),
                      (entered,
                       observed,
                       accepted,
                       rejected,
                       recycled,
                       won,
                       lost,
                       accept_rate,
                       win_rate,
                       win_certainty))

struct TuneHalves {
    TuneFigures early = {};
    TuneFigures late = {};
    bool operator==(const TuneHalves&) const = default;
};

BOOST_DESCRIBE_STRUCT(TuneHalves, (), (early, late))

struct TuneParameter {
    std::string place = {};  // "12:40" in the file
    std::vector<std::string> values = {};
    bool operator==(const TuneParameter&) const = default;
};

BOOST_DESCRIBE_STRUCT(TuneParameter, (), (place, values))

struct TuneVariant {
    std::vector<std::string> values = {};  // one of each parameter
    bool as_written = false;               // the values that stand before the braces
    bool on_front = false;  // no other has more entries and a better win rate, in the early part
    TuneFigures early = {};
    TuneFigures late = {};
    bool operator==(const TuneVariant&) const = default;
};

BOOST_DESCRIBE_STRUCT(TuneVariant, (), (values, as_written, on_front, early, late))

struct TuneWarning {
    std::string code = {};  // few_outcomes, nothing_mature, filled_in_late
    std::string message = {};
    bool operator==(const TuneWarning&) const = default;
};

BOOST_DESCRIBE_STRUCT(TuneWarning, (), (code, message))

struct TuneReport {
    std::string agreement = {};
    std::string stage = {};
    std::optional<Instant> from = {};  // none: since the ledger began
    Instant split = {};                // early ends, late begins
    Instant to = {};                   // where the mature part ends
    Instant as_of = {};
    std::vector<TuneParameter> parameters = {};
    std::vector<TuneVariant> variants = {};
    std::optional<TuneHalves> in_force = {};  // none: nothing is, or it has no such stage
    std::vector<TuneWarning> warnings = {};
    bool operator==(const TuneReport&) const = default;
};

BOOST_DESCRIBE_STRUCT(
    TuneReport,
    (),
    (agreement, stage, from, split, to, as_of, parameters, variants, in_force, warnings))

}  // namespace baton::backtest
