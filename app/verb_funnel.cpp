#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <fmt/core.h>
#include <optional>
#include <ostream>
#include <string>

#include "app/opening.hpp"
#include "app/verbs.hpp"
#include "base/instant.hpp"
#include "base/result.hpp"
#include "engine/funnel_question.hpp"
#include "engine/funnels.hpp"
#include "engine/workspace.hpp"
#include "http/json_body.hpp"

namespace baton::app {

namespace {

constexpr double percent = 100;
constexpr std::size_t step_width = 48;

Result<engine::FunnelView> view_of(const FunnelOptions& options) {
    const auto workspace = TRY(open_to_read(options.common));
    const Instant now = workspace->clock().now();
    const auto question = TRY(workspace->read([&](const engine::Workspace::View& view) {
        return engine::read_funnel(view, options.words, now);
    }));
    return engine::funnel_view(*workspace, question);
}

std::string share_text(const std::optional<double>& share) {
    return share ? fmt::format("{:.1f} %", *share * percent) : "-";
}

// In the largest unit of which there is at least one.
std::string duration_text(const std::optional<double>& seconds) {
    constexpr double minute = 60;
    constexpr double hour = 60 * minute;
    constexpr double day = 24 * hour;
    if (!seconds) return "-";
    if (*seconds >= day) return fmt::format("{:.1f} days", *seconds / day);
    if (*seconds >= hour) return fmt::format("{:.1f} hours", *seconds / hour);
    if (*seconds >= minute) return fmt::format("{:.1f} minutes", *seconds / minute);
    return fmt::format("{:.0f} seconds", *seconds);
}

void print_rows(const engine::FunnelView& view, std::ostream& out) {
    for (const engine::FunnelRow& row : view.rows) {
        out << fmt::format("{:<32}", row.key);
        for (const std::int64_t people : row.people) {
            out << fmt::format(" {:>9}", people);
        }
        out << '\n';
    }
}

void print(const engine::FunnelView& view, std::ostream& out) {
    out << fmt::format("{:<48} {:>9} {:>9} {:>9} {:>10} {:>14}\n",
                       "step",
                       "people",
                       "of first",
                       "of before",
                       "still open",
                       "median time");
    for (const engine::FunnelStepView& each : view.steps) {
        out << fmt::format("{:<48} {:>9} {:>9} {:>9} {:>10} {:>14}\n",
                           each.step.substr(0, step_width),
                           each.people,
                           share_text(each.of_first),
                           share_text(each.of_previous),
                           each.still_open,
                           duration_text(each.median_seconds));
    }
    if (!view.rows.empty()) {
        out << '\n';
        print_rows(view, out);
    }
}

}  // namespace

int funnel(const FunnelOptions& options, Streams& streams) {
    const auto view = view_of(options);
    if (!view) {
        return report(view.error(), streams);
    }
    for (const engine::FunnelWarningView& each : view->warnings) {
        streams.err << fmt::format("baton: warning: {}: {}\n", each.step, each.message);
    }
    if (options.common.json) {
        streams.out << http::render_json(*view) << '\n';
    } else {
        print(*view, streams.out);
    }
    return 0;
}

}  // namespace baton::app
