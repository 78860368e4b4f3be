#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdint>
#include <filesystem>
#include <fmt/core.h>
#include <functional>
#include <iterator>
#include <memory>
#include <ostream>
#include <set>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "app/command_line.hpp"
#include "app/demo_world.hpp"
#include "app/hand_over.hpp"
#include "app/local_verbs.hpp"
#include "app/opening.hpp"
#include "app/verbs.hpp"
#include "base/clock.hpp"
#include "base/free_memory.hpp"
#include "deliver/address.hpp"
#include "engine/courier.hpp"
#include "engine/workspace.hpp"
#include "http/application.hpp"
#include "http/local_api.hpp"
#include "http/routes.hpp"
#include "http/server.hpp"
#include "http/site.hpp"
#include "http/sse.hpp"
#include "http/static_page.hpp"

namespace baton::app {

namespace {

struct Listen {
    std::string address;
    std::uint16_t port = 0;
};

Result<Listen> read_listen(const std::string& text) {
    const auto colon = text.rfind(':');
    const std::string port = colon == std::string::npos ? text : text.substr(colon + 1);
    const bool is_number = !port.empty() && port.size() <= 5 &&
                           port.find_first_not_of("0123456789") == std::string::npos;
    if (!is_number || std::stoi(port) > 65535) {
        return fail(Failure::invalid,
                    fmt::format("\"{}\" is not ADDRESS:PORT, for example 127.0.0.1:8080", text));
    }
    return Listen{.address = colon == std::string::npos ? "127.0.0.1" : text.substr(0, colon),
                  .port = static_cast<std::uint16_t>(std::stoi(port))};
}

// SIGINT and SIGTERM end the server; blocked in every thread, so that one can wait for them.
sigset_t block_signals() {
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    return signals;
}

Result<std::unique_ptr<engine::Workspace>> open(const ServeOptions& options,
                                                http::EventHub& hub,
                                                Streams& streams) {
    engine::Workspace::Options workspace;
    workspace.directory = options.common.data;
    workspace.on_change = [&hub](const std::set<std::string>& topics) {
        const std::vector<std::string> list(topics.begin(), topics.end());
        hub.publish(list);
    };
    workspace.on_note = [&streams](const std::string& line) {
        streams.err << fmt::format("baton: {}\n", line);
    };
    workspace.on_broken = [](const Error& /*error*/) { std::raise(SIGTERM); };
    auto clock = std::make_unique<Clock>(TRY(Clock::from_environment()));
    workspace.ends_with_program = true;
    return engine::Workspace::open(std::move(workspace), std::move(clock));
}

// Runs a verb that the command line handed over, on the server's own workspace.
LocalVerbs::Run verbs_at(engine::Workspace& workspace, engine::Accounts& accounts) {
    return [&](const http::LocalVerb& verb, const std::function<bool()>& may_go_on) {
        std::istringstream in(verb.input);
        std::ostringstream out;
        std::ostringstream err;
        Streams streams{.in = in, .out = out, .err = err};
        const int code = run_at({.workspace = workspace,
                                 .accounts = accounts,
                                 .directory = verb.directory,
                                 .may_go_on = may_go_on},
                                verb.arguments,
                                streams);
        return http::LocalOutcome{.code = code, .out = out.str(), .err = err.str()};
    };
}

http::LocalDoor door_to(LocalVerbs& verbs, std::string token, std::string address) {
    return {.token = std::move(token),
            .address = std::move(address),
            .begin = [&](http::LocalVerb verb) -> Result<std::int64_t> {
                return verbs.begin(std::move(verb));
            },
            .ask = [&](std::int64_t number) { return verbs.ask(number); }};
}

Done serve_until_told(const ServeOptions& options, Streams& streams) {
    const Listen listen = TRY(read_listen(options.listen));
    sigset_t signals = block_signals();
    const bool new_demo =
        options.demo && TRY(make_room_for_demo(options.common.data, options.keep));
    http::EventHub hub;
    const auto workspace = TRY(open(options, hub, streams));
    const auto reach =
        options.private_webhooks ? deliver::Reach::private_too : deliver::Reach::public_only;
    http::Application::Options application_options{
        .demo = options.demo, .page = http::embedded_page(), .webhooks = reach};
    if (new_demo) {
        TRY(fill_with_demo(*workspace, options.common.data));
    }
    if (options.demo) {
        TRY(introduce_buyer(*workspace, application_options));
    }
    const auto application =
        TRY(http::Application::make(*workspace, hub, std::move(application_options)));
    const TokenFile token = TRY(TokenFile::write(options.common.data));
    auto verbs = std::make_unique<LocalVerbs>(verbs_at(*workspace, application->accounts()));
    http::SiteParts parts = application->site_parts();
    std::ranges::move(http::local_api(door_to(*verbs, token.token(), listen.address)),
                      std::back_inserter(parts.routes));
    const auto site = TRY(http::Site::make(std::move(parts)));
    http::ServerOptions server_options;
    server_options.address = listen.address;
    server_options.port = listen.port;
    server_options.upload_folder = options.common.data / "uploads";
    std::filesystem::create_directories(server_options.upload_folder);
    const auto server = TRY(http::Server::start(*site, std::move(server_options)));
    TRY(workspace->database().announce(server->url()));
    auto courier = TRY(engine::Courier::start(
        *workspace, {.poster = {.reach = reach}, .on_trouble = [&streams](const Error& error) {
                         streams.err << fmt::format("baton: webhooks: {}\n", error.message);
                     }}));
    give_back_free_memory();
    streams.out << "listening on " << server->url() << std::endl;
    int signal = 0;
    sigwait(&signals, &signal);
    courier.reset();
    server->stop(std::chrono::seconds(10));
    verbs.reset();
    workspace->drain();  // what still waits for its commit is answered while the server exists
    return workspace->broken() ? fail(Failure::broken, "the database failed") : Done{};
}

}  // namespace

std::string listen_problem(const std::string& text) {
    const auto listen = read_listen(text);
    return listen ? "" : listen.error().message;
}

int serve(const ServeOptions& options, Streams& streams) {
    const Done done = serve_until_told(options, streams);
    return done ? 0 : report(done.error(), streams);
}

}  // namespace baton::app
