#include "engine/engagement.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <variant>

#include "engine/people.hpp"
#include "handoff/engagement.hpp"

namespace baton::engine {

namespace {

ApproachView approach_view(const Workspace::View& view,
                           lifecycle::Evaluator& evaluator,
                           const ledger::Contact& contact,
                           const handoff::ApproachAsk& ask) {
    const lifecycle::Chain& chain = view.live.chain();
    const auto no = handoff::not_now(view.timeline, evaluator, chain, contact, ask);
    if (!no) {
        return {};
    }
    const auto& agreement = *chain.version(*chain.in_force(ask.at)).agreement;
    return {.allowed = false,
            .because = no->because,
            .since = no->since,
            .until = no->until,
            .except = agreement.rules_of_engagement[no->rule].except};
}

}  // namespace

EngagementView engagement_view(const Workspace::View& view,
                               const ledger::Contact& contact,
                               const std::string& journey,
                               Instant at) {
    // Receipts rise strictly, so what was recorded at one instant of the clock lies after it.
    const Instant now = std::max(at, view.timeline.latest_at());
    lifecycle::Evaluator evaluator(view.live.shared_chain(), view.timeline);
    const auto asked = [&](handoff::Approach approach) {
        return approach_view(
            view, evaluator, contact, {.approach = approach, .journey = journey, .at = now});
    };
    const auto owner =
        handoff::owner_by_rule(view.timeline, evaluator, view.live.chain(), contact, now);
    return {.journeys = asked(handoff::Approach::journey),
            .campaigns = asked(handoff::Approach::campaign),
            .owner_must_be = owner ? user_ref(view.timeline, *owner, now) : std::nullopt};
}

Done check_owner_rule(Desk& desk,
                      const std::shared_ptr<const lifecycle::Chain>& chain,
                      const ledger::Contact& contact,
                      const ledger::Properties& properties) {
    const auto given =
        std::ranges::find(properties, "owner", &ledger::Properties::value_type::first);
    if (given == properties.end()) {
        return {};
    }
    const Instant now = std::max(desk.now(), desk.timeline().latest_at());
    lifecycle::Evaluator evaluator(chain, desk.timeline());
    const auto owner = handoff::owner_by_rule(desk.timeline(), evaluator, *chain, contact, now);
    const auto* text = std::get_if<std::string>(&given->second);
    if (!owner || (text != nullptr && *text == *owner)) {
        return {};
    }
    return fail(Failure::refused,
                fmt::format("The rules of engagement say that this contact belongs to {}, who "
                            "owns the company.",
                            display_name(desk.timeline(), *owner, now)),
                {{"/properties/owner", fmt::format("must be {}", *owner)}});
}

}  // namespace baton::engine
