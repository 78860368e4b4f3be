#pragma once

#include <vector>

#include "http/application.hpp"
#include "http/router.hpp"

namespace baton::http {

// The mail server by which people are told, and the digest that letters bring.
[[nodiscard]] std::vector<Route> mail_api(Application& application);

}  // namespace baton::http
