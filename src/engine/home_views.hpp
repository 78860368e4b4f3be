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

struct Tile {
    std::string key = {};
    std::string label = {};
    std::string value = {};
    std::optional<std::string> detail = {};
    std::optional<std::string> link = {};
    std::string tone = {};  // neutral, good, late
};

BOOST_DESCRIBE_STRUCT(Tile, (), (key, label, value, detail, link, tone))

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
    std::int64_t open = 0;
    std::int64_t waiting = 0;
    std::int64_t closed = 0;
    std::int64_t dropped = 0;
};

BOOST_DESCRIBE_STRUCT(ConservationView, (), (qualified, open, waiting, closed, dropped))

struct HomeView {
    std::string greeting = {};
    std::string fact = {};
    std::vector<HandoffView> handoffs = {};
    std::vector<TaskView> tasks = {};
    std::vector<DealView> deals_without_next_step = {};
    std::optional<PromiseView> promise = {};
    RevenueView revenue = {};
    std::vector<Tile> tiles = {};
    std::vector<ReturnCount> returns = {};
    std::vector<Win> wins = {};
    ConservationView conservation = {};
};

BOOST_DESCRIBE_STRUCT(HomeView,
                      (),
                      (greeting,
                       fact,
                       handoffs,
                       tasks,
                       deals_without_next_step,
                       promise,
                       revenue,
                       tiles,
                       returns,
                       wins,
                       conservation))

// Reps see their own work, the others everybody's. Linear in contacts and deals.
[[nodiscard]] HomeView home_view(const Workspace::View& view, const User& user, Instant now);

// "2026-Q4" of an instant on the zone's calendar, and its first instant.
struct Quarter {
    std::string name;
    Instant begins;
};

[[nodiscard]] Quarter quarter_of(Instant at, const TimeZone& zone);

}  // namespace baton::engine
