#include "http/ingestion_api.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <boost/describe/class.hpp>
#include <fmt/format.h>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "connect/segment.hpp"
#include "connect/segment_texts.hpp"
#include "engine/ingest_command.hpp"
#include "http/json_body.hpp"
#include "http/problem.hpp"
#include "http/secrets.hpp"

namespace baton::http {

namespace {

constexpr std::size_t waiting_bytes_max = std::size_t{64} * 1024 * 1024;
constexpr std::string_view retry_seconds = "5";

struct RejectedRow {
    std::size_t index = 0;
    std::string messageId = {};
    std::string reason = {};
};

BOOST_DESCRIBE_STRUCT(RejectedRow, (), (index, messageId, reason))

struct IngestReply {
    bool success = true;
    std::size_t accepted = 0;
    std::size_t duplicate = 0;
    std::vector<RejectedRow> rejected = {};
    std::vector<RejectedRow> reported = {};  // accepted without a part
};

BOOST_DESCRIBE_STRUCT(IngestReply, (), (success, accepted, duplicate, rejected, reported))

// One request from its arrival to its answer.
struct Arrival {
    std::shared_ptr<const Request> request;
    std::string body = {};
    connect::SegmentEndpoint endpoint = connect::SegmentEndpoint::batch;
    engine::Ingestion ingestion = {};
    engine::IngestOutcome outcome = {};
    std::optional<connect::SegmentTexts> texts = {};
};

std::vector<RejectedRow> rows_of(const std::vector<connect::SegmentRejection>& rejections) {
    std::vector<RejectedRow> rows;
    for (const connect::SegmentRejection& each : rejections) {
        rows.push_back({.index = each.index, .messageId = each.message_id, .reason = each.reason});
    }
    return rows;
}

Response reply_of(const engine::IngestOutcome& outcome) {
    return json_response(IngestReply{.success = true,
                                     .accepted = outcome.accepted,
                                     .duplicate = outcome.duplicate,
                                     .rejected = rows_of(outcome.rejected),
                                     .reported = rows_of(outcome.reported)});
}

// Clients keep their messages and try again; anything else than 429 and 5xx makes them forget.
Response try_again(std::string message) {
    Response response =
        problem_response(503, Error{.failure = Failure::busy, .message = std::move(message)});
    response.headers.push_back({"Retry-After", std::string(retry_seconds)});
    return response;
}

bool fetches_ahead(const Request& request) {
    constexpr std::array<std::string_view, 3> names{"sec-purpose", "purpose", "x-moz"};
    return std::ranges::any_of(names, [&](std::string_view name) {
        return request.header(name).value_or("").find("prefetch") != std::string_view::npos;
    });
}

// Whose key it is: of the authorisation, else of the body.
std::optional<Principal> sender_of(Application& application,
                                   const Request& request,
                                   const std::string& key) {
    if (request.principal.kind == Principal::Kind::write_key) {
        return request.principal;
    }
    const auto found = application.accounts().find_key(sha256_hex(key), "write");
    if (key.empty() || !found) {
        return std::nullopt;
    }
    return Principal{.kind = Principal::Kind::write_key,
                     .id = found->id,
                     .name = found->name,
                     .source = found->name,
                     .browser = found->browser};
}

// Takes in requests as they come, as long as not too much waits.
class Ingestion : public std::enable_shared_from_this<Ingestion> {
public:
    explicit Ingestion(Application& application) : application_(application) {}

    void start(connect::SegmentEndpoint endpoint,
               std::shared_ptr<const Request> request,
               Responder respond) {
        auto arrival = std::make_shared<Arrival>();
        arrival->request = std::move(request);
        arrival->endpoint = endpoint;
        if (auto answer = read(*arrival)) {
            respond(*std::move(answer));
            return;
        }
        submit(std::move(arrival), std::move(respond));
    }

private:
    // An answer when the request ends here; else the arrival is ready to be applied.
    std::optional<Result<Response>> read(Arrival& arrival) {
        auto body = connect::segment_body(arrival.request->body);
        if (!body) {
            return std::unexpected(body.error());
        }
        arrival.body = *std::move(body);
        const Principal& named = arrival.request->principal;
        const bool has_key = named.kind == Principal::Kind::write_key;
        // A key in the body is a page's, nearly always: read the messages as such before it is
        // known.
        const bool as_browser = !has_key || named.browser;
        auto batch = translate(arrival, as_browser);
        if (!batch) {
            return std::unexpected(batch.error());
        }
        const auto sender = sender_of(application_, *arrival.request, batch->write_key);
        if (!sender) {
            return problem_response(401,
                                    Error{.failure = Failure::forbidden,
                                          .message = "The write key is missing or not known."});
        }
        arrival.ingestion = {.batch = sender->browser == as_browser
                                          ? *std::move(batch)
                                          : *translate(arrival, sender->browser),
                             .source = sender->source,
                             .browser = sender->browser,
                             .text_of = {}};
        return std::nullopt;
    }

    static Result<connect::SegmentBatch> translate(const Arrival& arrival, bool browser) {
        const Request& request = *arrival.request;
        return connect::translate_segment(
            arrival.body,
            arrival.endpoint,
            {.received = request.received,
             .browser = browser,
             .prefetch = fetches_ahead(request),
             .user_agent = request.header("user-agent").value_or("")});
    }

    void submit(std::shared_ptr<Arrival> arrival, Responder respond) {
        const std::size_t bytes = arrival->body.size();
        if (application_.workspace().broken()) {
            respond(try_again("The database cannot be written; keep the messages."));
            return;
        }
        if (waiting_bytes_.fetch_add(bytes) + bytes > waiting_bytes_max) {
            waiting_bytes_.fetch_sub(bytes);
            respond(try_again("Too much is waiting to be written; keep the messages."));
            return;
        }
        arrival->texts.emplace(arrival->body, arrival->endpoint);
        arrival->ingestion.text_of = [raw = arrival.get()](std::size_t index) {
            return raw->texts->text_of(index);
        };
        application_.workspace().submit(
            [arrival](engine::Desk& desk) {
                return engine::ingest(desk, arrival->ingestion, arrival->outcome);
            },
            [self = shared_from_this(), arrival, bytes, respond = std::move(respond)](
                const Result<engine::Receipt>& receipt) mutable {
                self->waiting_bytes_.fetch_sub(bytes);
                respond(receipt ? reply_of(arrival->outcome)
                                : try_again("The messages were not written; keep them."));
            });
    }

    Application& application_;
    std::atomic<std::size_t> waiting_bytes_ = 0;
};

// What analytics.js asks before it sends anything.
Result<Response> settings(const Request& request) {
    const std::string& key = request.parameter("key");
    const std::string host(request.header("host").value_or("127.0.0.1"));
    const boost::json::object source{
        {"apiKey", key}, {"apiHost", host + "/v1"}, {"protocol", "http"}};
    return json_text(
        boost::json::serialize(boost::json::object{{"integrations", {{"Segment.io", source}}}}));
}

struct Address {
    std::string_view long_form;
    std::string_view short_form;
    connect::SegmentEndpoint endpoint;
};

constexpr std::array addresses{
    Address{"/v1/identify", "/v1/i", connect::SegmentEndpoint::identify},
    Address{"/v1/track", "/v1/t", connect::SegmentEndpoint::track},
    Address{"/v1/page", "/v1/p", connect::SegmentEndpoint::page},
    Address{"/v1/screen", "/v1/s", connect::SegmentEndpoint::screen},
    Address{"/v1/group", "/v1/g", connect::SegmentEndpoint::group},
    Address{"/v1/alias", "/v1/a", connect::SegmentEndpoint::alias},
    Address{"/v1/batch", "/v1/b", connect::SegmentEndpoint::batch},
};

}  // namespace

std::vector<Route> ingestion_api(Application& application) {
    const auto ingestion = std::make_shared<Ingestion>(application);
    std::vector<Route> routes;
    for (const Address& address : addresses) {
        for (const std::string_view pattern : {address.long_form, address.short_form}) {
            routes.push_back(
                {.method = Method::post,
                 .pattern = pattern,
                 .handler = Start([ingestion, endpoint = address.endpoint](
                                      std::shared_ptr<const Request> request, Responder respond) {
                     ingestion->start(endpoint, std::move(request), std::move(respond));
                 }),
                 .access = write_key,
                 .summary = "Take in messages as Segment's clients send them",
                 .body_max = batch_bytes_max,
                 .response = schema_of<IngestReply>});
        }
    }
    routes.push_back({.method = Method::get,
                      .pattern = "/v1/projects/{key}/settings",
                      .handler = Quick{settings},
                      .access = write_key,
                      .summary = "What a browser client asks before it sends"});
    return routes;
}

}  // namespace baton::http
