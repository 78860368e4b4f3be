#pragma once

#include <vector>

#include "http/application.hpp"
#include "http/router.hpp"

namespace baton::http {

// Are we aligned: the warning signs, what they rest on, and what the teams are measured on.
[[nodiscard]] std::vector<Route> alignment_api(Application& application);

}  // namespace baton::http
