#pragma once

#include <boost/describe/class.hpp>
#include <optional>
#include <string>
#include <vector>

#include "base/instant.hpp"
#include "engine/timeline_items.hpp"
#include "http/application.hpp"
#include "http/json_body.hpp"
#include "http/request.hpp"

namespace baton::http {

// An item of a timeline as it goes out; `undo` is a token for the one who asks.
struct TimelineRow {
    std::string id = {};
    Instant at = {};
    std::optional<std::string> team = {};
    std::string icon = {};
    std::string title = {};
    std::optional<std::string> detail = {};
    std::optional<std::string> by = {};
    std::optional<engine::NamedRef> contact = {};  // in the timeline of a company or a deal
    std::optional<std::string> undo = {};
};

BOOST_DESCRIBE_STRUCT(TimelineRow, (), (id, at, team, icon, title, detail, by, contact, undo))

// What a request for a page of a timeline asks (filter, as_of, after, limit).
[[nodiscard]] Result<engine::TimelineAsk> timeline_ask(const Request& request);

[[nodiscard]] Page<TimelineRow> timeline_page(const Application& application,
                                              const Request& request,
                                              engine::TimelinePage found);

[[nodiscard]] std::vector<TimelineRow> timeline_rows(const Application& application,
                                                     const Request& request,
                                                     std::vector<engine::TimelineItem> items);

}  // namespace baton::http
