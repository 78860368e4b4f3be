#pragma once

#include <boost/json/object.hpp>
#include <cstddef>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "engine/crm_objects.hpp"

// The bodies of HubSpot's CRM objects, version 3: ours read and write the same ones. Members that
// we do not know are ignored, as there.
namespace baton::http {

[[nodiscard]] boost::json::object render_crm_object(const engine::CrmObject& object);
// With the total for a search.
[[nodiscard]] boost::json::object render_crm_page(const engine::CrmPage& page, bool with_total);

// {"properties": {…}, "associations": [{"to": {"id"}, "types": [{"associationTypeId"}]}]}
[[nodiscard]] Result<engine::CrmWrite> read_crm_write(std::string_view body, engine::CrmType type);

// {"filterGroups", "sorts", "query", "properties", "limit", "after"}
[[nodiscard]] Result<engine::CrmSearch> read_crm_search(std::string_view body,
                                                        engine::CrmType type);

// The `after` of a page; 0 for an empty text.
[[nodiscard]] Result<std::size_t> offset_from(std::string_view text);

}  // namespace baton::http
