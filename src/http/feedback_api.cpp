#include "http/feedback_api.hpp"

#include <algorithm>
#include <boost/describe/class.hpp>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>

#include "base/id.hpp"
#include "base/result.hpp"
#include "engine/feedback_commands.hpp"
#include "engine/feedback_views.hpp"
#include "handoff/feedback.hpp"
#include "http/json_body.hpp"

namespace baton::http {

namespace {

struct PraiseWish {
    std::string reason = {};
    std::optional<std::string> note = {};
};

BOOST_DESCRIBE_STRUCT(PraiseWish, (), (reason, note))

struct AnswerWish {
    std::string answer = {};
    std::optional<std::string> note = {};
};

BOOST_DESCRIBE_STRUCT(AnswerWish, (), (answer, note))

struct ThreadWish {
    std::string text = {};
};

BOOST_DESCRIBE_STRUCT(ThreadWish, (), (text))

Result<Response> praise(Application& application, const Request& request) {
    const auto wish = TRY(parse_body<PraiseWish>(request.body));
    const engine::Praise praise{.contact = TRY(id_of<ContactId>(request, "contact")),
                                .reason = wish.reason,
                                .note = wish.note.value_or(std::string())};
    const auto chain = application.workspace().read(
        [](const engine::Workspace::View& view) { return view.live.shared_chain(); });
    const auto command = [chain, praise, because = because_of(request)](engine::Desk& desk) {
        return engine::praise_handoff(desk, *chain, praise, because);
    };
    return application.written(request, application.workspace().run(command));
}

// Each team says what is its own to say; who leads both may say either.
Done check_side(const Request& request, handoff::Answer answer) {
    if (request.principal.kind != Principal::Kind::session) {
        return {};  // a key's scope says all
    }
    const bool of_sales = handoff::team_of(answer) == agreement::Team::sales;
    const Role role = request.principal.role;
    if ((of_sales && role == Role::marketer) || (!of_sales && role == Role::rep)) {
        return fail(Failure::forbidden,
                    of_sales ? "Sales settles a dispute." : "Marketing answers a rejection.");
    }
    return {};
}

Result<Response> answer(Application& application, const Request& request) {
    const auto wish = TRY(parse_body<AnswerWish>(request.body));
    const auto found = handoff::find_answer(wish.answer);
    if (!found) {
        return fail(Failure::invalid,
                    "There is no such answer.",
                    {{"/answer", "agreed, changed, disputed, upheld or reopened"}});
    }
    TRY(check_side(request, *found));
    const engine::RejectionAnswer said{.contact = TRY(id_of<ContactId>(request, "contact")),
                                       .answer = *found,
                                       .note = wish.note.value_or(std::string())};
    const auto command = [said, because = because_of(request)](engine::Desk& desk) {
        return engine::answer_rejection(desk, said, because);
    };
    return application.written(request, application.workspace().run(command));
}

Result<Response> write_more(Application& application, const Request& request) {
    const engine::ThreadNote note{.contact = TRY(id_of<ContactId>(request, "contact")),
                                  .text = TRY(parse_body<ThreadWish>(request.body)).text};
    const auto command = [note, because = because_of(request)](engine::Desk& desk) {
        return engine::write_in_thread(desk, note, because);
    };
    return application.written(request, application.workspace().run(command), 201);
}

Result<Response> rejections(Application& application, const Request& request) {
    const std::string state = text_of(request, "state");
    const auto filter = engine::find_rejection_filter(state.empty() ? "unanswered" : state);
    if (!filter) {
        return fail(Failure::invalid,
                    "There is no such state.",
                    {{"?state", "unanswered, disputed, answered or all"}});
    }
    const std::string after = text_of(request, "after");
    const std::int64_t offset = after.empty() ? 0 : TRY(parse_id(after, "?after"));
    const engine::RejectionAsk ask{
        .filter = *filter,
        .offset = static_cast<std::size_t>(std::max<std::int64_t>(offset, 0)),
        .limit = TRY(limit_of(request)),
        .now = request.received};
    engine::RejectionPage found = application.workspace().read(
        [&](const engine::Workspace::View& view) { return engine::list_rejections(view, ask); });
    const std::size_t seen = ask.offset + found.rows.size();
    return json_response(Page<engine::RejectionView>{
        .rows = std::move(found.rows),
        .next = seen < found.total ? std::optional(std::to_string(seen)) : std::nullopt,
        .total = static_cast<std::int64_t>(found.total)});
}

}  // namespace

std::vector<Route> feedback_api(Application& application) {
    const auto with = [&application](auto use) {
        return Answer(
            [&application, use](const Request& request) { return use(application, request); });
    };
    return {
        {.method = Method::post,
         .pattern = "/api/v1/handoffs/{contact}/praise",
         .handler = with(praise),
         .access = only({Role::rep, Role::lead, Role::manager, Role::admin}, "handoffs:write"),
         .summary = "Say what was great about a lead",
         .request = schema_of<PraiseWish>,
         .response = schema_of<Written>},
        {.method = Method::post,
         .pattern = "/api/v1/handoffs/{contact}/answer",
         .handler = with(answer),
         .access = signed_in("handoffs:write"),
         .summary = "Answer a rejection, or settle a dispute about it",
         .request = schema_of<AnswerWish>,
         .response = schema_of<Written>},
        {.method = Method::post,
         .pattern = "/api/v1/handoffs/{contact}/thread",
         .handler = with(write_more),
         .access = signed_in("handoffs:write"),
         .summary = "Write in the thread of a handoff; \"@Name\" calls a colleague",
         .success = 201,
         .request = schema_of<ThreadWish>,
         .response = schema_of<Written>},
        {.method = Method::get,
         .pattern = "/api/v1/rejections",
         .handler = with(rejections),
         .access = signed_in("handoffs:read"),
         .summary = "Handoffs that stand rejected, and who is to answer",
         .query = {"state", "after", "limit"},
         .response = schema_of<Page<engine::RejectionView>>},
    };
}

}  // namespace baton::http
