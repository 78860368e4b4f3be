#include "goals/measures.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <expected>
#include <fmt/core.h>
#include <fmt/format.h>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "base/text.hpp"
#include "goals/measure.hpp"
#include "goals/reading.hpp"
#include "ledger/timeline.hpp"

namespace baton::goals {

namespace {

constexpr std::array<std::string_view, 10> by_names{"all",
                                                    "product",
                                                    "owner",
                                                    "team",
                                                    "channel",
                                                    "campaign",
                                                    "asset",
                                                    "source",
                                                    "month",
                                                    "quarter"};
constexpr std::array<std::string_view, 4> unit_names{"count", "percent", "money", "days"};

std::unexpected<Error> no_such_measure(const std::string& wanted) {
    std::vector<std::string> names;
    for (const Measure& measure : measures()) {
        names.emplace_back(measure.name);
    }
    const auto nearest = text::nearest(wanted, names);
    return fail(
        Failure::not_found,
        nearest ? fmt::format("There is no measure \"{}\"; did you mean \"{}\"?", wanted, *nearest)
                : fmt::format(
                      "There is no measure \"{}\"; there are {}.", wanted, fmt::join(names, ", ")));
}

Done check_by(const Measure& measure, By by) {
    if (by == By::all || std::ranges::find(measure.by, by) != measure.by.end()) {
        return {};
    }
    std::vector<std::string_view> names;
    for (const By possible : measure.by) {
        names.push_back(name(possible));
    }
    return fail(Failure::invalid,
                names.empty() ? fmt::format("{} has no rows by {}.", measure.name, name(by))
                              : fmt::format("{} has no rows by {}; it has by {}.",
                                            measure.name,
                                            name(by),
                                            fmt::join(names, ", ")));
}

}  // namespace

std::string_view name(By by) {
    return by_names.at(static_cast<std::size_t>(by));
}

std::optional<By> find_by(std::string_view name) {
    const auto* const found = std::ranges::find(by_names, name);
    return found == by_names.end() ? std::nullopt
                                   : std::optional(static_cast<By>(found - by_names.begin()));
}

std::string_view name(Unit unit) {
    return unit_names.at(static_cast<std::size_t>(unit));
}

std::vector<By> deal_dimensions() {
    return {By::product,
            By::owner,
            By::team,
            By::channel,
            By::campaign,
            By::asset,
            By::source,
            By::month,
            By::quarter};
}

std::vector<By> person_dimensions() {
    return {By::channel, By::campaign, By::asset, By::source, By::month, By::quarter};
}

std::span<const Measure> measures() {
    static const std::vector<Measure> all{kpi_revenue(),
                                          kpi_deals_won(),
                                          kpi_deals_lost(),
                                          kpi_deals_open(),
                                          kpi_win_rate(),
                                          kpi_sales_cycle_days(),
                                          kpi_funnel(),
                                          kpi_mql_count(),
                                          kpi_accept_rate(),
                                          kpi_lead_to_customer_rate(),
                                          kpi_cost_per_lead(),
                                          kpi_cac()};
    return all;
}

const Measure* find_measure(std::string_view name) {
    const auto found = std::ranges::find(measures(), name, &Measure::name);
    return found == measures().end() ? nullptr : &*found;
}

Result<MeasureResult> measure(const ledger::Timeline& timeline,
                              const Histories& histories,
                              const MeasureRequest& request) {
    const Measure* wanted = find_measure(request.name);
    if (wanted == nullptr) {
        return no_such_measure(request.name);
    }
    TRY(check_by(*wanted, request.by));
    if (wanted->needs_agreement && histories.chain == nullptr) {
        return fail(
            Failure::refused,
            fmt::format("{} is about stages, and no agreement is in force yet.", wanted->name));
    }
    const Reading reading(timeline, histories, request);
    return MeasureResult{.measure = std::string(wanted->name),
                         .unit = wanted->unit,
                         .rows = wanted->compute(reading)};
}

}  // namespace baton::goals
