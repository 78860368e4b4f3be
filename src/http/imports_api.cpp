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
#include "connect/import_findings.hpp"
#include "connect/import_kind.hpp"
#include "engine/import_jobs.hpp"
#include "engine/property_view.hpp"
#include "http/json_body.hpp"
#include "http/target.hpp"

namespace baton::http {

namespace {

using connect::Field;

struct DetectedView {
    std::string encoding = {};
    std::string delimiter = {};
    std::string quote = {};
    bool header = true;
};

BOOST_DESCRIBE_STRUCT(DetectedView, (), (encoding, delimiter, quote, header))

struct ColumnView {
    std::size_t index = 0;
    std::string header = {};
    std::optional<std::string> target = {};
    std::optional<std::string> type = {};
    std::optional<std::string> date_format = {};
    std::optional<std::string> date_reason = {};
    std::vector<std::string> samples = {};
};

BOOST_DESCRIBE_STRUCT(ColumnView,
                      (),
                      (index, header, target, type, date_format, date_reason, samples))

struct TargetView {
    std::string name = {};
    std::string label = {};
    std::string type = {};
    bool required = false;
};

BOOST_DESCRIBE_STRUCT(TargetView, (), (name, label, type, required))

struct FindingView {
    std::string code = {};
    std::string message = {};
    std::uint64_t count = 0;
    std::optional<std::string> example = {};
};

BOOST_DESCRIBE_STRUCT(FindingView, (), (code, message, count, example))

struct ImportView {
    std::string id = {};
    std::string file = {};
    std::string kind = {};
    std::string state = {};
    DetectedView detected = {};
    std::vector<ColumnView> columns = {};
    std::vector<TargetView> targets = {};
    std::uint64_t rows = 0;
    std::uint64_t done = 0;
    std::uint64_t created = 0;
    std::uint64_t updated = 0;
    std::uint64_t skipped = 0;
    std::uint64_t rejected = 0;
    std::vector<FindingView> findings = {};
    std::optional<std::string> error = {};
};

BOOST_DESCRIBE_STRUCT(ImportView,
                      (),
                      (id,
                       file,
                       kind,
                       state,
                       detected,
                       columns,
                       targets,
                       rows,
                       done,
                       created,
                       updated,
                       skipped,
                       rejected,
                       findings,
                       error))

struct VerdictView {
    std::uint64_t row = 0;
    std::string verdict = {};
    std::optional<std::string> reason = {};
    std::vector<std::string> values = {};
};

BOOST_DESCRIBE_STRUCT(VerdictView, (), (row, verdict, reason, values))

struct ColumnWish {
    std::size_t index = 0;
    std::optional<std::string> target = {};
    std::optional<std::string> date_format = {};
};

BOOST_DESCRIBE_STRUCT(ColumnWish, (), (index, target, date_format))

struct MappingWish {
    std::string kind = {};
    std::vector<ColumnWish> columns = {};
};

BOOST_DESCRIBE_STRUCT(MappingWish, (), (kind, columns))

constexpr std::string_view day_first = "DD/MM/YYYY";
constexpr std::string_view month_first = "MM/DD/YYYY";

std::optional<std::string> unless_empty(const std::string& text) {
    return text.empty() ? std::nullopt : std::optional(text);
}

bool holds_dates(const connect::ColumnPlan& plan) {
    return plan.type == ValueType::date || plan.type == ValueType::instant;
}

ColumnView view_of(const engine::ImportColumn& column, std::size_t index) {
    const connect::ColumnPlan& plan = column.plan;
    ColumnView view{.index = index,
                    .header = plan.header,
                    .type = std::string(name(plan.type)),
                    .samples = column.samples};
    if (plan.to == Field::custom) {
        view.target = plan.property;
    } else if (plan.to != Field::ignored) {
        view.target = std::string(name(plan.to));
    }
    if (holds_dates(plan)) {
        view.date_format =
            std::string(plan.dates.order == connect::DayOrder::day_first ? day_first : month_first);
        view.date_reason = unless_empty(plan.why);
    }
    return view;
}

// What a column of this kind can become: the known fields, and a property of its own for each
// column that is none of them.
std::vector<TargetView> targets_of(const engine::ImportJob& job) {
    std::vector<TargetView> targets;
    for (const Field field : connect::fields_of(job.kind)) {
        targets.push_back({.name = std::string(name(field)),
                           .label = engine::label_of(name(field)),
                           .type = std::string(name(connect::type_of(field))),
                           .required = connect::is_needed(job.kind, field)});
    }
    for (const engine::ImportColumn& column : job.columns) {
        if (column.plan.to == Field::custom) {
            targets.push_back({.name = column.plan.property,
                               .label = engine::label_of(column.plan.property),
                               .type = std::string(name(column.plan.type)),
                               .required = false});
        }
    }
    return targets;
}

ImportView view_of(const engine::ImportJob& job) {
    ImportView view{.id = job.id,
                    .file = job.file,
                    .kind = std::string(name(job.kind)),
                    .state = std::string(name(job.state)),
                    .detected = {.encoding = job.encoding,
                                 .delimiter = std::string(1, job.format.dialect.delimiter),
                                 .quote = std::string(1, job.format.dialect.quote),
                                 .header = job.format.has_header},
                    .targets = targets_of(job),
                    .rows = job.report.rows,
                    .done = job.rows_done,
                    .created = job.report.created,
                    .updated = job.report.updated,
                    .skipped = job.report.skipped,
                    .rejected = job.report.rejected,
                    .error = unless_empty(job.error)};
    for (std::size_t i = 0; i < job.columns.size(); ++i) {
        view.columns.push_back(view_of(job.columns[i], i));
    }
    for (const connect::Finding& finding : job.findings) {
        view.findings.push_back({.code = finding.code,
                                 .message = connect::describe(finding),
                                 .count = finding.count,
                                 .example = unless_empty(finding.example)});
    }
    return view;
}

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

void take_wish(connect::ColumnPlan& plan, const ColumnWish& wish) {
    if (!wish.target) {
        plan.to = Field::ignored;
    } else if (const auto field = connect::find_field(*wish.target)) {
        plan.to = *field;
        plan.type = connect::type_of(*field);
    } else {
        plan.to = Field::custom;
        plan.property = *wish.target;
    }
    if (wish.date_format) {
        plan.dates.order = *wish.date_format == month_first ? connect::DayOrder::month_first
                                                            : connect::DayOrder::day_first;
    }
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
    return answer(application.imports().remap(id, std::move(mapping)));
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
             .reason = unless_empty(reason)});
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
