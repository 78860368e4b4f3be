#include "http/running_site.hpp"

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <thread>
#include <unistd.h>
#include <utility>
#include <vector>

#include "base/instant.hpp"
#include "base/result.hpp"
#include "http/access_log.hpp"
#include "http/request.hpp"
#include "http/response.hpp"
#include "http/router.hpp"
#include "http/secrets.hpp"
#include "http/server.hpp"
#include "http/session.hpp"
#include "http/site.hpp"

namespace baton::http::test {

namespace {

Result<Response> echo(const Request& request) {
    std::string text = request.parameter("text");
    for (const Field& field : request.query) {
        text += "|" + field.name + "=" + field.value;
    }
    return plain_text(text);
}

Result<Response> show_body(const Request& request) {
    return plain_text(std::to_string(request.body.size()) + ":" + request.body.substr(0, 100));
}

Result<Response> show_upload(const Request& request) {
    return plain_text(std::to_string(std::filesystem::file_size(request.upload.path())));
}

AccessDoor access() {
    return {.find_session = [](const std::string& hash, Instant) -> std::optional<Principal> {
                if (hash == sha256_hex("manager")) {
                    return Principal{
                        .kind = Principal::Kind::session, .id = 1, .role = Role::manager};
                }
                if (hash == sha256_hex("rep")) {
                    return Principal{.kind = Principal::Kind::session, .id = 2, .role = Role::rep};
                }
                return std::nullopt;
            },
            .find_api_key = [](const std::string& hash) -> std::optional<Principal> {
                if (hash == sha256_hex("key")) {
                    return Principal{.kind = Principal::Kind::api_key, .id = 3, .scopes = {"s"}};
                }
                return std::nullopt;
            },
            .find_write_key = [](const std::string& hash) -> std::optional<Principal> {
                if (hash == sha256_hex("wk")) {
                    return Principal{.kind = Principal::Kind::write_key, .id = 4};
                }
                return std::nullopt;
            }};
}

Route open_route(Method method, std::string_view pattern, Handler handler) {
    return {.method = method, .pattern = pattern, .handler = std::move(handler), .access = anyone};
}

}  // namespace

RunningSite::RunningSite(ServerOptions options)
    : folder_(std::filesystem::temp_directory_path() /
              ("baton-http-" + std::to_string(::getpid()))) {
    log_failures_only();
    std::filesystem::create_directories(folder_);
    options.port = 0;
    options.upload_folder = folder_;
    site_ = Site::make({.routes = routes(), .access = access(), .clock = &clock_}).value();
    server_ = Server::start(*site_, std::move(options)).value();
}

std::vector<Route> RunningSite::routes() {
    const auto small = [](Route route) {
        route.body_max = 10;
        return route;
    };
    Route upload = open_route(Method::post, "/upload", Answer(show_upload));
    upload.body = BodyKind::upload;
    upload.body_max = 50'000'000;
    Route track = open_route(Method::post, "/v1/track", Quick{show_body});
    track.access = write_key;
    Route broken =
        open_route(Method::get, "/crm/v3/broken", Quick{[](const Request&) {
                       return Result<Response>(fail(Failure::not_found, "no such object"));
                   }});
    broken.errors = ErrorShape::hubspot;
    const auto secret = [](Method method) {
        return Route{.method = method,
                     .pattern = "/secret",
                     .handler = Quick{[](const Request& request) -> Result<Response> {
                         return plain_text(std::to_string(request.principal.id));
                     }},
                     .access = only({Role::manager}, "s")};
    };
    return {
        open_route(Method::get, "/echo/{text}", Quick{echo}),
        open_route(Method::post, "/body", Answer(show_body)),
        small(open_route(Method::post, "/small", Answer(show_body))),
        std::move(upload),
        std::move(track),
        open_route(Method::get, "/big", Quick{[](const Request&) -> Result<Response> {
                       return json_text(std::string(300'000, 'x'));
                   }}),
        open_route(Method::get, "/throws", Answer([](const Request&) -> Result<Response> {
                       throw std::runtime_error("secret trouble");
                   })),
        open_route(Method::post,
                   "/later",
                   Start([this](std::shared_ptr<const Request>, Responder responder) {
                       const std::scoped_lock lock(mutex_);
                       later_.push_back(std::move(responder));
                   })),
        open_route(Method::get, "/events", Quick{[this](const Request&) -> Result<Response> {
                       return Response{.body = EventStream{hub_.subscribe().value()}};
                   }}),
        open_route(Method::get, "/slow", Answer([](const Request&) -> Result<Response> {
                       std::this_thread::sleep_for(std::chrono::milliseconds(100));
                       return plain_text("slow");
                   })),
        std::move(broken),
        secret(Method::get),
        secret(Method::post),
    };
}

std::string RunningSite::ask(std::string_view request) const {
    Client client(port());
    client.send(request);
    return client.read_response(request.starts_with("HEAD"));
}

void RunningSite::await_later(std::size_t count) {
    for (bool all = false; !all; std::this_thread::sleep_for(std::chrono::milliseconds(1))) {
        const std::scoped_lock lock(mutex_);
        all = later_.size() >= count;
    }
}

void RunningSite::answer_later(std::size_t count) {
    std::vector<Responder> responders;
    while (responders.size() < count) {
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
        const std::scoped_lock lock(mutex_);
        for (Responder& responder : std::exchange(later_, {})) {
            responders.push_back(std::move(responder));
        }
    }
    for (Responder& responder : responders) {
        responder(plain_text("later"));
    }
}

}  // namespace baton::http::test
