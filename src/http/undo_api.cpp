#include "http/undo_api.hpp"

#include <boost/describe/class.hpp>
#include <string>
#include <utility>

#include "engine/contact_commands.hpp"
#include "http/json_body.hpp"

namespace baton::http {

namespace {

struct UndoWish {
    std::string token = {};
};

BOOST_DESCRIBE_STRUCT(UndoWish, (), (token))

Result<Response> undo(Application& application, const Request& request) {
    const auto wish = TRY(parse_body<UndoWish>(request.body));
    auto positions = TRY(application.undone_positions(request.principal, wish.token));
    const auto command = [positions = std::move(positions), because = because_of(request)](
                             engine::Desk& desk) { return engine::undo(desk, positions, because); };
    const auto receipt = application.workspace().run(command);
    application.accounts().refresh_users();
    return application.written(request, receipt);
}

}  // namespace

std::vector<Route> undo_api(Application& application) {
    return {{.method = Method::post,
             .pattern = "/api/v1/undo",
             .handler = Answer([&](const Request& request) { return undo(application, request); }),
             .summary = "Take back what a write did, by its token",
             .request = schema_of<UndoWish>,
             .response = schema_of<Written>}};
}

}  // namespace baton::http
