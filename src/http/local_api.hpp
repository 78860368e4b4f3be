#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "http/router.hpp"

// The door for the command line on the same machine: a writing verb that finds a server in its
// directory has the server run it. Open from the machine itself, to who sends the token that lies
// in the data directory: who can read that could write the files as well.
namespace baton::http {

struct LocalVerb {
    std::vector<std::string> arguments = {};  // "import", "deals.csv", "--json"
    std::string directory = {};               // where relative names begin
    std::string input = {};                   // its standard input, when it reads any
};

// What a verb printed, and its exit code.
struct LocalOutcome {
    int code = 0;
    std::string out = {};
    std::string err = {};
};

struct LocalDoor {
    std::string token = {};    // empty: the door is closed
    std::string address = {};  // of the server: whoever comes from there is on this machine too
    // Begins a verb and says under which number to ask for it; refused when it is none that writes.
    std::function<Result<std::int64_t>(LocalVerb verb)> begin = {};
    // Nothing while it runs; not_found for a number that was not given.
    std::function<Result<std::optional<LocalOutcome>>(std::int64_t number)> ask = {};
};

// The header that carries the token.
inline constexpr std::string_view local_token_header = "Baton-Local-Token";

[[nodiscard]] std::vector<Route> local_api(LocalDoor door);

}  // namespace baton::http
