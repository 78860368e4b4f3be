#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "engine/crm_objects.hpp"
#include "http/application.hpp"
#include "http/request.hpp"
#include "http/response.hpp"
#include "http/router.hpp"

// What the routes of the CRM have in common.
namespace baton::http {

// ?properties=a,b and ?properties=a&properties=b alike.
[[nodiscard]] std::vector<std::string> listed(const Request& request, std::string_view name);

// ?properties, ?propertiesWithHistory and ?associations; invalid for a type that is not known.
[[nodiscard]] Result<engine::CrmShown> shown_in(const Request& request);

// The type that the path names; not_found for one that there is not.
[[nodiscard]] Result<engine::CrmType> type_in(const Request& request, std::string_view parameter);

// Whether a key may read, or write, objects of this type: a path may name two of them.
[[nodiscard]] Done check_scope(const Request& request, engine::CrmType type, bool writes);

// Runs a command and answers 204; the header Baton-Undo holds what takes it back.
[[nodiscard]] Result<Response> carried_out(Application& application,
                                           const Request& request,
                                           engine::Command command);

[[nodiscard]] Route crm_route(Method method,
                              std::string_view pattern,
                              std::string_view scope,
                              std::string_view summary,
                              Answer answer);

}  // namespace baton::http
