#pragma once

#include <vector>

#include "http/application.hpp"
#include "http/router.hpp"

namespace baton::http {

// What a person sees first.
[[nodiscard]] std::vector<Route> home_api(Application& application);

}  // namespace baton::http
