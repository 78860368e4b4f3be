#pragma once

#include <vector>

#include "http/application.hpp"
#include "http/router.hpp"

namespace baton::http {

// Who belongs to a contact, company or deal, and in which roles.
[[nodiscard]] std::vector<Route> associations_api(Application& application);

}  // namespace baton::http
