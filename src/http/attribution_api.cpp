#include "http/attribution_api.hpp"

#include <string_view>
#include <vector>

#include "engine/attribution_question.hpp"
#include "engine/attribution_views.hpp"
#include "engine/settings.hpp"
#include "http/json_body.hpp"

namespace baton::http {

namespace {

const std::vector<std::string_view> parameters{"model",
                                               "by",
                                               "credit",
                                               "from",
                                               "to",
                                               "as_of",
                                               "lookback",
                                               "half_life",
                                               "weights",
                                               "order",
                                               "converting_only",
                                               "seed"};

Result<engine::AttributionQuestion> question_of(Application& application, const Request& request) {
    const engine::AttributionWords words{.model = text_of(request, "model"),
                                         .by = text_of(request, "by"),
                                         .credit = text_of(request, "credit"),
                                         .from = text_of(request, "from"),
                                         .to = text_of(request, "to"),
                                         .as_of = text_of(request, "as_of"),
                                         .lookback = text_of(request, "lookback"),
                                         .half_life = text_of(request, "half_life"),
                                         .weights = text_of(request, "weights"),
                                         .order = text_of(request, "order"),
                                         .seed = text_of(request, "seed"),
                                         .converting_only = flag_of(request, "converting_only")};
    const TimeZone zone = application.workspace().read([&](const engine::Workspace::View& view) {
        return engine::settings_of(view, request.received).zone;
    });
    return engine::read_question(words, zone, request.received);
}

Result<Response> show(Application& application, const Request& request) {
    const engine::AttributionQuestion question = TRY(question_of(application, request));
    return json_response(TRY(engine::attribution_view(application.workspace(), question)));
}

Result<Response> compare(Application& application, const Request& request) {
    const engine::AttributionQuestion question = TRY(question_of(application, request));
    const bool with_custom = !text_of(request, "weights").empty();
    return json_response(engine::comparison_view(application.workspace(), question, with_custom));
}

Result<Response> show_deal(Application& application, const Request& request) {
    const DealId deal = TRY(id_of<DealId>(request));
    const engine::AttributionQuestion question = TRY(question_of(application, request));
    return json_response(TRY(engine::deal_credit_view(application.workspace(), question, deal)));
}

}  // namespace

std::vector<Route> attribution_api(Application& application) {
    const Access reading = signed_in("measures:read");
    return {
        {.method = Method::get,
         .pattern = "/api/v1/attribution",
         .handler = Answer([&](const Request& request) { return show(application, request); }),
         .access = reading,
         .summary = "Who is credited with what was won, or with the pipeline",
         .query = parameters,
         .response = schema_of<engine::AttributionView>},
        {.method = Method::get,
         .pattern = "/api/v1/attribution/models",
         .handler = Answer([&](const Request& request) { return compare(application, request); }),
         .access = reading,
         .summary = "Credit by all models side by side",
         .query = parameters,
         .response = schema_of<engine::ComparisonView>},
        {.method = Method::get,
         .pattern = "/api/v1/attribution/deals/{id}",
         .handler = Answer([&](const Request& request) { return show_deal(application, request); }),
         .access = reading,
         .summary = "The credit of one deal, touch by touch",
         .query = parameters,
         .response = schema_of<engine::DealCreditView>}};
}

}  // namespace baton::http
