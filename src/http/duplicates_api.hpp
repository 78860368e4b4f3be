#pragma once

#include <vector>

#include "http/application.hpp"
#include "http/router.hpp"

namespace baton::http {

// Who is probably the same: the queue to look through, a check before somebody is created, merging
// and un-merging.
[[nodiscard]] std::vector<Route> duplicates_api(Application& application);

}  // namespace baton::http
