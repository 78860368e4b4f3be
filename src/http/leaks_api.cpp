#include "http/leaks_api.hpp"

#include <boost/describe/class.hpp>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "agreement/check.hpp"
#include "engine/leaks.hpp"
#include "engine/routing_simulation.hpp"
#include "engine/versions.hpp"
#include "http/json_body.hpp"

namespace baton::http {

namespace {

struct SimulationWish {
    std::string agreement = {};  // the text of the draft
    std::optional<Instant> from = {};
    std::optional<Instant> to = {};
};

BOOST_DESCRIBE_STRUCT(SimulationWish, (), (agreement, from, to))

Result<Response> leaks(Application& application, const Request& request) {
    return json_response(application.workspace().read([&](const engine::Workspace::View& view) {
        return engine::leak_report(view, {.now = request.received});
    }));
}

Result<Response> simulate(Application& application, const Request& request) {
    const auto wish = TRY(parse_body<SimulationWish>(request.body));
    return application.workspace().read(
        [&](const engine::Workspace::View& view) -> Result<Response> {
            auto checked = agreement::check(wish.agreement, engine::schema_of(view.timeline));
            if (!checked.agreement || !checked.agreement->handoff) {
                return fail(Failure::invalid,
                            "The text is no agreement with a handoff.",
                            {{"/agreement", "check it first"}});
            }
            const auto draft =
                std::make_shared<const agreement::Agreement>(*std::move(checked.agreement));
            return json_response(engine::simulate_routing(view,
                                                          draft,
                                                          wish.from.value_or(Instant::earliest()),
                                                          wish.to.value_or(request.received)));
        });
}

}  // namespace

std::vector<Route> leaks_api(Application& application) {
    const auto with = [&application](auto use) {
        return Answer(
            [&application, use](const Request& request) { return use(application, request); });
    };
    return {
        {.method = Method::get,
         .pattern = "/api/v1/leaks",
         .handler = with(leaks),
         .access = signed_in("handoffs:read"),
         .summary = "What is unowned, late or lies still, with those it concerns",
         .response = schema_of<engine::LeakReport>},
        {.method = Method::post,
         .pattern = "/api/v1/routing/simulation",
         .handler = with(simulate),
         .access = signed_in("handoffs:read"),
         .summary = "Whom a draft's routing would have given past handoffs to",
         .request = schema_of<SimulationWish>,
         .response = schema_of<engine::RoutingSimulation>},
    };
}

}  // namespace baton::http
