#pragma once

#include <string>
#include <vector>

#include "app/place.hpp"
#include "app/verbs.hpp"

namespace baton::app {

// Reads the command line and does what it says. Returns the exit code. A writing verb whose
// directory a server holds is handed to that server.
[[nodiscard]] int run(int argc, char** argv, Streams& streams);

// The same for a verb that was handed over: only one that writes, and it writes to `place`.
[[nodiscard]] int run_at(const Place& place,
                         const std::vector<std::string>& arguments,
                         Streams& streams);

}  // namespace baton::app
