#pragma once

#include <string>

#include "engine/listed_properties.hpp"
#include "http/request.hpp"

namespace baton::http {

// ?columns=tier,company.industry  ?where=tier = "gold"  ?sort=property:tier or -property:tier
[[nodiscard]] engine::PropertiesWish properties_wish(const Request& request);

// ?sort where it is one of the list's own orders; empty otherwise.
[[nodiscard]] std::string own_sort(const Request& request);

}  // namespace baton::http
