#include "http/handoffs_api.hpp"

#include <boost/describe/class.hpp>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include "engine/conservation.hpp"
#include "engine/handoff_card.hpp"
#include "engine/handoff_commands.hpp"
#include "engine/handoff_views.hpp"
#include "http/joined_objects.hpp"
#include "http/json_body.hpp"
#include "http/suspension_api.hpp"
#include "http/timeline_row.hpp"

namespace baton::http {

namespace {

using Step = ledger::HandoffStep;

struct AcceptWish {};

BOOST_DESCRIBE_STRUCT(AcceptWish, (), ())

struct ReturnWish {
    std::string reason = {};
    std::optional<std::string> note = {};
};

BOOST_DESCRIBE_STRUCT(ReturnWish, (), (reason, note))

struct ReassignWish {
    std::string owner = {};
};

BOOST_DESCRIBE_STRUCT(ReassignWish, (), (owner))

struct HandoffAnswer {
    engine::HandoffView handoff = {};
    std::optional<std::string> undo = {};
};

BOOST_DESCRIBE_STRUCT(HandoffAnswer, (), (handoff, undo))

// What a card shows besides the handoff itself.
struct CardParts {
    std::optional<engine::Clause> why_tree = {};
    std::vector<TimelineRow> engaged = {};
    std::optional<engine::HandoffCompany> company = {};
    std::optional<std::string> yours_because = {};
    std::vector<std::string> trace = {};
    std::vector<engine::HandoffEscalation> escalations = {};
    std::vector<std::string> reasons = {};
    std::vector<engine::HandoffMade> history = {};
    engine::FeedbackView feedback = {};
};

BOOST_DESCRIBE_STRUCT(
    CardParts,
    (),
    (why_tree, engaged, company, yours_because, trace, escalations, reasons, history, feedback))

struct ConservationRow {
    std::size_t qualified = 0;
    std::size_t offered = 0;
    std::size_t accepted = 0;
    std::size_t waiting = 0;
    std::map<std::string, std::size_t> closed = {};
    std::size_t dropped = 0;
    std::vector<engine::ContactRef> dropped_contacts = {};
    std::size_t overdue = 0;
    std::map<std::string, std::size_t> waiting_reasons = {};
    std::map<std::string, std::map<std::string, std::size_t>> closed_reasons = {};
    std::optional<SuspensionRow> suspension = {};
};

BOOST_DESCRIBE_STRUCT(ConservationRow,
                      (),
                      (qualified,
                       offered,
                       accepted,
                       waiting,
                       closed,
                       dropped,
                       dropped_contacts,
                       overdue,
                       waiting_reasons,
                       closed_reasons,
                       suspension))

Result<Response> list(Application& application, const Request& request) {
    const std::string state = text_of(request, "state");
    const auto filter = engine::find_handoff_filter(state.empty() ? "open" : state);
    if (!filter) {
        return fail(Failure::invalid,
                    "There is no such state.",
                    {{"?state", "open, offered, accepted, closed or all"}});
    }
    const engine::HandoffAsk ask{
        .filter = *filter,
        .owner = flag_of(request, "mine") ? request.principal.name : text_of(request, "owner"),
        .override_name = text_of(request, "override"),
        .after = text_of(request, "after"),
        .limit = TRY(limit_of(request)),
        .now = request.received};
    engine::HandoffPage found = application.workspace().read(
        [&](const engine::Workspace::View& view) { return engine::list_handoffs(view, ask); });
    return json_response(
        Page<engine::HandoffView>{.rows = std::move(found.rows),
                                  .next = std::move(found.next),
                                  .total = static_cast<std::int64_t>(found.total)});
}

Result<Response> show(Application& application, const Request& request) {
    const auto contact = TRY(id_of<ContactId>(request, "contact"));
    engine::HandoffCard card =
        TRY(application.workspace().read([&](const engine::Workspace::View& view) {
            return engine::handoff_card(view, contact, request.received);
        }));
    const CardParts parts{.why_tree = std::move(card.why_tree),
                          .engaged = timeline_rows(application, request, std::move(card.engaged)),
                          .company = std::move(card.company),
                          .yours_because = std::move(card.yours_because),
                          .trace = std::move(card.trace),
                          .escalations = std::move(card.escalations),
                          .reasons = std::move(card.reasons),
                          .history = std::move(card.history),
                          .feedback = std::move(card.feedback)};
    return json_text(joined_objects(render_json(card.handoff), render_json(parts)));
}

Result<Response> answer(Application& application,
                        const Request& request,
                        engine::HandoffMove move) {
    move.contact = TRY(id_of<ContactId>(request, "contact"));
    const auto chain = application.workspace().read(
        [](const engine::Workspace::View& view) { return view.live.shared_chain(); });
    const engine::Receipt receipt = TRY(application.workspace().run(
        [chain, move, because = because_of(request)](engine::Desk& desk) {
            return engine::move_handoff(desk, *chain, move, because);
        }));
    auto handoff = application.workspace().read([&](const engine::Workspace::View& view) {
        return engine::current_handoff_view(
            view, *view.timeline.find(move.contact), application.now());
    });
    return json_response(
        HandoffAnswer{.handoff = *std::move(handoff),
                      .undo = application.undo_token(request.principal, receipt.recorded)});
}

Result<Response> accept(Application& application, const Request& request) {
    if (!request.body.empty()) {
        TRY(parse_body<AcceptWish>(request.body));
    }
    return answer(application, request, {.contact = {}, .step = Step::accepted});
}

Result<Response> send_back(Application& application, const Request& request, Step step) {
    const auto wish = TRY(parse_body<ReturnWish>(request.body));
    return answer(application,
                  request,
                  {.contact = {},
                   .step = step,
                   .reason = wish.reason,
                   .note = wish.note.value_or(std::string())});
}

Result<Response> reassign(Application& application, const Request& request) {
    const auto wish = TRY(parse_body<ReassignWish>(request.body));
    return answer(
        application, request, {.contact = {}, .step = Step::reassigned, .owner = wish.owner});
}

Result<Response> show_conservation(Application& application, const Request& request) {
    const engine::Conservation sum =
        application.workspace().read([&](const engine::Workspace::View& view) {
            return engine::conservation(view, request.received);
        });
    return json_response(ConservationRow{.qualified = sum.qualified,
                                         .offered = sum.offered,
                                         .accepted = sum.accepted,
                                         .waiting = sum.waiting,
                                         .closed = sum.closed,
                                         .dropped = sum.dropped,
                                         .dropped_contacts = sum.dropped_contacts,
                                         .overdue = sum.overdue,
                                         .waiting_reasons = sum.waiting_reasons,
                                         .closed_reasons = sum.closed_reasons,
                                         .suspension = suspension_row(sum.suspension)});
}

}  // namespace

std::vector<Route> handoffs_api(Application& application) {
    const auto with = [&application](auto use) {
        return Answer(
            [&application, use](const Request& request) { return use(application, request); });
    };
    const auto returning = [&application](Step step) {
        return Answer([&application, step](const Request& request) {
            return send_back(application, request, step);
        });
    };
    const Access answering =
        only({Role::rep, Role::lead, Role::manager, Role::admin}, "handoffs:write");
    return {
        {.method = Method::get,
         .pattern = "/api/v1/handoffs",
         .handler = with(list),
         .access = signed_in("handoffs:read"),
         .summary = "Handoffs by what is due first",
         .query = {"state", "mine", "owner", "override", "after", "limit"},
         .response = schema_of<Page<engine::HandoffView>>},
        {.method = Method::get,
         .pattern = "/api/v1/handoffs/{contact}",
         .handler = with(show),
         .access = signed_in("handoffs:read"),
         .summary = "A contact's last handoff with all that helps to answer it",
         .response = joined_schema<engine::HandoffView, CardParts>},
        {.method = Method::post,
         .pattern = "/api/v1/handoffs/{contact}/accept",
         .handler = with(accept),
         .access = answering,
         .summary = "Accept a handoff",
         .request = schema_of<AcceptWish>,
         .response = schema_of<HandoffAnswer>},
        {.method = Method::post,
         .pattern = "/api/v1/handoffs/{contact}/reject",
         .handler = returning(Step::rejected),
         .access = answering,
         .summary = "Reject a handoff for one of the agreed reasons",
         .request = schema_of<ReturnWish>,
         .response = schema_of<HandoffAnswer>},
        {.method = Method::post,
         .pattern = "/api/v1/handoffs/{contact}/recycle",
         .handler = returning(Step::recycled),
         .access = answering,
         .summary = "Give a handoff back to marketing",
         .request = schema_of<ReturnWish>,
         .response = schema_of<HandoffAnswer>},
        {.method = Method::post,
         .pattern = "/api/v1/handoffs/{contact}/reassign",
         .handler = with(reassign),
         .access = answering,
         .summary = "Give an accepted handoff to somebody else",
         .request = schema_of<ReassignWish>,
         .response = schema_of<HandoffAnswer>},
        {.method = Method::get,
         .pattern = "/api/v1/conservation",
         .handler = with(show_conservation),
         .access = signed_in("handoffs:read"),
         .summary = "Every qualified contact counted once: nothing may be dropped",
         .response = schema_of<ConservationRow>},
    };
}

}  // namespace baton::http
