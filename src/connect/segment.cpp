#include "connect/segment.hpp"

#include <algorithm>
#include <array>
#include <boost/json/monotonic_resource.hpp>
#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>
#include <boost/system/detail/error_code.hpp>
#include <cstddef>
#include <fmt/core.h>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "base/limits.hpp"
#include "base/result.hpp"
#include "connect/bytes.hpp"
#include "connect/segment_json.hpp"
#include "connect/segment_message.hpp"

namespace baton::connect {
namespace {

namespace json = boost::json;

struct EndpointName {
    SegmentEndpoint endpoint;
    std::string_view name;
    std::string_view short_name;
};

constexpr std::array endpoints{
    EndpointName{.endpoint = SegmentEndpoint::identify, .name = "identify", .short_name = "i"},
    EndpointName{.endpoint = SegmentEndpoint::track, .name = "track", .short_name = "t"},
    EndpointName{.endpoint = SegmentEndpoint::page, .name = "page", .short_name = "p"},
    EndpointName{.endpoint = SegmentEndpoint::screen, .name = "screen", .short_name = "s"},
    EndpointName{.endpoint = SegmentEndpoint::group, .name = "group", .short_name = "g"},
    EndpointName{.endpoint = SegmentEndpoint::alias, .name = "alias", .short_name = "a"},
    EndpointName{.endpoint = SegmentEndpoint::batch, .name = "batch", .short_name = "b"},
};

// The type a message says it has; within a batch nothing else tells.
std::optional<SegmentEndpoint> type_of_message(const json::object& message) {
    const auto type = text_at(message, "type");
    const auto* const found = std::ranges::find(endpoints, type, &EndpointName::name);
    if (found == endpoints.end() || found->endpoint == SegmentEndpoint::batch) return std::nullopt;
    return found->endpoint;
}

void reject(SegmentBatch& batch, const json::value& value, std::size_t index, std::string reason) {
    const auto* const message = value.if_object();
    batch.rejected.push_back(
        {.index = index,
         .message_id = message == nullptr ? std::string{} : scalar_text_at(*message, "messageId"),
         .reason = std::move(reason)});
}

class Request {
public:
    Request(const SegmentSender& sender, const json::object* context, std::string_view sent_at)
        : translator_(sender, context, sent_at) {}

    void add(const json::value& value, std::optional<SegmentEndpoint> type, std::size_t index) {
        const auto* const message = value.if_object();
        if (message == nullptr) return reject(batch_, value, index, "not a JSON object");
        const auto known = type ? type : type_of_message(*message);
        if (!known) return reject(batch_, value, index, "type is missing or unknown");
        if (json_bytes(value) > touch_bytes_max) {
            return reject(batch_, value, index, fmt::format("more than {} bytes", touch_bytes_max));
        }
        auto translated = translator_.translate(*message, *known, index);
        if (!translated) return reject(batch_, value, index, std::move(translated.error().message));
        if (*translated) {
            batch_.accepted.push_back(*std::move(*translated));
        } else {
            ++batch_.ignored;
        }
    }

    [[nodiscard]] SegmentBatch take() { return std::move(batch_); }

private:
    SegmentTranslator translator_;
    SegmentBatch batch_;
};

Result<SegmentBatch> translate_batch(const json::object& body, const SegmentSender& sender) {
    const auto* const list = body.if_contains("batch");
    if (list == nullptr || !list->is_array()) {
        return fail(Failure::invalid,
                    "the request has no batch",
                    {{.where = "/batch", .message = "expected a list of messages"}});
    }
    const auto& messages = list->get_array();
    if (messages.size() > batch_events_max) {
        return fail(Failure::too_large,
                    fmt::format("more than {} messages in one batch", batch_events_max));
    }
    Request request(sender, object_at(body, "context"), text_at(body, "sentAt"));
    for (std::size_t i = 0; i < messages.size(); ++i) {
        request.add(messages[i], std::nullopt, i);
    }
    return request.take();
}

}  // namespace

std::optional<SegmentEndpoint> find_segment_endpoint(std::string_view name) {
    const auto* const found = std::ranges::find_if(endpoints, [&](const EndpointName& endpoint) {
        return endpoint.name == name || endpoint.short_name == name;
    });
    if (found == endpoints.end()) return std::nullopt;
    return found->endpoint;
}

Result<std::string> segment_body(std::string_view bytes) {
    if (bytes.size() > batch_bytes_max) {
        return fail(Failure::too_large, fmt::format("more than {} bytes", batch_bytes_max));
    }
    if (!bytes.starts_with("\x1f\x8b")) return std::string(bytes);
    const auto unpacked = TRY(gunzipped(bytes_of(bytes)));
    return read_all(*unpacked, batch_bytes_max);
}

Result<SegmentBatch> translate_segment(std::string_view body,
                                       SegmentEndpoint endpoint,
                                       const SegmentSender& sender) {
    if (body.size() > batch_bytes_max) {
        return fail(Failure::too_large, fmt::format("more than {} bytes", batch_bytes_max));
    }
    json::monotonic_resource memory(body.size() * 2 + 1024);
    boost::system::error_code error;
    const auto value = json::parse(body, error, &memory);
    if (error || !value.is_object()) {
        return fail(Failure::invalid, fmt::format("not a JSON object: {}", error.message()));
    }
    const auto& object = value.get_object();
    const auto write_key = std::string(text_at(object, "writeKey"));
    SegmentBatch batch;
    if (endpoint == SegmentEndpoint::batch) {
        batch = TRY(translate_batch(object, sender));
    } else {
        Request request(sender, nullptr, {});
        request.add(value, endpoint, 0);
        batch = request.take();
    }
    batch.write_key = write_key;
    return batch;
}

}  // namespace baton::connect
