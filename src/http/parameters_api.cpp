#include "http/parameters_api.hpp"

#include <boost/describe/class.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "agreement/check.hpp"
#include "agreement/parameters.hpp"
#include "engine/versions.hpp"
#include "http/json_body.hpp"

namespace baton::http {

namespace {

struct TextWish {
    std::string text = {};
};

BOOST_DESCRIBE_STRUCT(TextWish, (), (text))

// Where a number stands in the text that was sent: line and column from 1, in code points.
struct ParameterRow {
    std::string path = {};
    int line = 0;
    int column = 0;
    std::int64_t length = 0;
    std::string kind = {};
    std::string text = {};
    std::optional<std::string> unit = {};
    std::string label = {};
    std::string clause = {};
};

BOOST_DESCRIBE_STRUCT(ParameterRow,
                      (),
                      (path, line, column, length, kind, text, unit, label, clause))

ParameterRow row_of(const agreement::Parameter& found) {
    const bool lasts = found.kind == agreement::Parameter::Kind::duration;
    return {.path = found.path,
            .line = found.place.line,
            .column = found.place.column,
            .length = static_cast<std::int64_t>(found.length),
            .kind = lasts ? "duration" : "number",
            .text = found.text,
            .unit = lasts ? std::optional(found.unit) : std::nullopt,
            .label = found.label,
            .clause = found.clause};
}

Result<Response> list(Application& application, const Request& request) {
    const auto wish = TRY(parse_body<TextWish>(request.body));
    const auto checked = application.workspace().read([&](const engine::Workspace::View& view) {
        return agreement::check(wish.text, engine::schema_of(view.timeline));
    });
    if (!checked.agreement) {
        return fail(Failure::invalid,
                    "This text has errors; check it first.",
                    {{.where = "/text", .message = "must be an agreement without errors"}});
    }
    Page<ParameterRow> page;
    for (const auto& found : agreement::parameters_of(*checked.agreement, wish.text)) {
        page.rows.push_back(row_of(found));
    }
    return json_response(page);
}

}  // namespace

std::vector<Route> parameters_api(Application& application) {
    return {
        {.method = Method::post,
         .pattern = "/api/v1/agreements/parameters",
         .handler = [&application](const Request& request) { return list(application, request); },
         .access = signed_in("agreement:read"),
         .summary = "The numbers of a text that decide who qualifies, and where they stand",
         .request = schema_of<TextWish>,
         .response = schema_of<Page<ParameterRow>>},
    };
}

}  // namespace baton::http
