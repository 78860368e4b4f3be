#include <algorithm>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <fmt/format.h>
#include <string>
#include <utility>
#include <vector>

#include "engine/pipelines.hpp"
#include "http/crm_api.hpp"
#include "http/crm_json.hpp"
#include "http/crm_request.hpp"
#include "http/crm_schema.hpp"
#include "http/json_body.hpp"
#include "ledger/timeline_records.hpp"

namespace baton::http {

namespace json = boost::json;

namespace {

// A pipeline with when it was told first and last; the standard one was never told.
struct TimedPipeline {
    engine::Pipeline pipeline;
    Instant created_at;
    Instant updated_at;
};

TimedPipeline timed(const ledger::Timeline& timeline, engine::Pipeline pipeline) {
    TimedPipeline found{.pipeline = std::move(pipeline), .created_at = {}, .updated_at = {}};
    const ledger::Record* record = timeline.find_record("pipeline", found.pipeline.key);
    for (const auto& track :
         record == nullptr ? ledger::PropertyTracks() : record->properties.all()) {
        const auto* first = ledger::first_of(track.changes);
        const auto* last = ledger::last_at(track.changes, Instant::latest());
        if (first != nullptr && last != nullptr) {
            found.created_at = first->at;
            found.updated_at = std::max(found.updated_at, last->at);
        }
    }
    return found;
}

// Only deals go through pipelines.
Result<std::vector<TimedPipeline>> pipelines_in(Application& application, const Request& request) {
    if (TRY(type_in(request, "type")) != engine::CrmType::deals) {
        return fail(Failure::not_found, "Only deals have pipelines.");
    }
    return application.workspace().read([](const engine::Workspace::View& view) {
        std::vector<TimedPipeline> found;
        for (engine::Pipeline& each : engine::list_pipelines(view.timeline, Instant::latest())) {
            found.push_back(timed(view.timeline, std::move(each)));
        }
        return Result<std::vector<TimedPipeline>>(std::move(found));
    });
}

// A stage is told by its name, which is what a deal's `dealstage` holds.
json::object render_stage(const TimedPipeline& of, std::size_t place) {
    const engine::PipelineStage& stage = of.pipeline.stages[place];
    return {{"id", stage.name},
            {"label", stage.name},
            {"displayOrder", place},
            {"metadata",
             {{"isClosed", stage.type == ledger::DealStatus::open ? "false" : "true"},
              {"probability",
               fmt::format(
                   "{}.{:02}", stage.probability_percent / 100, stage.probability_percent % 100)}}},
            {"createdAt", crm_time(of.created_at)},
            {"updatedAt", crm_time(of.updated_at)},
            {"archived", false},
            {"writePermissions", "READ_ONLY"}};
}

json::array render_stages(const TimedPipeline& of) {
    json::array stages;
    for (std::size_t place = 0; place < of.pipeline.stages.size(); ++place) {
        stages.push_back(render_stage(of, place));
    }
    return stages;
}

json::object render_pipeline(const TimedPipeline& of, std::size_t place) {
    return {{"id", of.pipeline.key},
            {"label", of.pipeline.name},
            {"displayOrder", place},
            {"stages", render_stages(of)},
            {"createdAt", crm_time(of.created_at)},
            {"updatedAt", crm_time(of.updated_at)},
            {"archived", false}};
}

Result<Response> list(Application& application, const Request& request) {
    const auto pipelines = TRY(pipelines_in(application, request));
    json::array results;
    for (const TimedPipeline& each : pipelines) {
        results.push_back(render_pipeline(each, results.size()));
    }
    return json_response(json::object{{"results", std::move(results)}});
}

struct Place {
    TimedPipeline found;
    std::size_t place = 0;
};

Result<Place> pipeline_in(Application& application, const Request& request) {
    const auto pipelines = TRY(pipelines_in(application, request));
    for (std::size_t place = 0; place < pipelines.size(); ++place) {
        if (pipelines[place].pipeline.key == request.parameter("id")) {
            return Place{.found = pipelines[place], .place = place};
        }
    }
    return fail(Failure::not_found,
                fmt::format("There is no pipeline {}.", request.parameter("id").substr(0, 80)));
}

Result<Response> show(Application& application, const Request& request) {
    const Place place = TRY(pipeline_in(application, request));
    return json_response(render_pipeline(place.found, place.place));
}

Result<Response> stages(Application& application, const Request& request) {
    const Place place = TRY(pipeline_in(application, request));
    return json_response(json::object{{"results", render_stages(place.found)}});
}

Result<Response> stage(Application& application, const Request& request) {
    const Place place = TRY(pipeline_in(application, request));
    const auto* found = place.found.pipeline.find(request.parameter("stage"));
    if (found == nullptr) {
        return fail(Failure::not_found,
                    fmt::format("There is no stage {}.", request.parameter("stage").substr(0, 80)));
    }
    return json_response(render_stage(
        place.found, static_cast<std::size_t>(found - place.found.pipeline.stages.data())));
}

}  // namespace

std::vector<Route> crm_pipelines_api(Application& application) {
    std::vector<Route> all;
    const auto add =
        [&](std::string_view pattern, std::string_view summary, auto handler, SchemaOf response) {
            all.push_back(crm_route(Method::get,
                                    pattern,
                                    "deals:read",
                                    summary,
                                    [&application, handler](const Request& request) {
                                        return handler(application, request);
                                    }));
            all.back().response = response;
        };
    add("/crm/v3/pipelines/{type}", "Pipelines", list, crm_results_schema);
    add("/crm/v3/pipelines/{type}/{id}", "One pipeline", show, crm_any_schema);
    add("/crm/v3/pipelines/{type}/{id}/stages", "A pipeline's stages", stages, crm_results_schema);
    add("/crm/v3/pipelines/{type}/{id}/stages/{stage}", "One stage", stage, crm_any_schema);
    return all;
}

}  // namespace baton::http
