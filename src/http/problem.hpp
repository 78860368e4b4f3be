#pragma once

#include <boost/json/array.hpp>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "http/response.hpp"
#include "http/router.hpp"

namespace baton::http {

// The status of a failure. `invalid` is 422 when it names fields, else 400.
[[nodiscard]] int status_of(const Error& error);

// "Unprocessable content": the standard phrase of a status.
[[nodiscard]] std::string reason_phrase(int status);

// RFC 9457: {type, title, status, detail, problems: [{pointer | parameter, message}]}.
// A place that begins with "/" or is empty is a JSON pointer, "?name" is a query parameter.
// The message of a `broken` error stays in the log: people get the reference.
[[nodiscard]] Response problem_response(const Error& error, const std::string& reference);

// The same with a status of its own: 401, 405, 415, 429, 503.
[[nodiscard]] Response problem_response(int status, const Error& error);

// "VALIDATION_ERROR": HubSpot's word for a status.
[[nodiscard]] std::string_view hubspot_category(int status);
// HubSpot answers 400 for every kind of wrong input.
[[nodiscard]] int hubspot_status(const Error& error);

// HubSpot's places of an error: [{message, in, context: {propertyName}}].
[[nodiscard]] boost::json::array hubspot_problems(const Error& error);

// HubSpot's body: {status: "error", message, correlationId, category, errors, context}.
[[nodiscard]] Response hubspot_response(const Error& error, const std::string& reference);
[[nodiscard]] Response hubspot_response(int status,
                                        const Error& error,
                                        const std::string& reference);

[[nodiscard]] Response error_response(ErrorShape shape,
                                      const Error& error,
                                      const std::string& reference);
[[nodiscard]] Response error_response(ErrorShape shape,
                                      int status,
                                      const Error& error,
                                      const std::string& reference);

}  // namespace baton::http
