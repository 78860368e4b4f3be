#pragma once

#include <vector>

#include "http/application.hpp"
#include "http/router.hpp"

namespace baton::http {

// Who is credited with what was earned: by one model, by all side by side, and in one deal.
[[nodiscard]] std::vector<Route> attribution_api(Application& application);

}  // namespace baton::http
