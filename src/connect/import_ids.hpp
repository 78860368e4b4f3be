#pragma once

#include <string>
#include <string_view>

namespace baton::connect {

// Salesforce writes one id in two lengths: 15 characters that tell upper case from lower, and 18,
// which do without. The other length of such an id; empty for any other text.
[[nodiscard]] std::string other_length(std::string_view id);

// One text for both: the 15 characters of such an id of 18, else the id itself.
[[nodiscard]] std::string_view short_id(std::string_view id);

}  // namespace baton::connect
