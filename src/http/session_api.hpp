#pragma once

#include <vector>

#include "http/application.hpp"
#include "http/router.hpp"

namespace baton::http {

// First run, signing in and out, and the stream of changes.
[[nodiscard]] std::vector<Route> session_api(Application& application);

}  // namespace baton::http
