#pragma once

#include <vector>

#include "http/application.hpp"
#include "http/router.hpp"

namespace baton::http {

// Erasing a person for ever.
[[nodiscard]] std::vector<Route> erasure_api(Application& application);

}  // namespace baton::http
