#pragma once

#include <boost/describe/class.hpp>
#include <optional>
#include <string>
#include <vector>

#include "base/instant.hpp"
#include "base/result.hpp"
#include "engine/feedback_views.hpp"
#include "engine/handoff_views.hpp"
#include "engine/property_view.hpp"
#include "engine/timeline_items.hpp"
#include "engine/why.hpp"
#include "engine/workspace.hpp"

// All that helps a rep to answer one handoff.
namespace baton::engine {

struct HandoffMade {
    Instant at = {};
    std::string state = {};
    std::optional<std::string> by = {};
    std::optional<std::string> reason = {};
    std::optional<std::string> note = {};
};

BOOST_DESCRIBE_STRUCT(HandoffMade, (), (at, state, by, reason, note))

// What Baton did because a clock ran.
struct HandoffEscalation {
    std::string action = {};  // warning, notify_owner, …, reassign
    Instant due_at = {};
    std::optional<UserRef> to = {};
    std::optional<std::string> outcome = {};
};

BOOST_DESCRIBE_STRUCT(HandoffEscalation, (), (action, due_at, to, outcome))

struct HandoffCompany {
    std::string id = {};
    std::string name = {};
    std::vector<PropertyView> properties = {};
};

BOOST_DESCRIBE_STRUCT(HandoffCompany, (), (id, name, properties))

struct HandoffCard {
    HandoffView handoff = {};
    std::optional<Clause> why_tree = {};
    std::vector<TimelineItem> engaged = {};
    std::optional<HandoffCompany> company = {};
    std::optional<std::string> yours_because = {};
    std::vector<std::string> trace = {};  // how it came to this owner, step by step
    std::vector<HandoffEscalation> escalations = {};
    std::vector<std::string> reasons = {};
    std::vector<HandoffMade> history = {};
    FeedbackView feedback = {};
};

// not_found when the contact does not exist or was never handed off.
[[nodiscard]] Result<HandoffCard> handoff_card(const Workspace::View& view,
                                               ContactId contact,
                                               Instant now);

}  // namespace baton::engine
