#include "http/sla_api.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <optional>
#include <string>
#include <system_error>
#include <utility>

#include "base/result.hpp"
#include "engine/feedback_figures.hpp"
#include "engine/settings.hpp"
#include "engine/two_way.hpp"
#include "engine/two_way_plan.hpp"
#include "goals/measure.hpp"
#include "goals/period.hpp"
#include "http/json_body.hpp"

namespace baton::http {

namespace {

constexpr std::int64_t percent_max = 100;

TimeZone zone_of(Application& application, const Request& request) {
    return application.workspace().read([&](const engine::Workspace::View& view) {
        return engine::settings_of(view, request.received).zone;
    });
}

Result<std::optional<Date>> day_of(const Request& request, std::string_view name) {
    const std::string text = text_of(request, name);
    const auto day = parse_date(text);
    if (!text.empty() && !day) {
        return fail(
            Failure::invalid, "This is no day.", {{"?" + std::string(name), "a day: 2026-11-23"}});
    }
    return day ? std::optional(*day) : std::nullopt;
}

// The end of the day `as_of`; none for now.
Result<std::optional<Instant>> as_of(const Request& request, const TimeZone& zone) {
    const auto day = TRY(day_of(request, "as_of"));
    return day ? std::optional(goals::end_of_day(zone, *day)) : std::nullopt;
}

Result<Response> sla(Application& application, const Request& request) {
    const TimeZone zone = zone_of(application, request);
    const std::string text = text_of(request, "period");
    const std::optional<Instant> until = TRY(as_of(request, zone));
    const Instant at = std::min(until.value_or(request.received), request.received);
    const auto period =
        text.empty() ? std::optional(goals::period_of(zone.day_of(at), goals::Period::Kind::month))
                     : goals::parse_period(text);
    if (!period) {
        return fail(Failure::invalid,
                    "This is no period.",
                    {{"?period", "a month, a quarter or a year: 2026-11, 2026-Q4, 2026"}});
    }
    return json_response(application.workspace().read([&](const engine::Workspace::View& view) {
        return engine::two_way_sla(view,
                                   {.period = *period, .now = request.received, .as_of = until});
    }));
}

Result<std::int64_t> percent_of(const Request& request, std::string_view name) {
    constexpr std::int64_t usual = 5;
    const std::string text = text_of(request, name);
    std::int64_t percent = usual;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), percent);
    const bool whole = read.ec == std::errc{} && read.ptr == text.data() + text.size();
    if (!text.empty() && (!whole || percent < 0 || percent > percent_max)) {
        return fail(Failure::invalid,
                    "This is no percentage.",
                    {{"?" + std::string(name), "a whole number from 0 to 100"}});
    }
    return percent;
}

Result<Response> plan(Application& application, const Request& request) {
    const std::string revenue = text_of(request, "revenue");
    const engine::SlaPlanAsk ask{.revenue = revenue.empty() ? std::nullopt : std::optional(revenue),
                                 .least_percent = TRY(percent_of(request, "least_percent")),
                                 .now = request.received};
    const auto found = TRY(application.workspace().read(
        [&](const engine::Workspace::View& view) { return engine::sla_plan(view, ask); }));
    return json_response(found);
}

Result<engine::FeedbackAsk> feedback_ask(Application& application, const Request& request) {
    const TimeZone zone = zone_of(application, request);
    const auto from = TRY(day_of(request, "from"));
    const auto to = TRY(day_of(request, "to"));
    const std::string by = text_of(request, "by");
    engine::FeedbackAsk ask{.by = by.empty() ? "source" : by, .now = request.received};
    ask.as_of = TRY(as_of(request, zone));
    ask.from = from ? std::optional(zone.start_of(*from)) : std::nullopt;
    ask.to = to ? std::optional(zone.start_of(*to)) : std::nullopt;
    return ask;
}

Result<Response> feedback(Application& application, const Request& request) {
    const engine::FeedbackAsk ask = TRY(feedback_ask(application, request));
    const auto found = TRY(application.workspace().read(
        [&](const engine::Workspace::View& view) { return engine::feedback_figures(view, ask); }));
    return json_response(found);
}

Result<Response> judged(Application& application, const Request& request) {
    const engine::FeedbackAsk ask = TRY(feedback_ask(application, request));
    const std::string after = text_of(request, "after");
    const std::int64_t offset = after.empty() ? 0 : TRY(parse_id(after, "?after"));
    const std::size_t limit = TRY(limit_of(request));
    const std::string key = text_of(request, "key");
    const auto first = static_cast<std::size_t>(std::max<std::int64_t>(offset, 0));
    engine::JudgedPage found =
        TRY(application.workspace().read([&](const engine::Workspace::View& view) {
            return engine::judged_handoffs(view, ask, key, first, limit);
        }));
    const std::size_t seen = first + found.rows.size();
    return json_response(Page<engine::JudgedView>{
        .rows = std::move(found.rows),
        .next = seen < found.total ? std::optional(std::to_string(seen)) : std::nullopt,
        .total = static_cast<std::int64_t>(found.total)});
}

}  // namespace

std::vector<Route> sla_api(Application& application) {
    const auto with = [&application](auto use) {
        return Answer(
            [&application, use](const Request& request) { return use(application, request); });
    };
    const Access reading = signed_in("measures:read");
    return {
        {.method = Method::get,
         .pattern = "/api/v1/sla",
         .handler = with(sla),
         .access = reading,
         .summary = "What marketing and sales promised each other, and where it stands",
         .query = {"period", "as_of"},
         .response = schema_of<engine::SlaView>},
        {.method = Method::get,
         .pattern = "/api/v1/sla/plan",
         .handler = with(plan),
         .access = reading,
         .summary = "How many leads a revenue goal needs, and how often it pays to try",
         .query = {"revenue", "least_percent"},
         .response = schema_of<engine::SlaPlanView>},
        {.method = Method::get,
         .pattern = "/api/v1/feedback",
         .handler = with(feedback),
         .access = reading,
         .summary = "What sales said of its leads, by source, clause or property",
         .query = {"by", "from", "to", "as_of"},
         .response = schema_of<engine::FeedbackFigures>},
        {.method = Method::get,
         .pattern = "/api/v1/feedback/handoffs",
         .handler = with(judged),
         .access = reading,
         .summary = "The handoffs behind one row of feedback",
         .query = {"by", "key", "from", "to", "as_of", "after", "limit"},
         .response = schema_of<Page<engine::JudgedView>>},
    };
}

}  // namespace baton::http
