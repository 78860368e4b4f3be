#include "http/mail_api.hpp"

#include <algorithm>
#include <boost/describe/class.hpp>
#include <charconv>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "base/calendar.hpp"
#include "base/instant.hpp"
#include "base/result.hpp"
#include "engine/digest.hpp"
#include "engine/mail_setup.hpp"
#include "engine/settings.hpp"
#include "http/json_body.hpp"

namespace baton::http {

namespace {

constexpr int days_of_week = 7;

// The password is never told. `waiting` and `dead` count letters.
struct MailView {
    bool active = false;
    std::string host = {};
    int port = 0;
    engine::MailSeal seal = engine::MailSeal::starttls;
    std::string user = {};
    bool password = false;  // whether there is one
    std::string from = {};
    std::string from_name = {};
    std::string link = {};
    std::int64_t waiting = 0;
    std::int64_t dead = 0;
};

BOOST_DESCRIBE_STRUCT(
    MailView, (), (active, host, port, seal, user, password, from, from_name, link, waiting, dead))

struct MailBody {
    bool active = false;
    std::string host = {};
    int port = 0;
    engine::MailSeal seal = engine::MailSeal::starttls;
    std::optional<std::string> user = {};
    std::optional<std::string> password = {};  // none: as it was, with the same server
    std::string from = {};
    std::optional<std::string> from_name = {};
    std::optional<std::string> link = {};
};

BOOST_DESCRIBE_STRUCT(MailBody,
                      (),
                      (active, host, port, seal, user, password, from, from_name, link))

Result<Response> show(Application& application) {
    const engine::MailState state = TRY(engine::mail_state(application.workspace()));
    const engine::MailSetup& setup = state.setup;
    return json_response(MailView{.active = setup.active,
                                  .host = setup.host,
                                  .port = setup.port,
                                  .seal = setup.seal,
                                  .user = setup.user,
                                  .password = !setup.password.empty(),
                                  .from = setup.from,
                                  .from_name = setup.from_name,
                                  .link = setup.link,
                                  .waiting = state.waiting,
                                  .dead = state.dead});
}

Result<Response> set_up(Application& application, const Request& request) {
    auto body = TRY(parse_body<MailBody>(request.body));
    const engine::MailSetupWish wish{.setup = {.active = body.active,
                                               .host = std::move(body.host),
                                               .port = body.port,
                                               .seal = body.seal,
                                               .user = body.user.value_or(""),
                                               .from = std::move(body.from),
                                               .from_name = body.from_name.value_or(""),
                                               .link = body.link.value_or("")},
                                     .password = std::move(body.password)};
    TRY(engine::set_mail_setup(application.workspace(), application.options().webhooks, wish));
    return show(application);
}

Result<Response> try_it(Application& application, const Request& request) {
    TRY(engine::send_test_mail(application.workspace(), request.principal.name));
    return no_content();
}

// "2026-W47": the Monday of that week, by ISO 8601.
std::optional<Date> monday_of(std::string_view text) {
    int year = 0;
    int week = 0;
    const auto number = [](std::string_view digits, int& into) {
        const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), into);
        return read.ec == std::errc() && read.ptr == digits.data() + digits.size();
    };
    const bool shaped = text.size() == 8 && text.substr(4, 2) == "-W";
    if (!shaped || !number(text.substr(0, 4), year) || !number(text.substr(6), week) || week < 1 ||
        week > 53 || year < 1970) {
        return std::nullopt;
    }
    const Date fourth = date_of({.year = year, .month = 1, .day = 4});  // always in week 1
    return Date{.days = fourth.days - weekday_of(fourth) + (week - 1) * days_of_week};
}

Result<Response> digest(Application& application, const Request& request) {
    const std::string week = text_of(request, "week");
    const auto asked = monday_of(week);
    if (!week.empty() && !asked) {
        return fail(Failure::invalid, "There is no such week.", {{"?week", "such as 2026-W47"}});
    }
    return application.workspace().read([&](const engine::Workspace::View& view) {
        const TimeZone zone = engine::settings_of(view, request.received).zone;
        const Date today = zone.day_of(request.received);
        const Date monday = asked.value_or(Date{.days = today.days - weekday_of(today)});
        const Instant from = zone.start_of(monday);
        const Instant end = zone.start_of({.days = monday.days + days_of_week});
        if (from >= request.received) {
            return Result<Response>(
                fail(Failure::invalid, "This week has not begun.", {{"?week", "a week that has"}}));
        }
        return Result<Response>(json_response(engine::digest_view(
            view, {.from = from, .to = std::min(end, request.received), .owner = {}})));
    });
}

}  // namespace

std::vector<Route> mail_api(Application& application) {
    const auto with = [&application](auto use) {
        return Answer(
            [&application, use](const Request& request) { return use(application, request); });
    };
    return {
        {.method = Method::get,
         .pattern = "/api/v1/mail",
         .handler =
             Answer([&application](const Request& /*request*/) { return show(application); }),
         .access = only({Role::admin, Role::lead}),
         .summary = "The mail server by which people are told",
         .response = schema_of<MailView>},
        {.method = Method::put,
         .pattern = "/api/v1/mail",
         .handler = with(set_up),
         .access = only({Role::admin}),
         .summary = "Set up the mail server",
         .request = schema_of<MailBody>,
         .response = schema_of<MailView>},
        {.method = Method::post,
         .pattern = "/api/v1/mail/test",
         .handler = with(try_it),
         .access = only({Role::admin}),
         .summary = "Send a letter to yourself, to try the mail server",
         .success = 204},
        {.method = Method::get,
         .pattern = "/api/v1/digest",
         .handler = with(digest),
         .summary = "What happened between the teams in a week",
         .query = {"week"},
         .response = schema_of<engine::DigestView>},
    };
}

}  // namespace baton::http
