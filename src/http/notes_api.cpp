#include "http/notes_api.hpp"

#include <boost/describe/class.hpp>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/id.hpp"
#include "base/instant.hpp"
#include "base/result.hpp"
#include "engine/mentions.hpp"
#include "engine/note_commands.hpp"
#include "http/json_body.hpp"

namespace baton::http {

namespace {

struct NoteWish {
    std::string text = {};
};

BOOST_DESCRIBE_STRUCT(NoteWish, (), (text))

struct SeenWish {
    Instant until = {};
};

BOOST_DESCRIBE_STRUCT(SeenWish, (), (until))

Result<Response> add(Application& application, const Request& request, engine::NewNote note) {
    note.text = TRY(parse_body<NoteWish>(request.body)).text;
    const auto command = [note = std::move(note), because = because_of(request)](
                             engine::Desk& desk) { return engine::add_note(desk, note, because); };
    return application.written(request, application.workspace().run(command), 201);
}

Result<Response> add_to_contact(Application& application, const Request& request) {
    const ContactId id = TRY(id_of<ContactId>(request));
    return add(application, request, {.contact = id});
}

Result<Response> add_to_company(Application& application, const Request& request) {
    const CompanyId id = TRY(id_of<CompanyId>(request));
    return add(application, request, {.company = id});
}

Result<Response> add_to_deal(Application& application, const Request& request) {
    const DealId id = TRY(id_of<DealId>(request));
    return add(application, request, {.deal = id});
}

Result<Response> mentions(Application& application, const Request& request) {
    const auto limit = TRY(limit_of(request));
    Page<engine::Mention> page;
    page.rows = application.workspace().read([&](const engine::Workspace::View& view) {
        return engine::mentions_of(view, because_of(request).by, limit, application.now());
    });
    return json_response(page);
}

Result<Response> see(Application& application, const Request& request) {
    const Instant until = TRY(parse_body<SeenWish>(request.body)).until;
    const auto command = [until, because = because_of(request)](engine::Desk& desk) {
        return engine::see_mentions(desk, until, because);
    };
    TRY(application.workspace().run(command));
    return no_content();
}

Route note_route(Application& application,
                 std::string_view pattern,
                 std::string_view scope,
                 Result<Response> (*handler)(Application&, const Request&)) {
    return {.method = Method::post,
            .pattern = pattern,
            .handler = Answer([&application, handler](const Request& request) {
                return handler(application, request);
            }),
            .access = signed_in(scope),
            .summary = "Write a note; \"@Name\" calls a colleague",
            .success = 201,
            .request = schema_of<NoteWish>,
            .response = schema_of<Written>};
}

}  // namespace

std::vector<Route> notes_api(Application& application) {
    return {
        note_route(application, "/api/v1/contacts/{id}/notes", "contacts:write", add_to_contact),
        note_route(application, "/api/v1/companies/{id}/notes", "contacts:write", add_to_company),
        note_route(application, "/api/v1/deals/{id}/notes", "deals:write", add_to_deal),
        {.method = Method::get,
         .pattern = "/api/v1/mentions",
         .handler = Answer(
             [&application](const Request& request) { return mentions(application, request); }),
         .access = signed_in(),
         .summary = "Notes that call whoever is signed in, the newest first",
         .query = {"limit"},
         .response = schema_of<Page<engine::Mention>>},
        {.method = Method::post,
         .pattern = "/api/v1/mentions/seen",
         .handler =
             Answer([&application](const Request& request) { return see(application, request); }),
         .access = signed_in(),
         .summary = "Mentions up to an instant were looked at",
         .success = 204,
         .request = schema_of<SeenWish>},
    };
}

}  // namespace baton::http
