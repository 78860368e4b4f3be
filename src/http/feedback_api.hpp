#pragma once

#include <vector>

#include "http/application.hpp"
#include "http/router.hpp"

namespace baton::http {

// What the teams tell each other about handoffs: praise, and answers to rejections.
[[nodiscard]] std::vector<Route> feedback_api(Application& application);

}  // namespace baton::http
