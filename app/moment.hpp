#pragma once

#include <string>

#include "base/instant.hpp"
#include "base/result.hpp"

namespace baton::app {

// An instant, or a day (its first instant in UTC).
[[nodiscard]] Result<Instant> read_moment(const std::string& text);

}  // namespace baton::app
