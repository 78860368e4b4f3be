#pragma once

#include <boost/json/object.hpp>

#include "http/schema.hpp"

// The shapes of HubSpot's bodies for the description of the API.
namespace baton::http {

[[nodiscard]] boost::json::object crm_object_schema(Components& components);
[[nodiscard]] boost::json::object crm_page_schema(Components& components);
[[nodiscard]] boost::json::object crm_write_schema(Components& components);
[[nodiscard]] boost::json::object crm_search_schema(Components& components);
[[nodiscard]] boost::json::object crm_batch_schema(Components& components);
[[nodiscard]] boost::json::object crm_batch_input_schema(Components& components);

// A list of whatever, as its `results`.
[[nodiscard]] boost::json::object crm_results_schema(Components& components);
[[nodiscard]] boost::json::object crm_any_schema(Components& components);

}  // namespace baton::http
