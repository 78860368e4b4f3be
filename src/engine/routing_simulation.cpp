#include "engine/routing_simulation.hpp"

#include <algorithm>
#include <functional>
#include <map>
#include <queue>
#include <utility>

#include "engine/routing.hpp"
#include "handoff/handoffs.hpp"

namespace baton::engine {

namespace {

constexpr std::size_t offers_max = 2'000;
constexpr std::size_t changed_max = 100;

struct Past {
    Instant at;
    Instant closed_at;
    const ledger::Contact* contact = nullptr;
    std::string owner;
};

std::vector<Past> past_offers(const Workspace::View& view, Instant from, Instant to) {
    std::vector<Past> offers;
    for (const ledger::Contact& contact : view.timeline.contacts()) {
        if (contact.merged || contact.all().handoffs.empty()) {
            continue;
        }
        for (const handoff::Handoff& each :
             handoff::read_handoffs(view.timeline, contact, view.live.chain())) {
            if (each.offered_at >= from && each.offered_at < to && !each.owners.empty()) {
                offers.push_back({.at = each.offered_at,
                                  .closed_at = each.closed_at.value_or(Instant::latest()),
                                  .contact = &contact,
                                  .owner = each.owners.front()});
            }
        }
    }
    std::ranges::sort(
        offers, {}, [](const Past& past) { return std::pair(past.at, past.contact->id.value); });
    return offers;
}

}  // namespace

RoutingSimulation simulate_routing(const Workspace::View& view,
                                   const std::shared_ptr<const agreement::Agreement>& draft,
                                   Instant from,
                                   Instant to) {
    const auto chain = std::make_shared<const lifecycle::Chain>(
        lifecycle::Chain::draft(draft, {.placements = true}));
    lifecycle::Evaluator evaluator(chain, view.timeline);
    std::vector<Past> offers = past_offers(view, from, to);
    RoutingSimulation simulation;
    if (offers.size() > offers_max) {
        simulation.left_out = static_cast<std::int64_t>(offers.size() - offers_max);
        offers.erase(offers.begin(), offers.end() - offers_max);
    }
    RepLoads loads;
    using Closing = std::pair<Instant, std::string>;
    std::priority_queue<Closing, std::vector<Closing>, std::greater<>> closings;
    std::map<std::string, std::pair<std::int64_t, std::int64_t>> given;
    for (const Past& past : offers) {
        for (; !closings.empty() && closings.top().first <= past.at; closings.pop()) {
            loads.gave_up(closings.top().second);
        }
        auto routed = choose_owner(view.timeline,
                                   evaluator,
                                   *chain,
                                   *past.contact,
                                   {.loads = loads, .at = plus(past.at, -1)});
        const std::string would = routed ? routed->owner : std::string();
        ++simulation.offers;
        ++given[past.owner].first;
        if (routed) {
            ++given[would].second;
            loads.offered(would, past.at);
            closings.emplace(past.closed_at, would);
        }
        simulation.same += would == past.owner ? 1 : 0;
        simulation.nobody += routed ? 0 : 1;
        if (would != past.owner) {
            simulation.changed.push_back(
                {.contact = contact_ref(view.timeline, *past.contact, past.at),
                 .at = past.at,
                 .then = user_ref(view.timeline, past.owner, past.at),
                 .would = user_ref(view.timeline, would, past.at),
                 .trace = routed ? std::move(routed->written.trace) : std::vector<std::string>{}});
        }
    }
    for (const auto& [owner, counts] : given) {
        if (const auto ref = user_ref(view.timeline, owner, to)) {
            simulation.reps.push_back(
                {.owner = *ref, .then = counts.first, .would = counts.second});
        }
    }
    std::ranges::reverse(simulation.changed);
    simulation.changed.resize(std::min(simulation.changed.size(), changed_max));
    return simulation;
}

}  // namespace baton::engine
