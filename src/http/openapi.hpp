#pragma once

#include <string>

#include "http/router.hpp"

namespace baton::http {

// The OpenAPI 3.1 document of the route table: what /openapi.json answers and the page's client is
// generated from.
[[nodiscard]] std::string openapi_json(const Router& router);

}  // namespace baton::http
