#pragma once

#include <vector>

#include "http/application.hpp"
#include "http/router.hpp"

namespace baton::http {

// The agreement: its versions, what they say, what a draft would do, and the signatures of both
// teams.
[[nodiscard]] std::vector<Route> agreement_api(Application& application);

}  // namespace baton::http
