#pragma once

#include <vector>

#include "http/application.hpp"
#include "http/router.hpp"

namespace baton::http {

// When teams work, and how much each of their people may hold.
[[nodiscard]] std::vector<Route> teams_api(Application& application);

}  // namespace baton::http
