#include <string>
#include <string_view>
#include <utility>
#include <variant>

#include "base/result.hpp"
#include "http/access_log.hpp"
#include "http/compress.hpp"
#include "http/problem.hpp"
#include "http/request.hpp"
#include "http/response.hpp"
#include "http/router.hpp"
#include "http/site.hpp"

namespace baton::http {

namespace {

void add_unless_there(Response& response, std::string_view name, std::string_view value) {
    if (!find_header(response.headers, name)) {
        response.headers.push_back({std::string(name), std::string(value)});
    }
}

void add_security(Response& response, const Request& request) {
    response.headers.push_back({"X-Content-Type-Options", "nosniff"});
    response.headers.push_back({"Referrer-Policy", "same-origin"});
    response.headers.push_back({"X-Request-Id", request.id});
    add_unless_there(response, "Cache-Control", "no-store");
    add_unless_there(response,
                     "Content-Security-Policy",
                     "default-src 'none'; frame-ancestors 'none'; base-uri 'none'");
}

bool compressible(const Response& response) {
    return response.content_type.starts_with("application/json") ||
           response.content_type.starts_with("application/problem+json") ||
           response.content_type.starts_with("text/");
}

void compress(Response& response, const Request& request) {
    auto* text = std::get_if<std::string>(&response.body);
    if (text == nullptr || text->size() < compress_bytes_min || !compressible(response) ||
        find_header(response.headers, "content-encoding")) {
        return;
    }
    add_unless_there(response, "Vary", "Accept-Encoding");
    if (!accepts(request.header("accept-encoding").value_or(""), "gzip")) {
        return;
    }
    std::string packed = gzip(*text);
    if (!packed.empty()) {
        *text = std::move(packed);
        response.headers.push_back({"Content-Encoding", "gzip"});
    }
}

bool cross_origin(const Admission& admission, const Response& response) {
    return (admission.route != nullptr &&
            admission.route->access.kind == Access::Kind::write_key) ||
           find_header(response.headers, "access-control-allow-headers");
}

}  // namespace

Response Site::finish(const Admission& admission, Result<Response> answer) const {
    const Request& request = *admission.request;
    const std::string_view pattern = admission.route == nullptr ? "" : admission.route->pattern;
    if (!answer && answer.error().failure == Failure::broken) {
        log_failure(request.id, pattern, answer.error().message);
    }
    Response response = answer ? *std::move(answer)
                               : error_response(admission.errors(), answer.error(), request.id);
    if (cross_origin(admission, response)) {
        response.headers.push_back({"Access-Control-Allow-Origin", "*"});
    }
    add_security(response, request);
    compress(response, request);
    return response;
}

void Site::record(const Admission& admission, int status, double seconds) {
    metrics_.ended(admission.route_index, status, seconds);
    const Request& request = *admission.request;
    log_access({.method = name(request.method),
                .route = admission.route == nullptr ? "-" : admission.route->pattern,
                .status = status,
                .seconds = seconds,
                .request_id = request.id,
                .remote = request.remote,
                .principal = &request.principal});
}

}  // namespace baton::http
