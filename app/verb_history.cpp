#include <boost/json.hpp>
#include <cstddef>
#include <fmt/core.h>
#include <iterator>
#include <memory>
#include <ostream>
#include <string>
#include <utility>
#include <vector>

#include "agreement/check.hpp"
#include "app/agreement_text.hpp"
#include "app/opening.hpp"
#include "app/verbs.hpp"
#include "base/calendar.hpp"
#include "engine/history_reading.hpp"
#include "engine/journeys_text.hpp"
#include "engine/replay.hpp"
#include "engine/versions.hpp"
#include "lifecycle/journeys.hpp"

namespace baton::app {

namespace {

using Shared = std::shared_ptr<const agreement::Agreement>;

// An instant, or a day (its first instant in UTC).
Result<Instant> read_instant(const std::string& text) {
    if (const auto at = parse_instant(text)) {
        return *at;
    }
    if (const auto day = parse_date(text)) {
        return TimeZone::utc().start_of(*day);
    }
    return fail(Failure::invalid,
                fmt::format("\"{}\" is neither an instant (2026-02-03T10:00Z) nor a day", text));
}

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

std::vector<std::shared_ptr<const lifecycle::Chain>> chains_of(const BacktestOptions& options,
                                                               const Drafts& drafts) {
    const lifecycle::Chain::Options with{.placements = options.placements};
    std::vector<std::shared_ptr<const lifecycle::Chain>> chains;
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

Result<engine::JourneysRange> range_of(const BacktestOptions& options,
                                       const ledger::Timeline& timeline) {
    engine::JourneysRange range{.to = engine::journeys_end(timeline)};
    if (!options.from.empty()) {
        range.from = TRY(read_instant(options.from));
    }
    if (!options.to.empty()) {
        range.to = TRY(read_instant(options.to));
    }
    return range;
}

Result<engine::HistoryReading> reading_of(const BacktestOptions& options) {
    engine::HistoryReading reading;
    if (options.identity != "then" && options.identity != "now") {
        return fail(Failure::invalid, "--identity is then or now");
    }
    reading.identity = options.identity == "now" ? ledger::Identity::now : ledger::Identity::then;
    if (!options.known_at.empty()) {
        reading.known_at = TRY(read_instant(options.known_at));
    }
    return reading;
}

Done print_journeys(const BacktestOptions& options, Streams& streams) {
    const auto workspace = TRY(open_to_read(options.common));
    const engine::HistoryReading reading = TRY(reading_of(options));
    const engine::ReadHistory history = TRY(engine::read_history(*workspace, reading));
    const Drafts drafts =
        TRY(read_drafts(options, *workspace, workspace->clock().now(), *history.timeline));
    const auto chains = chains_of(options, drafts);
    engine::JourneysAsk ask{.range = TRY(range_of(options, *history.timeline)),
                            .agreement = {},
                            .explain = options.explain,
                            .position = history.number_of};
    for (std::size_t i = 0; i < chains.size(); ++i) {
        if (chains.size() > 1) {
            ask.agreement = drafts.names[i];
        }
        lifecycle::Evaluator evaluator(chains[i], *history.timeline);
        streams.out << engine::journeys_text(evaluator, *chains[i], *history.timeline, ask) << '\n';
    }
    return {};
}

Done print_entries(const BacktestOptions& options, Streams& streams) {
    const auto workspace = TRY(open_to_read(options.common));
    const engine::HistoryReading reading = TRY(reading_of(options));
    const engine::ReadHistory history = TRY(engine::read_history(*workspace, reading));
    const Drafts drafts =
        TRY(read_drafts(options, *workspace, workspace->clock().now(), *history.timeline));
    const auto chains = chains_of(options, drafts);
    const engine::JourneysRange range = TRY(range_of(options, *history.timeline));
    for (std::size_t i = 0; i < chains.size(); ++i) {
        engine::each_entry(*history.timeline, chains[i], range, [&](const engine::Entry& entry) {
            streams.out << boost::json::serialize(
                               boost::json::object{{"agreement", drafts.names[i]},
                                                   {"contact", entry.contact},
                                                   {"stage", entry.stage},
                                                   {"at", entry.at.micros}})
                        << '\n';
        });
    }
    return {};
}

Result<lifecycle::Explanation> explanation_of(const ExplainOptions& options, std::string& stage) {
    const auto workspace = TRY(open_to_read(options.common));
    const Instant at =
        options.at.empty() ? workspace->clock().now() : TRY(read_instant(options.at));
    return workspace->read(
        [&](const engine::Workspace::View& view) -> Result<lifecycle::Explanation> {
            const ContactId contact = engine::find_contact(view, options.contact);
            if (!contact) {
                return fail(Failure::not_found,
                            fmt::format("there is no contact {}", options.contact));
            }
            if (stage.empty()) {
                stage = engine::stage_to_explain(view, contact, at);
            }
            lifecycle::Evaluator evaluator(view.live.shared_chain(), view.timeline);
            return lifecycle::explain(evaluator, view.live.chain(), contact, stage, at);
        });
}

void print_tree(const lifecycle::Explanation& node, int depth, Streams& streams) {
    streams.out << std::string(static_cast<std::size_t>(depth) * 2, ' ')
                << (node.held ? "yes  " : "no   ") << node.text;
    if (node.value || node.need) {
        streams.out << "  (found " << node.value.value_or("not known") << ")";
    }
    streams.out << '\n';
    for (const lifecycle::Explanation& each : node.of) {
        print_tree(each, depth + 1, streams);
    }
}

}  // namespace

int backtest(const BacktestOptions& options, Streams& streams) {
    if (!options.journeys && !options.entries) {
        streams.err << "baton: backtest needs --journeys or --entries\n";
        return 2;
    }
    const Done done =
        options.journeys ? print_journeys(options, streams) : print_entries(options, streams);
    return done ? 0 : report(done.error(), streams);
}

int explain(const ExplainOptions& options, Streams& streams) {
    std::string stage = options.stage;
    const auto explanation = explanation_of(options, stage);
    if (!explanation) {
        return report(explanation.error(), streams);
    }
    if (options.common.json) {
        streams.out << engine::explanation_text(*explanation) << '\n';
        return 0;
    }
    streams.out << options.contact << (explanation->held ? " meets " : " does not meet ") << stage
                << ":\n";
    print_tree(*explanation, 0, streams);
    return 0;
}

int verify(const Common& options, Streams& streams) {
    const auto workspace = open_to_read(options);
    if (!workspace) {
        return report(workspace.error(), streams);
    }
    const auto verified = engine::verify(**workspace);
    if (!verified) {
        return report(verified.error(), streams);
    }
    if (options.json) {
        streams.out << boost::json::serialize(
                           boost::json::object{{"ok", verified->ok},
                                               {"touches", verified->touches},
                                               {"changes", verified->changes},
                                               {"head", verified->head},
                                               {"live_hash", verified->live_hash},
                                               {"replayed_hash", verified->replayed_hash}})
                    << '\n';
    } else {
        streams.out << fmt::format("{} touches, {} changes, head {}\nstate {}\n",
                                   verified->touches,
                                   verified->changes,
                                   verified->head,
                                   verified->live_hash);
    }
    if (!verified->ok) {
        streams.err << "baton: " << verified->problem << '\n';
    }
    return verified->ok ? 0 : 1;
}

int replay(const ReplayOptions& options, Streams& streams) {
    const auto workspace = open_to_read(options.common, options.threads);
    if (!workspace) {
        return report(workspace.error(), streams);
    }
    const std::string hash = (*workspace)->replayed_hash();
    if (options.common.json) {
        streams.out << boost::json::serialize(boost::json::object{{"replayed_hash", hash}}) << '\n';
    } else {
        streams.out << hash << '\n';
    }
    return 0;
}

}  // namespace baton::app
