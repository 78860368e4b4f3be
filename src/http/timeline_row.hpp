#pragma once

#include <boost/describe/class.hpp>
#include <optional>
#include <string>
#include <vector>

#include "base/instant.hpp"
#include "engine/timeline_items.hpp"
#include "http/application.hpp"
#include "http/request.hpp"

namespace baton::http {

// An item of a contact's timeline as it goes out; `undo` is a token for the one who asks.
struct TimelineRow {
    std::string id = {};
    Instant at = {};
    std::optional<std::string> team = {};
    std::string icon = {};
    std::string title = {};
    std::optional<std::string> detail = {};
    std::optional<std::string> by = {};
    std::optional<std::string> undo = {};
};

BOOST_DESCRIBE_STRUCT(TimelineRow, (), (id, at, team, icon, title, detail, by, undo))

[[nodiscard]] std::vector<TimelineRow> timeline_rows(const Application& application,
                                                     const Request& request,
                                                     std::vector<engine::TimelineItem> items);

}  // namespace baton::http
