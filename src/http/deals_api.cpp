#include "http/deals_api.hpp"

#include <algorithm>
#include <boost/describe/class.hpp>
#include <charconv>
#include <fmt/format.h>
#include <iterator>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "engine/deal_commands.hpp"
#include "engine/deal_views.hpp"
#include "engine/pipelines.hpp"
#include "engine/setup.hpp"
#include "http/deal_body.hpp"
#include "http/json_body.hpp"
#include "http/listed_wish.hpp"
#include "http/timeline_row.hpp"

namespace baton::http {

namespace {

constexpr Access reads = signed_in("deals:read");

struct StageRow {
    std::string name = {};
    std::string type = {};
    int probability = 0;
};

BOOST_DESCRIBE_STRUCT(StageRow, (), (name, type, probability))

struct PipelineRow {
    std::string key = {};
    std::string name = {};
    std::vector<StageRow> stages = {};
};

BOOST_DESCRIBE_STRUCT(PipelineRow, (), (key, name, stages))

constexpr std::size_t many_deals_max = 500;

// One change for many deals at once.
struct ManyDealsWish {
    std::vector<DealId> deals = {};
    std::optional<std::string> owner = {};
    std::optional<std::string> stage = {};
    std::optional<std::string> lost_reason = {};
    std::optional<boost::json::object> properties = {};
};

BOOST_DESCRIBE_STRUCT(ManyDealsWish, (), (deals, owner, stage, lost_reason, properties))

struct DealRefused {
    DealId deal = {};
    std::string why = {};
};

BOOST_DESCRIBE_STRUCT(DealRefused, (), (deal, why))

// `undo` takes the whole back.
struct ManyDealsChanged {
    std::int64_t changed = 0;
    std::vector<DealRefused> refused = {};
    std::optional<std::string> undo = {};
};

BOOST_DESCRIBE_STRUCT(ManyDealsChanged, (), (changed, refused, undo))

Result<Response> list_pipelines(Application& application) {
    return application.workspace().read([](const engine::Workspace::View& view) {
        Page<PipelineRow> page;
        for (const engine::Pipeline& each :
             engine::list_pipelines(view.timeline, Instant::latest())) {
            PipelineRow row{.key = each.key, .name = each.name};
            for (const engine::PipelineStage& stage : each.stages) {
                row.stages.push_back({.name = stage.name,
                                      .type = std::string(engine::name(stage.type)),
                                      .probability = stage.probability_percent});
            }
            page.rows.push_back(std::move(row));
        }
        return Result<Response>(json_response(page));
    });
}

Result<Response> list_reasons(Application& application) {
    return application.workspace().read([](const engine::Workspace::View& view) {
        return Result<Response>(json_response(
            Page<std::string>{.rows = engine::lost_reasons(view.timeline, Instant::latest())}));
    });
}

std::size_t offset_of(const Request& request) {
    const std::string text = text_of(request, "after");
    std::size_t offset = 0;
    std::from_chars(text.data(), text.data() + text.size(), offset);
    return offset;
}

Result<engine::DealAsk> ask_of(const Request& request) {
    engine::DealAsk ask{.pipeline = text_of(request, "pipeline"),
                        .stage = text_of(request, "stage"),
                        .status = text_of(request, "status"),
                        .owner = text_of(request, "owner"),
                        .product = text_of(request, "product"),
                        .forecast = {},
                        .company = {},
                        .query = text_of(request, "q"),
                        .sort = own_sort(request),
                        .after = offset_of(request),
                        .limit = TRY(limit_of(request))};
    if (const std::string forecast = text_of(request, "forecast"); !forecast.empty()) {
        ask.forecast = engine::find_forecast(forecast);
        if (!ask.forecast) {
            return fail(Failure::invalid,
                        "There is no such forecast category.",
                        {{"?forecast", "must be omitted, pipeline, best_case, commit or closed"}});
        }
    }
    if (const std::string company = text_of(request, "company"); !company.empty()) {
        ask.company = {TRY(parse_id(company, "?company"))};
    }
    return ask;
}

Result<Response> list(Application& application, const Request& request) {
    const engine::DealAsk ask = TRY(ask_of(request));
    const auto read = [&](const engine::Workspace::View& view) -> Result<engine::DealRows> {
        auto listed = TRY(engine::ListedProperties::read(
            view, "deal", properties_wish(request), request.received));
        return engine::DealReader(view, request.received).list(ask, &listed);
    };
    const engine::DealRows found = TRY(application.workspace().read(read));
    Page<engine::DealView> page{.rows = found.rows,
                                .total = static_cast<std::int64_t>(found.total)};
    if (const std::size_t end = ask.after + found.rows.size(); end < found.total) {
        page.next = std::to_string(end);
    }
    return json_response(page);
}

std::optional<engine::DealGrouping> find_grouping(std::string_view word) {
    for (const auto& [name, by] : {std::pair("stage", engine::DealGrouping::stage),
                                   std::pair("status", engine::DealGrouping::status),
                                   std::pair("owner", engine::DealGrouping::owner),
                                   std::pair("product", engine::DealGrouping::product),
                                   std::pair("forecast", engine::DealGrouping::forecast)}) {
        if (word == name) {
            return by;
        }
    }
    return std::nullopt;
}

Result<Response> groups(Application& application, const Request& request) {
    const engine::DealAsk ask = TRY(ask_of(request));
    const auto by = find_grouping(text_of(request, "by"));
    if (!by) {
        return fail(Failure::invalid,
                    "Deals are not grouped by that.",
                    {{"?by", "must be stage, status, owner, product or forecast"}});
    }
    return application.workspace().read([&](const engine::Workspace::View& view) {
        return Result<Response>(json_response(Page<engine::DealGroup>{
            .rows = engine::DealReader(view, request.received).groups(ask, *by)}));
    });
}

Result<Response> board(Application& application, const Request& request) {
    const std::string owner = flag_of(request, "mine") ? request.principal.name : std::string();
    return json_response(application.workspace().read([&](const engine::Workspace::View& view) {
        return engine::DealReader(view, request.received)
            .board(text_of(request, "pipeline"), owner);
    }));
}

Result<Response> show(Application& application, const Request& request) {
    const DealId id = TRY(id_of<DealId>(request));
    return application.workspace().read(
        [&](const engine::Workspace::View& view) -> Result<Response> {
            const ledger::Deal* deal = engine::find_deal(view, id);
            if (deal == nullptr) {
                return fail(Failure::not_found, "There is no such deal.");
            }
            return json_response(engine::DealReader(view, request.received).page(*deal));
        });
}

Result<Response> timeline(Application& application, const Request& request) {
    const DealId id = TRY(id_of<DealId>(request));
    const auto ask = TRY(timeline_ask(request));
    return application.workspace().read(
        [&](const engine::Workspace::View& view) -> Result<Response> {
            const ledger::Deal* deal = engine::find_deal(view, id);
            if (deal == nullptr) {
                return fail(Failure::not_found, "There is no such deal.");
            }
            return json_response(
                timeline_page(application, request, engine::timeline_items(view, *deal, ask)));
        });
}

Result<Response> create(Application& application, const Request& request) {
    const auto wish = TRY(parse_body<DealWish>(request.body));
    if (wish.name.value_or("").empty()) {
        return fail(Failure::invalid, "A deal needs a name.", {{"/name", "is required"}});
    }
    const auto command =
        [wish, because = because_of(request)](engine::Desk& desk) -> Result<engine::Receipt> {
        engine::NewDeal deal{.contacts = wish.contacts.value_or(std::vector<ContactId>()),
                             .properties = TRY(deal_properties(desk, wish))};
        return engine::create_deal(desk, deal, because);
    };
    return application.written(request, application.workspace().run(command), 201);
}

Result<Response> change(Application& application, const Request& request) {
    const DealId id = TRY(id_of<DealId>(request));
    const auto wish = TRY(parse_body<DealWish>(request.body));
    const auto command =
        [id, wish, because = because_of(request)](engine::Desk& desk) -> Result<engine::Receipt> {
        const engine::DealChange change{.deal = id,
                                        .properties = TRY(deal_properties(desk, wish)),
                                        .contacts = wish.contacts,
                                        .version = wish.version};
        return engine::change_deal(desk, change, because);
    };
    return application.written(request, application.workspace().run(command));
}

// Each deal for itself: what one refuses does not keep the others back. Refused as a whole when no
// deal can be changed.
Result<engine::Receipt> change_each(engine::Desk& desk,
                                    const ManyDealsWish& wish,
                                    const engine::Because& because,
                                    std::vector<DealRefused>& refused) {
    const ledger::Properties properties = TRY(deal_properties(desk,
                                                              {.stage = wish.stage,
                                                               .owner = wish.owner,
                                                               .lost_reason = wish.lost_reason,
                                                               .properties = wish.properties}));
    engine::Receipt all;
    std::optional<Error> first;
    std::set<DealId> seen;
    for (const DealId deal : wish.deals) {
        if (!seen.insert(deal).second) {
            continue;
        }
        const auto one =
            engine::change_deal(desk, {.deal = deal, .properties = properties}, because);
        if (!one) {
            refused.push_back({.deal = deal, .why = one.error().message});
            first = first ? first : std::optional(one.error());
            continue;
        }
        std::ranges::copy(one->recorded, std::back_inserter(all.recorded));
        all.count += one->recorded.empty() ? 0 : 1;
    }
    if (all.recorded.empty() && first) {
        return std::unexpected(*std::move(first));
    }
    return all;
}

Result<Response> change_many(Application& application, const Request& request) {
    const auto wish = TRY(parse_body<ManyDealsWish>(request.body));
    if (wish.deals.empty() || wish.deals.size() > many_deals_max) {
        return fail(Failure::invalid,
                    "Name the deals to change.",
                    {{"/deals", fmt::format("must name 1 to {} deals", many_deals_max)}});
    }
    const auto refused = std::make_shared<std::vector<DealRefused>>();
    const auto receipt = TRY(application.workspace().run(
        [wish, refused, because = because_of(request)](engine::Desk& desk) {
            return change_each(desk, wish, because, *refused);
        }));
    return json_response(
        ManyDealsChanged{.changed = receipt.count,
                         .refused = *refused,
                         .undo = application.undo_token(request.principal, receipt.recorded)});
}

std::vector<Route> pipeline_routes(Application& application) {
    return {
        {.method = Method::get,
         .pattern = "/api/v1/pipelines",
         .handler = Answer([&](const Request& /*request*/) { return list_pipelines(application); }),
         .access = reads,
         .summary = "Pipelines and their stages",
         .response = schema_of<Page<PipelineRow>>},
        {.method = Method::get,
         .pattern = "/api/v1/lost-reasons",
         .handler = Answer([&](const Request& /*request*/) { return list_reasons(application); }),
         .access = reads,
         .summary = "Why deals are lost",
         .response = schema_of<Page<std::string>>},
    };
}

std::vector<Route> routes_of_many(auto with) {
    return {
        {.method = Method::get,
         .pattern = "/api/v1/deals",
         .handler = with(list),
         .access = reads,
         .summary = "Deals",
         .query = {"pipeline",
                   "stage",
                   "status",
                   "owner",
                   "product",
                   "forecast",
                   "company",
                   "q",
                   "sort",
                   "columns",
                   "where",
                   "after",
                   "limit"},
         .response = schema_of<Page<engine::DealView>>},
        {.method = Method::get,
         .pattern = "/api/v1/deals/groups",
         .handler = with(groups),
         .access = reads,
         .summary =
             "How many deals share a stage, status, owner, product or forecast, and their sums",
         .query =
             {"by", "pipeline", "stage", "status", "owner", "product", "forecast", "company", "q"},
         .response = schema_of<Page<engine::DealGroup>>},
        {.method = Method::get,
         .pattern = "/api/v1/deals/board",
         .handler = with(board),
         .access = reads,
         .summary = "One pipeline's deals by stage, with sums",
         .query = {"pipeline", "mine"},
         .response = schema_of<engine::Board>},
        {.method = Method::post,
         .pattern = "/api/v1/deals",
         .handler = with(create),
         .access = signed_in("deals:write"),
         .summary = "Create a deal",
         .success = 201,
         .request = schema_of<DealWish>,
         .response = schema_of<Written>},
        {.method = Method::post,
         .pattern = "/api/v1/deals/changes",
         .handler = with(change_many),
         .access = signed_in("deals:write"),
         .summary = "Change many deals at once, with one undo",
         .request = schema_of<ManyDealsWish>,
         .response = schema_of<ManyDealsChanged>},
    };
}

std::vector<Route> routes_of_one(auto with) {
    return {
        {.method = Method::get,
         .pattern = "/api/v1/deals/{id}",
         .handler = with(show),
         .access = reads,
         .summary = "One deal, its history and who helped",
         .response = schema_of<engine::DealPage>},
        {.method = Method::get,
         .pattern = "/api/v1/deals/{id}/timeline",
         .handler = with(timeline),
         .access = reads,
         .summary = "What happened to a deal and its people, newest first",
         .query = {"filter", "as_of", "after", "limit"},
         .response = schema_of<Page<TimelineRow>>},
        {.method = Method::patch,
         .pattern = "/api/v1/deals/{id}",
         .handler = with(change),
         .access = signed_in("deals:write"),
         .summary = "Change a deal",
         .request = schema_of<DealWish>,
         .response = schema_of<Written>},
    };
}

}  // namespace

std::vector<Route> deals_api(Application& application) {
    const auto with = [&application](auto handler) {
        return Answer([&application, handler](const Request& request) {
            return handler(application, request);
        });
    };
    std::vector<Route> routes = pipeline_routes(application);
    std::ranges::move(routes_of_many(with), std::back_inserter(routes));
    std::ranges::move(routes_of_one(with), std::back_inserter(routes));
    return routes;
}

}  // namespace baton::http
