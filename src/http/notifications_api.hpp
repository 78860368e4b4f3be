#pragma once

#include <vector>

#include "http/application.hpp"
#include "http/router.hpp"

namespace baton::http {

// What whoever is signed in was told, what they have seen of it, and how they want to be told.
[[nodiscard]] std::vector<Route> notifications_api(Application& application);

}  // namespace baton::http
