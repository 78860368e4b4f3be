#pragma once

#include <vector>

#include "http/application.hpp"
#include "http/router.hpp"

namespace baton::http {

// The whole table: what the server answers, what the documentation says, what `baton routes`
// prints. The application outlives the routes.
[[nodiscard]] std::vector<Route> all_routes(Application& application);

}  // namespace baton::http
