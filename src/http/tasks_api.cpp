#include "http/tasks_api.hpp"

#include <algorithm>
#include <boost/describe/class.hpp>
#include <optional>
#include <string>
#include <utility>

#include "base/text.hpp"
#include "engine/contact_commands.hpp"
#include "engine/deal_commands.hpp"
#include "engine/people.hpp"
#include "engine/task_views.hpp"
#include "http/json_body.hpp"

namespace baton::http {

namespace {

struct NewTask {
    std::string title = {};
    std::optional<Instant> due_at = {};
    std::optional<ContactId> contact = {};
    std::optional<DealId> deal = {};
    std::optional<std::string> owner = {};
};

BOOST_DESCRIBE_STRUCT(NewTask, (), (title, due_at, contact, deal, owner))

struct TaskChange {
    std::optional<bool> done = {};
    std::optional<std::string> title = {};
    std::optional<Instant> due_at = {};
    std::optional<std::string> owner = {};
};

BOOST_DESCRIBE_STRUCT(TaskChange, (), (done, title, due_at, owner))

Result<Response> list(Application& application, const Request& request) {
    const std::string mine = flag_of(request, "mine") ? request.principal.name : std::string();
    const bool open_only = flag_of(request, "open");
    const std::size_t limit = TRY(limit_of(request, page_rows_max));
    const auto wanted = [&](const engine::TaskFacts& task) {
        return (mine.empty() || task.owner == mine) && (!open_only || !task.done_at);
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

Done check_owner(engine::Desk& desk, const std::string& owner) {
    if (!engine::find_user(desk.timeline(), owner, Instant::latest())) {
        return fail(Failure::invalid, "There is no such user.", {{"/owner", "must be a user"}});
    }
    return {};
}

Done check_links(engine::Desk& desk, const NewTask& wish) {
    if (wish.contact && *wish.contact && desk.find_contact(*wish.contact) == nullptr) {
        return fail(
            Failure::invalid, "There is no such contact.", {{"/contact", "must be a contact"}});
    }
    if (wish.deal && *wish.deal && desk.timeline().find(*wish.deal) == nullptr) {
        return fail(Failure::invalid, "There is no such deal.", {{"/deal", "must be a deal"}});
    }
    return {};
}

Result<engine::Receipt> add(engine::Desk& desk,
                            const NewTask& wish,
                            const engine::Because& because) {
    const std::string title(text::trimmed(wish.title));
    if (title.empty()) {
        return fail(Failure::invalid, "A task needs a title.", {{"/title", "is required"}});
    }
    TRY(check_links(desk, wish));
    ledger::Properties properties{{"title", title}};
    if (wish.owner || because.by.contains('@')) {
        const std::string owner = wish.owner.value_or(because.by);
        TRY(check_owner(desk, owner));
        properties.emplace_back("owner", owner);
    }
    if (wish.due_at) {
        properties.emplace_back("due_at", *wish.due_at);
    }
    if (wish.contact && *wish.contact) {
        properties.emplace_back("contact", std::to_string(wish.contact->value));
        desk.batch().topics.insert("contact:" + std::to_string(wish.contact->value));
    }
    if (wish.deal && *wish.deal) {
        properties.emplace_back("deal", std::to_string(wish.deal->value));
        desk.batch().topics.insert("deal:" + std::to_string(wish.deal->value));
    }
    return engine::change_record(
        desk, {.record = "task", .key = {}, .properties = std::move(properties)}, because);
}

Result<Response> create(Application& application, const Request& request) {
    const auto wish = TRY(parse_body<NewTask>(request.body));
    const auto command = [wish, because = because_of(request)](engine::Desk& desk) {
        return add(desk, wish, because);
    };
    return application.written(request, application.workspace().run(command), 201);
}

Result<ledger::Properties> changes_of(engine::Desk& desk, const TaskChange& wish) {
    ledger::Properties properties;
    if (wish.done) {
        properties.emplace_back("done_at", *wish.done ? Value(desk.now()) : Value(Unknown{}));
    }
    if (wish.title) {
        const std::string title(text::trimmed(*wish.title));
        if (title.empty()) {
            return fail(Failure::invalid, "A task needs a title.", {{"/title", "is required"}});
        }
        properties.emplace_back("title", title);
    }
    if (wish.due_at) {
        properties.emplace_back("due_at", *wish.due_at);
    }
    if (wish.owner) {
        TRY(check_owner(desk, *wish.owner));
        properties.emplace_back("owner", *wish.owner);
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
        return engine::change_record(
            desk, {.record = "task", .key = key, .properties = std::move(properties)}, because);
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
         .query = {"mine", "open", "limit"},
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
