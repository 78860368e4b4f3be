#pragma once

#include <vector>

#include "http/application.hpp"
#include "http/router.hpp"

namespace baton::http {

// Deals, their pipelines and the board.
[[nodiscard]] std::vector<Route> deals_api(Application& application);

}  // namespace baton::http
