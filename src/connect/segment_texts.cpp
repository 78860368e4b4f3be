#include "connect/segment_texts.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>
#include <boost/system/detail/error_code.hpp>
#include <cstddef>
#include <string>
#include <string_view>

#include "connect/segment.hpp"

namespace baton::connect {

namespace json = boost::json;

std::string_view name(SegmentEndpoint endpoint) {
    switch (endpoint) {
        case SegmentEndpoint::identify: return "identify";
        case SegmentEndpoint::track: return "track";
        case SegmentEndpoint::page: return "page";
        case SegmentEndpoint::screen: return "screen";
        case SegmentEndpoint::group: return "group";
        case SegmentEndpoint::alias: return "alias";
        case SegmentEndpoint::batch: return "batch";
    }
    return {};
}

const json::value* SegmentTexts::find(std::size_t index) const {
    const json::object* body = whole_.if_object();
    if (body == nullptr || endpoint_ != SegmentEndpoint::batch) {
        return body == nullptr ? nullptr : &whole_;
    }
    const json::value* list = body->if_contains("batch");
    const json::array* messages = list == nullptr ? nullptr : list->if_array();
    return messages == nullptr ? nullptr : messages->if_contains(index);
}

std::string SegmentTexts::text_of(std::size_t index) {
    if (!read_) {
        boost::system::error_code error;
        whole_ = json::parse(body_, error);
        read_ = true;
    }
    const json::value* found = find(index);
    if (found == nullptr || !found->is_object()) {
        return found == nullptr ? std::string() : json::serialize(*found);
    }
    json::object message = found->get_object();
    message.erase("writeKey");
    if (endpoint_ != SegmentEndpoint::batch) {
        message["type"] = name(endpoint_);
        return json::serialize(message);
    }
    for (const std::string_view key : {"context", "sentAt"}) {
        const json::value* shared = whole_.get_object().if_contains(key);
        if (shared != nullptr && !message.contains(key)) {
            message[key] = *shared;
        }
    }
    return json::serialize(message);
}

}  // namespace baton::connect
