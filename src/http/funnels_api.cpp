#include "http/funnels_api.hpp"

#include <boost/describe/class.hpp>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/funnel_question.hpp"
#include "engine/funnels.hpp"
#include "http/json_body.hpp"

namespace baton::http {

namespace {

// Steps in the words of the language: "page_view where path starts with \"/pricing\" within 7
// days".
struct FunnelWish {
    std::vector<std::string> steps = {};
    std::optional<std::string> within = {};
    std::optional<std::string> window_from = {};
    std::optional<std::string> by = {};
    std::optional<std::string> from = {};
    std::optional<std::string> to = {};
    std::optional<std::string> as_of = {};
};

BOOST_DESCRIBE_STRUCT(FunnelWish, (), (steps, within, window_from, by, from, to, as_of))

Result<Response> count(Application& application, const Request& request) {
    auto wish = TRY(parse_body<FunnelWish>(request.body));
    const engine::FunnelWords words{.steps = std::move(wish.steps),
                                    .within = wish.within.value_or(""),
                                    .window_from = wish.window_from.value_or(""),
                                    .by = wish.by.value_or(""),
                                    .from = wish.from.value_or(""),
                                    .to = wish.to.value_or(""),
                                    .as_of = wish.as_of.value_or("")};
    const auto question =
        TRY(application.workspace().read([&](const engine::Workspace::View& view) {
            return engine::read_funnel(view, words, request.received);
        }));
    return json_response(TRY(engine::funnel_view(application.workspace(), question)));
}

}  // namespace

std::vector<Route> funnels_api(Application& application) {
    return {{.method = Method::post,
             .pattern = "/api/v1/funnels",
             .handler = Answer([&](const Request& request) { return count(application, request); }),
             .access = signed_in("measures:read"),
             .summary = "How many people did one thing after another, each step in its time",
             .request = schema_of<FunnelWish>,
             .response = schema_of<engine::FunnelView>}};
}

}  // namespace baton::http
