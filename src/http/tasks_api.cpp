#include "http/tasks_api.hpp"

#include <algorithm>
#include <array>
#include <boost/describe/class.hpp>
#include <boost/describe/enum_to_string.hpp>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/task_commands.hpp"
#include "engine/task_views.hpp"
#include "http/json_body.hpp"

namespace baton::http {

namespace {

constexpr std::array<std::string_view, 3> clearable{"due_at", "remind_before", "repeat"};

struct NewTask {
    std::string title = {};
    std::optional<Instant> due_at = {};
    std::optional<ContactId> contact = {};
    std::optional<DealId> deal = {};
    std::optional<std::string> owner = {};
    std::optional<engine::TaskType> type = {};
    std::optional<engine::TaskPriority> priority = {};
    std::optional<std::int64_t> remind_before = {};  // minutes
    std::optional<std::string> repeat = {};          // RFC 5545: FREQ=WEEKLY;BYDAY=MO
};

BOOST_DESCRIBE_STRUCT(NewTask,
                      (),
                      (title, due_at, contact, deal, owner, type, priority, remind_before, repeat))

// `clear` takes members back by name: due_at, remind_before, repeat.
struct TaskChange {
    std::optional<bool> done = {};
    std::optional<std::string> title = {};
    std::optional<Instant> due_at = {};
    std::optional<std::string> owner = {};
    std::optional<engine::TaskType> type = {};
    std::optional<engine::TaskPriority> priority = {};
    std::optional<std::int64_t> remind_before = {};
    std::optional<std::string> repeat = {};
    std::optional<std::vector<std::string>> clear = {};
};

BOOST_DESCRIBE_STRUCT(TaskChange,
                      (),
                      (done, title, due_at, owner, type, priority, remind_before, repeat, clear))

// What both have in common, as properties.
template <typename Wish>
ledger::Properties common_properties(const Wish& wish) {
    ledger::Properties properties;
    const auto set = [&](const char* name, const auto& value) {
        if (value) {
            properties.emplace_back(name, *value);
        }
    };
    set("owner", wish.owner);
    set("due_at", wish.due_at);
    set("repeat", wish.repeat);
    if (wish.type) {
        properties.emplace_back("type", boost::describe::enum_to_string(*wish.type, ""));
    }
    if (wish.priority) {
        properties.emplace_back("priority", boost::describe::enum_to_string(*wish.priority, ""));
    }
    if (wish.remind_before) {
        constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max() / decimal_one;
        properties.emplace_back(
            "remind_before",
            Decimal{std::clamp<std::int64_t>(*wish.remind_before, -1, most) * decimal_one});
    }
    return properties;
}

Result<Response> list(Application& application, const Request& request) {
    const std::string mine = flag_of(request, "mine") ? request.principal.name : std::string();
    const bool open_only = flag_of(request, "open");
    const bool reminded = flag_of(request, "reminded");
    const std::string deal = text_of(request, "deal");
    const DealId about{deal.empty() ? 0 : TRY(parse_id(deal, "?deal"))};
    const std::size_t limit = TRY(limit_of(request, page_rows_max));
    const auto wanted = [&](const engine::TaskFacts& task) {
        return (mine.empty() || task.owner == mine) && (!open_only || !task.done_at) &&
               (!reminded || task.reminded_at) && (!about || task.deal == about);
    };
    return application.workspace().read([&](const engine::Workspace::View& view) {
        const auto tasks = engine::find_tasks(view.timeline, request.received, wanted);
        Page<engine::TaskView> page{.rows = {}, .total = static_cast<std::int64_t>(tasks.size())};
        for (std::size_t at = 0; at < std::min(limit, tasks.size()); ++at) {
            page.rows.push_back(engine::task_view(view.timeline, tasks[at], request.received));
        }
        return Result<Response>(json_response(page));
    });
}

ledger::Properties properties_of(const NewTask& wish, const engine::Because& because) {
    ledger::Properties properties = common_properties(wish);
    properties.emplace_back("title", wish.title);
    if (!wish.owner && because.by.contains('@')) {
        properties.emplace_back("owner", because.by);
    }
    if (wish.contact && *wish.contact) {
        properties.emplace_back("contact", std::to_string(wish.contact->value));
    }
    if (wish.deal && *wish.deal) {
        properties.emplace_back("deal", std::to_string(wish.deal->value));
    }
    return properties;
}

Result<Response> create(Application& application, const Request& request) {
    const auto wish = TRY(parse_body<NewTask>(request.body));
    const auto command = [wish, because = because_of(request)](engine::Desk& desk) {
        return engine::change_task(desk, {}, properties_of(wish, because), because);
    };
    return application.written(request, application.workspace().run(command), 201);
}

Result<ledger::Properties> changes_of(engine::Desk& desk, const TaskChange& wish) {
    ledger::Properties properties = common_properties(wish);
    if (wish.done) {
        properties.emplace_back("done_at", *wish.done ? Value(desk.now()) : Value(Unknown{}));
    }
    if (wish.title) {
        properties.emplace_back("title", *wish.title);
    }
    for (const std::string& name : wish.clear.value_or(std::vector<std::string>())) {
        if (std::ranges::find(clearable, name) == clearable.end()) {
            return fail(Failure::invalid,
                        "This cannot be taken back.",
                        {{"/clear", "name due_at, remind_before or repeat"}});
        }
        std::erase_if(properties, [&](const auto& each) { return each.first == name; });
        properties.emplace_back(name, Unknown{});
    }
    return properties;
}

Result<Response> change(Application& application, const Request& request) {
    const auto wish = TRY(parse_body<TaskChange>(request.body));
    const auto command = [wish, key = request.parameter("id"), because = because_of(request)](
                             engine::Desk& desk) -> Result<engine::Receipt> {
        if (desk.timeline().find_record("task", key) == nullptr) {
            return fail(Failure::not_found, "There is no such task.");
        }
        auto properties = TRY(changes_of(desk, wish));
        return engine::change_task(desk, key, std::move(properties), because);
    };
    return application.written(request, application.workspace().run(command));
}

}  // namespace

std::vector<Route> tasks_api(Application& application) {
    const auto with = [&application](auto handler) {
        return Answer([&application, handler](const Request& request) {
            return handler(application, request);
        });
    };
    return {
        {.method = Method::get,
         .pattern = "/api/v1/tasks",
         .handler = with(list),
         .access = signed_in("contacts:read"),
         .summary = "Tasks, soonest due first",
         .query = {"mine", "open", "reminded", "deal", "limit"},
         .response = schema_of<Page<engine::TaskView>>},
        {.method = Method::post,
         .pattern = "/api/v1/tasks",
         .handler = with(create),
         .access = signed_in("contacts:write"),
         .summary = "Add a task",
         .success = 201,
         .request = schema_of<NewTask>,
         .response = schema_of<Written>},
        {.method = Method::patch,
         .pattern = "/api/v1/tasks/{id}",
         .handler = with(change),
         .access = signed_in("contacts:write"),
         .summary = "Change a task, or do it",
         .request = schema_of<TaskChange>,
         .response = schema_of<Written>},
    };
}

}  // namespace baton::http
