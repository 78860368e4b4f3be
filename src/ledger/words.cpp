#include "ledger/words.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <string_view>
#include <variant>

#include "ledger/event.hpp"

namespace baton::ledger {

namespace {

// In the order of the enumerators.
constexpr std::array<std::string_view, 4> actors{"human", "unknown", "scanner", "prefetch"};
constexpr std::array<std::string_view, 3> trusts{"server", "known", "anonymous"};
constexpr std::array<std::string_view, 2> directions{"in", "out"};
constexpr std::array<std::string_view, 9> handoff_steps{
    "offered",
    "accepted",
    "rejected",
    "recycled",
    "expired",
    "converted",
    "withdrawn",
    "disqualified",
    "reassigned",
};
constexpr std::array<std::string_view, 3> deal_statuses{"open", "won", "lost"};
constexpr std::array<std::string_view, std::variant_size_v<What>> types{
    "contact",
    "contact_change",
    "company_change",
    "record_change",
    "company",
    "touch",
    "link",
    "merge",
    "handoff",
    "deal",
    "place",
    "rate",
    "delete",
    "void",
};

template <typename Enum, std::size_t size>
std::optional<Enum> find_in(const std::array<std::string_view, size>& words,
                            std::string_view word) {
    const auto found = std::ranges::find(words, word);
    if (found == words.end()) return std::nullopt;
    return static_cast<Enum>(found - words.begin());
}

}  // namespace

std::string_view name(Actor actor) {
    return actors.at(static_cast<std::size_t>(actor));
}

std::string_view name(Trust trust) {
    return trusts.at(static_cast<std::size_t>(trust));
}

std::string_view name(Direction direction) {
    return directions.at(static_cast<std::size_t>(direction));
}

std::string_view name(HandoffStep step) {
    return handoff_steps.at(static_cast<std::size_t>(step));
}

std::string_view name(DealStatus status) {
    return deal_statuses.at(static_cast<std::size_t>(status));
}

std::optional<Actor> find_actor(std::string_view word) {
    return find_in<Actor>(actors, word);
}

std::optional<Trust> find_trust(std::string_view word) {
    return find_in<Trust>(trusts, word);
}

std::optional<Direction> find_direction(std::string_view word) {
    return find_in<Direction>(directions, word);
}

std::optional<HandoffStep> find_handoff_step(std::string_view word) {
    return find_in<HandoffStep>(handoff_steps, word);
}

std::optional<DealStatus> find_deal_status(std::string_view word) {
    return find_in<DealStatus>(deal_statuses, word);
}

std::string_view type_name(const What& what) {
    return types.at(what.index());
}

}  // namespace baton::ledger
