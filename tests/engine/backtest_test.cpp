#include "backtest/backtest.hpp"

#include <cstdint>
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>
#include <string>
#include <utility>
#include <vector>

#include "engine/arbitrary_deed.hpp"
#include "engine/backtesting.hpp"
#include "engine/random_life.hpp"
#include "engine/versions.hpp"
#include "lifecycle/journeys.hpp"

namespace baton::engine::testing {
namespace {

using lifecycle::Chain;
using lifecycle::History;

// A history without the numbers of the versions, which depend on how many came before.
std::string text_of(const History& history, const Chain& chain) {
    std::string text;
    for (const lifecycle::Journey& journey : history.journeys) {
        text += fmt::format("began {} ended {} {} {}\n",
                            render(journey.began),
                            journey.ended ? render(*journey.ended) : "-",
                            journey.end ? name(*journey.end) : "-",
                            journey.reason);
        for (const lifecycle::Reached& reached : journey.stages) {
            text += fmt::format(
                "  {} {} {}\n", chain.stage_name(reached), render(reached.at), name(reached.how));
        }
    }
    for (const lifecycle::Disqualified& spell : history.disqualified) {
        text += fmt::format("disqualified {} {}\n", render(spell.at), spell.reason);
    }
    return text;
}

bool go_on(std::size_t /*done*/, std::size_t /*total*/) {
    return true;
}

// Whose history is another one when the version in force is read from `from` on; empty when
// nobody's.
std::string different_history(const Workspace::View& view, Instant from, std::size_t version) {
    const auto chain = view.live.shared_chain();
    const Instant now = view.live.evaluated_until();
    const backtest::Question question{
        .from = from, .as_of = now, .opening = backtest::Opening::recorded, .recorded = chain};
    const auto reading = backtest::chain_of(
        question, {.name = "in-force", .agreement = chain->version(version).agreement});
    lifecycle::Evaluator evaluator(reading, view.timeline);
    for (ledger::Slot slot = 0; slot < view.timeline.contacts().size(); ++slot) {
        const std::string read =
            text_of(evaluator.fold(view.timeline.contacts()[slot].id, now), *reading);
        const std::string recorded = text_of(view.live.history(slot), *chain);
        if (read != recorded) {
            return read + "instead of\n" + recorded;
        }
    }
    return {};
}

backtest::Question question_of(const Workspace::View& view, std::string text) {
    const BacktestAsk ask{.agreements = {{.name = "in-force", .text = std::move(text)}},
                          .opening = backtest::Opening::recorded};
    return backtest_question(view, view.timeline, ask, view.live.evaluated_until()).value();
}

std::int64_t recorded_entries(const Workspace::View& view,
                              const backtest::Question& question,
                              const std::string& stage) {
    std::int64_t recorded = 0;
    for (ledger::Slot slot = 0; slot < view.timeline.contacts().size(); ++slot) {
        for (const auto& journey : view.live.history(slot).journeys) {
            for (const auto& reached : journey.stages) {
                const bool counts = view.live.chain().stage_name(reached) == stage &&
                                    reached.how == lifecycle::How::entered &&
                                    question.in_range(reached.at);
                recorded += counts ? 1 : 0;
            }
        }
    }
    return recorded;
}

// From any instant of its own period on, the version in force gives the recorded history; its
// entries are counted, whatever the number of threads, and some contacts at a time too.
RC_GTEST_PROP(RecordedOpening, GivesTheRecordedHistory, ()) {
    const auto deeds =
        *rc::gen::resize(24, rc::gen::container<std::vector<Deed>>(rc::gen::arbitrary<Deed>()));
    const auto part = *rc::gen::inRange<std::int64_t>(0, 5);
    RandomLife life;
    for (const Deed& deed : deeds) {
        RC_ASSERT(life.live(deed) == "");
    }
    Workspace& workspace = life.running().workspace();
    const auto question = workspace.read([&](const Workspace::View& view) {
        const Instant now = view.live.evaluated_until();
        const std::size_t version = *view.live.chain().in_force(now);
        const Instant effective = view.live.chain().version(version).effective;
        const std::int64_t length = now.micros - effective.micros;
        RC_ASSERT(different_history(view, plus(effective, length / 4 * part), version) == "");
        return question_of(view, list_versions(view.timeline, now).back().text);
    });
    auto postings = workspace.read([](const Workspace::View& view) {
        return std::make_unique<lifecycle::Postings>(view.timeline);
    });
    RC_ASSERT(read_findings(workspace, question, go_on, postings.get()).has_value());
    auto sliced = read_findings(workspace, question, go_on, postings.get());
    const backtest::Report report = backtest::report_of(question, *std::move(sliced));
    workspace.read([&](const Workspace::View& view) {
        for (const unsigned threads : {1U, 3U}) {
            auto findings = backtest::read_findings(view.timeline, question, threads, go_on);
            RC_ASSERT(report == backtest::report_of(question, *std::move(findings)));
        }
        for (const backtest::StageFigures& stage : report.agreements.front().stages) {
            RC_ASSERT(stage.entered == recorded_entries(view, question, stage.stage));
        }
    });
}

TEST(Backtesting, CanBeStopped) {
    RandomLife life;
    const backtest::Question question{.as_of = life.running().now()};
    const auto stop = [](std::size_t, std::size_t) { return false; };
    const auto findings = read_findings(life.running().workspace(), question, stop);
    ASSERT_FALSE(findings.has_value());
    EXPECT_EQ(findings.error().failure, Failure::refused);
}

TEST(Backtesting, AnAgreementWithErrorsIsRefusedWithTheirPlaces) {
    RandomLife life;
    life.running().workspace().read([&](const Workspace::View& view) {
        const BacktestAsk ask{.agreements = {{.name = "d.yaml", .text = "agreement: d\n"}}};
        const auto question =
            backtest_question(view, view.timeline, ask, view.live.evaluated_until());
        ASSERT_FALSE(question.has_value());
        ASSERT_FALSE(question.error().problems.empty());
        EXPECT_TRUE(question.error().problems.front().message.starts_with("d.yaml:"));
    });
}

}  // namespace
}  // namespace baton::engine::testing
