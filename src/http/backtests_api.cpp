#include "http/backtests_api.hpp"

#include <algorithm>
#include <array>
#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>
#include <boost/url/encode.hpp>
#include <boost/url/rfc/unreserved_chars.hpp>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <fmt/format.h>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "backtest/report.hpp"
#include "engine/agreement_views.hpp"
#include "engine/backtest_jobs.hpp"
#include "engine/refs.hpp"
#include "engine/why.hpp"
#include "http/json_body.hpp"

namespace baton::http {

namespace {

using engine::BacktestJob;
using engine::BacktestJobs;
using engine::Workspace;

constexpr std::size_t agreements_max = 8;

// A text of its own, or a version ("7", "draft-2", "in-force").
struct BacktestAgreement {
    std::optional<std::string> name = {};
    std::optional<std::string> text = {};
    std::optional<std::string> version = {};
};

BOOST_DESCRIBE_STRUCT(BacktestAgreement, (), (name, text, version))

enum class Opens : std::uint8_t { beginning, recorded };

BOOST_DESCRIBE_ENUM(Opens, beginning, recorded)

struct BacktestWish {
    std::vector<BacktestAgreement> agreements = {};
    std::optional<Instant> from = {};
    std::optional<Instant> to = {};
    std::optional<Opens> opening = {};
    std::optional<std::int64_t> maturity_days = {};
};

BOOST_DESCRIBE_STRUCT(BacktestWish, (), (agreements, from, to, opening, maturity_days))

// One contact that moves: its external id, what it is called, and where its explanation under the
// draft is.
struct MoveRow {
    ContactId id = {};
    std::string contact = {};
    std::string name = {};
    std::optional<std::string> company = {};
    std::string kind = {};
    std::optional<Instant> at = {};
    std::optional<Instant> at_in_force = {};
    bool erased = false;
    std::optional<std::string> why = {};  // none of who was erased: nobody knows any more
};

BOOST_DESCRIBE_STRUCT(MoveRow, (), (id, contact, name, company, kind, at, at_in_force, erased, why))

Done check(const BacktestWish& wish) {
    std::vector<Problem> problems;
    if (wish.agreements.empty() || wish.agreements.size() > agreements_max) {
        problems.push_back({"/agreements", fmt::format("must be 1 to {}", agreements_max)});
    }
    for (std::size_t i = 0; i < wish.agreements.size(); ++i) {
        if (wish.agreements[i].text.has_value() == wish.agreements[i].version.has_value()) {
            problems.push_back({fmt::format("/agreements/{}", i), "must have a text or a version"});
        }
    }
    if (wish.maturity_days &&
        (*wish.maturity_days < 0 || *wish.maturity_days > engine::maturity_days_max)) {
        problems.push_back(
            {"/maturity_days", fmt::format("must be 0 to {}", engine::maturity_days_max)});
    }
    return problems.empty()
               ? Done()
               : Done(fail(
                     Failure::invalid, "This backtest cannot be started.", std::move(problems)));
}

Result<engine::BacktestText> text_of(Application& application, const BacktestAgreement& wanted) {
    if (wanted.text) {
        return engine::BacktestText{.name = wanted.name.value_or("draft"), .text = *wanted.text};
    }
    return application.workspace().read(
        [&](const Workspace::View& view) -> Result<engine::BacktestText> {
            const auto version =
                TRY(engine::get_agreement(view, *wanted.version, application.now()));
            return engine::BacktestText{.name = wanted.name.value_or(*wanted.version),
                                        .text = version.text};
        });
}

// What the handlers share: the jobs live as long as the routes.
struct Lab {
    Application& application;
    BacktestJobs jobs;
};

Result<Response> start(Lab& lab, const Request& request) {
    const auto wish = TRY(parse_body<BacktestWish>(request.body));
    TRY(check(wish));
    engine::BacktestAsk ask{.from = wish.from,
                            .to = wish.to,
                            .opening = wish.opening == Opens::recorded
                                           ? backtest::Opening::recorded
                                           : backtest::Opening::beginning,
                            .maturity_days = wish.maturity_days};
    for (const BacktestAgreement& wanted : wish.agreements) {
        ask.agreements.push_back(TRY(text_of(lab.application, wanted)));
    }
    return json_response(TRY(lab.jobs.start(ask, request.principal.name)), 202);
}

Result<Response> list(Lab& lab, const Request& /*request*/) {
    return json_response(Page<BacktestJob>{.rows = lab.jobs.list()});
}

Result<Response> show(Lab& lab, const Request& request) {
    return json_response(TRY(lab.jobs.get(request.parameter("id"))));
}

Result<Response> drop(Lab& lab, const Request& request) {
    TRY(lab.jobs.drop(request.parameter("id")));
    return no_content();
}

// ?name as a whole number from 0 on; 0 without it.
Result<std::int64_t> number_of(const Request& request, std::string_view name) {
    const std::string text = text_of(request, name);
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (!text.empty() && (error != std::errc() || end != text.data() + text.size() || number < 0)) {
        return fail(Failure::invalid,
                    fmt::format("{} is not a number", name),
                    {{fmt::format("?{}", name), "must be a whole number"}});
    }
    return number;
}

Result<engine::MovesAsk> moves_ask(const Request& request) {
    constexpr std::array<std::string_view, 4> kinds{"", "gained", "lost", "kept"};
    engine::MovesAsk ask;
    ask.agreement = static_cast<std::size_t>(TRY(number_of(request, "agreement")));
    ask.stage = text_of(request, "stage");
    ask.kind = text_of(request, "kind");
    ask.after = TRY(number_of(request, "after"));
    ask.limit = TRY(limit_of(request));
    if (std::ranges::find(kinds, ask.kind) == kinds.end()) {
        return fail(Failure::invalid,
                    "There is no such list.",
                    {{.where = "?kind", .message = "must be gained, lost or kept"}});
    }
    return ask;
}

std::string why_path(const std::string& id, const engine::MovesAsk& ask, ContactId contact) {
    return fmt::format("/api/v1/backtests/{}/why/{}?agreement={}&stage={}",
                       id,
                       contact.value,
                       ask.agreement,
                       boost::urls::encode(ask.stage, boost::urls::unreserved_chars));
}

// Named as they are called now; who was erased meanwhile by the external id, which is left.
std::vector<MoveRow> rows_of(const Workspace::View& view,
                             const std::vector<backtest::Move>& moves,
                             Instant now) {
    std::vector<MoveRow> rows;
    for (const backtest::Move& move : moves) {
        MoveRow row{.id = move.id,
                    .contact = move.contact,
                    .name = move.contact,
                    .kind = move.kind,
                    .at = move.at,
                    .at_in_force = move.at_in_force,
                    .erased = view.directory.is_erased(move.id)};
        if (const ledger::Contact* contact = view.timeline.find(move.id)) {
            auto named = engine::contact_ref(view.timeline, *contact, now);
            row.contact = contact->external_id;
            row.name = std::move(named.name);
            row.company = std::move(named.company);
        }
        rows.push_back(std::move(row));
    }
    return rows;
}

Result<Response> moves(Lab& lab, const Request& request) {
    const std::string& id = request.parameter("id");
    const engine::MovesAsk ask = TRY(moves_ask(request));
    const auto found = TRY(lab.jobs.moves(id, ask));
    Page<MoveRow> page{.rows = lab.application.workspace().read([&](const Workspace::View& view) {
        return rows_of(view, found, lab.application.now());
    })};
    for (MoveRow& row : page.rows) {
        if (!row.erased) {
            row.why = why_path(id, ask, row.id);
        }
    }
    if (found.size() == ask.limit) {
        page.next = std::to_string(found.back().id.value);
    }
    return json_response(page);
}

Result<Response> why(Lab& lab, const Request& request) {
    const auto contact = TRY(id_of<ContactId>(request, "contact"));
    const engine::MovesAsk ask = TRY(moves_ask(request));
    return json_response(TRY(lab.jobs.why(request.parameter("id"), ask, contact)));
}

using Use = Result<Response> (*)(Lab&, const Request&);

Answer with(const std::shared_ptr<Lab>& lab, Use use) {
    return [lab, use](const Request& request) { return use(*lab, request); };
}

std::vector<Route> detail_routes(const std::shared_ptr<Lab>& lab) {
    const Access reading = signed_in("agreement:read");
    return {
        {.method = Method::get,
         .pattern = "/api/v1/backtests/{id}/moves",
         .handler = with(lab, moves),
         .access = reading,
         .summary = "Who a draft gains, loses or keeps against the agreement in force",
         .query = {"agreement", "stage", "kind", "after", "limit"},
         .response = schema_of<Page<MoveRow>>},
        {.method = Method::get,
         .pattern = "/api/v1/backtests/{id}/why/{contact}",
         .handler = with(lab, why),
         .access = reading,
         .summary = "Why a contact enters a stage under a draft, or does not",
         .query = {"agreement", "stage"},
         .response = schema_of<engine::Clause>},
    };
}

}  // namespace

std::vector<Route> backtests_api(Application& application) {
    const std::shared_ptr<Lab> lab(new Lab{application, BacktestJobs(application.workspace())});
    const Access reading = signed_in("agreement:read");
    std::vector<Route> routes{
        {.method = Method::get,
         .pattern = "/api/v1/backtests",
         .handler = with(lab, list),
         .access = reading,
         .summary = "Backtests since the program began, the newest first",
         .response = schema_of<Page<BacktestJob>>},
        {.method = Method::post,
         .pattern = "/api/v1/backtests",
         .handler = with(lab, start),
         .access = reading,
         .summary = "Read drafts or versions over history",
         .success = 202,
         .request = schema_of<BacktestWish>,
         .response = schema_of<BacktestJob>},
        {.method = Method::get,
         .pattern = "/api/v1/backtests/{id}",
         .handler = with(lab, show),
         .access = reading,
         .summary = "How far it is, and its figures when it is done",
         .response = schema_of<BacktestJob>},
        {.method = Method::remove,
         .pattern = "/api/v1/backtests/{id}",
         .handler = with(lab, drop),
         .access = reading,
         .summary = "Stop it, or forget its result"},
    };
    for (Route& route : detail_routes(lab)) {
        routes.push_back(std::move(route));
    }
    return routes;
}

}  // namespace baton::http
