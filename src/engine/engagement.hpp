#pragma once

#include <boost/describe/class.hpp>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "engine/desk.hpp"
#include "engine/refs.hpp"
#include "engine/workspace.hpp"
#include "ledger/event.hpp"
#include "lifecycle/journeys.hpp"

// The rules of engagement as pages and commands ask for them.
namespace baton::engine {

struct ApproachView {
    bool allowed = true;
    std::optional<std::string> because = {};
    std::optional<Instant> since = {};
    std::optional<Instant> until = {};
    std::vector<std::string> except = {};  // journeys that go on all the same
};

BOOST_DESCRIBE_STRUCT(ApproachView, (), (allowed, because, since, until, except))

struct EngagementView {
    ApproachView journeys = {};
    ApproachView campaigns = {};  // without the owner's consent
    std::optional<UserRef> owner_must_be = {};
};

BOOST_DESCRIBE_STRUCT(EngagementView, (), (journeys, campaigns, owner_must_be))

[[nodiscard]] EngagementView engagement_view(const Workspace::View& view,
                                             const ledger::Contact& contact,
                                             const std::string& journey,
                                             Instant now);

// Refused when the properties give the contact another owner than the rules of engagement say.
[[nodiscard]] Done check_owner_rule(Desk& desk,
                                    const std::shared_ptr<const lifecycle::Chain>& chain,
                                    const ledger::Contact& contact,
                                    const ledger::Properties& properties);

}  // namespace baton::engine
