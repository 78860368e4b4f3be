#include "engine/funnels.hpp"

#include <algorithm>
#include <cstddef>
#include <functional>
#include <limits>
#include <optional>
#include <utility>

#include "engine/funnel_counting.hpp"
#include "engine/slices.hpp"

namespace baton::engine {

namespace {

std::optional<double> part_of(std::int64_t part, std::int64_t whole) {
    return whole == 0 ? std::nullopt
                      : std::optional(static_cast<double>(part) / static_cast<double>(whole));
}

// Halfway between the middle two when there is no middle one.
std::optional<double> median_seconds_of(std::vector<std::int64_t> micros) {
    if (micros.empty()) {
        return std::nullopt;
    }
    const auto middle = micros.begin() + static_cast<std::ptrdiff_t>(micros.size() / 2);
    std::ranges::nth_element(micros, middle);
    const auto upper = static_cast<double>(*middle);
    const bool even = micros.size() % 2 == 0;
    const double lower =
        even ? static_cast<double>(*std::max_element(micros.begin(), middle)) : upper;
    return (lower + upper) / 2 / second_micros;
}

std::optional<double> window_days_of(const FunnelQuestion& question, std::size_t step) {
    const std::int64_t micros = question.within_micros[step];
    const bool endless = micros == std::numeric_limits<std::int64_t>::max();
    return step == 0 || endless ? std::nullopt
                                : std::optional(static_cast<double>(micros) / day_micros);
}

FunnelStepView step_of(const FunnelQuestion& question,
                       const FunnelCounts& counts,
                       std::size_t step) {
    FunnelStepView view{.step = question.steps[step],
                        .window_days = window_days_of(question, step),
                        .people = counts.people[step],
                        .of_first = part_of(counts.people[step], counts.people.front())};
    if (step > 0) {
        view.dropped = counts.people[step - 1] - counts.people[step];
        view.still_open = counts.still_open[step];
        view.of_previous = part_of(counts.people[step], counts.people[step - 1]);
        view.median_seconds = median_seconds_of(counts.micros[step]);
    }
    return view;
}

std::vector<FunnelRow> rows_of(const FunnelCounts& counts) {
    std::vector<FunnelRow> rows;
    for (const auto& [key, people] : counts.people_by) {
        rows.push_back({.key = key, .people = people});
    }
    std::ranges::stable_sort(
        rows, std::greater{}, [](const FunnelRow& row) { return row.people.front(); });
    return rows;
}

}  // namespace

Result<FunnelView> funnel_view(const Workspace& workspace, const FunnelQuestion& question) {
    std::optional<FunnelCounting> counting;
    const auto begin = [&](const Workspace::View& view) {
        counting.emplace(question, view.timeline);
    };
    const auto read = [&](ledger::Slot from, ledger::Slot to) { counting->read(from, to); };
    TRY(read_in_slices(workspace, begin, read, [](std::size_t, std::size_t) { return true; }));
    const FunnelCounts& counts = counting->counts();
    FunnelView view{.from = question.from,
                    .to = question.to,
                    .as_of = question.as_of,
                    .window_from = std::string(name(question.window_from))};
    for (std::size_t step = 0; step < question.steps.size(); ++step) {
        view.steps.push_back(step_of(question, counts, step));
    }
    if (!question.by.empty()) {
        view.by = question.by;
        view.rows = rows_of(counts);
    }
    for (const FunnelWarning& each : question.warnings) {
        view.warnings.push_back({.step = question.steps[each.step], .message = each.message});
    }
    return view;
}

}  // namespace baton::engine
