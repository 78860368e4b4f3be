#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <string>
#include <utility>
#include <vector>

#include "http/crm_api.hpp"
#include "http/crm_association_body.hpp"
#include "http/crm_json.hpp"
#include "http/crm_request.hpp"
#include "http/crm_schema.hpp"
#include "http/json_body.hpp"

namespace baton::http {

namespace json = boost::json;

namespace {

constexpr std::string_view of_ends = "/crm/v4/associations/{from_type}/{to_type}/labels";

Result<Response> list(Application& application, const Request& request) {
    const AssociationEnds ends = TRY(ends_in(request, false));
    json::array results;
    for (const engine::AssociationType& each :
         engine::types_between(ends.from, ends.to, labels_of(application, ends))) {
        results.push_back(render_type(each));
    }
    return json_response(json::object{{"results", std::move(results)}});
}

Result<engine::LabelWish> read_label(const json::object& body, const AssociationEnds& ends) {
    return engine::LabelWish{.from = ends.from,
                             .to = ends.to,
                             .name = crm_member(body, "label"),
                             .inverse = crm_member(body, "inverseLabel")};
}

// Both directions of the label that was made.
Result<Response> define(Application& application, const Request& request) {
    const AssociationEnds ends = TRY(ends_in(request, true));
    const json::object body = TRY(read_crm_object_body(request.body));
    const engine::LabelWish wish = TRY(read_label(body, ends));
    const engine::Receipt receipt =
        TRY(application.workspace().run([wish, because = because_of(request)](engine::Desk& desk) {
            return engine::define_label(desk, wish, because);
        }));
    const auto labels = labels_of(application, ends);
    json::array results;
    if (const auto* label = engine::find_label(labels, ends.from, std::stoll(receipt.id))) {
        for (const engine::CrmType from : {ends.from, ends.to}) {
            results.push_back(render_type({.own = true,
                                           .number = engine::number_from(*label, from),
                                           .label = std::string(engine::name_from(*label, from))}));
        }
    }
    return json_response(json::object{{"results", std::move(results)}});
}

Result<Response> rename(Application& application, const Request& request) {
    const AssociationEnds ends = TRY(ends_in(request, true));
    const json::object body = TRY(read_crm_object_body(request.body));
    const engine::LabelWish wish = TRY(read_label(body, ends));
    const std::int64_t number =
        TRY(parse_id(crm_member(body, "associationTypeId"), "associationTypeId"));
    return carried_out(
        application, request, [wish, number, because = because_of(request)](engine::Desk& desk) {
            return engine::rename_label(desk, wish, number, because);
        });
}

Result<Response> archive(Application& application, const Request& request) {
    const AssociationEnds ends = TRY(ends_in(request, true));
    const std::int64_t number = TRY(id_parameter(request, "number"));
    return carried_out(
        application, request, [ends, number, because = because_of(request)](engine::Desk& desk) {
            return engine::archive_label(desk, ends.from, ends.to, number, because);
        });
}

}  // namespace

std::vector<Route> crm_labels_api(Application& application) {
    std::vector<Route> all;
    const auto add =
        [&](Method method, std::string_view pattern, std::string_view summary, auto handler) {
            all.push_back(crm_route(method,
                                    pattern,
                                    method == Method::get ? "contacts:read" : "contacts:write",
                                    summary,
                                    [&application, handler](const Request& request) {
                                        return handler(application, request);
                                    }));
        };
    add(Method::get, of_ends, "What objects of two types can be to each other", list);
    all.back().response = crm_results_schema;
    add(Method::post, of_ends, "Define a label of associations", define);
    all.back().response = crm_results_schema;
    add(Method::put, of_ends, "Rename a label of associations", rename);
    all.back().success = 204;
    add(Method::remove,
        "/crm/v4/associations/{from_type}/{to_type}/labels/{number}",
        "Archive a label of associations",
        archive);
    all.back().success = 204;
    return all;
}

}  // namespace baton::http
