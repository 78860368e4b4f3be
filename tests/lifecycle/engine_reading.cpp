#include "lifecycle/engine_reading.hpp"

#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "agreement/ast.hpp"
#include "agreement/check.hpp"
#include "agreement/schema.hpp"
#include "base/instant.hpp"
#include "connect/ledger_lines.hpp"
#include "engine/journeys_text.hpp"
#include "ledger/declared_types.hpp"
#include "ledger/event.hpp"
#include "ledger/timeline.hpp"
#include "lifecycle/journeys.hpp"
#include "oracle/oracle.hpp"

namespace baton::lifecycle::testing {

namespace {

ledger::DeclaredTypes standard_types() {
    const auto schema = agreement::standard_schema();
    return {.contact = schema.contact, .company = schema.company, .deal = schema.deal};
}

Instant instant_of(const std::string& text) {
    const bool micros = text.find_first_not_of("0123456789-") == std::string::npos;
    return micros ? Instant{std::stoll(text)} : parse_instant(text).value();
}

}  // namespace

ReadLedger read_lines(std::string_view lines) {
    ReadLedger read;
    connect::LedgerLinesReader reader(read.names, standard_types());
    auto events = connect::read_ledger(lines, reader);
    if (!events) throw std::runtime_error(events.error().message);
    read.events = *std::move(events);
    read.types = reader.types();
    return read;
}

std::shared_ptr<const agreement::Agreement> read_agreement(const std::string& yaml,
                                                           const ledger::DeclaredTypes& types) {
    auto checked = agreement::check(
        yaml, {.contact = types.contact, .company = types.company, .deal = types.deal});
    if (!checked.agreement) {
        std::string all = "the agreement has errors";
        for (const auto& each : checked.diagnostics)
            all += "\n" + render(each, "agreement");
        throw std::runtime_error(all + "\n" + yaml);
    }
    return std::make_shared<const agreement::Agreement>(*std::move(checked.agreement));
}

std::shared_ptr<const agreement::Agreement> read_agreement(const std::string& yaml) {
    return read_agreement(yaml, standard_types());
}

ledger::Timeline timeline_of(const ReadLedger& ledger, ledger::Identity identity) {
    ledger::Timeline timeline(identity, ledger.types);
    for (const auto& event : ledger.events)
        timeline.add(event);
    return timeline;
}

std::string journeys(const std::vector<std::pair<std::string, std::string>>& agreements,
                     const std::string& lines,
                     const oracle::Options& options) {
    auto read = read_lines(lines);
    if (options.known_at) {
        const auto known_at = instant_of(*options.known_at);
        std::erase_if(read.events,
                      [&](const ledger::Event& event) { return event.received > known_at; });
    }
    const auto timeline =
        timeline_of(read, options.identity_now ? ledger::Identity::now : ledger::Identity::then);
    engine::JourneysAsk ask{.range = {.to = engine::journeys_end(timeline)},
                            .explain = options.explain};
    if (options.from) ask.range.from = instant_of(*options.from);
    if (options.to) ask.range.to = instant_of(*options.to);

    std::vector<std::vector<Version>> chains;
    for (const auto& [name, yaml] : agreements) {
        const auto agreement = read_agreement(yaml, read.types);
        const bool joins = options.chain && !chains.empty();
        if (!joins) chains.emplace_back();
        chains.back().push_back(
            {.agreement = agreement,
             .effective = options.chain ? effective_start(*agreement) : Instant::earliest()});
    }
    std::string text;
    for (std::size_t index = 0; index < chains.size(); ++index) {
        const auto chain = std::make_shared<const Chain>(
            chains[index], Chain::Options{.placements = options.placements});
        if (chains.size() > 1) ask.agreement = agreements[index].first;
        Evaluator evaluator(chain, timeline);
        text += engine::journeys_text(evaluator, *chain, timeline, ask) + "\n";
    }
    return text;
}

}  // namespace baton::lifecycle::testing
