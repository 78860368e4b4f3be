#include "http/session_api.hpp"

#include <algorithm>
#include <boost/describe/class.hpp>
#include <optional>
#include <string>
#include <utility>

#include "agreement/starting.hpp"
#include "engine/handoff_views.hpp"
#include "engine/settings.hpp"
#include "engine/setup.hpp"
#include "engine/versions.hpp"
#include "http/json_body.hpp"
#include "http/problem.hpp"
#include "http/secrets.hpp"

namespace baton::http {

namespace {

struct StartingText {
    std::string_view key;
    std::string_view title;
    std::string_view summary;
    std::string_view text;
};

BOOST_DESCRIBE_STRUCT(StartingText, (), (key, title, summary, text))

struct SetupState {
    bool needed = false;
    bool demo = false;
    std::vector<StartingText> starting_agreements = {};
};

BOOST_DESCRIBE_STRUCT(SetupState, (), (needed, demo, starting_agreements))

struct SetupWish {
    std::string company = {};
    std::string currency = {};
    std::string time_zone = {};
    std::string agreement = {};
    std::string name = {};
    std::string email = {};
    std::string password = {};
};

BOOST_DESCRIBE_STRUCT(SetupWish,
                      (),
                      (company, currency, time_zone, agreement, name, email, password))

struct Credentials {
    std::string email = {};
    std::string password = {};
};

BOOST_DESCRIBE_STRUCT(Credentials, (), (email, password))

struct DemoRole {
    std::string role = {};
};

BOOST_DESCRIBE_STRUCT(DemoRole, (), (role))

struct SignedInUser {
    std::string id = {};
    std::string name = {};
    std::string email = {};
    std::string role = {};
    std::optional<std::string> team = {};
    std::optional<std::string> signs_for = {};
    std::string time_zone = {};
};

BOOST_DESCRIBE_STRUCT(SignedInUser, (), (id, name, email, role, team, signs_for, time_zone))

struct AgreementName {
    std::string version = {};
    std::string name = {};
};

BOOST_DESCRIBE_STRUCT(AgreementName, (), (version, name))

struct WorkspaceState {
    std::string name = {};
    std::string currency = {};
    std::string time_zone = {};
    bool demo = false;
    std::optional<AgreementName> agreement = {};
};

BOOST_DESCRIBE_STRUCT(WorkspaceState, (), (name, currency, time_zone, demo, agreement))

struct Counts {
    std::int64_t handoffs = 0;
};

BOOST_DESCRIBE_STRUCT(Counts, (), (handoffs))

struct SessionState {
    SignedInUser user = {};
    WorkspaceState workspace = {};
    Counts counts = {};
};

BOOST_DESCRIBE_STRUCT(SessionState, (), (user, workspace, counts))

std::optional<std::string> given(const std::string& text) {
    return text.empty() ? std::nullopt : std::optional(text);
}

std::optional<AgreementName> agreement_in_force(const engine::Workspace::View& view, Instant now) {
    const auto version = view.live.chain().in_force(now);
    if (!version) {
        return std::nullopt;
    }
    return AgreementName{.version = view.live.version_key(*version),
                         .name = view.live.chain().version(*version).agreement->name};
}

SignedInUser signed_in_user(const engine::User& user, const engine::Settings& settings) {
    return {.id = user.email,
            .name = user.name,
            .email = user.email,
            .role = user.role,
            .team = engine::side_of(user.role),
            .signs_for = given(user.signs_for),
            .time_zone = user.time_zone.empty() ? settings.zone.name() : user.time_zone};
}

Result<SessionState> session_of(Application& application, const engine::User& user) {
    const Instant now = application.now();
    return application.workspace().read([&](const engine::Workspace::View& view) {
        const engine::Settings settings = engine::settings_of(view, now);
        const std::string_view mine = user.role == "rep" ? std::string_view(user.email) : "";
        return SessionState{.user = signed_in_user(user, settings),
                            .workspace = {.name = settings.name,
                                          .currency = std::string(settings.currency.text()),
                                          .time_zone = settings.zone.name(),
                                          .demo = application.options().demo,
                                          .agreement = agreement_in_force(view, now)},
                            .counts = {.handoffs = static_cast<std::int64_t>(
                                           engine::waiting_handoffs(view, mine))}};
    });
}

Result<engine::User> user_of(Application& application, std::int64_t id) {
    const auto found = application.accounts().find_user(id);
    return found ? Result<engine::User>(found->user)
                 : fail(Failure::forbidden, "You are not a user any more.");
}

Result<Response> with_session(Application& application,
                              std::int64_t user,
                              const std::string& token) {
    const engine::User found = TRY(user_of(application, user));
    const SessionState state = TRY(session_of(application, found));
    Response response = json_response(state);
    response.headers.push_back(session_cookie(token));
    return response;
}

Result<Response> show_setup(Application& application) {
    SetupState state{.needed = application.workspace().read(
                         [](const auto& view) { return engine::needs_first_run(view.timeline); }),
                     .demo = application.options().demo};
    for (const auto& each : agreement::starting_agreements()) {
        state.starting_agreements.push_back(
            {.key = each.key, .title = each.title, .summary = each.summary, .text = each.text});
    }
    return json_response(state);
}

Result<Response> set_up(Application& application, const Request& request) {
    const auto wish = TRY(parse_body<SetupWish>(request.body));
    const engine::FirstRun first{.company = wish.company,
                                 .currency = wish.currency,
                                 .time_zone = wish.time_zone,
                                 .agreement = wish.agreement,
                                 .name = wish.name,
                                 .email = wish.email};
    const std::string hash = TRY(hash_password(wish.password));
    const auto command =
        [first, hash, at = request.received](engine::Desk& desk) -> Result<engine::Receipt> {
        engine::Receipt receipt = TRY(engine::set_up(desk, first));
        desk.batch().beside.push_back(engine::Accounts::password_write(first.email, hash, at));
        return receipt;
    };
    TRY(application.workspace().run(command));
    application.accounts().refresh_users();
    const auto user = application.accounts().find_user(wish.email);
    const std::int64_t id = user ? user->id : 0;
    const std::string token = TRY(application.sign_in().as(id, request.received));
    Response response = TRY(with_session(application, id, token));
    response.status = 201;
    return response;
}

// The status of a failed sign-in is 401, whatever was wrong.
Result<Response> sign_in(Application& application, const Request& request) {
    const auto credentials = TRY(parse_body<Credentials>(request.body));
    const auto token = application.sign_in().with_password(
        credentials.email, credentials.password, request.remote, request.received);
    if (!token) {
        return token.error().failure == Failure::forbidden
                   ? Result<Response>(problem_response(401, token.error()))
                   : std::unexpected(token.error());
    }
    const auto user = application.accounts().find_user(credentials.email);
    return with_session(application, user ? user->id : 0, *token);
}

Result<Response> show_session(Application& application, const Request& request) {
    const engine::User user = TRY(user_of(application, request.principal.id));
    return json_response(TRY(session_of(application, user)));
}

Result<Response> sign_out(Application& application, const Request& request) {
    if (const auto hash = session_hash(request.headers)) {
        TRY(application.accounts().end_session(*hash));
    }
    Response response = no_content();
    response.headers.push_back(ended_session_cookie());
    return response;
}

// Whoever of that role has the most to do: a demonstration wants a full desk.
Result<std::string> demo_user(Application& application, const std::string& role) {
    std::string best;
    std::size_t most = 0;
    application.workspace().read([&](const engine::Workspace::View& view) {
        for (const engine::User& user : engine::list_users(view.timeline, Instant::latest())) {
            const std::size_t waiting = engine::waiting_handoffs(view, user.email);
            if (user.role == role && (best.empty() || waiting > most)) {
                best = user.email;
                most = waiting;
            }
        }
    });
    return best.empty() ? fail(Failure::invalid,
                               "Nobody here has that role.",
                               {{.where = "/role", .message = "choose another role"}})
                        : Result<std::string>(best);
}

Result<Response> sign_in_demo(Application& application, const Request& request) {
    if (!application.options().demo) {
        return fail(Failure::not_found, "This is not a demonstration.");
    }
    const auto wish = TRY(parse_body<DemoRole>(request.body));
    const std::string email = TRY(demo_user(application, wish.role));
    const auto user = application.accounts().find_user(email);
    const std::int64_t id = user ? user->id : 0;
    const std::string token = TRY(application.sign_in().as(id, request.received));
    return with_session(application, id, token);
}

Result<Response> listen(Application& application) {
    return Response{.content_type = "text/event-stream",
                    .body = EventStream{TRY(application.hub().subscribe())}};
}

}  // namespace

std::vector<Route> session_api(Application& application) {
    const auto with = [&application](auto handler) {
        return Answer([&application, handler](const Request& request) {
            return handler(application, request);
        });
    };
    return {
        {.method = Method::get,
         .pattern = "/api/v1/setup",
         .handler = Answer([&](const Request& /*request*/) { return show_setup(application); }),
         .access = anyone,
         .summary = "Whether the workspace has to be set up",
         .response = schema_of<SetupState>},
        {.method = Method::post,
         .pattern = "/api/v1/setup",
         .handler = with(set_up),
         .access = anyone,
         .summary = "Set the workspace up and sign in its first user",
         .success = 201,
         .request = schema_of<SetupWish>,
         .response = schema_of<SessionState>},
        {.method = Method::post,
         .pattern = "/api/v1/session",
         .handler = with(sign_in),
         .access = anyone,
         .summary = "Sign in",
         .request = schema_of<Credentials>,
         .response = schema_of<SessionState>},
        {.method = Method::get,
         .pattern = "/api/v1/session",
         .handler = with(show_session),
         .summary = "Who is signed in, and where",
         .response = schema_of<SessionState>},
        {.method = Method::remove,
         .pattern = "/api/v1/session",
         .handler = with(sign_out),
         .summary = "Sign out",
         .success = 204},
        {.method = Method::post,
         .pattern = "/api/v1/demo/session",
         .handler = with(sign_in_demo),
         .access = anyone,
         .summary = "Sign in to the demonstration as somebody of a role",
         .request = schema_of<DemoRole>,
         .response = schema_of<SessionState>},
        {.method = Method::get,
         .pattern = "/api/v1/events",
         .handler = Quick{[&](const Request& /*request*/) { return listen(application); }},
         .summary = "What changes, as it changes (server-sent events)"},
    };
}

}  // namespace baton::http
