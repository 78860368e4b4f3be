#pragma once

#include <span>
#include <string_view>

#include "goals/sign.hpp"

namespace baton::goals {

// All of them, in the order in which a page shows them.
[[nodiscard]] std::span<const Sign> signs();

[[nodiscard]] const Sign* find_sign(std::string_view key);

// One each, in a file of its own.
[[nodiscard]] Sign sign_rejected_leads();
[[nodiscard]] Sign sign_unreasoned_rejections();
[[nodiscard]] Sign sign_unanswered_rejections();
[[nodiscard]] Sign sign_slow_responses();
[[nodiscard]] Sign sign_unowned_contacts();
[[nodiscard]] Sign sign_more_mqls_fewer_accepted();
[[nodiscard]] Sign sign_mismatched_goals();
[[nodiscard]] Sign sign_stage_disagreement();
[[nodiscard]] Sign sign_approached_twice();
[[nodiscard]] Sign sign_unanswered_mentions();
[[nodiscard]] Sign sign_definition_drift();

}  // namespace baton::goals
