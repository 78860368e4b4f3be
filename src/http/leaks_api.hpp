#pragma once

#include <vector>

#include "http/application.hpp"
#include "http/router.hpp"

namespace baton::http {

// What runs out between the teams, and what a draft's routing would have done.
[[nodiscard]] std::vector<Route> leaks_api(Application& application);

}  // namespace baton::http
