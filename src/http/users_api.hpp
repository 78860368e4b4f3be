#pragma once

#include <vector>

#include "http/application.hpp"
#include "http/router.hpp"

namespace baton::http {

// The people who work here.
[[nodiscard]] std::vector<Route> users_api(Application& application);

}  // namespace baton::http
