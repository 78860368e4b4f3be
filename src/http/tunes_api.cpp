#include "http/tunes_api.hpp"

#include <boost/describe/class.hpp>
#include <cstddef>
#include <cstdint>
#include <fmt/format.h>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "agreement/alternatives.hpp"
#include "engine/backtesting.hpp"
#include "engine/tune_jobs.hpp"
#include "http/json_body.hpp"

namespace baton::http {

namespace {

using engine::TuneJob;
using engine::TuneJobs;

// Other values for the number that stands at a place of the text.
struct TuneAlternative {
    int line = 0;
    int column = 0;
    std::vector<std::string> values = {};
};

BOOST_DESCRIBE_STRUCT(TuneAlternative, (), (line, column, values))

// Without `alternatives` the text has them in braces.
struct TuneWish {
    std::string text = {};
    std::optional<std::vector<TuneAlternative>> alternatives = {};
    std::optional<std::string> name = {};
    std::optional<std::string> stage = {};
    std::optional<Instant> from = {};
    std::optional<Instant> to = {};
    std::optional<Instant> split = {};
    std::optional<std::int64_t> maturity_days = {};
};

BOOST_DESCRIBE_STRUCT(TuneWish,
                      (),
                      (text, alternatives, name, stage, from, to, split, maturity_days))

Result<engine::TuneAsk> ask_of(TuneWish wish) {
    const std::int64_t days = wish.maturity_days.value_or(0);
    if (days < 0 || days > engine::maturity_days_max) {
        return fail(Failure::invalid,
                    "This cannot be tuned.",
                    {{.where = "/maturity_days",
                      .message = fmt::format("must be 0 to {}", engine::maturity_days_max)}});
    }
    engine::TuneAsk ask{.name = wish.name.value_or("draft"),
                        .text = std::move(wish.text),
                        .stage = wish.stage.value_or(""),
                        .from = wish.from,
                        .to = wish.to,
                        .split = wish.split,
                        .maturity_days = wish.maturity_days};
    for (TuneAlternative& each : wish.alternatives.value_or(std::vector<TuneAlternative>())) {
        ask.marks.push_back({.place = {.line = each.line, .column = each.column},
                             .values = std::move(each.values)});
    }
    return ask;
}

Result<Response> start(TuneJobs& jobs, const Request& request) {
    auto wish = TRY(parse_body<TuneWish>(request.body));
    const auto ask = TRY(ask_of(std::move(wish)));
    return json_response(TRY(jobs.start(ask, request.principal.name)), 202);
}

Result<Response> list(TuneJobs& jobs, const Request& /*request*/) {
    return json_response(Page<TuneJob>{.rows = jobs.list()});
}

Result<Response> show(TuneJobs& jobs, const Request& request) {
    return json_response(TRY(jobs.get(request.parameter("id"))));
}

Result<Response> drop(TuneJobs& jobs, const Request& request) {
    TRY(jobs.drop(request.parameter("id")));
    return no_content();
}

using Use = Result<Response> (*)(TuneJobs&, const Request&);

Answer with(const std::shared_ptr<TuneJobs>& jobs, Use use) {
    return [jobs, use](const Request& request) { return use(*jobs, request); };
}

}  // namespace

std::vector<Route> tunes_api(Application& application) {
    const auto jobs = std::make_shared<TuneJobs>(application.workspace());
    const Access reading = signed_in("agreement:read");
    return {
        {.method = Method::get,
         .pattern = "/api/v1/tunes",
         .handler = with(jobs, list),
         .access = reading,
         .summary = "Grids since the program began, the newest first",
         .response = schema_of<TuneJob>},
        {.method = Method::post,
         .pattern = "/api/v1/tunes",
         .handler = with(jobs, start),
         .access = reading,
         .summary = "Try several values for numbers of an agreement over history",
         .success = 202,
         .request = schema_of<TuneWish>,
         .response = schema_of<TuneJob>},
        {.method = Method::get,
         .pattern = "/api/v1/tunes/{id}",
         .handler = with(jobs, show),
         .access = reading,
         .summary = "How far it is, and what every variant came to when it is done",
         .response = schema_of<TuneJob>},
        {.method = Method::remove,
         .pattern = "/api/v1/tunes/{id}",
         .handler = with(jobs, drop),
         .access = reading,
         .summary = "Stop it, or forget its result"},
    };
}

}  // namespace baton::http
