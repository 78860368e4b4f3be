#pragma once

#include <string>
#include <string_view>

#include "http/request.hpp"

// The log on stderr: one line an answered request and one a failure. It names routes, never paths,
// queries, bodies or keys. Lines are written by a thread of the log's own; when it cannot keep up
// the oldest are lost. Safe from any thread.
namespace baton::http {

struct AccessLine {
    std::string_view method;
    std::string_view route;
    int status = 0;
    double seconds = 0;
    std::string_view request_id;
    std::string_view remote;
    const Principal* principal = nullptr;
};

void log_access(const AccessLine& line);

// A failure that a person is only told the reference of.
void log_failure(std::string_view request_id, std::string_view route, std::string_view message);

void log_notice(std::string_view message);

// Access lines are left out, failures stay: for tests and measurements.
void log_failures_only();

}  // namespace baton::http
