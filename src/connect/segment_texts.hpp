#pragma once

#include <boost/json.hpp>
#include <cstddef>
#include <string>
#include <string_view>

#include "connect/segment.hpp"

namespace baton::connect {

// The messages of a request as text, one by one, so that a refused one can be kept and sent again
// alone: with its type, its batch's context and sentAt, and without the write key. Reads the body
// when it is first asked. Not thread safe.
class SegmentTexts {
public:
    SegmentTexts(std::string_view body, SegmentEndpoint endpoint)
        : body_(body), endpoint_(endpoint) {}

    // Empty when there is no such message. REQUIRES: the body outlives this.
    [[nodiscard]] std::string text_of(std::size_t index);

private:
    [[nodiscard]] const boost::json::value* find(std::size_t index) const;

    std::string_view body_;
    SegmentEndpoint endpoint_;
    bool read_ = false;
    boost::json::value whole_;
};

// The name of an endpoint as a message's type: "track".
[[nodiscard]] std::string_view name(SegmentEndpoint endpoint);

}  // namespace baton::connect
