#include "http/webhooks_api.hpp"

#include <algorithm>
#include <boost/describe/class.hpp>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "base/instant.hpp"
#include "base/result.hpp"
#include "deliver/signature.hpp"
#include "engine/mail_setup.hpp"
#include "engine/messages.hpp"
#include "engine/outbound.hpp"
#include "engine/webhooks.hpp"
#include "http/json_body.hpp"

namespace baton::http {

namespace {

// `secret` is told when it is made or renewed. `waiting` and `dead` count messages.
struct WebhookView {
    std::string id = {};
    std::string url = {};
    std::string description = {};
    std::vector<std::string> types = {};
    std::string format = {};
    bool active = true;
    std::optional<std::string> stopped = {};
    std::string created_by = {};
    Instant created_at = {};
    std::int64_t waiting = 0;
    std::int64_t dead = 0;
    std::optional<std::string> secret = {};
};

BOOST_DESCRIBE_STRUCT(WebhookView,
                      (),
                      (id,
                       url,
                       description,
                       types,
                       format,
                       active,
                       stopped,
                       created_by,
                       created_at,
                       waiting,
                       dead,
                       secret))

struct TypeView {
    std::string name = {};
    std::string meaning = {};
};

BOOST_DESCRIBE_STRUCT(TypeView, (), (name, meaning))

struct WebhookBody {
    std::optional<std::string> url = {};
    std::optional<std::string> description = {};
    std::optional<std::vector<std::string>> types = {};
    std::optional<std::string> format = {};
    std::optional<bool> active = {};
};

BOOST_DESCRIBE_STRUCT(WebhookBody, (), (url, description, types, format, active))

// One message on its way. `status` is what the receiver answered last.
struct DeliveryView {
    std::string id = {};
    std::string type = {};
    std::string state = {};
    std::int64_t attempts = 0;
    Instant created_at = {};
    std::optional<Instant> next_at = {};
    std::optional<Instant> tried_at = {};
    std::optional<std::int64_t> status = {};
    std::optional<std::string> trouble = {};
};

BOOST_DESCRIBE_STRUCT(DeliveryView,
                      (),
                      (id, type, state, attempts, created_at, next_at, tried_at, status, trouble))

struct Revived {
    std::int64_t count = 0;
};

BOOST_DESCRIBE_STRUCT(Revived, (), (count))

WebhookView view_of(const engine::Webhook& webhook) {
    return {.id = std::to_string(webhook.id),
            .url = webhook.url,
            .description = webhook.description,
            .types = webhook.types,
            .format = std::string(engine::name(webhook.format)),
            .active = webhook.active,
            .stopped = webhook.stopped.empty() ? std::nullopt : std::optional(webhook.stopped),
            .created_by = webhook.created_by,
            .created_at = webhook.created_at};
}

DeliveryView view_of(const engine::Delivery& delivery) {
    return {.id = std::to_string(delivery.message),
            .type = delivery.type,
            .state = delivery.state,
            .attempts = delivery.attempts,
            .created_at = delivery.created_at,
            .next_at = delivery.next_at,
            .tried_at = delivery.tried_at,
            .status = delivery.status,
            .trouble = delivery.trouble};
}

engine::WebhookWish wish_of(WebhookBody body) {
    return {.url = std::move(body.url),
            .description = std::move(body.description),
            .types = std::move(body.types),
            .format = std::move(body.format),
            .active = body.active};
}

Response with_secret(const engine::Webhook& webhook, int status) {
    WebhookView view = view_of(webhook);
    view.secret = deliver::secret_text(webhook.key);
    Response response = json_response(view, status);
    response.headers.push_back({.name = "Cache-Control", .value = "no-store"});
    return response;
}

Result<Response> list(Application& application) {
    Page<WebhookView> page;
    for (const auto& state : TRY(engine::list_webhooks(application.workspace()))) {
        WebhookView view = view_of(state.webhook);
        view.waiting = state.waiting;
        view.dead = state.dead;
        page.rows.push_back(std::move(view));
    }
    page.total = static_cast<std::int64_t>(page.rows.size());
    return json_response(page);
}

Result<Response> types() {
    Page<TypeView> page;
    for (const engine::MessageType& type : engine::message_types()) {
        page.rows.push_back({.name = std::string(type.name), .meaning = std::string(type.meaning)});
    }
    page.total = static_cast<std::int64_t>(page.rows.size());
    return json_response(page);
}

Result<Response> add(Application& application, const Request& request) {
    const auto wish = wish_of(TRY(parse_body<WebhookBody>(request.body)));
    return with_secret(
        TRY(engine::add_webhook(
            application.workspace(), application.options().webhooks, wish, because_of(request).by)),
        201);
}

Result<Response> change(Application& application, const Request& request) {
    const auto wish = wish_of(TRY(parse_body<WebhookBody>(request.body)));
    const std::int64_t id = TRY(id_parameter(request));
    return json_response(view_of(TRY(engine::change_webhook(
        application.workspace(), application.options().webhooks, id, wish))));
}

Result<Response> remove(Application& application, const Request& request) {
    const std::int64_t id = TRY(id_parameter(request));
    TRY(engine::remove_webhook(application.workspace(), id));
    return no_content();
}

Result<Response> renew(Application& application, const Request& request) {
    const std::int64_t id = TRY(id_parameter(request));
    return with_secret(TRY(engine::renew_secret(application.workspace(), id)), 200);
}

Result<Response> test(Application& application, const Request& request) {
    const std::int64_t id = TRY(id_parameter(request));
    TRY(engine::test_webhook(application.workspace(), id));
    return no_content();
}

// Of a webhook, or 0: mail.
Result<std::int64_t> receiver_parameter(const Request& request) {
    return request.parameter("id") == "0" ? engine::mail_receiver : id_parameter(request);
}

Result<Response> deliveries(Application& application, const Request& request) {
    const auto limit = TRY(limit_of(request));
    const std::string state = text_of(request, "state");
    if (!state.empty() && state != "waiting" && state != "delivered" && state != "dead") {
        return fail(Failure::invalid,
                    "Deliveries have other states.",
                    {{"/state", "must be waiting, delivered or dead"}});
    }
    const std::string cursor = text_of(request, "after");
    const std::int64_t before = cursor.empty() ? 0 : TRY(parse_id(cursor, "/after"));
    const std::int64_t id = TRY(receiver_parameter(request));
    const auto found = TRY(engine::list_deliveries(
        application.workspace(),
        id,
        {.state = state, .before = before, .limit = static_cast<std::int64_t>(limit) + 1}));
    Page<DeliveryView> page;
    for (const engine::Delivery& delivery : std::span(found).first(std::min(limit, found.size()))) {
        page.rows.push_back(view_of(delivery));
    }
    if (found.size() > limit) {
        page.next = page.rows.back().id;
    }
    return json_response(page);
}

Result<Response> retry(Application& application, const Request& request) {
    const std::int64_t id = TRY(receiver_parameter(request));
    const std::int64_t message = TRY(id_parameter(request, "message"));
    TRY(engine::retry_message(application.workspace(), id, message));
    return no_content();
}

Result<Response> retry_all(Application& application, const Request& request) {
    const std::int64_t id = TRY(receiver_parameter(request));
    return json_response(Revived{.count = TRY(engine::retry_dead(application.workspace(), id))});
}

// What it is told, and where.
std::vector<Route> keeping_routes(Application& application, Access leaders) {
    return {
        {.method = Method::get,
         .pattern = "/api/v1/webhooks",
         .handler = Answer([&](const Request& /*request*/) { return list(application); }),
         .access = leaders,
         .summary = "Addresses outside that are told what happens",
         .response = schema_of<Page<WebhookView>>},
        {.method = Method::get,
         .pattern = "/api/v1/webhooks/types",
         .handler = Answer([](const Request& /*request*/) { return types(); }),
         .access = leaders,
         .summary = "What a webhook can be told",
         .response = schema_of<Page<TypeView>>},
        {.method = Method::post,
         .pattern = "/api/v1/webhooks",
         .handler = Answer([&](const Request& request) { return add(application, request); }),
         .access = leaders,
         .summary = "Have an address told; its secret is shown once",
         .success = 201,
         .request = schema_of<WebhookBody>,
         .response = schema_of<WebhookView>},
        {.method = Method::patch,
         .pattern = "/api/v1/webhooks/{id}",
         .handler = Answer([&](const Request& request) { return change(application, request); }),
         .access = leaders,
         .summary = "Change a webhook, or switch it off and on",
         .request = schema_of<WebhookBody>,
         .response = schema_of<WebhookView>},
        {.method = Method::remove,
         .pattern = "/api/v1/webhooks/{id}",
         .handler = Answer([&](const Request& request) { return remove(application, request); }),
         .access = leaders,
         .summary = "Remove a webhook, with what is on its way to it",
         .success = 204},
        {.method = Method::post,
         .pattern = "/api/v1/webhooks/{id}/secret",
         .handler = Answer([&](const Request& request) { return renew(application, request); }),
         .access = leaders,
         .summary = "A new secret; the old one no longer signs",
         .response = schema_of<WebhookView>},
    };
}

// What came of it.
std::vector<Route> delivery_routes(Application& application, Access leaders) {
    return {
        {.method = Method::post,
         .pattern = "/api/v1/webhooks/{id}/test",
         .handler = Answer([&](const Request& request) { return test(application, request); }),
         .access = leaders,
         .summary = "Send a message that says nothing",
         .success = 204},
        {.method = Method::get,
         .pattern = "/api/v1/webhooks/{id}/deliveries",
         .handler =
             Answer([&](const Request& request) { return deliveries(application, request); }),
         .access = leaders,
         .summary = "Messages to a webhook, the newest first, and what became of each",
         .query = {"state", "limit", "after"},
         .response = schema_of<Page<DeliveryView>>},
        {.method = Method::post,
         .pattern = "/api/v1/webhooks/{id}/deliveries/{message}/retry",
         .handler = Answer([&](const Request& request) { return retry(application, request); }),
         .access = leaders,
         .summary = "Send a message that did not arrive again",
         .success = 204},
        {.method = Method::post,
         .pattern = "/api/v1/webhooks/{id}/retry",
         .handler = Answer([&](const Request& request) { return retry_all(application, request); }),
         .access = leaders,
         .summary = "Send all messages that did not arrive again",
         .response = schema_of<Revived>},
    };
}

}  // namespace

std::vector<Route> webhooks_api(Application& application) {
    const Access leaders = only({Role::admin, Role::lead});
    std::vector<Route> routes = keeping_routes(application, leaders);
    for (Route& route : delivery_routes(application, leaders)) {
        routes.push_back(std::move(route));
    }
    return routes;
}

}  // namespace baton::http
