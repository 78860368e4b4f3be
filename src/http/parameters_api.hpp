#pragma once

#include <vector>

#include "http/application.hpp"
#include "http/router.hpp"

namespace baton::http {

// The numbers of an agreement's text that decide who qualifies, for a page that tries others.
[[nodiscard]] std::vector<Route> parameters_api(Application& application);

}  // namespace baton::http
