#pragma once

#include <boost/describe/class.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/instant.hpp"
#include "base/value.hpp"
#include "engine/deal_views.hpp"
#include "engine/handoff_views.hpp"
#include "engine/people.hpp"
#include "engine/refs.hpp"
#include "engine/task_views.hpp"
#include "engine/workspace.hpp"

// What a person sees first: what waits for them, and how both promises stand.
namespace baton::engine {

struct PromiseView {
    std::string label = {};
    std::int64_t numerator = 0;
    std::int64_t denominator = 0;
    double target_percent = 0;
};

BOOST_DESCRIBE_STRUCT(PromiseView, (), (label, numerator, denominator, target_percent))

struct RevenueView {
    Money won = {};
    std::optional<Money> target = {};
    std::string period = {};  // 2026-Q4
};

BOOST_DESCRIBE_STRUCT(RevenueView, (), (won, target, period))

// One figure; who reads it words it after the key. A figure is a count or an amount.
struct Tile {
    std::string key = {};  // open_handoffs, pipeline, revenue, dropped
    std::optional<std::int64_t> count = {};
    std::optional<Money> amount = {};
    // What stands beside it: late ones, the qualified; the weighted sum, the goal.
    std::optional<std::int64_t> beside_count = {};
    std::optional<Money> beside_amount = {};
    std::optional<std::string> link = {};
    std::string tone = {};  // neutral, good, late
};

BOOST_DESCRIBE_STRUCT(Tile, (), (key, count, amount, beside_count, beside_amount, link, tone))

struct ReturnCount {
    std::string reason = {};
    std::int64_t count = 0;
};

BOOST_DESCRIBE_STRUCT(ReturnCount, (), (reason, count))

struct Win {
    NamedRef deal = {};
    Money amount = {};
    Instant closed_at = {};
    std::optional<UserRef> owner = {};
};

BOOST_DESCRIBE_STRUCT(Win, (), (deal, amount, closed_at, owner))

struct ConservationView {
    std::int64_t qualified = 0;
    std::int64_t offered = 0;
    std::int64_t accepted = 0;
    std::int64_t waiting = 0;
    std::int64_t closed = 0;
    std::int64_t dropped = 0;
};

BOOST_DESCRIBE_STRUCT(ConservationView,
                      (),
                      (qualified, offered, accepted, waiting, closed, dropped))

// What one person of sales holds now.
struct LoadView {
    UserRef owner = {};
    std::int64_t waiting = 0;
    std::int64_t late = 0;
    std::int64_t accepted = 0;
    std::int64_t deals = 0;
    Money pipeline = {};
};

BOOST_DESCRIBE_STRUCT(LoadView, (), (owner, waiting, late, accepted, deals, pipeline))

struct HomeView {
    std::int64_t waiting = 0;              // handoffs that wait for an answer
    std::optional<Instant> next_due = {};  // the next of them that is not late yet
    std::vector<HandoffView> handoffs = {};
    std::vector<TaskView> tasks = {};
    std::vector<DealView> deals_without_next_step = {};
    std::optional<PromiseView> promise = {};
    RevenueView revenue = {};
    std::vector<Tile> tiles = {};
    std::vector<ReturnCount> returns = {};
    std::vector<Win> wins = {};
    ConservationView conservation = {};
    std::vector<LoadView> team = {};  // empty for reps
};

BOOST_DESCRIBE_STRUCT(HomeView,
                      (),
                      (waiting,
                       next_due,
                       handoffs,
                       tasks,
                       deals_without_next_step,
                       promise,
                       revenue,
                       tiles,
                       returns,
                       wins,
                       conservation,
                       team))

// Reps see their own work, the others everybody's. Linear in contacts and deals.
[[nodiscard]] HomeView home_view(const Workspace::View& view, const User& user, Instant now);

// "2026-Q4" of an instant on the zone's calendar, and its first instant.
struct Quarter {
    std::string name;
    Instant begins;
};

[[nodiscard]] Quarter quarter_of(Instant at, const TimeZone& zone);

}  // namespace baton::engine
