#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "http/application.hpp"
#include "http/router.hpp"

namespace baton::http {

// API keys and write keys.
[[nodiscard]] std::vector<Route> keys_api(Application& application);

// What a key may do, unless it is told less.
[[nodiscard]] std::span<const std::string_view> known_scopes();

}  // namespace baton::http
