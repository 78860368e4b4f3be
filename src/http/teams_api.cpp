#include "http/teams_api.hpp"

#include <boost/describe/class.hpp>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include "base/value.hpp"
#include "connect/icalendar.hpp"
#include "engine/people.hpp"
#include "engine/team_commands.hpp"
#include "http/json_body.hpp"

namespace baton::http {

namespace {

constexpr int years_back = 1;
constexpr int years_ahead = 5;
constexpr int days_a_year = 366;

struct Team {
    std::string name = {};
    std::int64_t people = 0;
    std::optional<std::string> time_zone = {};
    std::vector<std::string> work_days = {};
    std::optional<std::string> work_from = {};
    std::optional<std::string> work_to = {};
    std::vector<std::string> holidays = {};
    std::optional<std::int64_t> most_open = {};
};

BOOST_DESCRIBE_STRUCT(Team,
                      (),
                      (name, people, time_zone, work_days, work_from, work_to, holidays, most_open))

struct TeamWish {
    std::optional<std::string> time_zone = {};
    std::optional<std::vector<std::string>> work_days = {};
    std::optional<std::string> work_from = {};
    std::optional<std::string> work_to = {};
    std::optional<std::vector<std::string>> holidays = {};
    std::optional<std::int64_t> most_open = {};
};

BOOST_DESCRIBE_STRUCT(TeamWish, (), (time_zone, work_days, work_from, work_to, holidays, most_open))

struct HolidaysWish {
    std::string icalendar = {};  // the text of an .ics file
};

BOOST_DESCRIBE_STRUCT(HolidaysWish, (), (icalendar))

struct HolidaysAnswer {
    std::size_t events = 0;
    std::vector<std::string> holidays = {};
    std::vector<std::string> left_out = {};
};

BOOST_DESCRIBE_STRUCT(HolidaysAnswer, (), (events, holidays, left_out))

Team team_of(const ledger::Timeline& timeline, const std::string& name, std::int64_t people) {
    Team team{.name = name, .people = people};
    const ledger::Record* record = timeline.find_record("team", name);
    if (record == nullptr) {
        return team;
    }
    engine::WorkingTime time =
        engine::working_time_of(timeline, record->properties, Instant::latest());
    team.time_zone = std::move(time.time_zone);
    team.work_days = std::move(time.work_days).value_or(std::vector<std::string>{});
    team.work_from = std::move(time.work_from);
    team.work_to = std::move(time.work_to);
    team.holidays = std::move(time.holidays).value_or(std::vector<std::string>{});
    team.most_open = time.most_open;
    return team;
}

Result<Response> list(Application& application, const Request& /*request*/) {
    return application.workspace().read([](const engine::Workspace::View& view) {
        std::map<std::string, std::int64_t> people{{"sales", 0}};
        for (const engine::User& user : engine::list_users(view.timeline, Instant::latest())) {
            if (!user.team.empty()) {
                ++people[user.team];
            }
        }
        for (const ledger::Record* record : view.timeline.records_of("team")) {
            people.try_emplace(record->key, 0);
        }
        Page<Team> page;
        for (const auto& [name, count] : people) {
            page.rows.push_back(team_of(view.timeline, name, count));
        }
        page.total = static_cast<std::int64_t>(page.rows.size());
        return Result<Response>(json_response(page));
    });
}

Result<Response> change(Application& application, const Request& request) {
    const auto wish = TRY(parse_body<TeamWish>(request.body));
    const engine::WorkingTime time{.time_zone = wish.time_zone,
                                   .work_days = wish.work_days,
                                   .work_from = wish.work_from,
                                   .work_to = wish.work_to,
                                   .holidays = wish.holidays,
                                   .most_open = wish.most_open};
    const std::string name(request.parameter("name"));
    return application.written(
        request,
        application.workspace().run([=, because = because_of(request)](engine::Desk& desk) {
            return engine::change_team(desk, name, time, because);
        }));
}

Result<Response> take_holidays(Application& application, const Request& request) {
    const auto wish = TRY(parse_body<HolidaysWish>(request.body));
    const Date today = TimeZone::utc().day_of(request.received);
    const auto read = connect::read_icalendar(wish.icalendar,
                                              {.days = today.days - years_back * days_a_year},
                                              {.days = today.days + years_ahead * days_a_year});
    if (!read) {
        return fail(Failure::invalid, "It was not read.", {{"/icalendar", read.error().message}});
    }
    HolidaysAnswer answer{.events = read->events, .left_out = read->left_out};
    for (const Date day : read->days) {
        answer.holidays.push_back(render(day));
    }
    if (answer.holidays.empty()) {
        return fail(Failure::invalid,
                    "There is no whole day off in this calendar.",
                    {{"/icalendar", "events that take whole days are read"}});
    }
    const engine::WorkingTime time{.holidays = answer.holidays};
    const std::string name(request.parameter("name"));
    TRY(application.workspace().run([=, because = because_of(request)](engine::Desk& desk) {
        return engine::change_team(desk, name, time, because);
    }));
    return json_response(answer);
}

}  // namespace

std::vector<Route> teams_api(Application& application) {
    const auto with = [&application](auto use) {
        return Answer(
            [&application, use](const Request& request) { return use(application, request); });
    };
    const Access leaders = only({Role::admin, Role::lead, Role::manager});
    return {
        {.method = Method::get,
         .pattern = "/api/v1/teams",
         .handler = with(list),
         .access = signed_in("users:read"),
         .summary = "Teams, when they work and how much each person may hold",
         .response = schema_of<Page<Team>>},
        {.method = Method::put,
         .pattern = "/api/v1/teams/{name}",
         .handler = with(change),
         .access = leaders,
         .summary = "Say when a team works; what is left out stays, empty takes it back",
         .request = schema_of<TeamWish>,
         .response = schema_of<Written>},
        {.method = Method::post,
         .pattern = "/api/v1/teams/{name}/holidays",
         .handler = with(take_holidays),
         .access = leaders,
         .summary = "Take a team's holidays from an iCalendar file",
         .request = schema_of<HolidaysWish>,
         .response = schema_of<HolidaysAnswer>},
    };
}

}  // namespace baton::http
