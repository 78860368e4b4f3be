#pragma once

#include <boost/json/object.hpp>
#include <limits>

#include "oracle/history.hpp"
#include "oracle/value.hpp"

namespace oracle {

/// What is listed: from <= instant < to.
struct Range {
    Instant from = std::numeric_limits<Instant>::min();
    Instant to = std::numeric_limits<Instant>::max();
};

/// {"journeys", "disqualified"}; nothing when there is nothing to list.
boost::json::object render_history(const History& history, const Range& range, bool explain);

}  // namespace oracle
