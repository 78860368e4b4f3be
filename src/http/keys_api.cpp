#include "http/keys_api.hpp"

#include <algorithm>
#include <array>
#include <boost/describe/class.hpp>
#include <optional>
#include <string>

#include "base/text.hpp"
#include "http/json_body.hpp"
#include "http/secrets.hpp"

namespace baton::http {

namespace {

// What a key may do unless it is told less.
constexpr std::array<std::string_view, 12> all_scopes{"agreement:read",
                                                      "agreement:write",
                                                      "contacts:read",
                                                      "contacts:write",
                                                      "deals:read",
                                                      "deals:write",
                                                      "handoffs:read",
                                                      "handoffs:write",
                                                      "measures:read",
                                                      "metrics:read",
                                                      "quarantine:write",
                                                      "users:read"};

struct KeyRow {
    std::string id = {};
    std::string name = {};
    std::string kind = {};
    bool browser = false;
    std::vector<std::string> scopes = {};
    Instant created_at = {};
    std::optional<Instant> last_used_at = {};
    std::optional<std::string> secret = {};  // once, when it is made
};

BOOST_DESCRIBE_STRUCT(KeyRow,
                      (),
                      (id, name, kind, browser, scopes, created_at, last_used_at, secret))

struct NewKey {
    std::string name = {};
    std::optional<std::string> kind = {};
    std::optional<bool> browser = {};
    std::optional<std::vector<std::string>> scopes = {};
};

BOOST_DESCRIBE_STRUCT(NewKey, (), (name, kind, browser, scopes))

KeyRow row_of(const engine::AccessKey& key) {
    return {.id = std::to_string(key.id),
            .name = key.name,
            .kind = key.kind,
            .browser = key.browser,
            .scopes = key.scopes,
            .created_at = key.created_at};
}

Result<Response> list(Application& application) {
    Page<KeyRow> page;
    for (const engine::AccessKey& key : application.accounts().list_keys()) {
        page.rows.push_back(row_of(key));
    }
    page.total = static_cast<std::int64_t>(page.rows.size());
    return json_response(page);
}

std::vector<std::string> scopes_of(const NewKey& wish) {
    return wish.scopes.value_or(std::vector<std::string>(all_scopes.begin(), all_scopes.end()));
}

Done check(const NewKey& wish) {
    std::vector<Problem> problems;
    if (text::trimmed(wish.name).empty()) {
        problems.push_back({"/name", "say what will use it"});
    }
    if (wish.kind && *wish.kind != "api" && *wish.kind != "write") {
        problems.push_back({"/kind", "must be api or write"});
    }
    const auto known = [](const std::string& scope) {
        return std::ranges::find(all_scopes, scope) != all_scopes.end();
    };
    if (!std::ranges::all_of(scopes_of(wish), known)) {
        problems.push_back({"/scopes", "holds a scope that does not exist"});
    }
    return problems.empty()
               ? Done()
               : Done(fail(Failure::invalid, "This key cannot be made.", std::move(problems)));
}

Result<Response> add(Application& application, const Request& request) {
    const auto wish = TRY(parse_body<NewKey>(request.body));
    TRY(check(wish));
    const std::string secret = random_token();
    const bool writes_only = wish.kind == "write";
    const engine::AccessKey key = TRY(application.accounts().add_key(
        sha256_hex(secret),
        {.name = std::string(text::trimmed(wish.name)),
         .kind = writes_only ? "write" : "api",
         .browser = writes_only && wish.browser.value_or(false),
         .scopes = writes_only ? std::vector<std::string>() : scopes_of(wish),
         .created_at = request.received}));
    KeyRow row = row_of(key);
    row.secret = secret;
    Response response = json_response(row, 201);
    response.headers.push_back({.name = "Cache-Control", .value = "no-store"});
    return response;
}

Result<Response> revoke(Application& application, const Request& request) {
    const std::int64_t id = TRY(id_parameter(request));
    TRY(application.accounts().revoke_key(id, request.received));
    return no_content();
}

}  // namespace

std::span<const std::string_view> known_scopes() {
    return all_scopes;
}

std::vector<Route> keys_api(Application& application) {
    const Access leaders = only({Role::admin, Role::lead});
    return {
        {.method = Method::get,
         .pattern = "/api/v1/keys",
         .handler = Answer([&](const Request& /*request*/) { return list(application); }),
         .access = leaders,
         .summary = "Keys that programs use",
         .response = schema_of<Page<KeyRow>>},
        {.method = Method::post,
         .pattern = "/api/v1/keys",
         .handler = Answer([&](const Request& request) { return add(application, request); }),
         .access = leaders,
         .summary = "Make a key; its secret is shown once",
         .success = 201,
         .request = schema_of<NewKey>,
         .response = schema_of<KeyRow>},
        {.method = Method::remove,
         .pattern = "/api/v1/keys/{id}",
         .handler = Answer([&](const Request& request) { return revoke(application, request); }),
         .access = leaders,
         .summary = "Revoke a key",
         .success = 204},
    };
}

}  // namespace baton::http
