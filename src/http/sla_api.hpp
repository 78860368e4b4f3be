#pragma once

#include <vector>

#include "http/application.hpp"
#include "http/router.hpp"

namespace baton::http {

// The two-way SLA, its calculator, and what sales said of the leads it was given.
[[nodiscard]] std::vector<Route> sla_api(Application& application);

}  // namespace baton::http
