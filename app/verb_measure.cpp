#include <algorithm>
#include <cstdint>
#include <fmt/core.h>
#include <ostream>
#include <string>
#include <utility>
#include <vector>

#include "app/number_text.hpp"
#include "app/opening.hpp"
#include "app/verbs.hpp"
#include "base/calendar.hpp"
#include "base/instant.hpp"
#include "base/result.hpp"
#include "base/value.hpp"
#include "engine/history_reading.hpp"
#include "engine/settings.hpp"
#include "engine/workspace.hpp"
#include "goals/measure.hpp"
#include "ledger/json_text.hpp"
#include "ledger/timeline_records.hpp"
#include "lifecycle/journeys.hpp"

namespace baton::app {

namespace {

// A day in the workspace's zone (its first instant), or an instant.
Result<Instant> read_moment(const std::string& text, const TimeZone& zone) {
    if (const auto day = parse_date(text)) {
        return zone.start_of(*day);
    }
    return parse_instant(text);
}

Result<goals::MeasureRequest> request_of(const MeasureOptions& options,
                                         const engine::Settings& settings) {
    goals::MeasureRequest request;
    request.name = options.name;
    request.zone = settings.zone;
    request.currency = settings.currency;
    if (!options.by.empty()) {
        const auto by = goals::find_by(options.by);
        if (!by) {
            return fail(Failure::invalid,
                        fmt::format("\"{}\" is nothing to measure by", options.by));
        }
        request.by = *by;
    }
    if (!options.as_of.empty()) {
        request.as_of = goals::end_of_day(settings.zone, TRY(parse_date(options.as_of)));
    }
    if (!options.from.empty()) {
        request.from = TRY(read_moment(options.from, settings.zone));
    }
    if (!options.to.empty()) {
        request.to = TRY(read_moment(options.to, settings.zone));
    }
    return request;
}

// What had been received by an instant, folded afresh under the chain of today.
Result<goals::MeasureResult> measure_known_at(engine::Workspace& workspace,
                                              const goals::MeasureRequest& request,
                                              Instant known_at) {
    const engine::ReadHistory history =
        TRY(engine::read_history(workspace, {.known_at = known_at}));
    const auto chain = workspace.read(
        [](const engine::Workspace::View& view) { return view.live.shared_chain(); });
    const auto erased = workspace.read(engine::frozen_histories);
    lifecycle::Evaluator evaluator(chain, *history.timeline);
    std::vector<lifecycle::History> histories;
    for (const ledger::Contact& contact : history.timeline->contacts()) {
        histories.push_back(engine::history_of(contact.id, erased, evaluator, known_at));
    }
    return goals::measure(
        *history.timeline, {.chain = chain.get(), .of_contacts = histories}, request);
}

Result<goals::MeasureResult> measure_now(engine::Workspace& workspace,
                                         const goals::MeasureRequest& request) {
    return workspace.read([&](const engine::Workspace::View& view) {
        std::vector<lifecycle::History> histories;
        for (ledger::Slot slot = 0; slot < view.timeline.contacts().size(); ++slot) {
            histories.push_back(view.live.history(slot));
        }
        return goals::measure(
            view.timeline, {.chain = &view.live.chain(), .of_contacts = histories}, request);
    });
}

std::string value_text(const goals::MeasureRow& row) {
    if (row.currency && row.value) {
        return fmt::format("{}", static_cast<std::int64_t>(*row.value));
    }
    return number_text(row.value);
}

void append_spread(ledger::ObjectText& object, std::string& out, const goals::Spread& spread) {
    object.number("n", spread.n);
    for (const auto& [name, value] : {std::pair{"median", spread.median},
                                      std::pair{"mean", spread.mean},
                                      std::pair{"p25", spread.p25},
                                      std::pair{"p75", spread.p75},
                                      std::pair{"p90", spread.p90}}) {
        object.key(name);
        out += number_text(value);
    }
}

void append_row(std::string& out, const goals::MeasureRow& row) {
    ledger::ObjectText object(out);
    object.text("key", row.key);
    object.number("numerator", row.numerator);
    object.key("denominator");
    out += row.denominator ? fmt::format("{}", *row.denominator) : "null";
    object.key("value");
    out += value_text(row);
    if (row.currency) {
        object.text("currency", row.currency->text());
    }
    if (row.spread) {
        append_spread(object, out, *row.spread);
    }
    if (row.entered) {
        object.number("entered", *row.entered);
    }
    if (row.lost) {
        object.number("lost", *row.lost);
    }
    object.close();
}

std::string json_of(const goals::MeasureResult& result, const std::string& as_of) {
    std::string out;
    ledger::ObjectText object(out);
    object.text("measure", result.measure);
    object.text("as_of", as_of);
    object.key("rows");
    char separator = '[';
    for (const goals::MeasureRow& row : result.rows) {
        out += separator;
        separator = ',';
        append_row(out, row);
    }
    out += separator == '[' ? "[]" : "]";
    object.close();
    return out;
}

std::string day_asked(const MeasureOptions& options,
                      const engine::Workspace& workspace,
                      Instant now) {
    if (!options.as_of.empty()) {
        return options.as_of;
    }
    return workspace.read([&](const engine::Workspace::View& view) {
        return render(engine::settings_of(view, now).zone.day_of(now));
    });
}

void print(const MeasureOptions& options,
           const goals::MeasureResult& result,
           const std::string& as_of,
           Streams& streams) {
    if (options.common.json) {
        streams.out << json_of(result, as_of) << '\n';
        return;
    }
    for (const goals::MeasureRow& row : result.rows) {
        streams.out
            << fmt::format("{:<32} {:>14}", row.label.empty() ? row.key : row.label, row.numerator)
            << (row.denominator ? fmt::format(" / {:<10}", *row.denominator) : std::string())
            << (row.value ? fmt::format(" {:>16.6g}", *row.value) : std::string(" not known"))
            << (row.currency ? fmt::format(" {}", row.currency->text()) : std::string()) << '\n';
    }
}

Result<goals::MeasureResult> measured(const MeasureOptions& options,
                                      engine::Workspace& workspace,
                                      Instant now) {
    const engine::Settings settings = workspace.read(
        [&](const engine::Workspace::View& view) { return engine::settings_of(view, now); });
    goals::MeasureRequest request = TRY(request_of(options, settings));
    request.as_of = std::min(request.as_of, now);
    if (options.known_at.empty()) {
        return measure_now(workspace, request);
    }
    return measure_known_at(workspace, request, TRY(read_moment(options.known_at, settings.zone)));
}

}  // namespace

int measure(const MeasureOptions& options, Streams& streams) {
    const auto workspace = open_to_read(options.common);
    if (!workspace) {
        return report(workspace.error(), streams);
    }
    const Instant now = (*workspace)->clock().now();
    const auto result = measured(options, **workspace, now);
    if (!result) {
        return report(result.error(), streams);
    }
    print(options, *result, day_asked(options, **workspace, now), streams);
    return 0;
}

}  // namespace baton::app
