#include "goals/signs.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <string_view>

#include "goals/sign.hpp"

namespace baton::goals {

std::span<const Sign> signs() {
    static const std::array all{
        sign_slow_responses(),
        sign_rejected_leads(),
        sign_unreasoned_rejections(),
        sign_unanswered_rejections(),
        sign_unowned_contacts(),
        sign_more_mqls_fewer_accepted(),
        sign_mismatched_goals(),
        sign_stage_disagreement(),
        sign_definition_drift(),
        sign_approached_twice(),
        sign_unanswered_mentions(),
    };
    return all;
}

const Sign* find_sign(std::string_view key) {
    const auto found = std::ranges::find(signs(), key, &Sign::key);
    return found == signs().end() ? nullptr : &*found;
}

}  // namespace baton::goals
