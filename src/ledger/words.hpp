#pragma once

#include <optional>
#include <string_view>

#include "ledger/event.hpp"

// The words for the closed sets of the ledger, as they are written in every text form of it.
namespace baton::ledger {

[[nodiscard]] std::string_view name(Actor actor);
[[nodiscard]] std::string_view name(Trust trust);
[[nodiscard]] std::string_view name(Direction direction);
[[nodiscard]] std::string_view name(HandoffStep step);
[[nodiscard]] std::string_view name(DealStatus status);

[[nodiscard]] std::optional<Actor> find_actor(std::string_view word);
[[nodiscard]] std::optional<Trust> find_trust(std::string_view word);
[[nodiscard]] std::optional<Direction> find_direction(std::string_view word);
[[nodiscard]] std::optional<HandoffStep> find_handoff_step(std::string_view word);
[[nodiscard]] std::optional<DealStatus> find_deal_status(std::string_view word);

// The kind of an event as the store names it: contact, contact_change, company_change,
// record_change, company, touch, link, merge, handoff, deal, place, rate, delete, void.
[[nodiscard]] std::string_view type_name(const What& what);

}  // namespace baton::ledger
