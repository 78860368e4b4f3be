#pragma once

#include <vector>

#include "http/application.hpp"
#include "http/router.hpp"

namespace baton::http {

// Who did one thing after another, counted step by step.
[[nodiscard]] std::vector<Route> funnels_api(Application& application);

}  // namespace baton::http
