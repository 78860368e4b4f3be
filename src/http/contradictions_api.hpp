#pragma once

#include <vector>

#include "http/application.hpp"
#include "http/router.hpp"

namespace baton::http {

// What cannot be true at once, over everything that is here.
[[nodiscard]] std::vector<Route> contradictions_api(Application& application);

}  // namespace baton::http
