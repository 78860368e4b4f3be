#include "http/quarantine_api.hpp"

#include <algorithm>
#include <boost/describe/class.hpp>
#include <string>
#include <utility>

#include "engine/quarantine.hpp"
#include "http/json_body.hpp"

namespace baton::http {

namespace {

struct QuarantineRow {
    std::string id = {};
    Instant received = {};
    std::string source = {};
    std::string reason = {};
    std::string body = {};
};

BOOST_DESCRIBE_STRUCT(QuarantineRow, (), (id, received, source, reason, body))

Result<Response> list(Application& application, const Request& request) {
    const std::string after = text_of(request, "after");
    const std::int64_t from = after.empty() ? 0 : TRY(parse_id(after, "?after"));
    const std::size_t limit = TRY(limit_of(request));
    auto items = TRY(
        engine::list_quarantine(application.workspace(), from, static_cast<std::int64_t>(limit)));
    Page<QuarantineRow> page;
    if (items.size() == limit) {
        page.next = std::to_string(items.back().id);
    }
    for (engine::QuarantineItem& item : items) {
        page.rows.push_back({.id = std::to_string(item.id),
                             .received = item.received,
                             .source = std::move(item.source),
                             .reason = std::move(item.reason),
                             .body = std::move(item.body)});
    }
    return json_response(page);
}

// What came by a page's key stays what a page said; so does what came by a key that is gone.
bool is_browser_source(Application& application, const std::string& source) {
    const auto keys = application.accounts().list_keys();
    return std::ranges::none_of(keys, [&](const engine::AccessKey& key) {
        return key.kind == "write" && key.name == source && !key.browser;
    });
}

Result<Response> replay(Application& application, const Request& request) {
    const std::int64_t id = TRY(id_parameter(request));
    const auto item = TRY(engine::get_quarantined(application.workspace(), id));
    TRY(engine::replay_quarantined(
        application.workspace(), id, is_browser_source(application, item.source)));
    return no_content();
}

}  // namespace

std::vector<Route> quarantine_api(Application& application) {
    const auto with = [&application](auto use) {
        return Answer(
            [&application, use](const Request& request) { return use(application, request); });
    };
    const Access leading = only({Role::lead, Role::admin}, "quarantine:write");
    return {{.method = Method::get,
             .pattern = "/api/v1/quarantine",
             .handler = with(list),
             .access = leading,
             .summary = "Messages that were refused or in doubt",
             .query = {"after", "limit"},
             .response = schema_of<Page<QuarantineRow>>},
            {.method = Method::post,
             .pattern = "/api/v1/quarantine/{id}/replay",
             .handler = with(replay),
             .access = leading,
             .summary = "Take a message in after all",
             .success = 204}};
}

}  // namespace baton::http
