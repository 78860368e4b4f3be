#pragma once

#include "app/verbs.hpp"

namespace baton::app {

// Reads the command line and does what it says. Returns the exit code.
[[nodiscard]] int run(int argc, char** argv, Streams& streams);

}  // namespace baton::app
