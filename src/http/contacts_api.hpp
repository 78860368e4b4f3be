#pragma once

#include <vector>

#include "http/application.hpp"
#include "http/router.hpp"

namespace baton::http {

// Contacts and all that happens to them.
[[nodiscard]] std::vector<Route> contacts_api(Application& application);

}  // namespace baton::http
