#pragma once

#include <vector>

#include "http/application.hpp"
#include "http/router.hpp"

namespace baton::http {

// Messages that ingestion kept aside, for admins and alignment leads.
[[nodiscard]] std::vector<Route> quarantine_api(Application& application);

}  // namespace baton::http
