#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "agreement/ast.hpp"
#include "base/result.hpp"
#include "handoff/transition.hpp"

// What the teams tell each other about a handoff beside moving it: praise, and the answer to a
// rejection. Which may follow which; nothing here moves a handoff.
namespace baton::handoff {

// Why a lead was a great one. One list for everybody, so that figures of different times and teams
// can be compared.
inline constexpr std::array<std::string_view, 6> praise_reasons{
    "right company", "right person", "real need", "ready to talk", "good timing", "well informed"};

// Refused for what was sent back or withdrawn, invalid for a reason that is not of the list.
[[nodiscard]] Done check_praise(Step state, std::string_view reason);

// agreed, changed, disputed: marketing's answer to a rejection (it stands; it stands and its cause
// is dealt with; it does not stand). upheld, reopened: what sales says to a dispute.
enum class Answer : std::uint8_t { agreed, changed, disputed, upheld, reopened };

[[nodiscard]] std::string_view name(Answer answer);
[[nodiscard]] std::optional<Answer> find_answer(std::string_view name);

// Whose word it is.
[[nodiscard]] agreement::Team team_of(Answer answer);

// What may be said after `from` (nullopt: nobody has said anything yet), in the order in which a
// page offers it.
[[nodiscard]] std::vector<Answer> answers_after(std::optional<Answer> from);

// Refused when that may not follow, invalid without the words that some need.
[[nodiscard]] Done check_answer(std::optional<Answer> from, Answer to, std::string_view note);

}  // namespace baton::handoff
