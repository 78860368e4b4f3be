#pragma once

#include <vector>

#include "http/application.hpp"
#include "http/router.hpp"

namespace baton::http {

// Several values for numbers of an agreement, read over history: start, progress, result.
[[nodiscard]] std::vector<Route> tunes_api(Application& application);

}  // namespace baton::http
