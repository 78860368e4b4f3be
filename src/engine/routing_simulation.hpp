#pragma once

#include <boost/describe/class.hpp>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "agreement/ast.hpp"
#include "base/instant.hpp"
#include "engine/refs.hpp"
#include "engine/workspace.hpp"

// What the routing of a draft would have given to whom, beside what was given.
namespace baton::engine {

struct SimulatedOffer {
    ContactRef contact = {};
    Instant at = {};
    std::optional<UserRef> then = {};
    std::optional<UserRef> would = {};  // none: there was nobody
    std::vector<std::string> trace = {};
};

BOOST_DESCRIBE_STRUCT(SimulatedOffer, (), (contact, at, then, would, trace))

struct SimulatedLoad {
    UserRef owner = {};
    std::int64_t then = 0;
    std::int64_t would = 0;
};

BOOST_DESCRIBE_STRUCT(SimulatedLoad, (), (owner, then, would))

struct RoutingSimulation {
    std::int64_t offers = 0;
    std::int64_t same = 0;
    std::int64_t nobody = 0;
    std::int64_t left_out = 0;                 // older than the last 2,000
    std::vector<SimulatedLoad> reps = {};      // by e-mail address
    std::vector<SimulatedOffer> changed = {};  // the latest 100 that go elsewhere
};

BOOST_DESCRIBE_STRUCT(RoutingSimulation, (), (offers, same, nobody, left_out, reps, changed))

// Past first offers in [from, to), in their order, each by what was known and who worked here just
// before it; open handoffs count for whom the draft gave them to, until they were really closed.
[[nodiscard]] RoutingSimulation simulate_routing(
    const Workspace::View& view,
    const std::shared_ptr<const agreement::Agreement>& draft,
    Instant from,
    Instant to);

}  // namespace baton::engine
