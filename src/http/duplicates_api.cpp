#include "http/duplicates_api.hpp"

#include <boost/describe/class.hpp>
#include <boost/json/object.hpp>
#include <cmath>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/contact_views.hpp"
#include "engine/duplicate_queue.hpp"
#include "engine/duplicates.hpp"
#include "engine/merge_commands.hpp"
#include "http/json_body.hpp"
#include "http/property_body.hpp"

namespace baton::http {

namespace {

constexpr std::size_t likely_max = 5;

struct DuplicatesAnswer {
    std::vector<engine::DuplicatePair> rows = {};
    std::optional<std::string> next = {};
    std::int64_t total = 0;
    bool searching = false;  // what is shown is from an earlier search, or nothing yet
};

BOOST_DESCRIBE_STRUCT(DuplicatesAnswer, (), (rows, next, total, searching))

struct MergeWish {
    std::string from = {};
    std::optional<boost::json::object> values = {};
};

BOOST_DESCRIBE_STRUCT(MergeWish, (), (from, values))

struct CheckWish {
    boost::json::object properties = {};
    std::optional<CompanyId> company = {};
};

BOOST_DESCRIBE_STRUCT(CheckWish, (), (properties, company))

struct LikelyContact {
    engine::ContactRef contact = {};
    std::optional<std::string> email = {};
    std::int64_t score = 0;
    bool certain = false;
};

BOOST_DESCRIBE_STRUCT(LikelyContact, (), (contact, email, score, certain))

struct CheckAnswer {
    std::vector<LikelyContact> rows = {};
    bool searching = false;
};

BOOST_DESCRIBE_STRUCT(CheckAnswer, (), (rows, searching))

// The routes share one queue; it lives as long as they do.
struct Review {
    explicit Review(Application& shared) : application(shared), queue(shared.workspace()) {}

    Application& application;
    engine::DuplicateQueue queue;
};

Result<Response> list(Review& review, const Request& request) {
    const engine::DuplicatesAsk ask{.after = text_of(request, "after"),
                                    .limit = TRY(limit_of(request))};
    const auto look = review.queue.look();
    DuplicatesAnswer answer{.searching = look.searching};
    if (look.found) {
        auto page = TRY(review.application.workspace().read(
            [&](const auto& view) { return engine::duplicates_page(view, *look.found, ask); }));
        answer.rows = std::move(page.rows);
        answer.next = std::move(page.next);
        answer.total = page.total;
    }
    return json_response(answer);
}

std::vector<LikelyContact> likely(const engine::Workspace::View& view,
                                  const engine::FoundDuplicates& found,
                                  const CheckWish& wish,
                                  const ledger::Properties& properties) {
    const ledger::Company* company = wish.company ? view.timeline.find(*wish.company) : nullptr;
    const auto card = engine::card_of(
        properties,
        company == nullptr ? "" : engine::company_name(view.timeline, *company, Instant::latest()));
    std::vector<LikelyContact> rows;
    for (const auto& like : matching::find_like(found.roll, *found.scale, card)) {
        const ledger::Contact* contact = engine::find_contact(view, found.contacts[like.row]);
        if (contact == nullptr || rows.size() == likely_max) continue;
        const auto email = view.timeline.value(*contact, "email", Instant::latest());
        const auto* text = std::get_if<std::string>(&email);
        rows.push_back({.contact = engine::contact_ref(view.timeline, *contact, Instant::latest()),
                        .email = text == nullptr ? std::nullopt : std::optional(*text),
                        .score = std::llround(like.score),
                        .certain = like.score >= matching::certain_score});
    }
    return rows;
}

Result<Response> check(Review& review, const Request& request) {
    const auto wish = TRY(parse_body<CheckWish>(request.body));
    const auto properties = TRY(properties_from(wish.properties));
    const auto look = review.queue.look();
    CheckAnswer answer{.searching = look.searching};
    if (look.found) {
        answer.rows = review.application.workspace().read(
            [&](const auto& view) { return likely(view, *look.found, wish, properties); });
    }
    return json_response(answer);
}

Result<Response> call_different(Review& review, const Request& request) {
    const auto pair = TRY(engine::parse_pair(request.parameter("pair")));
    const auto command = [pair, because = because_of(request)](engine::Desk& desk) {
        return engine::call_different(desk, pair, because);
    };
    return review.application.written(request, review.application.workspace().run(command));
}

Result<Response> merge(Review& review, const Request& request) {
    const auto wish = TRY(parse_body<MergeWish>(request.body));
    const engine::Merge merge{
        .from = ContactId{TRY(parse_id(wish.from, "/from"))},
        .into = TRY(id_of<ContactId>(request)),
        .values = TRY(properties_from(wish.values.value_or(boost::json::object()), "/values"))};
    Application& application = review.application;
    const auto chain = application.workspace().read(
        [](const engine::Workspace::View& view) { return view.live.shared_chain(); });
    const auto command = [chain, merge, because = because_of(request)](engine::Desk& desk) {
        return engine::merge_contacts(desk, *chain, merge, because);
    };
    return application.written(request, application.workspace().run(command));
}

Result<Response> unmerge(Review& review, const Request& request) {
    const ContactId from = TRY(id_of<ContactId>(request));
    const auto command = [from, because = because_of(request)](engine::Desk& desk) {
        return engine::unmerge_contact(desk, from, because);
    };
    return review.application.written(request, review.application.workspace().run(command));
}

}  // namespace

std::vector<Route> duplicates_api(Application& application) {
    const auto review = std::make_shared<Review>(application);
    const auto with = [&](auto handler) {
        return Answer(
            [review, handler](const Request& request) { return handler(*review, request); });
    };
    const Access reads = signed_in("contacts:read");
    const Access writes = signed_in("contacts:write");
    return {{.method = Method::get,
             .pattern = "/api/v1/duplicates",
             .handler = with(list),
             .access = reads,
             .summary = "Contacts that are probably the same, the likeliest first",
             .query = {"after", "limit"},
             .response = schema_of<DuplicatesAnswer>},
            {.method = Method::post,
             .pattern = "/api/v1/duplicates/check",
             .handler = with(check),
             .access = reads,
             .summary = "Who is probably the contact that is about to be created",
             .request = schema_of<CheckWish>,
             .response = schema_of<CheckAnswer>},
            {.method = Method::post,
             .pattern = "/api/v1/duplicates/{pair}/dismiss",
             .handler = with(call_different),
             .access = writes,
             .summary = "Say that two contacts are different people"},
            {.method = Method::post,
             .pattern = "/api/v1/contacts/{id}/merge",
             .handler = with(merge),
             .access = writes,
             .summary = "Make another contact part of this one, values chosen or proposed",
             .request = schema_of<MergeWish>},
            {.method = Method::post,
             .pattern = "/api/v1/contacts/{id}/unmerge",
             .handler = with(unmerge),
             .access = writes,
             .summary = "Make a contact that was merged its own again"}};
}

}  // namespace baton::http
