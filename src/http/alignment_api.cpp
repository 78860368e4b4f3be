#include "http/alignment_api.hpp"

#include <algorithm>
#include <boost/describe/class.hpp>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <fmt/format.h>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/alignment.hpp"
#include "engine/alignment_views.hpp"
#include "engine/team_goals.hpp"
#include "goals/goal_measures.hpp"
#include "http/json_body.hpp"

namespace baton::http {

namespace {

struct GoalMeasureRow {
    std::string key = {};
    std::string title = {};
    std::string kind = {};
};

BOOST_DESCRIBE_STRUCT(GoalMeasureRow, (), (key, title, kind))

struct GoalsAnswer {
    std::vector<engine::GoalView> goals = {};
    std::vector<GoalMeasureRow> measures = {};  // what a goal can be about
};

BOOST_DESCRIBE_STRUCT(GoalsAnswer, (), (goals, measures))

struct GoalWish {
    std::string team = {};
    std::string measure = {};
    std::optional<std::string> period = {};
    std::optional<std::string> target = {};
};

BOOST_DESCRIBE_STRUCT(GoalWish, (), (team, measure, period, target))

struct SignAnswer {
    engine::SignView sign = {};
    std::int64_t total = 0;
    std::vector<engine::SignRow> rows = {};
    std::optional<std::string> next = {};  // ?after of the next page
};

BOOST_DESCRIBE_STRUCT(SignAnswer, (), (sign, total, rows, next))

// The signs as they stand, kept for as long as their routes.
struct Shown {
    Application& application;
    engine::Alignment alignment;

    explicit Shown(Application& of) : application(of), alignment(of.workspace()) {
        alignment.start();
    }
};

using ReadingPointer = std::shared_ptr<const engine::AlignmentReading>;

// The latest, or as of ?as_of, which is read for this answer alone.
Result<ReadingPointer> reading_for(Shown& shown, const Request& request) {
    const std::optional<Instant> as_of = TRY(instant_of(request, "as_of"));
    if (!as_of || *as_of >= request.received) {
        return shown.alignment.current();
    }
    return shown.application.workspace().read(
        [&](const engine::Workspace::View& view) -> ReadingPointer {
            return std::make_shared<const engine::AlignmentReading>(
                engine::read_alignment(view, *as_of));
        });
}

Result<std::size_t> after_of(const Request& request) {
    const std::string text = text_of(request, "after");
    std::size_t after = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), after);
    if (!text.empty() && (error != std::errc() || end != text.data() + text.size())) {
        return fail(Failure::invalid,
                    "This is no place to go on from.",
                    {{"/after", "take it from an answer"}});
    }
    return after;
}

Result<Response> show(Shown& shown, const Request& request) {
    const ReadingPointer reading = TRY(reading_for(shown, request));
    return json_response(
        shown.application.workspace().read([&](const engine::Workspace::View& view) {
            return engine::alignment_view(view, *reading);
        }));
}

Result<Response> show_sign(Shown& shown, const Request& request) {
    const std::size_t limit = TRY(limit_of(request));
    const std::size_t after = TRY(after_of(request));
    const ReadingPointer reading = TRY(reading_for(shown, request));
    const std::string key{request.parameter("sign")};
    const auto state = std::ranges::find(
        reading->states, key, [](const goals::SignState& each) { return each.sign->key; });
    if (state == reading->states.end()) {
        return fail(Failure::not_found, fmt::format("there is no sign {}", key));
    }
    return shown.application.workspace().read([&](const engine::Workspace::View& view) {
        engine::SignRows page = engine::sign_rows(view, *reading, *state, after, limit);
        const std::size_t end = after + page.rows.size();
        SignAnswer answer{
            .sign = engine::sign_view(view, *reading, key).value_or(engine::SignView{}),
            .total = page.total,
            .rows = std::move(page.rows)};
        if (std::cmp_less(end, page.total)) {
            answer.next = std::to_string(end);
        }
        return json_response(answer);
    });
}

Result<Response> show_goals(Application& application, const Request& request) {
    GoalsAnswer answer;
    answer.goals = application.workspace().read([&](const engine::Workspace::View& view) {
        return engine::list_goals(view, std::max(request.received, view.timeline.latest_at()));
    });
    for (const goals::GoalMeasure& measure : goals::goal_measures()) {
        answer.measures.push_back({.key = std::string(measure.key),
                                   .title = std::string(measure.title),
                                   .kind = std::string(goals::name(measure.kind))});
    }
    return json_response(answer);
}

Result<Response> add_goal(Application& application, const Request& request) {
    const auto wish = TRY(parse_body<GoalWish>(request.body));
    const engine::NewGoal goal{.team = wish.team,
                               .measure = wish.measure,
                               .period = wish.period.value_or(""),
                               .target = wish.target.value_or("")};
    return application.written(
        request,
        application.workspace().run([goal, because = because_of(request)](engine::Desk& desk) {
            return engine::add_goal(desk, goal, because);
        }),
        201);
}

Result<Response> remove_goal(Application& application, const Request& request) {
    const std::string id{request.parameter("id")};
    return application.written(
        request,
        application.workspace().run([id, because = because_of(request)](engine::Desk& desk) {
            return engine::remove_goal(desk, id, because);
        }));
}

std::vector<Route> goal_routes(Application& application) {
    const auto with = [&application](auto use) {
        return Answer(
            [&application, use](const Request& request) { return use(application, request); });
    };
    constexpr Access who = only({Role::lead, Role::manager, Role::admin});
    return {{.method = Method::get,
             .pattern = "/api/v1/goals",
             .handler = with(show_goals),
             .access = signed_in("measures:read"),
             .summary = "What each team is measured on, and what a goal can be about",
             .response = schema_of<GoalsAnswer>},
            {.method = Method::post,
             .pattern = "/api/v1/goals",
             .handler = with(add_goal),
             .access = who,
             .summary = "Say what a team is measured on",
             .success = 201,
             .request = schema_of<GoalWish>,
             .response = schema_of<Written>},
            {.method = Method::remove,
             .pattern = "/api/v1/goals/{id}",
             .handler = with(remove_goal),
             .access = who,
             .summary = "A team is no longer measured on that",
             .response = schema_of<Written>}};
}

}  // namespace

std::vector<Route> alignment_api(Application& application) {
    const auto shown = std::make_shared<Shown>(application);
    const auto with = [shown](auto use) {
        return Answer([shown, use](const Request& request) { return use(*shown, request); });
    };
    std::vector<Route> routes = goal_routes(application);
    routes.push_back({.method = Method::get,
                      .pattern = "/api/v1/alignment",
                      .handler = with(show),
                      .access = signed_in("measures:read"),
                      .summary = "The warning signs with their numbers, and the four questions",
                      .query = {"as_of"},
                      .response = schema_of<engine::AlignmentView>});
    routes.push_back({.method = Method::get,
                      .pattern = "/api/v1/alignment/{sign}",
                      .handler = with(show_sign),
                      .access = signed_in("measures:read"),
                      .summary = "One warning sign, and what speaks for it, newest first",
                      .query = {"as_of", "limit", "after"},
                      .response = schema_of<SignAnswer>});
    return routes;
}

}  // namespace baton::http
