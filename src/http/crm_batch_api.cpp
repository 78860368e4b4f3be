#include <array>
#include <fmt/format.h>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/crm_objects.hpp"
#include "http/crm_api.hpp"
#include "http/crm_batch.hpp"
#include "http/crm_body.hpp"
#include "http/crm_paths.hpp"
#include "http/crm_request.hpp"
#include "http/crm_schema.hpp"

namespace baton::http {

namespace json = boost::json;

namespace {

using engine::CrmType;

constexpr std::string_view objects = "/crm/v3/objects/";
constexpr auto create_paths = crm_paths(objects, "/batch/create");
constexpr auto read_paths = crm_paths(objects, "/batch/read");
constexpr auto update_paths = crm_paths(objects, "/batch/update");
constexpr auto upsert_paths = crm_paths(objects, "/batch/upsert");
constexpr auto archive_paths = crm_paths(objects, "/batch/archive");

enum class How : std::uint8_t { create, update, upsert };

// A batch of writes on its way: what each input asks for, and whether it made a new object.
struct Writing {
    CrmType type = CrmType::contacts;
    How how = How::create;
    std::vector<json::object> inputs = {};
    std::vector<Result<engine::CrmWrite>> wishes = {};
    std::vector<bool> created = {};
    BatchOutcomes outcomes = {};
};

std::unexpected<Error> unknown(const std::string& id) {
    return fail(Failure::not_found,
                fmt::format("Could not get some object, it may be deleted or not exist: {}.",
                            id.substr(0, 40)));
}

// Which object an input is about, empty for a new one; with `upsert` that has the value by which
// it was looked for.
Result<std::string> object_of(engine::Desk& desk,
                              const json::object& input,
                              How how,
                              engine::CrmWrite& wish) {
    if (how == How::create) {
        return std::string();
    }
    const std::string id = crm_member(input, "id");
    const std::string by = crm_member(input, "idProperty");
    if (id.empty()) {
        return fail(Failure::invalid, "An input needs an id.", {{"id", "is missing"}});
    }
    const auto found =
        TRY(engine::find_unique(desk.timeline(), desk.directory(), wish.type, by, id));
    const bool by_id = by.empty() || by == "hs_object_id";
    if (found) {
        return *found;
    }
    if (how == How::update || by_id) {
        return unknown(id);
    }
    wish.properties.try_emplace(by, id);
    return std::string();
}

Result<engine::Receipt> write_one(engine::Desk& desk,
                                  Writing& writing,
                                  std::size_t at,
                                  const engine::Because& because) {
    Result<engine::CrmWrite>& wish = writing.wishes[at];
    if (!wish) {
        return std::unexpected(wish.error());
    }
    wish->id = TRY(object_of(desk, writing.inputs[at], writing.how, *wish));
    writing.created[at] = wish->id.empty();
    return engine::write_object(desk, *wish, because);
}

json::object render_written(const Writing& writing,
                            std::size_t at,
                            const engine::CrmObject& object) {
    json::object rendered = render_crm_object(object, writing.type);
    if (writing.how == How::upsert) {
        rendered["new"] = writing.created[at] ? true : false;
    }
    if (std::string trace = crm_member(writing.inputs[at], "objectWriteTraceId"); !trace.empty()) {
        rendered["objectWriteTraceId"] = std::move(trace);
    }
    return rendered;
}

Response answer_written(Application& application, const Request& request, const Writing& writing) {
    json::array results;
    json::array errors;
    application.workspace().read([&](const engine::Workspace::View& view) {
        engine::CrmReader reader(view, writing.type, Instant::latest());
        for (std::size_t at = 0; at < writing.inputs.size(); ++at) {
            const auto& outcome = writing.outcomes.each[at];
            if (!outcome) {
                errors.push_back(render_batch_error(outcome.error(), writing.inputs[at]));
                continue;
            }
            engine::CrmShown shown;
            for (const auto& [name, value] : writing.wishes[at]->properties) {
                shown.properties.push_back(name);
            }
            if (const auto object = reader.find(outcome->id, shown)) {
                results.push_back(render_written(writing, at, *object));
            }
        }
    });
    const int status = writing.how == How::create ? 201 : 200;
    return with_undo(
        application,
        request,
        writing.outcomes,
        batch_response(application, request, status, std::move(results), std::move(errors)));
}

Result<Response> write(Application& application, CrmType type, How how, const Request& request) {
    const json::object body = TRY(read_crm_object_body(request.body));
    Writing writing{.type = type, .how = how, .inputs = TRY(read_inputs(body, batch_objects_max))};
    const CrmWords words = crm_words(application, type, request.received);
    for (const json::object& input : writing.inputs) {
        writing.wishes.push_back(read_crm_write(input, type, words));
    }
    writing.created.resize(writing.inputs.size());
    writing.outcomes =
        TRY(run_batch(application,
                      writing.inputs.size(),
                      [&, because = because_of(request)](engine::Desk& desk, std::size_t at) {
                          return write_one(desk, writing, at, because);
                      }));
    return answer_written(application, request, writing);
}

Result<Response> read(Application& application, CrmType type, const Request& request) {
    const json::object body = TRY(read_crm_object_body(request.body));
    const auto inputs = TRY(read_inputs(body, batch_objects_max));
    const std::string by = crm_member(body, "idProperty");
    const engine::CrmShown shown{.properties = crm_texts(crm_list(body, "properties")),
                                 .history = crm_texts(crm_list(body, "propertiesWithHistory"))};
    const bool archived = flag_of(request, "archived");
    json::array results;
    json::array errors;
    const Done there =
        application.workspace().read([&](const engine::Workspace::View& view) -> Done {
            TRY(engine::find_unique(view.timeline, view.directory, type, by, ""));
            engine::CrmReader reader(view, type, request.received);
            for (const json::object& input : inputs) {
                const std::string id = crm_member(input, "id");
                if (const auto object = reader.find(id, shown, by, archived)) {
                    results.push_back(render_crm_object(*object, type));
                } else {
                    errors.push_back(render_batch_error(unknown(id).error(), input));
                }
            }
            return {};
        });
    if (!there) {
        return std::unexpected(there.error());
    }
    return batch_response(application, request, 200, std::move(results), std::move(errors));
}

// What is not there is archived already.
Result<Response> archive(Application& application, CrmType type, const Request& request) {
    const json::object body = TRY(read_crm_object_body(request.body));
    const auto inputs = TRY(read_inputs(body, batch_objects_max));
    const auto outcomes = TRY(run_batch(
        application,
        inputs.size(),
        [&, because = because_of(request)](engine::Desk& desk, std::size_t at) {
            return engine::archive_object(desk, type, crm_member(inputs[at], "id"), because);
        }));
    return with_undo(application, request, outcomes, no_content());
}

struct Line {
    const std::array<CrmPath, crm_types.size()>& paths;
    How how;
    int success;
    std::string_view summary;
};

constexpr std::array lines{
    Line{create_paths, How::create, 201, "Create up to 100 objects"},
    Line{update_paths, How::update, 200, "Change up to 100 objects"},
    Line{upsert_paths, How::upsert, 200, "Change or create up to 100 objects"}};

void add_routes(Application& application, std::size_t at, std::vector<Route>& all) {
    const CrmType type = crm_types[at];
    const auto add = [&](std::string_view pattern,
                         std::string_view scope,
                         std::string_view summary,
                         int success,
                         Answer answer) {
        all.push_back(crm_route(Method::post, pattern, scope, summary, std::move(answer)));
        all.back().success = success;
        all.back().request = crm_batch_input_schema;
        all.back().response = success == 204 ? nullptr : crm_batch_schema;
    };
    for (const Line& line : lines) {
        add(line.paths[at].text(),
            write_scope(type),
            line.summary,
            line.success,
            [&application, type, how = line.how](const Request& request) {
                return write(application, type, how, request);
            });
    }
    add(read_paths[at].text(),
        read_scope(type),
        "Read up to 100 objects",
        200,
        [&application, type](const Request& request) { return read(application, type, request); });
    all.back().query = {"archived"};
    add(archive_paths[at].text(),
        write_scope(type),
        "Archive up to 100 objects",
        204,
        [&application, type](const Request& request) {
            return archive(application, type, request);
        });
}

}  // namespace

std::vector<Route> crm_batch_api(Application& application) {
    std::vector<Route> all;
    for (std::size_t at = 0; at < crm_types.size(); ++at) {
        add_routes(application, at, all);
    }
    return all;
}

}  // namespace baton::http
