#pragma once

#include <vector>

#include "http/application.hpp"
#include "http/router.hpp"

// What everybody changes of themselves, and what leads change of the workspace.
namespace baton::http {

[[nodiscard]] std::vector<Route> profile_api(Application& application);

}  // namespace baton::http
