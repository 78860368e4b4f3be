#include <cstddef>
#include <fmt/core.h>
#include <fmt/ranges.h>
#include <ostream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "app/agreement_text.hpp"
#include "app/moment.hpp"
#include "app/opening.hpp"
#include "app/verbs.hpp"
#include "app/waiting.hpp"
#include "backtest/tune.hpp"
#include "engine/tuning.hpp"
#include "http/json_body.hpp"

namespace baton::app {

namespace {

using backtest::TuneFigures;
using backtest::TuneHalves;
using backtest::TuneReport;
using backtest::TuneVariant;

constexpr double percent = 100;

Result<engine::TuneAsk> ask_of(const TuneOptions& options,
                               const engine::Workspace& workspace,
                               Instant now) {
    AgreementText text = TRY(find_agreement(workspace, now, options.file));
    engine::TuneAsk ask{.name = options.file, .text = std::move(text.text), .stage = options.stage};
    if (!options.from.empty()) {
        ask.from = TRY(read_moment(options.from));
    }
    if (!options.to.empty()) {
        ask.to = TRY(read_moment(options.to));
    }
    if (!options.split.empty()) {
        ask.split = TRY(read_moment(options.split));
    }
    if (options.maturity_days >= 0) {
        ask.maturity_days = options.maturity_days;
    }
    return ask;
}

Result<TuneReport> report_of(const TuneOptions& options, Streams& streams) {
    const auto workspace = TRY(open_to_read(options.common, options.threads));
    const Instant now = workspace->clock().now();
    const engine::TuneAsk ask = TRY(ask_of(options, *workspace, now));
    const auto asked = TRY(engine::tune_question(*workspace, ask, now));
    Waiting waiting(*workspace, streams.err);
    return workspace->read([&](const engine::Workspace::View& view) {
        return backtest::tune(
            view.timeline, asked, options.threads, [&](std::size_t done, std::size_t total) {
                waiting.tell(done, total);
                return true;
            });
    });
}

std::string rate_text(const TuneFigures& figures) {
    if (!figures.win_rate) {
        return "-";
    }
    return fmt::format("{:.1f} % (n {})", *figures.win_rate * percent, figures.win_certainty.n);
}

void print_line(std::string_view name, const TuneHalves& halves, std::ostream& out) {
    out << fmt::format("{:<32} {:>9} {:>18} {:>9} {:>18}\n",
                       name,
                       halves.early.entered,
                       rate_text(halves.early),
                       halves.late.entered,
                       rate_text(halves.late));
}

void print_table(const TuneReport& report, std::ostream& out) {
    out << fmt::format("{}, stage {}: tuned on {} to {}, reported on {} to {}\n",
                       report.agreement,
                       report.stage,
                       report.from ? render(*report.from) : "the beginning",
                       render(report.split),
                       render(report.split),
                       render(report.to));
    for (std::size_t i = 0; i < report.parameters.size(); ++i) {
        out << fmt::format("  parameter {} at {}: {}\n",
                           i + 1,
                           report.parameters[i].place,
                           fmt::join(report.parameters[i].values, ", "));
    }
    out << fmt::format("\n{:<32} {:>9} {:>18} {:>9} {:>18}\n",
                       "values (* on the front)",
                       "entered",
                       "win rate",
                       "later",
                       "win rate");
    for (const TuneVariant& each : report.variants) {
        const bool shown = each.on_front || each.as_written;
        if (!shown) {
            continue;
        }
        const std::string values = fmt::format("{}{}{}",
                                               each.on_front ? "* " : "  ",
                                               fmt::join(each.values, ", "),
                                               each.as_written ? " (as written)" : "");
        print_line(values, {.early = each.early, .late = each.late}, out);
    }
    if (report.in_force) {
        print_line("  the agreement in force", *report.in_force, out);
    }
    out << fmt::format("\n{} variants; --json shows all\n", report.variants.size());
}

}  // namespace

int tune(const TuneOptions& options, Streams& streams) {
    const auto told = report_of(options, streams);
    if (!told) {
        return report(told.error(), streams);
    }
    for (const backtest::TuneWarning& each : told->warnings) {
        streams.err << fmt::format("baton: warning: {}\n", each.message);
    }
    if (options.common.json) {
        streams.out << http::render_json(*told) << '\n';
    } else {
        print_table(*told, streams.out);
    }
    return 0;
}

}  // namespace baton::app
