#pragma once

#include <vector>

#include "http/application.hpp"
#include "http/router.hpp"

namespace baton::http {

// The measures, each with its one definition, and what they come to.
[[nodiscard]] std::vector<Route> measures_api(Application& application);

}  // namespace baton::http
