#pragma once

#include <vector>

#include "http/application.hpp"
#include "http/router.hpp"

namespace baton::http {

// Taking back.
[[nodiscard]] std::vector<Route> undo_api(Application& application);

}  // namespace baton::http
