#pragma once

#include <vector>

#include "http/application.hpp"
#include "http/router.hpp"

namespace baton::http {

// Notes about contacts, companies and deals, and whom they call: /api/v1/{record}/{id}/notes,
// /api/v1/mentions.
[[nodiscard]] std::vector<Route> notes_api(Application& application);

}  // namespace baton::http
