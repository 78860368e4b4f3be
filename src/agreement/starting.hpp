#pragma once

#include <span>
#include <string_view>

namespace baton::agreement {

// An agreement to begin with: valid, commented, without a date. Both teams change what is not
// theirs.
struct StartingAgreement {
    std::string_view key;      // small_team
    std::string_view title;    // sentence case
    std::string_view summary;  // whom it is for, in one sentence
    std::string_view text;
};

[[nodiscard]] std::span<const StartingAgreement> starting_agreements();

}  // namespace baton::agreement
