#include "http/users_api.hpp"

#include <algorithm>
#include <boost/describe/class.hpp>
#include <iterator>
#include <optional>
#include <string>
#include <utility>

#include "base/text.hpp"
#include "engine/absence.hpp"
#include "engine/deal_commands.hpp"
#include "engine/people.hpp"
#include "engine/refs.hpp"
#include "engine/settings.hpp"
#include "engine/setup.hpp"
#include "engine/team_commands.hpp"
#include "http/json_body.hpp"
#include "http/secrets.hpp"

namespace baton::http {

namespace {

struct Person {
    std::string id = {};
    std::string name = {};
    std::string email = {};
    std::string role = {};
    std::optional<std::string> team = {};
    bool active = true;
    std::optional<std::string> signs_for = {};
    std::optional<std::string> team_name = {};  // whose reps they are among; `team` is the side
    std::optional<std::string> away = {};       // "away until 2026-08-14"
    std::optional<std::string> time_zone = {};
    std::vector<std::string> work_days = {};
    std::optional<std::string> work_from = {};
    std::optional<std::string> work_to = {};
    std::optional<std::int64_t> most_open = {};
    std::optional<std::string> away_from = {};
    std::optional<std::string> away_until = {};
    std::vector<std::string> languages = {};
    std::optional<std::int64_t> share = {};  // of the offers, beside colleagues'; none: 1
};

BOOST_DESCRIBE_STRUCT(Person,
                      (),
                      (id,
                       name,
                       email,
                       role,
                       team,
                       active,
                       signs_for,
                       team_name,
                       away,
                       time_zone,
                       work_days,
                       work_from,
                       work_to,
                       most_open,
                       away_from,
                       away_until,
                       languages,
                       share))

struct NewPerson {
    std::string name = {};
    std::string email = {};
    std::string role = {};
    std::string password = {};
    std::optional<std::string> team = {};
    std::optional<std::string> signs_for = {};
};

BOOST_DESCRIBE_STRUCT(NewPerson, (), (name, email, role, password, team, signs_for))

struct PersonChange {
    std::optional<std::string> name = {};
    std::optional<std::string> role = {};
    std::optional<std::string> team = {};
    std::optional<std::string> signs_for = {};
    std::optional<bool> active = {};
    std::optional<std::string> password = {};
    std::optional<std::string> away_from = {};  // days; empty: not away
    std::optional<std::string> away_until = {};
    std::optional<std::string> time_zone = {};
    std::optional<std::vector<std::string>> work_days = {};
    std::optional<std::string> work_from = {};
    std::optional<std::string> work_to = {};
    std::optional<std::vector<std::string>> holidays = {};
    std::optional<std::int64_t> most_open = {};
    std::optional<std::vector<std::string>> languages = {};  // de, en-GB
    std::optional<std::int64_t> share = {};
};

BOOST_DESCRIBE_STRUCT(PersonChange,
                      (),
                      (name,
                       role,
                       team,
                       signs_for,
                       active,
                       password,
                       away_from,
                       away_until,
                       time_zone,
                       work_days,
                       work_from,
                       work_to,
                       holidays,
                       most_open,
                       languages,
                       share))

engine::WorkingTime working_time_of(const PersonChange& wish) {
    return {.time_zone = wish.time_zone,
            .work_days = wish.work_days,
            .work_from = wish.work_from,
            .work_to = wish.work_to,
            .holidays = wish.holidays,
            .most_open = wish.most_open,
            .away_from = wish.away_from,
            .away_until = wish.away_until,
            .languages = wish.languages,
            .share = wish.share};
}

std::optional<std::string> given(const std::string& text) {
    return text.empty() ? std::nullopt : std::optional(text);
}

Person person_of(const engine::Workspace::View& view, const engine::User& user, Instant now) {
    Person person{.id = user.email,
                  .name = user.name,
                  .email = user.email,
                  .role = user.role,
                  .team = engine::side_of(user.role),
                  .active = user.active,
                  .signs_for = given(user.signs_for),
                  .team_name = given(user.team),
                  .away = engine::away_words(
                      view.timeline, user.email, engine::settings_of(view, now).zone, now)};
    const ledger::Record* record = view.timeline.find_record("user", user.email);
    engine::WorkingTime time =
        engine::working_time_of(view.timeline, record->properties, Instant::latest());
    person.time_zone = std::move(time.time_zone);
    person.work_days = std::move(time.work_days).value_or(std::vector<std::string>{});
    person.work_from = std::move(time.work_from);
    person.work_to = std::move(time.work_to);
    person.most_open = time.most_open;
    person.away_from = std::move(time.away_from);
    person.away_until = std::move(time.away_until);
    person.languages = std::move(time.languages).value_or(std::vector<std::string>{});
    person.share = time.share;
    return person;
}

Result<Response> list(Application& application, const Request& request) {
    const bool departed = flag_of(request, "departed");
    return application.workspace().read([&](const engine::Workspace::View& view) {
        Page<Person> page;
        for (const engine::User& user : engine::everybody(view.timeline, Instant::latest())) {
            if (user.active || departed) {
                page.rows.push_back(person_of(view, user, request.received));
            }
        }
        page.total = static_cast<std::int64_t>(page.rows.size());
        return Result<Response>(json_response(page));
    });
}

// Only an admin makes admins, or says who signs the agreement.
Done check_power(const Request& request, std::string_view role, bool signs) {
    const bool is_admin = request.principal.role == Role::admin;
    if (!is_admin && (role == "admin" || signs)) {
        return fail(Failure::forbidden, "Only an admin can give somebody these rights.");
    }
    return {};
}

Result<Response> add(Application& application, const Request& request) {
    const auto wish = TRY(parse_body<NewPerson>(request.body));
    TRY(check_power(request, wish.role, wish.signs_for.has_value()));
    const std::string hash = TRY(hash_password(wish.password));
    const engine::NewUser user{.email = wish.email,
                               .name = wish.name,
                               .role = wish.role,
                               .team = wish.team.value_or(""),
                               .signs_for = wish.signs_for.value_or("")};
    const auto command = [user, hash, at = request.received, because = because_of(request)](
                             engine::Desk& desk) -> Result<engine::Receipt> {
        engine::Receipt receipt = TRY(engine::add_user(desk, user, because));
        desk.batch().beside.push_back(engine::Accounts::password_write(user.email, hash, at));
        return receipt;
    };
    const engine::Receipt receipt = TRY(application.workspace().run(command));
    application.accounts().refresh_users();
    return application.written(request, engine::Receipt{.id = receipt.id}, 201);
}

ledger::Properties changes_of(const PersonChange& wish) {
    ledger::Properties properties;
    for (const auto& [name, value] : {std::pair("name", &wish.name),
                                      std::pair("role", &wish.role),
                                      std::pair("team", &wish.team),
                                      std::pair("signs_for", &wish.signs_for)}) {
        if (*value) {
            const auto said = engine::name_in(**value);
            properties.emplace_back(name, said ? Value(*said) : Value(Unknown{}));
        }
    }
    if (wish.active) {
        properties.emplace_back("active", *wish.active);
    }
    std::ranges::move(engine::properties_of(working_time_of(wish)), std::back_inserter(properties));
    return properties;
}

Done check_change(const Request& request, const engine::User& user, const PersonChange& wish) {
    TRY(check_power(request, user.role, wish.signs_for.has_value()));
    TRY(check_power(request, wish.role.value_or(""), false));
    if (wish.role && !find_role(*wish.role)) {
        return fail(Failure::invalid, "There is no such role.", {{"/role", "choose a role"}});
    }
    if (wish.name && !engine::name_in(*wish.name)) {
        return fail(Failure::invalid, "Everybody has a name.", {{"/name", "1 to 200 characters"}});
    }
    if (wish.team && !wish.team->empty() && !engine::name_in(*wish.team)) {
        return fail(Failure::invalid, "A team has a name.", {{"/team", "1 to 200 characters"}});
    }
    if (wish.signs_for && !wish.signs_for->empty() && *wish.signs_for != "marketing" &&
        *wish.signs_for != "sales") {
        return fail(
            Failure::invalid, "There is no such team.", {{"/signs_for", "marketing or sales"}});
    }
    const bool self = user.email == request.principal.name;
    if (self && (wish.active == false || wish.role)) {
        return fail(Failure::refused, "You cannot take your own rights away.");
    }
    if (self && wish.password) {
        return fail(Failure::refused, "Your own password is changed in your profile.");
    }
    // Who knew the password of a signer could sign for the other team.
    if (wish.password) {
        TRY(check_power(request, user.role, !user.signs_for.empty()));
    }
    return {};
}

// Who left can be brought back.
Result<engine::User> anybody(Application& application, std::string_view email) {
    auto users = application.workspace().read([](const engine::Workspace::View& view) {
        return engine::everybody(view.timeline, Instant::latest());
    });
    const auto found = std::ranges::find_if(users, [&](const engine::User& user) {
        return text::folded(user.email) == text::folded(email);
    });
    return found == users.end() ? fail(Failure::not_found, "There is no such user.")
                                : Result<engine::User>(std::move(*found));
}

Result<Response> change(Application& application, const Request& request) {
    const auto wish = TRY(parse_body<PersonChange>(request.body));
    const engine::User known = TRY(anybody(application, request.parameter("id")));
    TRY(check_change(request, known, wish));
    std::optional<std::string> hash;
    if (wish.password) {
        hash = TRY(hash_password(*wish.password));
    }
    const engine::RecordChange record{
        .record = "user", .key = known.email, .properties = changes_of(wish)};
    const auto command = [record,
                          hash,
                          time = working_time_of(wish),
                          at = request.received,
                          because =
                              because_of(request)](engine::Desk& desk) -> Result<engine::Receipt> {
        engine::Receipt receipt;
        TRY(engine::check(desk.timeline(), "user", record.key, time));
        if (!record.properties.empty()) {
            receipt = TRY(engine::change_record(desk, record, because));
        }
        if (hash) {
            desk.batch().beside.push_back(engine::Accounts::password_write(record.key, *hash, at));
        }
        return receipt;
    };
    const engine::Receipt receipt = TRY(application.workspace().run(command));
    application.accounts().refresh_users();
    if (hash || wish.active == false) {
        TRY(application.accounts().end_sessions_of(known.email));
    }
    return application.written(request, receipt);
}

}  // namespace

std::vector<Route> users_api(Application& application) {
    const Access leaders = only({Role::admin, Role::lead});
    return {
        {.method = Method::get,
         .pattern = "/api/v1/users",
         .handler = Answer([&](const Request& request) { return list(application, request); }),
         .access = signed_in("users:read"),
         .summary = "The people who work here; with departed=1 those who left too",
         .query = {"departed"},
         .response = schema_of<Page<Person>>},
        {.method = Method::post,
         .pattern = "/api/v1/users",
         .handler = Answer([&](const Request& request) { return add(application, request); }),
         .access = leaders,
         .summary = "Add a person",
         .success = 201,
         .request = schema_of<NewPerson>,
         .response = schema_of<Written>},
        {.method = Method::patch,
         .pattern = "/api/v1/users/{id}",
         .handler = Answer([&](const Request& request) { return change(application, request); }),
         .access = leaders,
         .summary = "Change a person's role, team or password, or let them go",
         .request = schema_of<PersonChange>,
         .response = schema_of<Written>},
    };
}

}  // namespace baton::http
