#pragma once

#include <vector>

#include "http/application.hpp"
#include "http/router.hpp"

namespace baton::http {

// Drafts read over history: start, progress, result, who moves and why.
[[nodiscard]] std::vector<Route> backtests_api(Application& application);

}  // namespace baton::http
