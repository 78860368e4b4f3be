#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.hpp"
#include "base/result.hpp"
#include "http/idempotency.hpp"
#include "http/metrics.hpp"
#include "http/rate_limit.hpp"
#include "http/request.hpp"
#include "http/response.hpp"
#include "http/router.hpp"
#include "http/session.hpp"
#include "http/static_page.hpp"

namespace baton::http {

// What a site is made of. The clock outlives it.
struct SiteParts {
    std::vector<Route> routes = {};  // /healthz, /readyz, /metrics and /openapi.json are added
    AccessDoor access = {};
    ReplyDoor replies = {};
    std::span<const PageFile> page = {};
    std::function<Done()> ready = {};  // /readyz; quick
    Clock* clock = nullptr;
    // Writes by people who are not signed in, and ingestion, for one address.
    Rate public_rate = {.interval_micros = second_micros / 10, .burst = 100};
    Rate ingestion_rate = {.interval_micros = second_micros / 2'000, .burst = 20'000};
};

// The head of a request as it came over the wire.
struct Head {
    Method method = Method::get;
    std::string_view target;
    std::vector<Field> headers = {};
    std::string remote = {};
};

// A request between its head and its answer. `settled` is set when the head alone decides the
// answer: then no body is read and no handler runs.
struct Admission {
    std::shared_ptr<Request> request;
    const Route* route = nullptr;  // nothing for the page and unknown addresses
    std::size_t route_index = 0;
    std::optional<Result<Response>> settled = {};

    [[nodiscard]] std::size_t body_max() const { return route == nullptr ? 0 : route->body_max; }

    [[nodiscard]] bool uploads() const {
        return route != nullptr && route->body == BodyKind::upload;
    }

    [[nodiscard]] ErrorShape errors() const;
};

// Everything between a request's bytes and its handler, without a socket: routing, who asks, other
// sites, limits, compression, errors, headers, counters and the log. Safe from any thread.
class Site {
public:
    using Work = std::move_only_function<void()>;
    // Queues work for a worker thread; false when too much waits already.
    using Post = std::function<bool(Work)>;

    // Fails when the route table is not sound.
    static Result<std::unique_ptr<Site>> make(SiteParts parts);

    // Decides by the head alone, before a body is read.
    [[nodiscard]] Admission admit(Head head);

    // Inflates the body. REQUIRES: all of it was read, at most body_max() bytes.
    [[nodiscard]] Done unpack(const Admission& admission);

    // Runs the handler; the responder is answered now or later, from any thread.
    void answer(const Admission& admission, const Post& post, Responder responder);

    // The response as it goes out: errors in their route's shape, security and CORS headers, gzip.
    [[nodiscard]] Response finish(const Admission& admission, Result<Response> answer) const;

    // Counts and logs what was sent.
    void record(const Admission& admission, int status, double seconds);

    [[nodiscard]] const Router& router() const { return router_; }

    [[nodiscard]] Metrics& metrics() { return metrics_; }

private:
    Site(SiteParts parts, Router router);

    [[nodiscard]] std::optional<Response> settle(Admission& admission,
                                                 const std::vector<std::string>& segments);
    [[nodiscard]] Response unmatched(const Admission& admission,
                                     const std::vector<std::string>& segments) const;
    [[nodiscard]] std::optional<Response> check_access(Admission& admission) const;
    [[nodiscard]] std::optional<Response> check_rate(const Admission& admission);
    [[nodiscard]] Result<Response> run(const Request& request, const Answer& answer);
    [[nodiscard]] Result<Response> system_answer(std::size_t route_index) const;

    SiteParts parts_;
    Router router_;
    Metrics metrics_;
    Idempotency idempotency_;
    StaticPage page_;
    RateLimit public_rate_;
    RateLimit ingestion_rate_;
    std::string openapi_;
};

}  // namespace baton::http
