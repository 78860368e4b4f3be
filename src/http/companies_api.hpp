#pragma once

#include <vector>

#include "http/application.hpp"
#include "http/router.hpp"

namespace baton::http {

// Companies.
[[nodiscard]] std::vector<Route> companies_api(Application& application);

}  // namespace baton::http
