#pragma once

#include <vector>

#include "http/application.hpp"
#include "http/router.hpp"

namespace baton::http {

// What Segment's and RudderStack's clients talk to: /v1/track and its like, long and short, and the
// settings a browser asks for. Answers come when the messages are durable; while too much waits, or
// the database is gone, 503 tells clients to keep theirs.
[[nodiscard]] std::vector<Route> ingestion_api(Application& application);

}  // namespace baton::http
