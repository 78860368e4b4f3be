#pragma once

#include <vector>

#include "http/application.hpp"
#include "http/router.hpp"

namespace baton::http {

// Saved views of lists: one's own, and those shared with both teams.
[[nodiscard]] std::vector<Route> views_api(Application& application);

}  // namespace baton::http
