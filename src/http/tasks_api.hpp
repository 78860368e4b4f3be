#pragma once

#include <vector>

#include "http/application.hpp"
#include "http/router.hpp"

namespace baton::http {

// Tasks.
[[nodiscard]] std::vector<Route> tasks_api(Application& application);

}  // namespace baton::http
