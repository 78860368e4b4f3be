#include "http/views_api.hpp"

#include <boost/describe/class.hpp>
#include <optional>
#include <string>
#include <utility>

#include "engine/saved_views.hpp"
#include "http/json_body.hpp"

namespace baton::http {

namespace {

struct NewView {
    std::string room = {};
    std::string name = {};
    std::string address = {};
    std::optional<bool> shared = {};
};

BOOST_DESCRIBE_STRUCT(NewView, (), (room, name, address, shared))

struct ViewChange {
    std::optional<std::string> name = {};
    std::optional<std::string> address = {};
    std::optional<bool> shared = {};
};

BOOST_DESCRIBE_STRUCT(ViewChange, (), (name, address, shared))

engine::ViewAsker asker_of(const Request& request) {
    const Role role = request.principal.role;
    return {.user = request.principal.name, .leads = role == Role::lead || role == Role::admin};
}

Result<Response> list(Application& application, const Request& request) {
    return application.workspace().read([&](const engine::Workspace::View& view) {
        Page<engine::SavedView> page;
        page.rows =
            engine::list_views(view.timeline, text_of(request, "room"), request.principal.name);
        page.total = static_cast<std::int64_t>(page.rows.size());
        return Result<Response>(json_response(page));
    });
}

Result<Response> create(Application& application, const Request& request) {
    const auto wish = TRY(parse_body<NewView>(request.body));
    const engine::ViewWish view{.room = wish.room,
                                .name = wish.name,
                                .address = wish.address,
                                .shared = wish.shared.value_or(false)};
    const auto command =
        [view, asker = asker_of(request), because = because_of(request)](engine::Desk& desk) {
            return engine::add_view(desk, view, asker, because);
        };
    return application.written(request, application.workspace().run(command), 201);
}

Result<Response> change(Application& application, const Request& request) {
    const auto wish = TRY(parse_body<ViewChange>(request.body));
    const engine::ViewWish view{
        .room = {}, .name = wish.name, .address = wish.address, .shared = wish.shared};
    const auto command = [view,
                          id = request.parameter("id"),
                          asker = asker_of(request),
                          because = because_of(request)](engine::Desk& desk) {
        return engine::change_view(desk, id, view, asker, because);
    };
    return application.written(request, application.workspace().run(command));
}

Result<Response> drop(Application& application, const Request& request) {
    const auto command =
        [id = request.parameter("id"), asker = asker_of(request), because = because_of(request)](
            engine::Desk& desk) { return engine::drop_view(desk, id, asker, because); };
    return application.written(request, application.workspace().run(command));
}

}  // namespace

std::vector<Route> views_api(Application& application) {
    const auto with = [&application](auto handler) {
        return Answer([&application, handler](const Request& request) {
            return handler(application, request);
        });
    };
    return {
        {.method = Method::get,
         .pattern = "/api/v1/views",
         .handler = with(list),
         .summary = "Saved views of lists: one's own and shared ones",
         .query = {"room"},
         .response = schema_of<Page<engine::SavedView>>},
        {.method = Method::post,
         .pattern = "/api/v1/views",
         .handler = with(create),
         .summary = "Save the view of a list under a name",
         .success = 201,
         .request = schema_of<NewView>,
         .response = schema_of<Written>},
        {.method = Method::patch,
         .pattern = "/api/v1/views/{id}",
         .handler = with(change),
         .summary = "Rename, change or share a saved view",
         .request = schema_of<ViewChange>,
         .response = schema_of<Written>},
        {.method = Method::remove,
         .pattern = "/api/v1/views/{id}",
         .handler = with(drop),
         .summary = "Drop a saved view",
         .response = schema_of<Written>},
    };
}

}  // namespace baton::http
