#include "http/imports_api.hpp"

#include <algorithm>
#include <array>
#include <boost/describe/class.hpp>
#include <charconv>
#include <fmt/core.h>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/limits.hpp"
#include "connect/import_kind.hpp"
#include "engine/import_jobs.hpp"
#include "http/import_views.hpp"
#include "http/json_body.hpp"
#include "http/target.hpp"

namespace baton::http {

namespace {

struct VerdictView {
    std::uint64_t row = 0;
    std::string verdict = {};
    std::optional<std::string> reason = {};
    std::vector<std::string> values = {};
};

BOOST_DESCRIBE_STRUCT(VerdictView, (), (row, verdict, reason, values))

struct MappingWish {
    std::string kind = {};
    std::optional<std::string> sheet = {};
    std::optional<WaysView> ways = {};
    std::vector<ColumnWish> columns = {};
};

BOOST_DESCRIBE_STRUCT(MappingWish, (), (kind, sheet, ways, columns))

Result<Response> answer(const Result<engine::ImportJob>& job, int status = 200) {
    if (!job) {
        return std::unexpected(job.error());
    }
    return json_response(view_of(*job), status);
}

Result<Response> upload(Application& application, const Request& request) {
    const std::string given(request.header("x-file-name").value_or("file.csv"));
    const auto name = percent_decoded(given);
    if (!name || name->empty()) {
        return fail(Failure::invalid,
                    "The file's name cannot be read.",
                    {{"X-File-Name", "percent-encode it"}});
    }
    return answer(application.imports().take(request.upload.path(), *name, request.principal.name),
                  201);
}

Result<Response> list(Application& application, const Request& /*request*/) {
    Page<ImportView> page;
    for (const engine::ImportJob& job : application.imports().list()) {
        page.rows.push_back(view_of(job));
    }
    return json_response(page);
}

Result<Response> remap(Application& application, const Request& request) {
    const std::string& id = request.parameter("id");
    const auto wish = TRY(parse_body<MappingWish>(request.body));
    const engine::ImportJob job = TRY(application.imports().get(id));
    const auto kind = connect::find_import_kind(wish.kind);
    if (!kind) {
        return fail(Failure::invalid, "There is no such kind of file.", {{"/kind", "is unknown"}});
    }
    connect::ImportMapping mapping{.kind = *kind, .columns = {}};
    for (const engine::ImportColumn& column : job.columns) {
        mapping.columns.push_back(column.plan);
    }
    for (const ColumnWish& each : wish.columns) {
        if (each.index < mapping.columns.size()) {
            take_wish(mapping.columns[each.index], each);
        }
    }
    std::optional<engine::ImportWays> ways;
    if (wish.ways) {
        ways = TRY(ways_of(*wish.ways));
    }
    return answer(application.imports().remap(
        id, std::move(mapping), wish.sheet.value_or(std::string()), ways));
}

Result<Response> verdicts(Application& application, const Request& request) {
    constexpr std::array<std::string_view, 4> words{"create", "update", "skip", "reject"};
    const std::string after_text = text_of(request, "after");
    std::uint64_t after = 0;
    std::from_chars(after_text.data(), after_text.data() + after_text.size(), after);
    const std::size_t limit = TRY(limit_of(request));
    const auto lines = TRY(application.imports().verdicts(
        request.parameter("id"), text_of(request, "only") == "rejected", after, limit));
    Page<VerdictView> page;
    for (const engine::VerdictLine& line : lines) {
        const std::string reason =
            line.column.empty() ? line.reason : fmt::format("{}: {}", line.column, line.reason);
        page.rows.push_back(
            {.row = line.row,
             .verdict = std::string(words.at(static_cast<std::size_t>(line.verdict))),
             .reason = reason.empty() ? std::nullopt : std::optional(reason)});
    }
    if (lines.size() == limit) {
        page.next = std::to_string(lines.back().row);
    }
    return json_response(page);
}

Route act(Application& application,
          std::string_view pattern,
          std::string_view summary,
          Result<engine::ImportJob> (engine::ImportJobs::*step)(const std::string&)) {
    return {.method = Method::post,
            .pattern = pattern,
            .handler = Answer([&application, step](const Request& request) {
                return answer((application.imports().*step)(request.parameter("id")));
            }),
            .access = signed_in(),
            .summary = summary,
            .response = schema_of<ImportView>};
}

}  // namespace

std::vector<Route> imports_api(Application& application) {
    const auto with = [&application](auto handler) {
        return Answer([&application, handler](const Request& request) {
            return handler(application, request);
        });
    };
    const auto undo = [](Application& each, const Request& request) {
        return answer(each.imports().undo(request.parameter("id"), request.principal.name));
    };
    const auto show = [](Application& each, const Request& request) {
        return answer(each.imports().get(request.parameter("id")));
    };
    return {
        {.method = Method::get,
         .pattern = "/api/v1/imports",
         .handler = with(list),
         .summary = "Imports, the newest first",
         .response = schema_of<Page<ImportView>>},
        {.method = Method::post,
         .pattern = "/api/v1/imports",
         .handler = with(upload),
         .summary = "Upload a file; the body is its bytes, X-File-Name its name",
         .body_max = upload_bytes_max,
         .body = BodyKind::upload,
         .success = 201,
         .response = schema_of<ImportView>},
        {.method = Method::get,
         .pattern = "/api/v1/imports/{id}",
         .handler = with(show),
         .summary = "One import and its progress",
         .response = schema_of<ImportView>},
        {.method = Method::put,
         .pattern = "/api/v1/imports/{id}/mapping",
         .handler = with(remap),
         .summary = "Change what the columns are",
         .request = schema_of<MappingWish>,
         .response = schema_of<ImportView>},
        act(application,
            "/api/v1/imports/{id}/dry-run",
            "Check every row; nothing changes",
            &engine::ImportJobs::check),
        act(application,
            "/api/v1/imports/{id}/start",
            "Run the import",
            &engine::ImportJobs::start),
        act(application, "/api/v1/imports/{id}/cancel", "Stop it", &engine::ImportJobs::cancel),
        {.method = Method::post,
         .pattern = "/api/v1/imports/{id}/undo",
         .handler = with(undo),
         .access = only({Role::admin, Role::lead, Role::marketer, Role::manager}),
         .summary = "Take back everything the import recorded",
         .response = schema_of<ImportView>},
        {.method = Method::get,
         .pattern = "/api/v1/imports/{id}/verdicts",
         .handler = with(verdicts),
         .summary = "What became, or would become, of each row",
         .query = {"only", "after", "limit"},
         .response = schema_of<Page<VerdictView>>},
    };
}

}  // namespace baton::http
