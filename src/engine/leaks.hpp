#pragma once

#include <boost/describe/class.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/instant.hpp"
#include "engine/refs.hpp"
#include "engine/workspace.hpp"

// What runs out between the teams: every contact ever qualified is owned and timed or closed with a
// reason; who is not, and what lies still, is told here with what to do about it.
namespace baton::engine {

struct LeakRow {
    NamedRef what = {};       // a contact, or a deal
    std::string object = {};  // contact, deal
    std::optional<std::string> company = {};
    std::optional<UserRef> owner = {};
    std::string because = {};
    std::optional<Instant> since = {};
};

BOOST_DESCRIBE_STRUCT(LeakRow, (), (what, object, company, owner, because, since))

struct LeakSort {
    std::string key = {};  // unowned, orphans, waiting, overdue, silent, stuck, no_next_step
    std::int64_t count = 0;
    std::vector<LeakRow> rows = {};  // those that wait longest, at most 50
};

BOOST_DESCRIBE_STRUCT(LeakSort, (), (key, count, rows))

struct LeakReport {
    std::int64_t qualified = 0;
    std::int64_t accounted = 0;  // owned and timed, waiting with its reason, or closed with one
    std::vector<LeakSort> sorts = {};
};

BOOST_DESCRIBE_STRUCT(LeakReport, (), (qualified, accounted, sorts))

struct LeakAsk {
    int silent_days = 14;  // accepted, and nobody tried since
    int stuck_days = 60;   // at a stage of sales
    Instant now;
};

// Linear in contacts and deals.
[[nodiscard]] LeakReport leak_report(const Workspace::View& view, const LeakAsk& ask);

}  // namespace baton::engine
