#include <array>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <fmt/format.h>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "http/crm_api.hpp"
#include "http/crm_association_body.hpp"
#include "http/crm_batch.hpp"
#include "http/crm_json.hpp"
#include "http/crm_request.hpp"
#include "http/crm_schema.hpp"

namespace baton::http {

namespace json = boost::json;

namespace {

using engine::AssociationWish;

// The id of {"from": {"id"}}.
Result<std::string> end_of(const json::object& input, std::string_view end) {
    std::string id = crm_member(crm_object(input, end), "id");
    if (id.empty()) {
        return fail(Failure::invalid,
                    fmt::format("Invalid input JSON: an input needs {}.", end),
                    {{std::string(end), "must name an object by its id"}});
    }
    return id;
}

// Inputs of a batch, each as what it asks for or why it cannot be read.
struct Batch {
    AssociationEnds ends;
    std::vector<json::object> inputs;
    std::vector<engine::AssociationLabel> labels;
    std::vector<Result<AssociationWish>> wishes;
};

Result<Batch> read_batch(Application& application, const Request& request, bool with_types) {
    const AssociationEnds ends = TRY(ends_in(request, true));
    const json::object body = TRY(read_crm_object_body(request.body));
    Batch batch{.ends = ends,
                .inputs = TRY(read_inputs(body, batch_associations_max)),
                .labels = labels_of(application, ends),
                .wishes = {}};
    for (const json::object& input : batch.inputs) {
        const json::array none;
        auto wish = read_association_types(
            with_types ? crm_list(input, "types") : none, ends, batch.labels);
        if (wish) {
            wish->from.id = TRY(end_of(input, "from"));
            wish->to.id = TRY(end_of(input, "to"));
        }
        batch.wishes.push_back(std::move(wish));
    }
    return batch;
}

using Deed = Result<engine::Receipt> (engine::Associating::*)(const AssociationWish&);

Result<BatchOutcomes> carry_out(Application& application,
                                const Request& request,
                                const Batch& batch,
                                Deed deed) {
    std::optional<engine::Associating> associating;
    return run_batch(
        application,
        batch.inputs.size(),
        [&](engine::Desk& /*desk*/, std::size_t at) -> Result<engine::Receipt> {
            if (!batch.wishes[at]) {
                return std::unexpected(batch.wishes[at].error());
            }
            return ((*associating).*deed)(*batch.wishes[at]);
        },
        [&](engine::Desk& desk) { associating.emplace(desk, because_of(request)); });
}

Result<Response> create_many(Application& application, const Request& request, bool with_types) {
    const Batch batch = TRY(read_batch(application, request, with_types));
    const auto outcomes =
        TRY(carry_out(application, request, batch, &engine::Associating::associate));
    json::array results;
    json::array errors;
    application.workspace().read([&](const engine::Workspace::View& view) {
        const engine::Associations all(view.timeline, view.directory, Instant::latest());
        for (std::size_t at = 0; at < batch.inputs.size(); ++at) {
            if (!outcomes.each[at]) {
                errors.push_back(render_batch_error(outcomes.each[at].error(), batch.inputs[at]));
            } else if (with_types) {
                results.push_back(render_labelled(all, *batch.wishes[at], batch.labels));
            } else {
                for (json::value& line : render_plain(*batch.wishes[at])) {
                    results.push_back(std::move(line));
                }
            }
        }
    });
    return with_undo(
        application,
        request,
        outcomes,
        batch_response(
            application, request, with_types ? 201 : 200, std::move(results), std::move(errors)));
}

Result<Response> archive_labels(Application& application, const Request& request) {
    const Batch batch = TRY(read_batch(application, request, true));
    for (const auto& wish : batch.wishes) {
        TRY(wish);
    }
    const auto outcomes =
        TRY(carry_out(application, request, batch, &engine::Associating::remove_roles));
    return with_undo(application, request, outcomes, no_content());
}

// [{"from": {"id"}, "to": [{"id"}, …]}]: what is not associated is archived already.
Result<Response> archive_many(Application& application, const Request& request) {
    const AssociationEnds ends = TRY(ends_in(request, true));
    const json::object body = TRY(read_crm_object_body(request.body));
    std::vector<std::pair<std::string, std::string>> pairs;
    const auto inputs = TRY(read_inputs(body, batch_associations_max));
    for (const json::object& input : inputs) {
        const std::string from = TRY(end_of(input, "from"));
        for (const json::value& to : crm_list(input, "to")) {
            if (to.is_object()) {
                pairs.emplace_back(from, crm_member(to.get_object(), "id"));
            }
        }
    }
    std::optional<engine::Associating> associating;
    const auto outcomes = TRY(run_batch(
        application,
        pairs.size(),
        [&](engine::Desk& /*desk*/, std::size_t at) {
            return associating->dissociate({.type = ends.from, .id = pairs[at].first},
                                           {.type = ends.to, .id = pairs[at].second});
        },
        [&](engine::Desk& desk) { associating.emplace(desk, because_of(request)); }));
    return with_undo(application, request, outcomes, no_content());
}

Result<Response> read_many(Application& application, const Request& request) {
    const AssociationEnds ends = TRY(ends_in(request, false));
    const json::object body = TRY(read_crm_object_body(request.body));
    const auto inputs = TRY(read_inputs(body, batch_associations_max));
    json::array results;
    json::array errors;
    application.workspace().read([&](const engine::Workspace::View& view) {
        const engine::Associations all(view.timeline, view.directory, Instant::latest());
        const auto labels =
            engine::labels_between(view.timeline, ends.from, ends.to, Instant::latest());
        for (const json::object& input : inputs) {
            const engine::ObjectRef object{.type = ends.from, .id = crm_member(input, "id")};
            const auto found =
                all.exists(object) ? all.of(object, ends.to) : std::vector<engine::Association>();
            if (found.empty()) {
                const auto none = fail(Failure::not_found,
                                       fmt::format("No {} is associated with {} {}.",
                                                   engine::record_of(ends.to),
                                                   engine::record_of(ends.from),
                                                   object.id.substr(0, 40)));
                errors.push_back(render_batch_error(none.error(), input));
                continue;
            }
            const std::size_t after = offset_from(crm_member(input, "after")).value_or(0);
            json::object line =
                render_association_page(found, ends.from, labels, {.member = "to", .after = after});
            line["from"] = json::object{{"id", object.id}};
            results.push_back(std::move(line));
        }
    });
    return batch_response(application, request, 200, std::move(results), std::move(errors));
}

struct Place {
    std::string_view pattern;
    bool writes;
    std::string_view summary;
    Result<Response> (*handler)(Application&, const Request&);
    int success;
};

Result<Response> create_labelled(Application& application, const Request& request) {
    return create_many(application, request, true);
}

Result<Response> create_plain(Application& application, const Request& request) {
    return create_many(application, request, false);
}

constexpr std::array places{
    Place{"/crm/v4/associations/{from_type}/{to_type}/batch/create",
          true,
          "Associate many objects, by labels",
          create_labelled,
          201},
    Place{"/crm/v4/associations/{from_type}/{to_type}/batch/associate/default",
          true,
          "Associate many objects",
          create_plain,
          200},
    Place{"/crm/v4/associations/{from_type}/{to_type}/batch/read",
          false,
          "What many objects are associated with",
          read_many,
          200},
    Place{"/crm/v4/associations/{from_type}/{to_type}/batch/archive",
          true,
          "Remove what associates many objects",
          archive_many,
          204},
    Place{"/crm/v4/associations/{from_type}/{to_type}/batch/labels/archive",
          true,
          "Remove labels from many associations",
          archive_labels,
          204}};

}  // namespace

std::vector<Route> crm_association_batch_api(Application& application) {
    std::vector<Route> all;
    for (const Place& place : places) {
        all.push_back(crm_route(Method::post,
                                place.pattern,
                                place.writes ? "contacts:write" : "contacts:read",
                                place.summary,
                                [&application, handler = place.handler](const Request& request) {
                                    return handler(application, request);
                                }));
        all.back().success = place.success;
        all.back().request = crm_batch_input_schema;
        all.back().response = place.success == 204 ? nullptr : crm_batch_schema;
    }
    return all;
}

}  // namespace baton::http
