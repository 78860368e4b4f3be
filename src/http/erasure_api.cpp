#include "http/erasure_api.hpp"

#include <boost/describe/class.hpp>
#include <string>

#include "engine/erasing.hpp"
#include "http/json_body.hpp"

namespace baton::http {

namespace {

struct EraseWish {
    std::string why = {};
};

BOOST_DESCRIBE_STRUCT(EraseWish, (), (why))

struct ErasedAnswer {
    std::string id = {};         // of the contact that remains of those merged with it
    bool erased_before = false;  // then nothing changed
};

BOOST_DESCRIBE_STRUCT(ErasedAnswer, (), (id, erased_before))

Result<Response> erase(Application& application, const Request& request) {
    const ContactId id = TRY(id_of<ContactId>(request));
    const auto wish = TRY(parse_body<EraseWish>(request.body));
    const auto receipt =
        TRY(application.workspace().erase({.contact = id, .why = wish.why}, because_of(request)));
    return json_response(ErasedAnswer{.id = receipt.id, .erased_before = receipt.count == 0});
}

}  // namespace

std::vector<Route> erasure_api(Application& application) {
    return {{.method = Method::post,
             .pattern = "/api/v1/contacts/{id}/erase",
             .handler = Answer([&](const Request& request) { return erase(application, request); }),
             .access = only({Role::admin, Role::lead}),
             .summary = "Erase a person for ever: their names, addresses and texts",
             .request = schema_of<EraseWish>,
             .response = schema_of<ErasedAnswer>}};
}

}  // namespace baton::http
