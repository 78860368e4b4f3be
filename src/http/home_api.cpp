#include "http/home_api.hpp"

#include "engine/home_views.hpp"
#include "http/json_body.hpp"

namespace baton::http {

namespace {

Result<Response> home(Application& application, const Request& request) {
    const auto user = application.accounts().find_user(request.principal.id);
    if (!user) {
        return fail(Failure::forbidden, "You are not a user any more.");
    }
    return json_response(application.workspace().read([&](const engine::Workspace::View& view) {
        return engine::home_view(view, user->user, request.received);
    }));
}

}  // namespace

std::vector<Route> home_api(Application& application) {
    return {{.method = Method::get,
             .pattern = "/api/v1/home",
             .handler = Answer([&](const Request& request) { return home(application, request); }),
             .summary = "What waits for whoever is signed in, and how both promises stand",
             .response = schema_of<engine::HomeView>}};
}

}  // namespace baton::http
