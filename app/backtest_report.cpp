#include "app/backtest_report.hpp"

#include <cmath>
#include <cstddef>
#include <fmt/core.h>
#include <memory>
#include <optional>
#include <ostream>
#include <string>
#include <utility>
#include <vector>

#include "app/agreement_text.hpp"
#include "app/moment.hpp"
#include "app/opening.hpp"
#include "app/verbs.hpp"
#include "app/waiting.hpp"
#include "backtest/backtest.hpp"
#include "backtest/question.hpp"
#include "backtest/report.hpp"
#include "backtest/shares.hpp"
#include "base/instant.hpp"
#include "base/result.hpp"
#include "base/value.hpp"
#include "engine/backtesting.hpp"
#include "engine/history_reading.hpp"
#include "engine/workspace.hpp"
#include "http/json_body.hpp"
#include "ledger/timeline.hpp"

namespace baton::app {

namespace {

using backtest::AgreementFigures;
using backtest::Certainty;
using backtest::Report;
using backtest::StageFigures;

constexpr double percent = 100;

Result<engine::BacktestAsk> ask_of(const BacktestOptions& options,
                                   const engine::Workspace& workspace,
                                   Instant now) {
    engine::BacktestAsk ask{.opening = TRY(opening_of(options))};
    for (const std::string& wanted : options.agreements) {
        AgreementText text = TRY(find_agreement(workspace, now, wanted));
        ask.agreements.push_back({.name = wanted, .text = std::move(text.text)});
    }
    if (!options.from.empty()) {
        ask.from = TRY(read_moment(options.from));
    }
    if (!options.to.empty()) {
        ask.to = TRY(read_moment(options.to));
    }
    if (options.maturity_days >= 0) {
        ask.maturity_days = options.maturity_days;
    }
    return ask;
}

Result<Report> report_over(const ledger::Timeline& timeline,
                           const backtest::Question& question,
                           unsigned threads,
                           Waiting& waiting) {
    auto findings = TRY(backtest::read_findings(
        timeline, question, threads, [&](std::size_t done, std::size_t total) {
            waiting.tell(done, total);
            return true;
        }));
    return backtest::report_of(question, std::move(findings));
}

// The workspace's own timeline, or one of its own when identity or knowledge are asked for.
Result<Report> report_of(const BacktestOptions& options, Streams& streams) {
    const auto workspace = TRY(open_to_read(options.common, options.threads));
    const engine::HistoryReading reading = TRY(reading_of(options));
    const Instant clock_now = workspace->clock().now();
    const Instant now = reading.known_at.value_or(clock_now);
    const engine::BacktestAsk ask = TRY(ask_of(options, *workspace, clock_now));
    Waiting waiting(*workspace, streams.err);
    std::unique_ptr<ledger::Timeline> own;
    if (reading.known_at || reading.identity == ledger::Identity::now) {
        engine::ReadHistory history = TRY(engine::read_history(*workspace, reading));
        own = std::move(history.timeline);
    }
    return workspace->read([&](const engine::Workspace::View& view) -> Result<Report> {
        const ledger::Timeline& timeline = own ? *own : view.timeline;
        const backtest::Question question =
            TRY(engine::backtest_question(view, timeline, ask, now));
        return report_over(timeline, question, options.threads, waiting);
    });
}

std::string text_of(const std::optional<double>& share) {
    return share ? fmt::format("{:.1f} %", *share * percent) : "-";
}

std::string text_of(const std::optional<double>& share, const Certainty& certainty) {
    if (!share) {
        return "-";
    }
    return fmt::format("{:.1f} % ({:.0f}-{:.0f})",
                       *share * percent,
                       std::floor(*certainty.low * percent),
                       std::ceil(*certainty.high * percent));
}

std::string number_text(const std::optional<double>& number) {
    return number ? fmt::format("{:.1f}", *number) : "-";
}

void print_stage(const AgreementFigures& agreement, const StageFigures& stage, Streams& streams) {
    const auto currency = parse_currency(agreement.currency);
    const std::string amount =
        currency ? render_amount({.minor = stage.won_amount_minor, .currency = *currency}) : "";
    streams.out << fmt::format(
        "{:<16} {:>8} {:>8} {:>8} {:>8} {:>18} {:>8} {:>14} {:>18} {:>8} {:>6}\n",
        stage.stage.substr(0, 16),
        stage.entered,
        stage.never_offered,
        stage.accepted,
        stage.rejected + stage.recycled,
        text_of(stage.accept_rate, stage.accept_certainty),
        stage.won,
        amount,
        text_of(stage.precision, stage.precision_certainty),
        text_of(stage.recall),
        number_text(stage.lift));
}

void print_capacity(const StageFigures& stage, Streams& streams) {
    const auto& capacity = *stage.capacity;
    streams.out << fmt::format("{}: {} a working day, {} on the busiest",
                               stage.stage,
                               number_text(capacity.entered_a_day),
                               capacity.busiest_day);
    if (capacity.answered_in_time_a_day) {
        streams.out << fmt::format(
            "; {} answered in time on a good day, by {}; {} days would have brought more",
            *capacity.answered_in_time_a_day,
            capacity.reps == 1 ? "one person" : fmt::format("{} people", capacity.reps),
            *capacity.days_over);
    }
    streams.out << '\n';
}

void print_moves(const Report& report, const StageFigures& stage, Streams& streams) {
    if (stage.against_in_force &&
        (stage.against_in_force->gained + stage.against_in_force->lost) > 0) {
        streams.out << fmt::format("{}: {} gained, {} lost, {} kept against {}\n",
                                   stage.stage,
                                   stage.against_in_force->gained,
                                   stage.against_in_force->lost,
                                   stage.against_in_force->kept,
                                   *report.in_force);
    }
}

void print_agreement(const Report& report, const AgreementFigures& agreement, Streams& streams) {
    streams.out << fmt::format(
        "{}: {} ({})\n", agreement.agreement, agreement.title, agreement.currency);
    streams.out << fmt::format(
        "{:<16} {:>8} {:>8} {:>8} {:>8} {:>18} {:>8} {:>14} {:>18} {:>8} {:>6}\n",
        "stage",
        "entered",
        "no offer",
        "accepted",
        "returned",
        "accept rate",
        "won",
        "amount",
        "precision",
        "recall",
        "lift");
    for (const StageFigures& stage : agreement.stages) {
        print_stage(agreement, stage, streams);
    }
    for (const StageFigures& stage : agreement.stages) {
        if (stage.capacity) {
            print_capacity(stage, streams);
        }
        print_moves(report, stage, streams);
    }
    if (agreement.mature_until) {
        streams.out << fmt::format(
            "Precision and win rates count entries before {}: later ones are younger than {:.1f} "
            "days.\n",
            render(*agreement.mature_until),
            *agreement.maturity_days);
    } else {
        streams.out
            << "No precision or win rate: nothing is old enough, or no sales cycle was recorded.\n";
    }
    streams.out << '\n';
}

void print(Report report, const BacktestOptions& options, Streams& streams) {
    for (AgreementFigures& agreement : report.agreements) {
        for (StageFigures& stage : agreement.stages) {
            std::erase_if(stage.moves,
                          [](const backtest::Move& move) { return move.kind == "kept"; });
        }
    }
    if (options.common.json) {
        streams.out << http::render_json(report) << '\n';
        return;
    }
    for (const AgreementFigures& agreement : report.agreements) {
        print_agreement(report, agreement, streams);
    }
}

}  // namespace

Result<engine::HistoryReading> reading_of(const BacktestOptions& options) {
    engine::HistoryReading reading;
    if (options.identity != "then" && options.identity != "now") {
        return fail(Failure::invalid, "--identity is then or now");
    }
    reading.identity = options.identity == "now" ? ledger::Identity::now : ledger::Identity::then;
    if (!options.known_at.empty()) {
        reading.known_at = TRY(read_moment(options.known_at));
    }
    return reading;
}

Result<backtest::Opening> opening_of(const BacktestOptions& options) {
    if (options.opening == "recorded") {
        return backtest::Opening::recorded;
    }
    if (options.opening == "beginning") {
        return backtest::Opening::beginning;
    }
    return fail(Failure::invalid, "--opening is beginning or recorded");
}

Done print_report(const BacktestOptions& options, Streams& streams) {
    Report report = TRY(report_of(options, streams));
    print(std::move(report), options, streams);
    return {};
}

}  // namespace baton::app
