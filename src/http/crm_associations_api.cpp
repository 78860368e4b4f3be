#include <array>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <fmt/format.h>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/association_commands.hpp"
#include "engine/crm_associations.hpp"
#include "http/crm_api.hpp"
#include "http/crm_association_body.hpp"
#include "http/crm_batch.hpp"
#include "http/crm_json.hpp"
#include "http/crm_request.hpp"
#include "http/crm_schema.hpp"
#include "http/json_body.hpp"

namespace baton::http {

namespace json = boost::json;

namespace {

using engine::AssociationWish;
using engine::CrmType;

Result<Response> list(Application& application, const Request& request) {
    const AssociationEnds ends = TRY(ends_in(request, false));
    const engine::ObjectRef object{.type = ends.from, .id = request.parameter("id")};
    const std::size_t after = TRY(offset_from(text_of(request, "after")));
    const std::string limit = text_of(request, "limit");
    const std::size_t most = limit.empty() ? page_associations_max : TRY(offset_from(limit));
    if (most == 0 || most > page_associations_max) {
        return fail(Failure::invalid, "limit is out of range.", {{"limit", "must be 1 to 500"}});
    }
    return application.workspace().read(
        [&](const engine::Workspace::View& view) -> Result<Response> {
            const engine::Associations all(view.timeline, view.directory, Instant::latest());
            if (!all.exists(object)) {
                return fail(Failure::not_found,
                            fmt::format("Object {} is unknown.", object.id.substr(0, 40)));
            }
            const auto labels =
                engine::labels_between(view.timeline, ends.from, ends.to, Instant::latest());
            return json_response(
                render_association_page(all.of(object, ends.to),
                                        ends.from,
                                        labels,
                                        {.member = "results", .after = after, .limit = most}));
        });
}

AssociationWish with_ends(AssociationWish wish, const Request& request) {
    wish.from.id = request.parameter("id");
    wish.to.id = request.parameter("to_id");
    return wish;
}

engine::Command associating(AssociationWish wish, engine::Because because) {
    return [wish = std::move(wish), because = std::move(because)](engine::Desk& desk) {
        return engine::Associating(desk, because).associate(wish);
    };
}

Result<Response> put_labels(Application& application, const Request& request) {
    const AssociationEnds ends = TRY(ends_in(request, true));
    const json::value body = TRY(parse_json(request.body));
    if (!body.is_array()) {
        return fail(Failure::invalid, "Invalid input JSON: a list of types is expected.");
    }
    const auto labels = labels_of(application, ends);
    const AssociationWish wish =
        with_ends(TRY(read_association_types(body.get_array(), ends, labels)), request);
    TRY(application.workspace().run(associating(wish, because_of(request))));
    return application.workspace().read([&](const engine::Workspace::View& view) {
        const engine::Associations all(view.timeline, view.directory, Instant::latest());
        return Result<Response>(json_response(render_labelled(all, wish, labels), 201));
    });
}

Result<Response> put_default(Application& application, const Request& request) {
    const AssociationEnds ends = TRY(ends_in(request, true));
    const AssociationWish wish = with_ends(TRY(read_association_types({}, ends, {})), request);
    TRY(application.workspace().run(associating(wish, because_of(request))));
    return batch_response(application, request, 200, render_plain(wish), {});
}

Result<Response> remove(Application& application, const Request& request) {
    const AssociationEnds ends = TRY(ends_in(request, true));
    const AssociationWish wish = with_ends(TRY(read_association_types({}, ends, {})), request);
    return carried_out(
        application, request, [wish, because = because_of(request)](engine::Desk& desk) {
            return engine::Associating(desk, because).dissociate(wish.from, wish.to);
        });
}

struct Place {
    Method method;
    std::string_view pattern;
    bool writes;
    std::string_view summary;
    Result<Response> (*handler)(Application&, const Request&);
    int success = 200;
    SchemaOf response = crm_batch_schema;
};

constexpr std::string_view of_object = "/crm/v4/objects/{from_type}/{id}/associations/{to_type}";
constexpr std::string_view of_pair =
    "/crm/v4/objects/{from_type}/{id}/associations/{to_type}/{to_id}";
constexpr std::string_view as_default =
    "/crm/v4/objects/{from_type}/{id}/associations/default/{to_type}/{to_id}";

constexpr std::array places{
    Place{Method::get,
          of_object,
          false,
          "What an object is associated with",
          list,
          200,
          crm_results_schema},
    Place{Method::put,
          of_pair,
          true,
          "Associate two objects, by labels",
          put_labels,
          201,
          crm_any_schema},
    Place{Method::put, as_default, true, "Associate two objects", put_default},
    Place{
        Method::remove, of_pair, true, "Remove what associates two objects", remove, 204, nullptr}};

}  // namespace

std::vector<Route> crm_associations_api(Application& application) {
    std::vector<Route> all;
    for (const Place& place : places) {
        all.push_back(crm_route(place.method,
                                place.pattern,
                                place.writes ? "contacts:write" : "contacts:read",
                                place.summary,
                                [&application, handler = place.handler](const Request& request) {
                                    return handler(application, request);
                                }));
        all.back().success = place.success;
        all.back().response = place.response;
        if (place.method == Method::get) {
            all.back().query = {"after", "limit"};
        }
    }
    return all;
}

}  // namespace baton::http
