#pragma once

#include <vector>

#include "http/application.hpp"
#include "http/router.hpp"

namespace baton::http {

// One search over contacts, companies and deals.
[[nodiscard]] std::vector<Route> search_api(Application& application);

}  // namespace baton::http
