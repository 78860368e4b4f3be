#pragma once

#include <vector>

#include "http/application.hpp"
#include "http/router.hpp"

namespace baton::http {

// Files on their way in: upload, mapping, check, run, undo.
[[nodiscard]] std::vector<Route> imports_api(Application& application);

}  // namespace baton::http
