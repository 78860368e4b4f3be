#include "http/companies_api.hpp"

#include <boost/describe/class.hpp>
#include <boost/json/object.hpp>
#include <charconv>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>

#include "engine/company_views.hpp"
#include "engine/deal_commands.hpp"
#include "http/json_body.hpp"
#include "http/listed_wish.hpp"
#include "http/property_body.hpp"
#include "http/timeline_row.hpp"

namespace baton::http {

namespace {

struct CompanyWish {
    std::optional<boost::json::object> properties = {};
    std::optional<CompanyId> parent = {};  // taken back as a property: {"parent": null}
    std::optional<std::int64_t> version = {};
};

BOOST_DESCRIBE_STRUCT(CompanyWish, (), (properties, parent, version))

// A company names its parent by external id; the page by id.
Result<ledger::Properties> company_properties(engine::Desk& desk, const CompanyWish& wish) {
    ledger::Properties properties =
        TRY(properties_from(wish.properties.value_or(boost::json::object())));
    if (wish.parent && *wish.parent) {
        const ledger::Company* parent = desk.timeline().find(*wish.parent);
        if (parent == nullptr) {
            return fail(
                Failure::invalid, "There is no such company.", {{"/parent", "must be a company"}});
        }
        properties.emplace_back("parent", parent->external_id);
    }
    return properties;
}

struct FanOutRow {
    std::string company = {};
    std::int64_t contacts = 0;
    std::int64_t done = 0;
};

BOOST_DESCRIBE_STRUCT(FanOutRow, (), (company, contacts, done))

Result<Response> list(Application& application, const Request& request) {
    engine::CompanyAsk ask{.query = text_of(request, "q"),
                           .sort = own_sort(request),
                           .after = 0,
                           .limit = TRY(limit_of(request))};
    const std::string after = text_of(request, "after");
    std::from_chars(after.data(), after.data() + after.size(), ask.after);
    const auto read = [&](const engine::Workspace::View& view) -> Result<engine::CompanyRows> {
        auto listed = TRY(engine::ListedProperties::read(
            view, "company", properties_wish(request), request.received));
        return engine::list_companies(view, ask, request.received, &listed);
    };
    engine::CompanyRows found = TRY(application.workspace().read(read));
    const std::size_t end = ask.after + found.rows.size();
    Page<engine::CompanyListRow> page{.rows = std::move(found.rows),
                                      .total = static_cast<std::int64_t>(found.total)};
    if (end < found.total) {
        page.next = std::to_string(end);
    }
    return json_response(page);
}

Result<Response> show(Application& application, const Request& request) {
    const CompanyId id = TRY(id_of<CompanyId>(request));
    return application.workspace().read(
        [&](const engine::Workspace::View& view) -> Result<Response> {
            const ledger::Company* company = engine::find_company(view, id);
            if (company == nullptr) {
                return fail(Failure::not_found, "There is no such company.");
            }
            return json_response(engine::company_page(view, *company, request.received));
        });
}

Result<Response> timeline(Application& application, const Request& request) {
    const CompanyId id = TRY(id_of<CompanyId>(request));
    const auto ask = TRY(timeline_ask(request));
    return application.workspace().read(
        [&](const engine::Workspace::View& view) -> Result<Response> {
            const ledger::Company* company = engine::find_company(view, id);
            if (company == nullptr) {
                return fail(Failure::not_found, "There is no such company.");
            }
            return json_response(
                timeline_page(application, request, engine::timeline_items(view, *company, ask)));
        });
}

Result<Response> create(Application& application, const Request& request) {
    const auto wish = TRY(parse_body<CompanyWish>(request.body));
    const auto command =
        [wish, because = because_of(request)](engine::Desk& desk) -> Result<engine::Receipt> {
        const engine::NewCompany company{.external_id = {},
                                         .properties = TRY(company_properties(desk, wish))};
        return engine::create_company(desk, company, because);
    };
    return application.written(request, application.workspace().run(command), 201);
}

Result<Response> change(Application& application, const Request& request) {
    const CompanyId id = TRY(id_of<CompanyId>(request));
    const auto wish = TRY(parse_body<CompanyWish>(request.body));
    const auto command =
        [id, wish, because = because_of(request)](engine::Desk& desk) -> Result<engine::Receipt> {
        const ledger::Properties properties = TRY(company_properties(desk, wish));
        return engine::change_company(desk, id, properties, because, wish.version);
    };
    return application.written(request, application.workspace().run(command));
}

// How far a large company's change has got on its way to the company's contacts.
Result<Response> list_fan_outs(Application& application) {
    Page<FanOutRow> page;
    for (const engine::FanOutProgress& each : application.workspace().read(
             [](const engine::Workspace::View& view) { return view.live.fan_outs(); })) {
        page.rows.push_back({.company = std::to_string(each.company.value),
                             .contacts = static_cast<std::int64_t>(each.contacts),
                             .done = static_cast<std::int64_t>(each.done)});
    }
    page.total = static_cast<std::int64_t>(page.rows.size());
    return json_response(page);
}

}  // namespace

std::vector<Route> companies_api(Application& application) {
    const auto with = [&application](auto handler) {
        return Answer([&application, handler](const Request& request) {
            return handler(application, request);
        });
    };
    const Access reads = signed_in("contacts:read");
    const Access writes = signed_in("contacts:write");
    return {
        {.method = Method::get,
         .pattern = "/api/v1/companies",
         .handler = with(list),
         .access = reads,
         .summary = "Companies",
         .query = {"q", "sort", "columns", "where", "after", "limit"},
         .response = schema_of<Page<engine::CompanyListRow>>},
        {.method = Method::post,
         .pattern = "/api/v1/companies",
         .handler = with(create),
         .access = writes,
         .summary = "Create a company",
         .success = 201,
         .request = schema_of<CompanyWish>,
         .response = schema_of<Written>},
        {.method = Method::get,
         .pattern = "/api/v1/companies/{id}",
         .handler = with(show),
         .access = reads,
         .summary = "One company, its people and deals",
         .response = schema_of<engine::CompanyPage>},
        {.method = Method::get,
         .pattern = "/api/v1/companies/{id}/timeline",
         .handler = with(timeline),
         .access = reads,
         .summary = "What happened to a company and its people, newest first",
         .query = {"filter", "as_of", "after", "limit"},
         .response = schema_of<Page<TimelineRow>>},
        {.method = Method::patch,
         .pattern = "/api/v1/companies/{id}",
         .handler = with(change),
         .access = writes,
         .summary = "Change a company's properties",
         .request = schema_of<CompanyWish>,
         .response = schema_of<Written>},
        {.method = Method::get,
         .pattern = "/api/v1/fan-outs",
         .handler = Answer(
             [&application](const Request& /*request*/) { return list_fan_outs(application); }),
         .access = reads,
         .summary = "Changes of companies that have not reached all their contacts yet",
         .response = schema_of<Page<FanOutRow>>},
    };
}

}  // namespace baton::http
