#pragma once

#include <vector>

#include "http/application.hpp"
#include "http/router.hpp"

namespace baton::http {

// In the demonstration only: what the page needs to play a buyer.
[[nodiscard]] std::vector<Route> demo_api(Application& application);

}  // namespace baton::http
