#include "http/timeline_row.hpp"

#include <utility>

namespace baton::http {

Result<engine::TimelineAsk> timeline_ask(const Request& request) {
    const std::string name = text_of(request, "filter");
    const auto filter = engine::find_timeline_filter(name.empty() ? "all" : name);
    if (!filter) {
        return fail(Failure::invalid, "There is no such filter.", {{"?filter", "is not known"}});
    }
    return engine::TimelineAsk{
        .filter = *filter,
        .as_of = TRY(instant_of(request, "as_of")).value_or(Instant::latest()),
        .after = text_of(request, "after"),
        .limit = TRY(limit_of(request))};
}

Page<TimelineRow> timeline_page(const Application& application,
                                const Request& request,
                                engine::TimelinePage found) {
    return {.rows = timeline_rows(application, request, std::move(found.items)),
            .next = found.next};
}

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
                        .contact = std::move(item.contact),
                        .undo = application.undo_token(request.principal, item.undo)});
    }
    return rows;
}

}  // namespace baton::http
