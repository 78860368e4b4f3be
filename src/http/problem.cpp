#include "http/problem.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <string>
#include <string_view>
#include <utility>

#include "base/result.hpp"
#include "http/response.hpp"
#include "http/router.hpp"

namespace baton::http {

namespace json = boost::json;

namespace {

json::object render_place(const Problem& problem) {
    if (problem.where.starts_with('?')) {
        return {{"parameter", problem.where.substr(1)}, {"message", problem.message}};
    }
    return {{"pointer", problem.where}, {"message", problem.message}};
}

// "email" of "/properties/email": HubSpot names the property alone.
std::string_view property_in(std::string_view where) {
    return where.substr(where.rfind('/') + 1);
}

// What people may read: the machine's own troubles are in the log under the reference.
Error public_error(const Error& error, const std::string& reference) {
    if (error.failure != Failure::broken) {
        return error;
    }
    return {.failure = Failure::broken,
            .message = "Something went wrong on our side. Reference: " + reference};
}

}  // namespace

std::string_view hubspot_category(int status) {
    switch (status) {
        case 401: return "INVALID_AUTHENTICATION";
        case 403: return "MISSING_SCOPES";
        case 404: return "OBJECT_NOT_FOUND";
        case 405: return "METHOD_NOT_ALLOWED";
        case 409: return "CONFLICT";
        case 429: return "RATE_LIMITS";
        default: return status < 500 ? "VALIDATION_ERROR" : "INTERNAL_ERROR";
    }
}

int hubspot_status(const Error& error) {
    const int status = status_of(error);
    return status == 422 ? 400 : status;
}

json::array hubspot_problems(const Error& error) {
    json::array errors;
    for (const Problem& problem : error.problems) {
        const std::string_view property = property_in(problem.where);
        errors.push_back(
            json::object{{"message", problem.message},
                         {"in", property},
                         {"context", {{"propertyName", json::array{json::value(property)}}}}});
    }
    return errors;
}

int status_of(const Error& error) {
    switch (error.failure) {
        case Failure::invalid: return error.problems.empty() ? 400 : 422;
        case Failure::refused: return 409;
        case Failure::forbidden: return 403;
        case Failure::not_found: return 404;
        case Failure::conflict: return 409;
        case Failure::too_large: return 413;
        case Failure::busy: return 503;
        case Failure::broken: return 500;
    }
    return 500;
}

std::string reason_phrase(int status) {
    static constexpr std::pair<int, std::string_view> phrases[] = {
        {200, "OK"},
        {201, "Created"},
        {202, "Accepted"},
        {204, "No Content"},
        {207, "Multi-Status"},
        {304, "Not Modified"},
        {400, "Bad Request"},
        {401, "Unauthorized"},
        {403, "Forbidden"},
        {404, "Not Found"},
        {405, "Method Not Allowed"},
        {408, "Request Timeout"},
        {409, "Conflict"},
        {413, "Content Too Large"},
        {414, "URI Too Long"},
        {415, "Unsupported Media Type"},
        {422, "Unprocessable Content"},
        {429, "Too Many Requests"},
        {431, "Request Header Fields Too Large"},
        {500, "Internal Server Error"},
        {501, "Not Implemented"},
        {503, "Service Unavailable"},
    };
    for (const auto& [known, phrase] : phrases) {
        if (known == status) {
            return std::string(phrase);
        }
    }
    return "Status";
}

Response problem_response(int status, const Error& error) {
    json::array problems;
    for (const Problem& problem : error.problems) {
        problems.push_back(render_place(problem));
    }
    const json::object document{{"type", "about:blank"},
                                {"title", reason_phrase(status)},
                                {"status", status},
                                {"detail", error.message},
                                {"problems", std::move(problems)}};
    Response response{.status = status,
                      .content_type = "application/problem+json",
                      .body = json::serialize(document)};
    if (status == 503) {
        response.headers.push_back({"Retry-After", "5"});
    }
    return response;
}

Response problem_response(const Error& error, const std::string& reference) {
    return problem_response(status_of(error), public_error(error, reference));
}

Response hubspot_response(int status, const Error& error, const std::string& reference) {
    json::object document{{"status", "error"},
                          {"message", error.message},
                          {"correlationId", reference},
                          {"category", hubspot_category(status)}};
    if (json::array errors = hubspot_problems(error); !errors.empty()) {
        document["context"] = errors.front().at("context");
        document["errors"] = std::move(errors);
    }
    return json_text(json::serialize(document), status);
}

Response hubspot_response(const Error& error, const std::string& reference) {
    return hubspot_response(hubspot_status(error), public_error(error, reference), reference);
}

Response error_response(ErrorShape shape, const Error& error, const std::string& reference) {
    return shape == ErrorShape::hubspot ? hubspot_response(error, reference)
                                        : problem_response(error, reference);
}

Response error_response(ErrorShape shape,
                        int status,
                        const Error& error,
                        const std::string& reference) {
    return shape == ErrorShape::hubspot ? hubspot_response(status, error, reference)
                                        : problem_response(status, error);
}

}  // namespace baton::http
