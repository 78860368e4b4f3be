#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"

// Times of the day in bodies: "08:00".
namespace baton::http {

// REQUIRES: 0 to 1439 minutes after midnight.
[[nodiscard]] std::string day_time(int minutes);
// invalid, at that pointer, for anything else.
[[nodiscard]] Result<int> parse_day_time(std::string_view text, std::string_view pointer);

}  // namespace baton::http
