#include "http/timeline_row.hpp"

#include <utility>

namespace baton::http {

std::vector<TimelineRow> timeline_rows(const Application& application,
                                       const Request& request,
                                       std::vector<engine::TimelineItem> items) {
    std::vector<TimelineRow> rows;
    for (engine::TimelineItem& item : items) {
        rows.push_back({.id = std::move(item.id),
                        .at = item.at,
                        .team = std::move(item.team),
                        .icon = std::move(item.icon),
                        .title = std::move(item.title),
                        .detail = std::move(item.detail),
                        .by = std::move(item.by),
                        .undo = application.undo_token(request.principal, item.undo)});
    }
    return rows;
}

}  // namespace baton::http
