#pragma once

#include <vector>

#include "http/application.hpp"
#include "http/router.hpp"

namespace baton::http {

// CRM objects as HubSpot's version 3 shapes them, for programs that speak that.
[[nodiscard]] std::vector<Route> crm_api(Application& application);

}  // namespace baton::http
