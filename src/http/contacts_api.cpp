#include "http/contacts_api.hpp"

#include <algorithm>
#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>
#include <boost/json/object.hpp>
#include <cstdint>
#include <iterator>
#include <optional>
#include <string>
#include <utility>

#include "engine/contact_commands.hpp"
#include "engine/contact_views.hpp"
#include "engine/engagement.hpp"
#include "engine/survivors.hpp"
#include "engine/timeline_items.hpp"
#include "engine/why.hpp"
#include "http/json_body.hpp"
#include "http/listed_wish.hpp"
#include "http/property_body.hpp"
#include "http/timeline_row.hpp"

namespace baton::http {

namespace {

struct NewContactWish {
    boost::json::object properties = {};
    std::optional<CompanyId> company = {};
};

BOOST_DESCRIBE_STRUCT(NewContactWish, (), (properties, company))

struct ContactWish {
    boost::json::object properties = {};
    std::optional<std::int64_t> version = {};
};

BOOST_DESCRIBE_STRUCT(ContactWish, (), (properties, version))

// In the order of engine::Activity::Type.
enum class ActivityType : std::uint8_t { call, email, meeting };
BOOST_DESCRIBE_ENUM(ActivityType, call, email, meeting)

// In the order of ledger::Direction.
enum class Way : std::uint8_t { in, out };
BOOST_DESCRIBE_ENUM(Way, in, out)

struct ActivityWish {
    ActivityType type = ActivityType::call;
    Way direction = Way::out;
    std::optional<std::string> outcome = {};
    std::optional<std::string> note = {};
    std::optional<Instant> at = {};
};

BOOST_DESCRIBE_STRUCT(ActivityWish, (), (type, direction, outcome, note, at))

struct PlacementWish {
    std::string stage = {};
    std::string why = {};
};

BOOST_DESCRIBE_STRUCT(PlacementWish, (), (stage, why))

Result<Response> list(Application& application, const Request& request) {
    engine::ContactAsk ask{.query = text_of(request, "q"),
                           .stage = text_of(request, "stage"),
                           .owner = text_of(request, "owner"),
                           .company = {},
                           .sort = own_sort(request),
                           .after = text_of(request, "after"),
                           .limit = TRY(limit_of(request)),
                           .properties = properties_wish(request)};
    if (const std::string company = text_of(request, "company"); !company.empty()) {
        ask.company = {TRY(parse_id(company, "?company"))};
    }
    auto found = TRY(engine::list_contacts(application.workspace(), ask, request.received));
    return json_response(Page<engine::ContactListRow>{
        .rows = std::move(found.rows), .next = found.next, .total = found.total});
}

Done check_company(engine::Desk& desk, CompanyId company) {
    if (company && desk.timeline().find(company) == nullptr) {
        return fail(
            Failure::invalid, "There is no such company.", {{"/company", "must be a company"}});
    }
    return {};
}

Done check_named(const ledger::Properties& properties) {
    for (const auto& [name, value] : properties) {
        const bool names = name == "email" || name == "first_name" || name == "last_name";
        if (names && known(value)) {
            return {};
        }
    }
    return fail(Failure::invalid,
                "A contact needs a name or an e-mail address.",
                {{"/properties/email", "is required when there is no name"}});
}

Result<Response> create(Application& application, const Request& request) {
    const auto wish = TRY(parse_body<NewContactWish>(request.body));
    const auto properties = TRY(properties_from(wish.properties));
    TRY(check_named(properties));
    const engine::NewContact contact{
        .external_id = {}, .properties = properties, .company = wish.company.value_or(CompanyId{})};
    const auto command =
        [contact, because = because_of(request)](engine::Desk& desk) -> Result<engine::Receipt> {
        TRY(check_company(desk, contact.company));
        return engine::create_contact(desk, contact, because);
    };
    return application.written(request, application.workspace().run(command), 201);
}

std::unexpected<Error> no_contact(const engine::Workspace::View& view, ContactId id) {
    const ContactId survivor = engine::survivor_of(view.timeline, id, Instant::latest());
    if (!survivor || survivor == id) {
        return fail(Failure::not_found, "There is no such contact.");
    }
    return fail(Failure::not_found,
                "This contact was merged into another.",
                {{"id", std::to_string(survivor.value)}});
}

// Reads one contact; `look` gets the view and the contact.
template <typename Look>
Result<Response> with_contact(Application& application, const Request& request, Look look) {
    const ContactId id = TRY(id_of<ContactId>(request));
    return application.workspace().read(
        [&](const engine::Workspace::View& view) -> Result<Response> {
            const ledger::Contact* contact = engine::find_contact(view, id);
            if (contact == nullptr) {
                return no_contact(view, id);
            }
            return look(view, *contact);
        });
}

Result<Response> show(Application& application, const Request& request) {
    const auto as_of = TRY(instant_of(request, "as_of"));
    return with_contact(
        application, request, [&](const auto& view, const ledger::Contact& contact) {
            return Result<Response>(
                json_response(engine::contact_page(view, contact, request.received, as_of)));
        });
}

Result<Response> change(Application& application, const Request& request) {
    const ContactId id = TRY(id_of<ContactId>(request));
    const auto wish = TRY(parse_body<ContactWish>(request.body));
    const engine::ContactChange contact{.contact = id,
                                        .properties = TRY(properties_from(wish.properties)),
                                        .version = wish.version};
    const auto chain = application.workspace().read(
        [](const engine::Workspace::View& view) { return view.live.shared_chain(); });
    const auto command = [contact, chain, because = because_of(request)](
                             engine::Desk& desk) -> Result<engine::Receipt> {
        if (const ledger::Contact* known = desk.find_contact(contact.contact)) {
            TRY(engine::check_owner_rule(desk, chain, *known, contact.properties));
        }
        return engine::change_contact(desk, contact, because);
    };
    return application.written(request, application.workspace().run(command));
}

Result<Response> engagement(Application& application, const Request& request) {
    return with_contact(
        application, request, [&](const auto& view, const ledger::Contact& contact) {
            return Result<Response>(json_response(engine::engagement_view(
                view, contact, text_of(request, "journey"), request.received)));
        });
}

Result<Response> timeline(Application& application, const Request& request) {
    const auto ask = TRY(timeline_ask(request));
    return with_contact(
        application, request, [&](const auto& view, const ledger::Contact& contact) {
            return Result<Response>(json_response(
                timeline_page(application, request, engine::timeline_items(view, contact, ask))));
        });
}

Result<Response> why(Application& application, const Request& request) {
    const engine::WhyAsk ask{.stage = text_of(request, "stage"),
                             .at = TRY(instant_of(request, "at")),
                             .now = request.received};
    return with_contact(application,
                        request,
                        [&](const auto& view, const ledger::Contact& contact) -> Result<Response> {
                            return json_response(TRY(engine::explain_stage(view, contact, ask)));
                        });
}

Result<Response> log_activity(Application& application, const Request& request) {
    const ContactId id = TRY(id_of<ContactId>(request));
    const auto wish = TRY(parse_body<ActivityWish>(request.body));
    const engine::Activity activity{.contact = id,
                                    .type = static_cast<engine::Activity::Type>(wish.type),
                                    .direction = static_cast<ledger::Direction>(wish.direction),
                                    .outcome = wish.outcome.value_or(""),
                                    .note = wish.note.value_or("")};
    engine::Because because = because_of(request);
    because.at = wish.at;
    const auto command = [activity, because](engine::Desk& desk) {
        return engine::log_activity(desk, activity, because);
    };
    return application.written(request, application.workspace().run(command), 201);
}

Result<Response> place(Application& application, const Request& request) {
    const ContactId id = TRY(id_of<ContactId>(request));
    const auto wish = TRY(parse_body<PlacementWish>(request.body));
    const engine::Placement placement{.contact = id, .stage = wish.stage, .why = wish.why};
    const auto chain = application.workspace().read(
        [](const engine::Workspace::View& view) { return view.live.shared_chain(); });
    const auto command = [chain, placement, because = because_of(request)](engine::Desk& desk) {
        return engine::place_contact(desk, *chain, placement, because);
    };
    return application.written(request, application.workspace().run(command), 201);
}

auto answering(Application& application) {
    return [&application](auto handler) {
        return Answer([&application, handler](const Request& request) {
            return handler(application, request);
        });
    };
}

// What people do with a contact.
std::vector<Route> deed_routes(Application& application) {
    const auto with = answering(application);
    const Access writes = signed_in("contacts:write");
    return {
        {.method = Method::post,
         .pattern = "/api/v1/contacts/{id}/activities",
         .handler = with(log_activity),
         .access = writes,
         .summary = "Log a call, a mail or a meeting",
         .success = 201,
         .request = schema_of<ActivityWish>,
         .response = schema_of<Written>},
        {.method = Method::post,
         .pattern = "/api/v1/contacts/{id}/placement",
         .handler = with(place),
         .access = writes,
         .summary = "Place a contact at a stage by hand, with a reason",
         .success = 201,
         .request = schema_of<PlacementWish>,
         .response = schema_of<Written>},
    };
}

}  // namespace

std::vector<Route> contacts_api(Application& application) {
    const auto with = answering(application);
    const Access reads = signed_in("contacts:read");
    const Access writes = signed_in("contacts:write");
    std::vector<Route> routes{
        {.method = Method::get,
         .pattern = "/api/v1/contacts",
         .handler = with(list),
         .access = reads,
         .summary = "Contacts",
         .query = {"q", "stage", "owner", "company", "sort", "columns", "where", "after", "limit"},
         .response = schema_of<Page<engine::ContactListRow>>},
        {.method = Method::post,
         .pattern = "/api/v1/contacts",
         .handler = with(create),
         .access = writes,
         .summary = "Create a contact",
         .success = 201,
         .request = schema_of<NewContactWish>,
         .response = schema_of<Written>},
        {.method = Method::get,
         .pattern = "/api/v1/contacts/{id}",
         .handler = with(show),
         .access = reads,
         .summary = "One contact, now or as it stood",
         .query = {"as_of"},
         .response = schema_of<engine::ContactPage>},
        {.method = Method::patch,
         .pattern = "/api/v1/contacts/{id}",
         .handler = with(change),
         .access = writes,
         .summary = "Change a contact's properties",
         .request = schema_of<ContactWish>,
         .response = schema_of<Written>},
        {.method = Method::get,
         .pattern = "/api/v1/contacts/{id}/timeline",
         .handler = with(timeline),
         .access = reads,
         .summary = "All that happened, newest first",
         .query = {"filter", "after", "as_of", "limit"},
         .response = schema_of<Page<TimelineRow>>},
        {.method = Method::get,
         .pattern = "/api/v1/contacts/{id}/engagement",
         .handler = with(engagement),
         .access = reads,
         .summary = "Whether marketing may approach the contact now, and which rule says no",
         .query = {"journey"},
         .response = schema_of<engine::EngagementView>},
        {.method = Method::get,
         .pattern = "/api/v1/contacts/{id}/why",
         .handler = with(why),
         .access = reads,
         .summary = "Why a stage's criterion holds or does not, clause by clause",
         .query = {"stage", "at"},
         .response = schema_of<engine::Why>},
    };
    std::ranges::move(deed_routes(application), std::back_inserter(routes));
    return routes;
}

}  // namespace baton::http
