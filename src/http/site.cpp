#include "http/site.hpp"

#include <algorithm>
#include <cstddef>
#include <exception>
#include <iterator>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/clock.hpp"
#include "base/result.hpp"
#include "http/access_log.hpp"
#include "http/ascii.hpp"
#include "http/compress.hpp"
#include "http/openapi.hpp"
#include "http/problem.hpp"
#include "http/request.hpp"
#include "http/response.hpp"
#include "http/router.hpp"
#include "http/secrets.hpp"
#include "http/session.hpp"
#include "http/target.hpp"

namespace baton::http {

namespace {

constexpr std::size_t system_route_count = 4;

// The routes every site has; Site::system_answer answers them by their place here.
std::vector<Route> system_routes() {
    const auto quick = [](std::string_view pattern, Access access, std::string_view summary) {
        return Route{.method = Method::get,
                     .pattern = pattern,
                     .handler = Quick{},
                     .access = access,
                     .summary = summary};
    };
    return {quick("/healthz", anyone, "Whether the program runs"),
            quick("/readyz", anyone, "Whether it can answer"),
            quick("/metrics", only({Role::admin}, "metrics:read"), "Counters for Prometheus"),
            quick("/openapi.json", anyone, "This interface, described")};
}

bool is_loopback(std::string_view address) {
    return address.starts_with("127.") || address == "::1" || address == "::ffff:127.0.0.1";
}

// Behind a proxy on this machine, the address the proxy saw.
std::string real_remote(std::string remote, const std::vector<Field>& headers) {
    const auto forwarded = find_header(headers, "x-forwarded-for");
    if (!forwarded || !is_loopback(remote)) {
        return remote;
    }
    const std::string_view last = without_blanks(forwarded->substr(forwarded->rfind(',') + 1));
    return last.empty() || last.size() > 45 ? remote : std::string(last);
}

Response too_many(ErrorShape shape, int seconds, const std::string& reference) {
    Response response = error_response(
        shape,
        429,
        Error{.failure = Failure::busy, .message = "Too many requests; wait a little."},
        reference);
    response.headers.push_back({"Retry-After", std::to_string(seconds)});
    return response;
}

Response preflight(std::string allowed, bool cross_origin) {
    Response response{.status = 204, .headers = {{.name = "Allow", .value = std::move(allowed)}}};
    if (cross_origin) {
        response.headers.push_back({"Access-Control-Allow-Methods", "GET, POST, OPTIONS"});
        response.headers.push_back(
            {"Access-Control-Allow-Headers", "authorization, content-type, x-retry-count"});
        response.headers.push_back({"Access-Control-Max-Age", "600"});
    }
    return response;
}

bool may(const Principal& principal, const Access& access) {
    if (principal.kind == Principal::Kind::session) {
        return ((access.roles >> static_cast<unsigned>(principal.role)) & 1U) != 0;
    }
    return principal.kind == Principal::Kind::api_key && !access.scope.empty() &&
           std::ranges::find(principal.scopes, access.scope) != principal.scopes.end();
}

}  // namespace

ErrorShape Admission::errors() const {
    if (route != nullptr) {
        return route->errors;
    }
    return request->path.starts_with("/crm/") ? ErrorShape::hubspot : ErrorShape::problem;
}

Result<std::unique_ptr<Site>> Site::make(SiteParts parts) {
    auto table = system_routes();
    std::ranges::move(parts.routes, std::back_inserter(table));
    auto router = TRY(Router::make(std::move(table)));
    std::unique_ptr<Site> site(new Site(std::move(parts), std::move(router)));
    return site;
}

Site::Site(SiteParts parts, Router router)
    : parts_(std::move(parts)),
      router_(std::move(router)),
      metrics_(router_.table().size()),
      idempotency_(parts_.replies),
      page_(parts_.page),
      public_rate_(parts_.public_rate),
      ingestion_rate_(parts_.ingestion_rate),
      openapi_(openapi_json(router_)) {
    parts_.routes.clear();
}

Admission Site::admit(Head head) {
    metrics_.began();
    Admission admission{.request = std::make_shared<Request>(),
                        .route_index = router_.table().size()};
    Request& request = *admission.request;
    request.method = head.method;
    request.remote = real_remote(std::move(head.remote), head.headers);
    request.headers = std::move(head.headers);
    request.id = random_reference();
    request.received = parts_.clock->now();
    auto target = parse_target(head.target);
    if (!target) {
        admission.settled = problem_response(target.error(), request.id);
        return admission;
    }
    request.path = std::move(target->path);
    request.query = std::move(target->query);
    admission.settled = settle(admission, target->segments);
    return admission;
}

std::optional<Response> Site::settle(Admission& admission,
                                     const std::vector<std::string>& segments) {
    auto match = router_.find(admission.request->method, segments);
    if (!match) {
        return unmatched(admission, segments);
    }
    admission.route = match->route;
    admission.route_index = match->index;
    admission.request->parameters = std::move(match->parameters);
    if (auto refused = check_access(admission)) {
        return refused;
    }
    return check_rate(admission);
}

Response Site::unmatched(const Admission& admission,
                         const std::vector<std::string>& segments) const {
    Request& request = *admission.request;
    const Route* other = router_.any_on(segments);
    if (other != nullptr && request.method == Method::options) {
        return preflight(router_.allowed(segments), other->access.kind == Access::Kind::write_key);
    }
    if (other != nullptr) {
        Response response = error_response(
            other->errors,
            405,
            Error{.failure = Failure::refused, .message = "This address has no such method."},
            request.id);
        response.headers.push_back({"Allow", router_.allowed(segments)});
        return response;
    }
    request.nonce = random_token();
    if (auto page = page_.find(request)) {
        return *std::move(page);
    }
    return error_response(
        admission.errors(),
        Error{.failure = Failure::not_found, .message = "There is nothing at this address."},
        request.id);
}

std::optional<Response> Site::check_access(Admission& admission) const {
    Request& request = *admission.request;
    const Route& route = *admission.route;
    auto principal = find_principal(parts_.access, request.headers, request.received);
    if (!principal && route.access.kind != Access::Kind::anyone) {
        return error_response(route.errors, 401, principal.error(), request.id);
    }
    request.principal = std::move(principal).value_or(Principal{});
    const bool by_session = request.principal.kind == Principal::Kind::session;
    if (writes(request.method) && route.access.kind != Access::Kind::write_key &&
        request.principal.kind != Principal::Kind::api_key) {
        if (const auto same = check_same_site(request.headers, by_session); !same) {
            return error_response(route.errors, same.error(), request.id);
        }
    }
    if (route.access.kind != Access::Kind::people || may(request.principal, route.access)) {
        return std::nullopt;
    }
    if (request.principal.kind == Principal::Kind::nobody) {
        return error_response(
            route.errors,
            401,
            Error{.failure = Failure::forbidden, .message = "Sign in, or send an API key."},
            request.id);
    }
    return error_response(
        route.errors,
        Error{.failure = Failure::forbidden, .message = "Your role or key does not allow this."},
        request.id);
}

std::optional<Response> Site::check_rate(const Admission& admission) {
    const Request& request = *admission.request;
    const Route& route = *admission.route;
    if (!writes(request.method) || route.access.kind == Access::Kind::people) {
        return std::nullopt;
    }
    const bool ingestion = route.access.kind == Access::Kind::write_key;
    if (ingestion && request.principal.kind == Principal::Kind::write_key &&
        !request.principal.browser) {
        return std::nullopt;
    }
    RateLimit& limit = ingestion ? ingestion_rate_ : public_rate_;
    const auto seconds = limit.admit(request.remote, request.received);
    return seconds ? std::optional(too_many(route.errors, *seconds, request.id)) : std::nullopt;
}

Done Site::unpack(const Admission& admission) {
    Request& request = *admission.request;
    if (admission.uploads()) {
        return {};
    }
    request.body = TRY(plain_body(std::move(request.body),
                                  request.header("content-encoding").value_or(""),
                                  admission.body_max()));
    return {};
}

void Site::answer(const Admission& admission, const Post& post, Responder responder) {
    const Handler& handler = admission.route->handler;
    if (admission.route_index < system_route_count) {
        responder(system_answer(admission.route_index));
        return;
    }
    if (const auto* quick = std::get_if<Quick>(&handler)) {
        responder(run(*admission.request, quick->answer));
        return;
    }
    if (const auto* start = std::get_if<Start>(&handler)) {
        try {
            (*start)(admission.request, std::move(responder));
        } catch (const std::exception& problem) {
            log_failure(admission.request->id, admission.route->pattern, problem.what());
        }
        return;
    }
    const auto shared = std::make_shared<Responder>(std::move(responder));
    const auto& slow = std::get<Answer>(handler);
    if (!post([this, &slow, shared, request = admission.request] {
            (*shared)(run(*request, slow));
        })) {
        (*shared)(fail(Failure::busy, "Too much is being done right now; try again."));
    }
}

Result<Response> Site::run(const Request& request, const Answer& answer) {
    try {
        const auto key = request.header("idempotency-key");
        if (key && writes(request.method) && request.upload.path().empty() &&
            request.principal.kind != Principal::Kind::nobody && parts_.replies.find) {
            return idempotency_.run(request, *key, answer);
        }
        return answer(request);
    } catch (const std::exception& problem) {
        return fail(Failure::broken, problem.what());
    }
}

Result<Response> Site::system_answer(std::size_t route_index) const {
    switch (route_index) {
        case 0: return plain_text("ok\n");
        case 1:
            if (parts_.ready) {
                if (auto ready = parts_.ready(); !ready) {
                    return problem_response(503, ready.error());
                }
            }
            return plain_text("ready\n");
        case 2: {
            Response response = plain_text(metrics_.render(router_.table()));
            response.content_type = "text/plain; version=0.0.4; charset=utf-8";
            return response;
        }
        default: return json_text(openapi_);
    }
}

}  // namespace baton::http
