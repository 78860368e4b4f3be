#include "http/suspension_api.hpp"

#include <utility>

#include "http/json_body.hpp"

namespace baton::http {

namespace {

struct SuspendWish {
    std::string reason = {};
};

BOOST_DESCRIBE_STRUCT(SuspendWish, (), (reason))

struct SuspensionAnswer {
    std::optional<SuspensionRow> suspension = {};  // none: offers are made
};

BOOST_DESCRIBE_STRUCT(SuspensionAnswer, (), (suspension))

std::optional<std::string> if_any(const std::string& text) {
    return text.empty() ? std::nullopt : std::optional(text);
}

Result<Response> show(Application& application, const Request& /*request*/) {
    const auto found = application.workspace().read([&](const engine::Workspace::View& view) {
        return engine::suspension_at(view.timeline, application.now());
    });
    return json_response(SuspensionAnswer{.suspension = suspension_row(found)});
}

Result<Response> suspend(Application& application, const Request& request) {
    const auto wish = TRY(parse_body<SuspendWish>(request.body));
    const auto chain = application.workspace().read(
        [](const engine::Workspace::View& view) { return view.live.shared_chain(); });
    TRY(application.workspace().run(
        [chain, wish, because = because_of(request)](engine::Desk& desk) {
            return engine::suspend_offers(desk, *chain, wish.reason, because);
        }));
    return show(application, request);
}

Result<Response> confirm(Application& application, const Request& request) {
    TRY(application.workspace().run([because = because_of(request)](engine::Desk& desk) {
        return engine::confirm_suspension(desk, because);
    }));
    return show(application, request);
}

Result<Response> lift(Application& application, const Request& request) {
    TRY(application.workspace().run([because = because_of(request)](engine::Desk& desk) {
        return engine::lift_suspension(desk, because);
    }));
    return show(application, request);
}

}  // namespace

std::optional<SuspensionRow> suspension_row(const std::optional<engine::Suspension>& suspension) {
    if (!suspension) {
        return std::nullopt;
    }
    const bool ends = suspension->ends_at != Instant::latest();
    return SuspensionRow{.by = suspension->by,
                         .reason = suspension->reason,
                         .since = suspension->since,
                         .ends_at = ends ? std::optional(suspension->ends_at) : std::nullopt,
                         .marketing_confirmed = if_any(suspension->marketing_confirmed),
                         .sales_confirmed = if_any(suspension->sales_confirmed)};
}

std::vector<Route> suspension_api(Application& application) {
    const auto with = [&application](auto use) {
        return Answer(
            [&application, use](const Request& request) { return use(application, request); });
    };
    constexpr std::string_view path = "/api/v1/agreement/suspension";
    return {{.method = Method::get,
             .pattern = path,
             .handler = with(show),
             .access = signed_in("agreement:read"),
             .summary = "Whether offers are suspended, by whom, why and until when",
             .response = schema_of<SuspensionAnswer>},
            {.method = Method::post,
             .pattern = path,
             .handler = with(suspend),
             .access = only({Role::lead}),
             .summary = "Make no new offers for up to five business days",
             .request = schema_of<SuspendWish>,
             .response = schema_of<SuspensionAnswer>},
            {.method = Method::post,
             .pattern = "/api/v1/agreement/suspension/confirm",
             .handler = with(confirm),
             .access = signed_in(),
             .summary = "Confirm the suspension for the team that one signs for",
             .response = schema_of<SuspensionAnswer>},
            {.method = Method::remove,
             .pattern = path,
             .handler = with(lift),
             .access = only({Role::lead}),
             .summary = "End the suspension now",
             .response = schema_of<SuspensionAnswer>}};
}

}  // namespace baton::http
