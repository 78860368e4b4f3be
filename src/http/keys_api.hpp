#pragma once

#include <vector>

#include "http/application.hpp"
#include "http/router.hpp"

namespace baton::http {

// API keys and write keys.
[[nodiscard]] std::vector<Route> keys_api(Application& application);

}  // namespace baton::http
