#pragma once

#include <vector>

#include "http/application.hpp"
#include "http/router.hpp"

namespace baton::http {

// CRM objects as HubSpot's version 3 shapes them, for programs that speak that: one by one, and
// many at once.
[[nodiscard]] std::vector<Route> crm_api(Application& application);
[[nodiscard]] std::vector<Route> crm_batch_api(Application& application);

// Which objects belong together, and as what, as its version 4 shapes that.
[[nodiscard]] std::vector<Route> crm_associations_api(Application& application);
[[nodiscard]] std::vector<Route> crm_association_batch_api(Application& application);
[[nodiscard]] std::vector<Route> crm_labels_api(Application& application);

// Properties, pipelines and owners, as its version 3 shapes them.
[[nodiscard]] std::vector<Route> crm_properties_api(Application& application);
[[nodiscard]] std::vector<Route> crm_pipelines_api(Application& application);
[[nodiscard]] std::vector<Route> crm_owners_api(Application& application);

}  // namespace baton::http
