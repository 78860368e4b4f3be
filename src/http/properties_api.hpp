#pragma once

#include <vector>

#include "http/application.hpp"
#include "http/router.hpp"

namespace baton::http {

// Which properties contacts, companies and deals have, and what their values may be.
[[nodiscard]] std::vector<Route> properties_api(Application& application);

}  // namespace baton::http
