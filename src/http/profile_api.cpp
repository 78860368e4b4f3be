#include "http/profile_api.hpp"

#include <boost/describe/class.hpp>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/absence.hpp"
#include "engine/deal_commands.hpp"
#include "engine/people.hpp"
#include "engine/settings.hpp"
#include "engine/team_commands.hpp"
#include "http/json_body.hpp"
#include "http/secrets.hpp"
#include "http/session.hpp"

namespace baton::http {

namespace {

struct Profile {
    std::string name = {};
    std::string email = {};
    std::optional<std::string> time_zone = {};  // none: the workspace's
    std::vector<std::string> work_days = {};    // none: the team's
    std::optional<std::string> work_from = {};
    std::optional<std::string> work_to = {};
    std::optional<std::string> away_from = {};
    std::optional<std::string> away_until = {};
    std::vector<std::string> languages = {};
};

BOOST_DESCRIBE_STRUCT(
    Profile,
    (),
    (name, email, time_zone, work_days, work_from, work_to, away_from, away_until, languages))

struct ProfileChange {
    std::optional<std::string> name = {};
    std::optional<std::string> time_zone = {};
    std::optional<std::vector<std::string>> work_days = {};
    std::optional<std::string> work_from = {};
    std::optional<std::string> work_to = {};
    std::optional<std::string> away_from = {};  // days; empty: not away
    std::optional<std::string> away_until = {};
    std::optional<std::vector<std::string>> languages = {};  // de, en-GB
};

BOOST_DESCRIBE_STRUCT(
    ProfileChange,
    (),
    (name, time_zone, work_days, work_from, work_to, away_from, away_until, languages))

struct PasswordChange {
    std::string current = {};
    std::string password = {};
};

BOOST_DESCRIBE_STRUCT(PasswordChange, (), (current, password))

struct WorkspaceSettings {
    std::string name = {};
    std::string currency = {};
    std::string time_zone = {};
    std::optional<std::string> last_resort = {};  // who takes a handoff that nobody else can
};

BOOST_DESCRIBE_STRUCT(WorkspaceSettings, (), (name, currency, time_zone, last_resort))

struct WorkspaceChange {
    std::optional<std::string> name = {};
    std::optional<std::string> time_zone = {};
    std::optional<std::string> last_resort = {};  // a user's e-mail address; empty: nobody named
};

BOOST_DESCRIBE_STRUCT(WorkspaceChange, (), (name, time_zone, last_resort))

Result<engine::User> myself(Application& application, const Request& request) {
    const auto found = application.accounts().find_user(request.principal.name);
    if (request.principal.kind != Principal::Kind::session || !found) {
        return fail(Failure::forbidden, "Only a person has a profile; keys have none.");
    }
    return found->user;
}

Result<Response> show(Application& application, const Request& request) {
    const engine::User user = TRY(myself(application, request));
    return application.workspace().read([&](const engine::Workspace::View& view) {
        const ledger::Record* record = view.timeline.find_record("user", user.email);
        engine::WorkingTime time =
            engine::working_time_of(view.timeline, record->properties, Instant::latest());
        return Result<Response>(json_response(
            Profile{.name = user.name,
                    .email = user.email,
                    .time_zone = std::move(time.time_zone),
                    .work_days = std::move(time.work_days).value_or(std::vector<std::string>{}),
                    .work_from = std::move(time.work_from),
                    .work_to = std::move(time.work_to),
                    .away_from = std::move(time.away_from),
                    .away_until = std::move(time.away_until),
                    .languages = std::move(time.languages).value_or(std::vector<std::string>{})}));
    });
}

Result<Response> change(Application& application, const Request& request) {
    const auto wish = TRY(parse_body<ProfileChange>(request.body));
    const engine::User user = TRY(myself(application, request));
    const auto name = engine::name_in(wish.name.value_or(user.name));
    if (!name) {
        return fail(Failure::invalid, "Everybody has a name.", {{"/name", "1 to 200 characters"}});
    }
    const engine::WorkingTime time{.time_zone = wish.time_zone,
                                   .work_days = wish.work_days,
                                   .work_from = wish.work_from,
                                   .work_to = wish.work_to,
                                   .away_from = wish.away_from,
                                   .away_until = wish.away_until,
                                   .languages = wish.languages};
    engine::RecordChange record{
        .record = "user", .key = user.email, .properties = engine::properties_of(time)};
    if (wish.name) {
        record.properties.emplace_back("name", *name);
    }
    if (record.properties.empty()) {
        return application.written(request, engine::Receipt{});
    }
    const auto receipt =
        application.workspace().run([record, time, because = because_of(request)](
                                        engine::Desk& desk) -> Result<engine::Receipt> {
            TRY(engine::check(desk.timeline(), "user", record.key, time));
            return engine::change_record(desk, record, because);
        });
    application.accounts().refresh_users();
    return application.written(request, receipt);
}

// Every session ends, this one begins anew: who changes a password may fear that somebody knows it.
Result<Response> change_password(Application& application, const Request& request) {
    const auto wish = TRY(parse_body<PasswordChange>(request.body));
    const engine::User user = TRY(myself(application, request));
    const auto fits = application.sign_in().check_password(
        user.email, wish.current, request.remote, request.received);
    if (!fits) {
        return fits.error().failure == Failure::forbidden
                   ? fail(Failure::invalid,
                          "Nothing was changed.",
                          {{"/current", "this is not your password"}})
                   : std::unexpected(fits.error());
    }
    const std::string hash = TRY(hash_password(wish.password));
    TRY(application.accounts().set_password(user.email, hash, request.received));
    TRY(application.accounts().end_sessions_of(user.email));
    const std::string token = TRY(application.sign_in().as(*fits, request.received));
    Response response = no_content();
    response.headers.push_back(session_cookie(token));
    return response;
}

Result<Response> show_workspace(Application& application, const Request& request) {
    return application.workspace().read([&](const engine::Workspace::View& view) {
        const engine::Settings settings = engine::settings_of(view, request.received);
        const std::string last = engine::named_last_resort(view.timeline, request.received);
        return Result<Response>(json_response(
            WorkspaceSettings{.name = settings.name,
                              .currency = std::string(settings.currency.text()),
                              .time_zone = settings.zone.name(),
                              .last_resort = last.empty() ? std::nullopt : std::optional(last)}));
    });
}

Done check_workspace(const WorkspaceChange& wish) {
    if (wish.name && !engine::name_in(*wish.name)) {
        return fail(Failure::invalid, "A company has a name.", {{"/name", "1 to 200 characters"}});
    }
    if (wish.time_zone && !TimeZone::find(*wish.time_zone)) {
        return fail(Failure::invalid,
                    "There is no such time zone.",
                    {{"/time_zone", "expected a name such as Europe/Berlin"}});
    }
    return {};
}

// As the ledger writes it; empty for nobody.
Result<std::string> address_of(Application& application, const std::string& email) {
    const auto user = application.accounts().find_user(email);
    if (!email.empty() && !user) {
        return fail(Failure::invalid,
                    "Nobody here has that address.",
                    {{"/last_resort", "expected the e-mail address of somebody who works here"}});
    }
    return user ? user->user.email : std::string();
}

Result<Response> change_workspace(Application& application, const Request& request) {
    auto wish = TRY(parse_body<WorkspaceChange>(request.body));
    TRY(check_workspace(wish));
    if (wish.last_resort) {
        wish.last_resort = TRY(address_of(application, *wish.last_resort));
    }
    engine::RecordChange record{.record = "workspace", .key = "settings", .properties = {}};
    for (const auto& [name, value] : {std::pair("name", &wish.name),
                                      std::pair("time_zone", &wish.time_zone),
                                      std::pair("last_resort", &wish.last_resort)}) {
        if (*value) {
            const auto said = engine::name_in(**value);
            record.properties.emplace_back(name, said ? Value(*said) : Value(Unknown{}));
        }
    }
    if (record.properties.empty()) {
        return application.written(request, engine::Receipt{});
    }
    const auto receipt =
        application.workspace().run([record, because = because_of(request)](engine::Desk& desk) {
            return engine::change_record(desk, record, because);
        });
    return application.written(request, receipt);
}

}  // namespace

std::vector<Route> profile_api(Application& application) {
    const auto with = [&application](auto use) {
        return Answer(
            [&application, use](const Request& request) { return use(application, request); });
    };
    return {
        {.method = Method::get,
         .pattern = "/api/v1/me",
         .handler = with(show),
         .summary = "What you said of yourself",
         .response = schema_of<Profile>},
        {.method = Method::patch,
         .pattern = "/api/v1/me",
         .handler = with(change),
         .summary = "Change your name, your hours, or say when you are away",
         .request = schema_of<ProfileChange>,
         .response = schema_of<Written>},
        {.method = Method::post,
         .pattern = "/api/v1/me/password",
         .handler = with(change_password),
         .summary = "Change your password; your other sessions end",
         .success = 204,
         .request = schema_of<PasswordChange>},
        {.method = Method::get,
         .pattern = "/api/v1/workspace",
         .handler = with(show_workspace),
         .access = signed_in("users:read"),
         .summary = "What holds for the whole workspace",
         .response = schema_of<WorkspaceSettings>},
        {.method = Method::patch,
         .pattern = "/api/v1/workspace",
         .handler = with(change_workspace),
         .access = only({Role::admin, Role::lead}),
         .summary = "Change the company's name, its time zone, or the owner of last resort",
         .request = schema_of<WorkspaceChange>,
         .response = schema_of<Written>},
    };
}

}  // namespace baton::http
