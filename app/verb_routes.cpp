#include <algorithm>
#include <filesystem>
#include <iterator>
#include <memory>
#include <ostream>
#include <utility>
#include <vector>

#include "app/opening.hpp"
#include "app/verbs.hpp"
#include "base/clock.hpp"
#include "http/application.hpp"
#include "http/local_api.hpp"
#include "http/openapi.hpp"
#include "http/router.hpp"
#include "http/routes.hpp"
#include "http/secrets.hpp"
#include "http/sse.hpp"

namespace baton::app {

namespace {

// The table belongs to an application, and that to a workspace: an empty one, for a moment.
Done print_routes(const std::filesystem::path& directory, bool as_document, Streams& streams) {
    engine::Workspace::Options options;
    options.directory = directory;
    auto clock = std::make_unique<Clock>(TRY(Clock::from_environment()));
    const auto workspace = TRY(engine::Workspace::open(std::move(options), std::move(clock)));
    http::EventHub hub;
    const auto application = TRY(http::Application::make(*workspace, hub, {}));
    std::vector<http::Route> routes = http::all_routes(*application);
    std::ranges::move(http::local_api({}), std::back_inserter(routes));
    const http::Router router = TRY(http::Router::make(std::move(routes)));
    streams.out << (as_document ? http::openapi_json(router) + '\n' : http::describe(router));
    return {};
}

}  // namespace

int list_routes(const Common& options, Streams& streams) {
    const auto directory =
        std::filesystem::temp_directory_path() / ("baton-routes-" + http::random_reference());
    const Done done = print_routes(directory, options.json, streams);
    std::filesystem::remove_all(directory);
    return done ? 0 : report(done.error(), streams);
}

}  // namespace baton::app
