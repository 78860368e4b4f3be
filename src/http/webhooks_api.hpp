#pragma once

#include <vector>

#include "http/application.hpp"
#include "http/router.hpp"

namespace baton::http {

// Addresses outside that are told what happens: /api/v1/webhooks. For alignment leads and
// administrators.
[[nodiscard]] std::vector<Route> webhooks_api(Application& application);

}  // namespace baton::http
