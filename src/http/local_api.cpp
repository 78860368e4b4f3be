#include "http/local_api.hpp"

#include <boost/describe/class.hpp>
#include <memory>
#include <sodium/utils.h>
#include <string>
#include <utility>

#include "http/application.hpp"
#include "http/json_body.hpp"

namespace baton::http {

namespace {

struct VerbWish {
    std::vector<std::string> arguments = {};
    std::string directory = {};
    std::string input = {};
};

BOOST_DESCRIBE_STRUCT(VerbWish, (), (arguments, directory, input))

struct Begun {
    std::string id = {};
};

BOOST_DESCRIBE_STRUCT(Begun, (), (id))

struct LocalState {
    bool done = false;
    std::optional<std::int64_t> code = {};
    std::string out = {};
    std::string err = {};
};

BOOST_DESCRIBE_STRUCT(LocalState, (), (done, code, out, err))

bool is_here(const std::string& remote, const LocalDoor& door) {
    return remote.starts_with("127.") || remote == "::1" || remote == "::ffff:127.0.0.1" ||
           remote == door.address;
}

Done check(const LocalDoor& door, const Request& request) {
    const auto given = request.header(local_token_header).value_or("");
    const bool fits = !door.token.empty() && given.size() == door.token.size() &&
                      sodium_memcmp(given.data(), door.token.data(), given.size()) == 0;
    if (!fits || !is_here(request.remote, door)) {
        return fail(Failure::forbidden,
                    "Only the command line on this machine, for this directory, may ask this.");
    }
    return {};
}

Result<Response> begin(const LocalDoor& door, const Request& request) {
    TRY(check(door, request));
    auto wish = TRY(parse_body<VerbWish>(request.body));
    const std::int64_t number = TRY(door.begin({.arguments = std::move(wish.arguments),
                                                .directory = std::move(wish.directory),
                                                .input = std::move(wish.input)}));
    return json_response(Begun{.id = std::to_string(number)}, 202);
}

Result<Response> ask(const LocalDoor& door, const Request& request) {
    TRY(check(door, request));
    const std::int64_t number = TRY(id_parameter(request));
    auto outcome = TRY(door.ask(number));
    if (!outcome) {
        return json_response(LocalState{});
    }
    return json_response(LocalState{.done = true,
                                    .code = outcome->code,
                                    .out = std::move(outcome->out),
                                    .err = std::move(outcome->err)});
}

}  // namespace

std::vector<Route> local_api(LocalDoor door) {
    const auto shared = std::make_shared<const LocalDoor>(std::move(door));
    return {
        {.method = Method::post,
         .pattern = "/api/v1/local/verbs",
         .handler = Answer([shared](const Request& request) { return begin(*shared, request); }),
         .access = anyone,
         .summary = "Run a writing verb of the command line; with the token of the data directory",
         .success = 202,
         .request = schema_of<VerbWish>,
         .response = schema_of<Begun>},
        {.method = Method::get,
         .pattern = "/api/v1/local/verbs/{id}",
         .handler = Answer([shared](const Request& request) { return ask(*shared, request); }),
         .access = anyone,
         .summary = "What a verb came to; with the token of the data directory",
         .response = schema_of<LocalState>},
    };
}

}  // namespace baton::http
