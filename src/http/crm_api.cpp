#include "http/crm_api.hpp"

#include <fmt/format.h>
#include <string>
#include <string_view>
#include <utility>

#include "engine/crm_objects.hpp"
#include "http/crm_body.hpp"
#include "http/crm_paths.hpp"
#include "http/crm_request.hpp"
#include "http/crm_schema.hpp"
#include "http/json_body.hpp"

namespace baton::http {

namespace {

using engine::CrmType;

constexpr std::size_t limit_default = 10;
constexpr std::string_view objects = "/crm/v3/objects/";
constexpr auto all_paths = crm_paths(objects, "");
constexpr auto one_paths = crm_paths(objects, "/{id}");
constexpr auto search_paths = crm_paths(objects, "/search");
constexpr auto restore_paths = crm_paths(objects, "/{id}/restore");

Result<Response> list(Application& application, CrmType type, const Request& request) {
    const engine::CrmAsk ask{.type = type,
                             .shown = TRY(shown_in(request)),
                             .archived = flag_of(request, "archived"),
                             .after = TRY(offset_from(text_of(request, "after"))),
                             .limit = TRY(limit_of(request, limit_default))};
    const engine::CrmPage page =
        application.workspace().read([&](const engine::Workspace::View& view) {
            return engine::CrmReader(view, type, request.received).list(ask);
        });
    return json_response(render_crm_page(page, type, false));
}

Result<Response> search(Application& application, CrmType type, const Request& request) {
    const engine::CrmSearch wanted = TRY(read_crm_search(request.body, type));
    const engine::CrmPage page =
        TRY(application.workspace().read([&](const engine::Workspace::View& view) {
            return engine::CrmReader(view, type, request.received).search(wanted);
        }));
    return json_response(render_crm_page(page, type, true));
}

Result<Response> object_response(Application& application,
                                 CrmType type,
                                 const Request& request,
                                 const std::string& id) {
    const engine::CrmShown shown = TRY(shown_in(request));
    const bool archived = flag_of(request, "archived");
    const auto object = application.workspace().read([&](const engine::Workspace::View& view) {
        return engine::CrmReader(view, type, Instant::latest())
            .find(id, shown, text_of(request, "idProperty"), archived);
    });
    if (!object) {
        return fail(Failure::not_found,
                    fmt::format("Object not found. objectId {} is unknown.", id.substr(0, 40)));
    }
    return json_response(render_crm_object(*object, type));
}

// What was written, whatever the request's query says of what it was found by.
Result<Response> written_response(Application& application,
                                  CrmType type,
                                  const engine::CrmWrite& wish,
                                  int status) {
    engine::CrmShown shown;
    for (const auto& [name, value] : wish.properties) {
        shown.properties.push_back(name);
    }
    const auto object = application.workspace().read([&](const engine::Workspace::View& view) {
        return engine::CrmReader(view, type, Instant::latest()).find(wish.id, shown);
    });
    if (!object) {
        return fail(Failure::not_found, fmt::format("Object {} is gone by now.", wish.id));
    }
    return json_response(render_crm_object(*object, type), status);
}

Result<Response> write(Application& application,
                       CrmType type,
                       const Request& request,
                       const std::string& id) {
    const auto body = TRY(read_crm_object_body(request.body));
    const CrmWords words = crm_words(application, type, request.received);
    engine::CrmWrite wish = TRY(read_crm_write(body, type, words));
    const std::string by = text_of(request, "idProperty");
    const auto command =
        [&, because = because_of(request)](engine::Desk& desk) -> Result<engine::Receipt> {
        if (!id.empty()) {
            const auto found =
                TRY(engine::find_unique(desk.timeline(), desk.directory(), type, by, id));
            wish.id = found.value_or(id);
        }
        return engine::write_object(desk, wish, because);
    };
    const engine::Receipt receipt = TRY(application.workspace().run(command));
    wish.id = receipt.id;
    return written_response(application, type, wish, id.empty() ? 201 : 200);
}

Result<Response> archive(Application& application, CrmType type, const Request& request) {
    return carried_out(
        application,
        request,
        [type, id = request.parameter("id"), because = because_of(request)](engine::Desk& desk) {
            return engine::archive_object(desk, type, id, because);
        });
}

Result<Response> restore(Application& application, CrmType type, const Request& request) {
    const std::string id = request.parameter("id");
    TRY(carried_out(
        application, request, [type, id, because = because_of(request)](engine::Desk& desk) {
            return engine::restore_object(desk, type, id, because);
        }));
    return object_response(application, type, request, id);
}

void add_reads(Application& application, std::size_t at, std::vector<Route>& all) {
    const CrmType type = crm_types[at];
    all.push_back(crm_route(
        Method::get,
        all_paths[at].text(),
        read_scope(type),
        "Objects, in order of creation",
        [&application, type](const Request& request) { return list(application, type, request); }));
    all.back().query = {
        "properties", "propertiesWithHistory", "associations", "archived", "after", "limit"};
    all.back().response = crm_page_schema;
    all.push_back(crm_route(Method::post,
                            search_paths[at].text(),
                            read_scope(type),
                            "Search objects",
                            [&application, type](const Request& request) {
                                return search(application, type, request);
                            }));
    all.back().request = crm_search_schema;
    all.back().response = crm_page_schema;
    all.push_back(crm_route(Method::get,
                            one_paths[at].text(),
                            read_scope(type),
                            "One object",
                            [&application, type](const Request& request) {
                                return object_response(
                                    application, type, request, request.parameter("id"));
                            }));
    all.back().query = {
        "properties", "propertiesWithHistory", "associations", "archived", "idProperty"};
    all.back().response = crm_object_schema;
}

void add_writes(Application& application, std::size_t at, std::vector<Route>& all) {
    const CrmType type = crm_types[at];
    const auto add =
        [&](Method method, std::string_view pattern, std::string_view summary, auto handler) {
            all.push_back(crm_route(method,
                                    pattern,
                                    write_scope(type),
                                    summary,
                                    [&application, type, handler](const Request& request) {
                                        return handler(application, type, request);
                                    }));
            all.back().response = crm_object_schema;
        };
    add(Method::post,
        all_paths[at].text(),
        "Create an object",
        [](Application& into, CrmType of, const Request& request) {
            return write(into, of, request, "");
        });
    all.back().success = 201;
    all.back().request = crm_write_schema;
    add(Method::patch,
        one_paths[at].text(),
        "Change an object",
        [](Application& into, CrmType of, const Request& request) {
            return write(into, of, request, request.parameter("id"));
        });
    all.back().query = {"idProperty"};
    all.back().request = crm_write_schema;
    add(Method::post, restore_paths[at].text(), "Take an object back from the archive", restore);
    add(Method::remove, one_paths[at].text(), "Archive an object", archive);
    all.back().success = 204;
    all.back().response = nullptr;
}

}  // namespace

std::vector<Route> crm_api(Application& application) {
    std::vector<Route> all;
    for (std::size_t at = 0; at < crm_types.size(); ++at) {
        add_reads(application, at, all);
        add_writes(application, at, all);
    }
    return all;
}

}  // namespace baton::http
