#include "http/measures_api.hpp"

#include <boost/describe/class.hpp>
#include <cmath>
#include <optional>
#include <string>
#include <utility>

#include "backtest/shares.hpp"
#include "engine/measuring.hpp"
#include "engine/settings.hpp"
#include "goals/measures.hpp"
#include "http/json_body.hpp"

namespace baton::http {

namespace {

struct MeasureRow {
    std::string name = {};
    std::string title = {};
    std::string definition = {};
    std::string numerator = {};
    std::string denominator = {};
    std::string unit = {};
    std::vector<std::string> by = {};
};

BOOST_DESCRIBE_STRUCT(MeasureRow, (), (name, title, definition, numerator, denominator, unit, by))

struct MeasureResultRow {
    std::string key = {};
    std::string label = {};
    std::int64_t numerator = 0;
    std::optional<std::int64_t> denominator = {};
    std::optional<double> value = {};
    std::optional<double> low = {};  // of a share: its Wilson 95 % interval
    std::optional<double> high = {};
    std::optional<std::string> currency = {};
    std::optional<std::int64_t> entered = {};
    std::optional<std::int64_t> lost = {};
    std::optional<std::int64_t> n = {};
    std::optional<double> median = {};
    std::optional<double> mean = {};
    std::optional<double> p25 = {};
    std::optional<double> p75 = {};
    std::optional<double> p90 = {};
};

BOOST_DESCRIBE_STRUCT(MeasureResultRow,
                      (),
                      (key,
                       label,
                       numerator,
                       denominator,
                       value,
                       low,
                       high,
                       currency,
                       entered,
                       lost,
                       n,
                       median,
                       mean,
                       p25,
                       p75,
                       p90))

struct MeasureBody {
    std::string measure = {};
    std::string title = {};
    std::string definition = {};
    std::optional<Instant> as_of = {};
    std::vector<MeasureResultRow> rows = {};
};

BOOST_DESCRIBE_STRUCT(MeasureBody, (), (measure, title, definition, as_of, rows))

MeasureRow row_of(const goals::Measure& measure) {
    MeasureRow row{.name = std::string(measure.name),
                   .title = std::string(measure.title),
                   .definition = std::string(measure.definition),
                   .numerator = std::string(measure.numerator),
                   .denominator = std::string(measure.denominator),
                   .unit = std::string(name(measure.unit)),
                   .by = {}};
    for (const goals::By by : measure.by) {
        row.by.emplace_back(name(by));
    }
    return row;
}

// Money and days for each are no shares, whatever they are divided by.
bool is_share(const goals::MeasureRow& found) {
    return found.value && found.denominator && !found.currency && !found.spread &&
           found.numerator >= 0 && found.numerator <= *found.denominator;
}

MeasureResultRow row_of(const goals::MeasureRow& found) {
    MeasureResultRow row{.key = found.key,
                         .label = found.label,
                         .numerator = found.numerator,
                         .denominator = found.denominator,
                         .value = found.value,
                         .currency = {},
                         .entered = found.entered,
                         .lost = found.lost};
    if (is_share(found)) {
        const auto certainty = backtest::certainty_of(found.numerator, *found.denominator);
        row.low = certainty.low;
        row.high = certainty.high;
    }
    if (found.currency) {
        row.currency = std::string(found.currency->text());
    }
    if (found.spread) {
        row.n = found.spread->n;
        row.median = found.spread->median;
        row.mean = found.spread->mean;
        row.p25 = found.spread->p25;
        row.p75 = found.spread->p75;
        row.p90 = found.spread->p90;
    }
    return row;
}

Result<Response> list(const Request& /*request*/) {
    Page<MeasureRow> page;
    for (const goals::Measure& measure : goals::measures()) {
        page.rows.push_back(row_of(measure));
    }
    return json_response(page);
}

enum class DayEnd : std::uint8_t { start, end };

// A local day (its start, or its last instant) or an instant.
Result<std::optional<Instant>> moment_of(const Request& request,
                                         std::string_view name,
                                         const TimeZone& zone,
                                         DayEnd which) {
    if (const auto day = parse_date(text_of(request, name))) {
        return which == DayEnd::end ? goals::end_of_day(zone, *day) : zone.start_of(*day);
    }
    return instant_of(request, name);
}

Result<goals::MeasureRequest> request_of(const Request& request, const TimeZone& zone) {
    goals::MeasureRequest asked;
    asked.name = request.parameter("name");
    asked.source = text_of(request, "source");
    const std::string by = text_of(request, "by");
    const auto dimension = by.empty() ? goals::By::all : goals::find_by(by);
    if (!dimension) {
        return fail(
            Failure::invalid,
            "There is nothing of that name to measure by.",
            {{"?by", "product, owner, team, channel, campaign, asset, source, month, quarter"}});
    }
    asked.by = *dimension;
    asked.as_of = TRY(moment_of(request, "as_of", zone, DayEnd::end)).value_or(Instant::latest());
    asked.from = TRY(moment_of(request, "from", zone, DayEnd::start));
    asked.to = TRY(moment_of(request, "to", zone, DayEnd::start));
    return asked;
}

Result<Response> show(Application& application, const Request& request) {
    const TimeZone zone = application.workspace().read([&](const engine::Workspace::View& view) {
        return engine::settings_of(view, request.received).zone;
    });
    const goals::MeasureRequest asked = TRY(request_of(request, zone));
    const auto known_at = TRY(moment_of(request, "known_at", zone, DayEnd::end));
    const auto result = TRY(engine::measure(application.workspace(), asked, known_at));
    const goals::Measure* measure = goals::find_measure(result.measure);
    MeasureBody body{.measure = result.measure,
                     .title = measure == nullptr ? result.measure : std::string(measure->title),
                     .definition = measure == nullptr ? "" : std::string(measure->definition),
                     .as_of = asked.as_of == Instant::latest() ? request.received : asked.as_of,
                     .rows = {}};
    for (const goals::MeasureRow& row : result.rows) {
        body.rows.push_back(row_of(row));
    }
    return json_response(body);
}

}  // namespace

std::vector<Route> measures_api(Application& application) {
    const Access reading = signed_in("measures:read");
    return {{.method = Method::get,
             .pattern = "/api/v1/measures",
             .handler = Quick{list},
             .access = reading,
             .summary = "The measures and their definitions",
             .response = schema_of<Page<MeasureRow>>},
            {.method = Method::get,
             .pattern = "/api/v1/measures/{name}",
             .handler = Answer([&](const Request& request) { return show(application, request); }),
             .access = reading,
             .summary = "What a measure comes to",
             .query = {"by", "as_of", "from", "to", "known_at", "source"},
             .response = schema_of<MeasureBody>}};
}

}  // namespace baton::http
