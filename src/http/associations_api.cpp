#include "http/associations_api.hpp"

#include <boost/describe/class.hpp>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/association_commands.hpp"
#include "engine/association_labels.hpp"
#include "engine/association_views.hpp"
#include "engine/crm_associations.hpp"
#include "http/crm_request.hpp"
#include "http/json_body.hpp"

namespace baton::http {

namespace {

// Two records, each as type and id, and exactly the roles between them.
struct AssociationWish {
    std::string from_type = {};
    std::string from = {};
    std::string to_type = {};
    std::string to = {};
    std::optional<std::vector<std::string>> roles = {};
    std::optional<bool> primary = {};
};

BOOST_DESCRIBE_STRUCT(AssociationWish, (), (from_type, from, to_type, to, roles, primary))

Result<engine::ObjectRef> object_of(const Request& request,
                                    const std::string& type,
                                    const std::string& id,
                                    const char* place) {
    const auto known = engine::find_crm_type(type);
    if (!known) {
        return fail(Failure::invalid,
                    "There is no such type of records.",
                    {{place, "must be contacts, companies, deals, tasks or notes"}});
    }
    TRY(check_scope(request, *known, request.method != Method::get));
    return engine::ObjectRef{.type = *known, .id = id};
}

Result<engine::AssociationWish> wish_in(const Request& request) {
    const auto wish = TRY(parse_body<AssociationWish>(request.body));
    return engine::AssociationWish{
        .from = TRY(object_of(request, wish.from_type, wish.from, "/from_type")),
        .to = TRY(object_of(request, wish.to_type, wish.to, "/to_type")),
        .roles = wish.roles.value_or(std::vector<std::string>()),
        .primary = wish.primary.value_or(false)};
}

Result<Response> list(Application& application, const Request& request) {
    const engine::ObjectRef object =
        TRY(object_of(request, request.parameter("type"), request.parameter("id"), "/type"));
    const auto as_of = TRY(instant_of(request, "as_of"));
    const Instant at = as_of.value_or(request.received);
    return application.workspace().read(
        [&](const engine::Workspace::View& view) -> Result<Response> {
            const engine::Associations now(view.timeline, view.directory, Instant::latest());
            if (!now.exists(now.survivor(object))) {
                return fail(Failure::not_found, "There is no such record.");
            }
            return json_response(
                Page<engine::AssociationView>{.rows = engine::association_views(view, object, at)});
        });
}

Result<Response> labels(Application& application, const Request& request) {
    const engine::ObjectRef from = TRY(object_of(request, request.parameter("type"), {}, "/type"));
    const engine::ObjectRef to = TRY(object_of(request, request.parameter("to"), {}, "/to"));
    return application.workspace().read([&](const engine::Workspace::View& view) {
        Page<engine::RoleView> page;
        for (const engine::AssociationLabel& label :
             engine::labels_between(view.timeline, from.type, to.type, Instant::latest())) {
            page.rows.push_back(
                {.key = label.key, .name = std::string(engine::name_from(label, from.type))});
        }
        return Result<Response>(json_response(page));
    });
}

Result<Response> put(Application& application, const Request& request) {
    const engine::AssociationWish wish = TRY(wish_in(request));
    const auto command = [wish, because = because_of(request)](engine::Desk& desk) {
        engine::Associating associating(desk, because);
        return wish.primary ? associating.associate(wish) : associating.set_roles(wish);
    };
    return application.written(request, application.workspace().run(command));
}

Result<Response> remove(Application& application, const Request& request) {
    const engine::AssociationWish wish = TRY(wish_in(request));
    const auto command = [wish, because = because_of(request)](engine::Desk& desk) {
        return engine::Associating(desk, because).dissociate(wish.from, wish.to);
    };
    return application.written(request, application.workspace().run(command));
}

}  // namespace

std::vector<Route> associations_api(Application& application) {
    const auto with = [&application](auto handler) {
        return Answer([&application, handler](const Request& request) {
            return handler(application, request);
        });
    };
    return {{.method = Method::get,
             .pattern = "/api/v1/associations/{type}/{id}",
             .handler = with(list),
             .access = signed_in("contacts:read"),
             .summary = "What a record is associated with, and in which roles",
             .query = {"as_of"},
             .response = schema_of<Page<engine::AssociationView>>},
            {.method = Method::get,
             .pattern = "/api/v1/association-roles/{type}/{to}",
             .handler = with(labels),
             .access = signed_in("contacts:read"),
             .summary = "The roles that there can be between records of two types",
             .response = schema_of<Page<engine::RoleView>>},
            {.method = Method::put,
             .pattern = "/api/v1/associations",
             .handler = with(put),
             .access = signed_in("contacts:write"),
             .summary = "Associate two records, in exactly these roles",
             .request = schema_of<AssociationWish>,
             .response = schema_of<Written>},
            {.method = Method::post,
             .pattern = "/api/v1/associations/remove",
             .handler = with(remove),
             .access = signed_in("contacts:write"),
             .summary = "Remove what associates two records",
             .request = schema_of<AssociationWish>,
             .response = schema_of<Written>}};
}

}  // namespace baton::http
