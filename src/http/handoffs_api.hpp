#pragma once

#include <vector>

#include "http/application.hpp"
#include "http/router.hpp"

namespace baton::http {

// Handoffs: who has to answer what until when, the card that helps to answer, the four answers, and
// the sum that shows that nothing was dropped.
[[nodiscard]] std::vector<Route> handoffs_api(Application& application);

}  // namespace baton::http
