#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <cstddef>
#include <fmt/core.h>
#include <memory>
#include <ostream>
#include <string>
#include <utility>
#include <vector>

#include "agreement/ast.hpp"
#include "agreement/check.hpp"
#include "agreement/diagnostic.hpp"
#include "agreement/schema.hpp"
#include "app/agreement_text.hpp"
#include "app/backtest_report.hpp"
#include "app/moment.hpp"
#include "app/opening.hpp"
#include "app/verbs.hpp"
#include "backtest/question.hpp"
#include "base/instant.hpp"
#include "base/result.hpp"
#include "engine/backtesting.hpp"
#include "engine/history_reading.hpp"
#include "engine/journeys_text.hpp"
#include "engine/versions.hpp"
#include "engine/workspace.hpp"
#include "ledger/timeline.hpp"
#include "lifecycle/journeys.hpp"

namespace baton::app {

namespace {

using Shared = std::shared_ptr<const agreement::Agreement>;
using Chains = std::vector<std::shared_ptr<const lifecycle::Chain>>;

Result<Shared> checked(const AgreementText& text, const agreement::Schema& schema) {
    agreement::Checked result = agreement::check(text.text, schema);
    if (!result.agreement) {
        std::vector<Problem> problems;
        for (const agreement::Diagnostic& each : result.diagnostics) {
            problems.push_back({.where = "", .message = render(each, text.key)});
        }
        return fail(Failure::invalid, fmt::format("{} has errors", text.key), std::move(problems));
    }
    return std::make_shared<const agreement::Agreement>(*std::move(result.agreement));
}

struct Drafts {
    std::vector<std::string> names;
    std::vector<Shared> agreements;
};

Result<Drafts> read_drafts(const BacktestOptions& options,
                           const engine::Workspace& workspace,
                           Instant now,
                           const ledger::Timeline& timeline) {
    Drafts drafts;
    const agreement::Schema schema = engine::schema_of(timeline);
    for (const std::string& wanted : options.agreements) {
        const AgreementText text = TRY(find_agreement(workspace, now, wanted));
        drafts.names.push_back(wanted);
        drafts.agreements.push_back(TRY(checked(text, schema)));
    }
    return drafts;
}

Chains chains_of(const BacktestOptions& options, const Drafts& drafts) {
    const lifecycle::Chain::Options with{.placements = options.placements};
    Chains chains;
    if (options.chain) {
        std::vector<lifecycle::Version> versions;
        for (const Shared& each : drafts.agreements) {
            versions.push_back({.agreement = each, .effective = lifecycle::effective_start(*each)});
        }
        chains.push_back(std::make_shared<lifecycle::Chain>(std::move(versions), with));
        return chains;
    }
    for (const Shared& each : drafts.agreements) {
        chains.push_back(std::make_shared<lifecycle::Chain>(lifecycle::Chain::draft(each, with)));
    }
    return chains;
}

// From the recorded history at the beginning of the range on.
Chains recorded_chains(const std::shared_ptr<const lifecycle::Chain>& recorded,
                       const Drafts& drafts,
                       Instant from) {
    const backtest::Question question{.from = from,
                                      .as_of = Instant::latest(),
                                      .opening = backtest::Opening::recorded,
                                      .recorded = recorded};
    Chains chains;
    for (const Shared& each : drafts.agreements) {
        chains.push_back(backtest::chain_of(question, {.name = "", .agreement = each}));
    }
    return chains;
}

Result<engine::JourneysRange> range_of(const BacktestOptions& options,
                                       const ledger::Timeline& timeline,
                                       Instant from) {
    engine::JourneysRange range{.from = from, .to = engine::journeys_end(timeline)};
    if (!options.from.empty()) {
        range.from = TRY(read_moment(options.from));
    }
    if (!options.to.empty()) {
        range.to = TRY(read_moment(options.to));
    }
    return range;
}

// What journeys and entries are read from: one chain for each agreement, or one for all.
struct Read {
    std::unique_ptr<engine::Workspace> workspace;
    engine::ReadHistory history;
    Drafts drafts;
    Chains chains;
    engine::JourneysRange range;
};

Result<Read> read_all(const BacktestOptions& options) {
    auto workspace = TRY(open_to_read(options.common, options.threads));
    const engine::HistoryReading reading = TRY(reading_of(options));
    engine::ReadHistory history = TRY(engine::read_history(*workspace, reading));
    const Instant now = workspace->clock().now();
    Drafts drafts = TRY(read_drafts(options, *workspace, now, *history.timeline));
    const auto recorded = workspace->read(
        [](const engine::Workspace::View& view) { return view.live.shared_chain(); });
    const bool opens_recorded = TRY(opening_of(options)) == backtest::Opening::recorded;
    const Instant from =
        opens_recorded ? engine::since_in_force(*recorded, now) : Instant::earliest();
    const engine::JourneysRange range = TRY(range_of(options, *history.timeline, from));
    Chains chains =
        opens_recorded ? recorded_chains(recorded, drafts, range.from) : chains_of(options, drafts);
    return Read{.workspace = std::move(workspace),
                .history = std::move(history),
                .drafts = std::move(drafts),
                .chains = std::move(chains),
                .range = range};
}

Done print_journeys(const BacktestOptions& options, Streams& streams) {
    const Read read = TRY(read_all(options));
    engine::JourneysAsk ask{.range = read.range,
                            .agreement = {},
                            .explain = options.explain,
                            .position = read.history.number_of};
    for (std::size_t i = 0; i < read.chains.size(); ++i) {
        if (read.chains.size() > 1) {
            ask.agreement = read.drafts.names[i];
        }
        lifecycle::Evaluator evaluator(read.chains[i], *read.history.timeline);
        streams.out << engine::journeys_text(
                           evaluator, *read.chains[i], *read.history.timeline, ask)
                    << '\n';
    }
    return {};
}

Done print_entries(const BacktestOptions& options, Streams& streams) {
    const Read read = TRY(read_all(options));
    for (std::size_t i = 0; i < read.chains.size(); ++i) {
        const auto print = [&](const engine::Entry& entry) {
            streams.out << boost::json::serialize(
                               boost::json::object{{"agreement", read.drafts.names[i]},
                                                   {"contact", entry.contact},
                                                   {"stage", entry.stage},
                                                   {"at", entry.at.micros}})
                        << '\n';
        };
        engine::each_entry(*read.history.timeline, read.chains[i], read.range, print);
    }
    return {};
}

// Why these options make no sense together; empty when they do.
std::string misuse(const BacktestOptions& options) {
    if (options.journeys && options.entries) {
        return "--journeys and --entries exclude each other";
    }
    const bool lists = options.journeys || options.entries;
    if (!lists && (options.chain || options.placements || options.explain)) {
        return "--chain, --placements and --explain need --journeys or --entries";
    }
    if (options.chain && options.opening == "recorded") {
        return "--chain and --opening recorded exclude each other";
    }
    return {};
}

}  // namespace

int backtest(const BacktestOptions& options, Streams& streams) {
    if (const std::string wrong = misuse(options); !wrong.empty()) {
        streams.err << "baton: " << wrong << '\n';
        return 2;
    }
    const Done done = options.journeys  ? print_journeys(options, streams)
                      : options.entries ? print_entries(options, streams)
                                        : print_report(options, streams);
    return done ? 0 : report(done.error(), streams);
}

}  // namespace baton::app
