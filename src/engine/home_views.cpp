#include "engine/home_views.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <map>
#include <span>
#include <tuple>
#include <utility>

#include "engine/conservation.hpp"
#include "engine/settings.hpp"
#include "handoff/handoffs.hpp"

namespace baton::engine {

namespace {

constexpr std::size_t rows_max = 8;
constexpr std::size_t wins_max = 5;
constexpr std::int64_t returns_micros = 30 * day_micros;

// What every part of the page is made from.
struct Scene {
    const Workspace::View& view;
    const User& user;
    Instant now;
    std::string mine;  // the rep's address; empty for those who see everybody's
    DealReader deals;
    HandoffPage open;
};

std::int64_t waiting_of(const Scene& scene) {
    return std::ranges::count(scene.open.rows, "offered", &HandoffView::state);
}

std::optional<Instant> next_due_of(const Scene& scene) {
    std::optional<Instant> next;
    for (const HandoffView& row : scene.open.rows) {
        const bool runs = row.state == "offered" && !row.responded_at && row.due_at;
        if (runs && *row.due_at > scene.now && (!next || *row.due_at < *next)) {
            next = row.due_at;
        }
    }
    return next;
}

const agreement::Agreement* agreement_at(const Scene& scene) {
    const lifecycle::Chain& chain = scene.view.live.chain();
    const auto version = chain.in_force(scene.now);
    return version ? chain.version(*version).agreement.get() : nullptr;
}

bool offered_since(const ledger::Contact& contact, Instant begin) {
    return std::ranges::any_of(contact.all().handoffs, [&](const ledger::HandoffFact& fact) {
        return fact.step == ledger::HandoffStep::offered && !fact.voided && fact.at >= begin;
    });
}

// Of this quarter's handoffs whose answer came or is overdue, those answered in time.
PromiseView answered_in_time(const Scene& scene, Instant begin) {
    PromiseView promise{.label = "Handoffs answered in time"};
    for (const ledger::Contact& contact : scene.view.timeline.contacts()) {
        if (!offered_since(contact, begin)) {
            continue;
        }
        for (const handoff::Handoff& each :
             handoff::read_handoffs(scene.view.timeline, contact, scene.view.live.chain())) {
            const bool counts = each.offered_at >= begin && each.due_at != Instant::latest() &&
                                (scene.mine.empty() || each.owner == scene.mine);
            const bool missed =
                each.response_missed(scene.now) ||
                std::ranges::find(each.missed_before, "response", &handoff::MissedBefore::kind) !=
                    each.missed_before.end();
            if (counts && (missed || each.responded_at)) {
                ++promise.denominator;
                promise.numerator += missed ? 0 : 1;
            }
        }
    }
    return promise;
}

std::optional<PromiseView> promise_of(const Scene& scene, const Quarter& quarter) {
    const agreement::Agreement* agreed = agreement_at(scene);
    if (agreed == nullptr || !agreed->handoff) {
        return std::nullopt;
    }
    const auto promise = std::ranges::find_if(agreed->promises, [](const agreement::Promise& each) {
        return each.metric == "response_within_sla" && each.percent;
    });
    if (promise == agreed->promises.end()) {
        return std::nullopt;
    }
    PromiseView view = answered_in_time(scene, quarter.begins);
    view.target_percent =
        static_cast<double>(promise->target.millionths) / static_cast<double>(decimal_one);
    return view;
}

RevenueView revenue_of(const Scene& scene, const Quarter& quarter) {
    const Currency currency = scene.deals.settings().currency;
    RevenueView revenue{
        .won = {.minor = 0, .currency = currency}, .target = {}, .period = quarter.name};
    for (const ledger::Deal& deal : scene.view.timeline.deals()) {
        const bool won = scene.deals.status(deal) == ledger::DealStatus::won;
        if (won && scene.deals.closed_at(deal) >= quarter.begins) {
            revenue.won.minor += scene.deals.worth_or_nothing(deal).minor;
        }
    }
    const agreement::Agreement* agreed = agreement_at(scene);
    if (agreed == nullptr) {
        return revenue;
    }
    for (const agreement::Goal& goal : agreed->goals) {
        if (goal.metric == "revenue" && goal.period == quarter.name) {
            const auto target = parse_money(render(goal.target), agreed->currency);
            revenue.target = target ? std::optional(*target) : std::nullopt;
        }
    }
    return revenue;
}

std::vector<ReturnCount> returns_of(const Scene& scene) {
    std::map<std::string, std::int64_t> counts;
    const Instant begin = plus(scene.now, -returns_micros);
    const ledger::Dictionary& words = scene.view.timeline.dictionary();
    for (const ledger::Contact& contact : scene.view.timeline.contacts()) {
        for (const ledger::HandoffFact& fact : contact.own.handoffs) {
            const bool returned = fact.step == ledger::HandoffStep::rejected ||
                                  fact.step == ledger::HandoffStep::recycled;
            if (returned && !fact.voided && fact.at >= begin && fact.at <= scene.now) {
                ++counts[words.name(fact.reason)];
            }
        }
    }
    std::vector<ReturnCount> returns;
    for (const auto& [reason, count] : counts) {
        returns.push_back({.reason = reason.empty() ? "no reason" : reason, .count = count});
    }
    std::ranges::stable_sort(returns, std::greater<>(), &ReturnCount::count);
    return returns;
}

std::vector<TaskView> tasks_of(const Scene& scene) {
    std::vector<TaskView> views;
    const auto open = [&](const TaskFacts& task) {
        return !task.done_at && task.owner == scene.user.email;
    };
    const std::vector<TaskFacts> tasks = find_tasks(scene.view.timeline, scene.now, open);
    const std::size_t older = tasks.size() - std::min(tasks.size(), rows_max);
    for (const TaskFacts& task : std::span(tasks).subspan(older)) {
        views.push_back(task_view(scene.view.timeline, task, scene.now));
    }
    return views;
}

std::vector<Win> wins_of(const Scene& scene) {
    std::vector<Win> wins;
    for (const DealView& deal : scene.deals.wins(wins_max)) {
        wins.push_back({.deal = {.id = std::to_string(deal.id.value), .name = deal.name},
                        .amount = deal.amount.value_or(
                            Money{.minor = 0, .currency = scene.deals.settings().currency}),
                        .closed_at = deal.closed_at.value_or(deal.created_at),
                        .owner = deal.owner});
    }
    return wins;
}

ConservationView conservation_of(const Scene& scene) {
    const Conservation all = conservation(scene.view, scene.now);
    const auto number = [](std::size_t count) { return static_cast<std::int64_t>(count); };
    return {.qualified = number(all.qualified),
            .offered = number(all.offered),
            .accepted = number(all.accepted),
            .waiting = number(all.waiting),
            .closed = number(all.closed_total()),
            .dropped = number(all.dropped)};
}

std::vector<Tile> tiles_of(const Scene& scene, const HomeView& home) {
    const std::int64_t late = std::ranges::count_if(
        scene.open.rows, [](const HandoffView& row) { return row.clock.state == "breached"; });
    const Board board = scene.deals.board("", scene.mine);
    return {{.key = "open_handoffs",
             .count = static_cast<std::int64_t>(scene.open.total),
             .beside_count = late,
             .link = "/handoffs",
             .tone = late == 0 ? "good" : "late"},
            {.key = "pipeline",
             .amount = board.open_sum,
             .beside_amount = board.weighted,
             .link = "/deals/board",
             .tone = "neutral"},
            {.key = "revenue",
             .amount = home.revenue.won,
             .beside_amount = home.revenue.target,
             .link = "/measures/revenue?by=month",
             .tone = "neutral"},
            {.key = "dropped",
             .count = home.conservation.dropped,
             .beside_count = home.conservation.qualified,
             .link = "/handoffs",
             .tone = home.conservation.dropped == 0 ? "good" : "late"}};
}

void count_handoffs(const Scene& scene, std::map<std::string, LoadView>& loads) {
    for (const HandoffView& row : scene.open.rows) {
        const auto found = loads.find(row.owner ? row.owner->id : std::string());
        if (found != loads.end()) {
            found->second.waiting += row.state == "offered" ? 1 : 0;
            found->second.accepted += row.state == "accepted" ? 1 : 0;
            found->second.late += row.clock.state == "breached" ? 1 : 0;
        }
    }
}

// The heaviest load first: what is late, what waits, what is in work.
std::vector<LoadView> team_of(const Scene& scene) {
    std::map<std::string, LoadView> loads;
    if (!scene.mine.empty()) {
        return {};
    }
    for (const User& user : reps_of(scene.view.timeline, "sales", scene.now)) {
        loads[user.email] = {
            .owner = user_ref(scene.view.timeline, user.email, scene.now).value_or(UserRef{}),
            .pipeline = {.minor = 0, .currency = scene.deals.settings().currency}};
    }
    count_handoffs(scene, loads);
    for (auto& [email, load] : loads) {
        const DealRows deals = scene.deals.list({.status = "open", .owner = email, .limit = 200});
        load.deals = static_cast<std::int64_t>(deals.total);
        for (const DealView& deal : deals.rows) {
            load.pipeline.minor += deal.worth ? deal.worth->minor : 0;
        }
    }
    std::vector<LoadView> team;
    for (auto& [email, load] : loads) {
        team.push_back(std::move(load));
    }
    std::ranges::stable_sort(team, std::greater<>(), [](const LoadView& load) {
        return std::tuple(load.late, load.waiting, load.accepted);
    });
    return team;
}

}  // namespace

Quarter quarter_of(Instant at, const TimeZone& zone) {
    const YearMonthDay parts = parts_of(zone.day_of(at));
    const int number = (parts.month - 1) / 3;
    return {.name = fmt::format("{}-Q{}", parts.year, number + 1),
            .begins =
                zone.start_of(date_of({.year = parts.year, .month = (number * 3) + 1, .day = 1}))};
}

HomeView home_view(const Workspace::View& view, const User& user, Instant now) {
    const std::string mine = user.role == "rep" ? user.email : std::string();
    const HandoffAsk ask{.filter = HandoffFilter::open, .owner = mine, .limit = 200, .now = now};
    const Scene scene{.view = view,
                      .user = user,
                      .now = now,
                      .mine = mine,
                      .deals = DealReader(view, now),
                      .open = list_handoffs(view, ask)};
    const Quarter quarter = quarter_of(now, scene.deals.settings().zone);
    HomeView home{.waiting = waiting_of(scene),
                  .next_due = next_due_of(scene),
                  .handoffs = scene.open.rows,
                  .tasks = tasks_of(scene),
                  .deals_without_next_step = scene.deals.without_next_step(mine, rows_max),
                  .promise = promise_of(scene, quarter),
                  .revenue = revenue_of(scene, quarter),
                  .tiles = {},
                  .returns = returns_of(scene),
                  .wins = wins_of(scene),
                  .conservation = conservation_of(scene),
                  .team = team_of(scene)};
    home.handoffs.resize(std::min(home.handoffs.size(), rows_max));
    home.tiles = tiles_of(scene, home);
    return home;
}

}  // namespace baton::engine
