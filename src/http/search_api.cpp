#include "http/search_api.hpp"

#include <string>
#include <utility>

#include "engine/company_views.hpp"
#include "http/json_body.hpp"

namespace baton::http {

namespace {

constexpr std::size_t hits_of_each_type = 8;

Result<Response> search(Application& application, const Request& request) {
    Page<engine::Hit> page;
    page.rows = application.workspace().read([&](const engine::Workspace::View& view) {
        return engine::search(view, text_of(request, "q"), hits_of_each_type, request.received);
    });
    return json_response(page);
}

}  // namespace

std::vector<Route> search_api(Application& application) {
    return {
        {.method = Method::get,
         .pattern = "/api/v1/search",
         .handler = Answer([&](const Request& request) { return search(application, request); }),
         .access = signed_in("contacts:read"),
         .summary = "Contacts, companies and deals by name, address or domain",
         .query = {"q"},
         .response = schema_of<Page<engine::Hit>>}};
}

}  // namespace baton::http
