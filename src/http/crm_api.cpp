#include "http/crm_api.hpp"

#include <array>
#include <boost/describe/class.hpp>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <charconv>
#include <fmt/format.h>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "engine/crm_objects.hpp"
#include "engine/settings.hpp"
#include "http/ascii.hpp"
#include "http/crm_body.hpp"
#include "http/json_body.hpp"

namespace baton::http {

namespace {

using engine::CrmType;

constexpr std::size_t limit_default = 10;

struct Place {
    CrmType type;
    std::string_view all;
    std::string_view one;
    std::string_view search;
    std::string_view reads;
    std::string_view writes;
};

constexpr std::array places{Place{CrmType::contacts,
                                  "/crm/v3/objects/contacts",
                                  "/crm/v3/objects/contacts/{id}",
                                  "/crm/v3/objects/contacts/search",
                                  "contacts:read",
                                  "contacts:write"},
                            Place{CrmType::companies,
                                  "/crm/v3/objects/companies",
                                  "/crm/v3/objects/companies/{id}",
                                  "/crm/v3/objects/companies/search",
                                  "contacts:read",
                                  "contacts:write"},
                            Place{CrmType::deals,
                                  "/crm/v3/objects/deals",
                                  "/crm/v3/objects/deals/{id}",
                                  "/crm/v3/objects/deals/search",
                                  "deals:read",
                                  "deals:write"},
                            Place{CrmType::tasks,
                                  "/crm/v3/objects/tasks",
                                  "/crm/v3/objects/tasks/{id}",
                                  "/crm/v3/objects/tasks/search",
                                  "contacts:read",
                                  "contacts:write"},
                            Place{CrmType::notes,
                                  "/crm/v3/objects/notes",
                                  "/crm/v3/objects/notes/{id}",
                                  "/crm/v3/objects/notes/search",
                                  "contacts:read",
                                  "contacts:write"},
                            Place{CrmType::products,
                                  "/crm/v3/objects/products",
                                  "/crm/v3/objects/products/{id}",
                                  "/crm/v3/objects/products/search",
                                  "deals:read",
                                  "deals:write"}};

// ?properties=a,b and ?properties=a&properties=b alike.
std::vector<std::string> asked_properties(const Request& request) {
    std::vector<std::string> properties;
    for (const Field& field : request.query) {
        if (field.name == "properties") {
            each_part(field.value, ',', [&](std::string_view part) {
                properties.emplace_back(without_blanks(part));
                return true;
            });
        }
    }
    return properties;
}

Result<Response> list(Application& application, CrmType type, const Request& request) {
    engine::CrmAsk ask{.type = type,
                       .properties = asked_properties(request),
                       .after = TRY(offset_from(text_of(request, "after"))),
                       .limit = TRY(limit_of(request, limit_default))};
    const engine::CrmPage page =
        application.workspace().read([&](const engine::Workspace::View& view) {
            return engine::CrmReader(view, type, request.received).list(ask);
        });
    return json_response(render_crm_page(page, false));
}

Result<Response> search(Application& application, CrmType type, const Request& request) {
    const engine::CrmSearch wanted = TRY(read_crm_search(request.body, type));
    const engine::CrmPage page =
        TRY(application.workspace().read([&](const engine::Workspace::View& view) {
            return engine::CrmReader(view, type, request.received).search(wanted);
        }));
    return json_response(render_crm_page(page, true));
}

Result<Response> object_response(Application& application,
                                 CrmType type,
                                 const Request& request,
                                 const std::string& id,
                                 int status) {
    const std::vector<std::string> properties = asked_properties(request);
    const bool by_email = text_of(request, "idProperty") == "email" && type == CrmType::contacts;
    const auto object = application.workspace().read([&](const engine::Workspace::View& view) {
        return engine::CrmReader(view, type, request.received).find(id, properties, by_email);
    });
    if (!object) {
        return fail(Failure::not_found,
                    fmt::format("Object not found. objectId {} is unknown.", id.substr(0, 40)));
    }
    return json_response(render_crm_object(*object), status);
}

Result<Response> write(Application& application,
                       CrmType type,
                       const Request& request,
                       const std::string& id) {
    engine::CrmWrite wish = TRY(read_crm_write(request.body, type));
    wish.id = id;
    wish.currency = application.workspace().read([&](const engine::Workspace::View& view) {
        return engine::settings_of(view, request.received).currency;
    });
    const auto command = [wish, because = because_of(request)](engine::Desk& desk) {
        return engine::write_object(desk, wish, because);
    };
    const engine::Receipt receipt = TRY(application.workspace().run(command));
    return object_response(application, type, request, receipt.id, id.empty() ? 201 : 200);
}

Result<Response> archive(Application& application, CrmType type, const Request& request) {
    const auto command =
        [type, id = request.parameter("id"), because = because_of(request)](engine::Desk& desk) {
            return engine::archive_object(desk, type, id, because);
        };
    TRY(application.workspace().run(command));
    return no_content();
}

Route route(Method method, std::string_view pattern, std::string_view scope, Answer answer) {
    return {.method = method,
            .pattern = pattern,
            .handler = std::move(answer),
            .access = signed_in(scope),
            .errors = ErrorShape::hubspot};
}

void add_routes(Application& application, const Place& place, std::vector<Route>& all) {
    const CrmType type = place.type;
    const auto add = [&](Method method,
                         std::string_view pattern,
                         std::string_view scope,
                         std::string_view summary,
                         Answer answer) {
        all.push_back(route(method, pattern, scope, std::move(answer)));
        all.back().summary = summary;
    };
    add(Method::get,
        place.all,
        place.reads,
        "Objects, in order of creation",
        [&application, type](const Request& request) { return list(application, type, request); });
    add(Method::post,
        place.all,
        place.writes,
        "Create an object",
        [&application, type](const Request& request) {
            return write(application, type, request, "");
        });
    all.back().success = 201;
    add(Method::post,
        place.search,
        place.reads,
        "Search objects",
        [&application, type](const Request& request) {
            return search(application, type, request);
        });
    add(Method::get,
        place.one,
        place.reads,
        "One object",
        [&application, type](const Request& request) {
            return object_response(application, type, request, request.parameter("id"), 200);
        });
    add(Method::patch,
        place.one,
        place.writes,
        "Change an object",
        [&application, type](const Request& request) {
            return write(application, type, request, request.parameter("id"));
        });
    add(Method::remove,
        place.one,
        place.writes,
        "Archive an object",
        [&application, type](const Request& request) {
            return archive(application, type, request);
        });
    all.back().success = 204;
}

}  // namespace

std::vector<Route> crm_api(Application& application) {
    std::vector<Route> all;
    for (const Place& place : places) {
        add_routes(application, place, all);
    }
    return all;
}

}  // namespace baton::http
