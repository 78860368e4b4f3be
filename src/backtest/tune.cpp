#include "backtest/tune.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <fmt/core.h>
#include <functional>
#include <utility>
#include <vector>

#include "agreement/ast.hpp"
#include "backtest/backtest.hpp"
#include "backtest/hand_out.hpp"
#include "backtest/leakage.hpp"
#include "backtest/question.hpp"
#include "backtest/shares.hpp"
#include "backtest/tune_reader.hpp"
#include "backtest/tune_report.hpp"
#include "base/result.hpp"
#include "ledger/timeline.hpp"
#include "ledger/timeline_records.hpp"
#include "lifecycle/journeys.hpp"
#include "lifecycle/postings.hpp"

namespace baton::backtest {

namespace {

constexpr std::int64_t outcomes_few = 30;
constexpr std::int64_t late_many = 5;
constexpr std::int64_t late_share = 10;  // one in so many

void add_rates(TuneFigures& figures) {
    figures.accept_rate =
        share_of(figures.accepted, figures.accepted + figures.rejected + figures.recycled);
    figures.win_rate = share_of(figures.won, figures.won + figures.lost);
    figures.win_certainty = certainty_of(figures.won, figures.won + figures.lost);
}

void warn_of_outcomes(TuneReport& report) {
    if (report.split >= report.to) {
        report.warnings.push_back(
            {.code = "nothing_mature",
             .message = "no part of the range is old enough to have been won: there are no sales "
                        "cycles yet, or the range is too short; give maturity days or another "
                        "range"});
        return;
    }
    const TuneVariant& written = report.variants.front();
    for (const auto& [part, figures] :
         {std::pair("earlier", &written.early), std::pair("later", &written.late)}) {
        const std::int64_t decided = figures->won + figures->lost;
        if (decided < outcomes_few) {
            report.warnings.push_back(
                {.code = "few_outcomes",
                 .message = fmt::format("in the {} part only {} of {} entries were won or lost as "
                                        "the file stands; below {} win rates say little",
                                        part,
                                        decided,
                                        figures->entered,
                                        outcomes_few)});
        }
    }
}

void warn_of_leakage(const TuneQuestion& asked,
                     const ledger::Timeline& timeline,
                     TuneReport& report) {
    const auto chain = chain_of(asked.question, asked.question.drafts.front());
    const auto& program = chain->program(chain->size() - 1);
    for (const FilledIn& each : filled_in(program, timeline, asked.question.as_of)) {
        if (each.late < late_many || each.late * late_share < each.known) {
            continue;
        }
        report.warnings.push_back(
            {.code = "filled_in_late",
             .message = fmt::format("{} was first filled in after the handoff or deal for {} of {} "
                                    "contacts: it may know the outcome it is meant to foretell",
                                    each.property,
                                    each.late,
                                    each.known)});
    }
}

void add_variants(const TuneQuestion& asked,
                  const std::vector<TuneHalves>& counts,
                  TuneReport& report) {
    for (std::size_t draft = 0; draft < asked.values.size(); ++draft) {
        TuneVariant variant{.values = asked.values[draft],
                            .as_written = draft == 0,
                            .early = counts[draft].early,
                            .late = counts[draft].late};
        add_rates(variant.early);
        add_rates(variant.late);
        report.variants.push_back(std::move(variant));
    }
    mark_front(report.variants);
    if (asked.in_force) {
        TuneHalves& halves = report.in_force.emplace(counts[asked.in_force->draft]);
        add_rates(halves.early);
        add_rates(halves.late);
    }
}

}  // namespace

TuneReport report_of(const TuneQuestion& asked,
                     const TuneParts& parts,
                     const ledger::Timeline& timeline,
                     const std::vector<TuneHalves>& counts) {
    const Question& question = asked.question;
    const agreement::Agreement& agreement = *question.drafts.front().agreement;
    TuneReport report{.agreement = agreement.name,
                      .stage = agreement.stages[asked.stage].name,
                      .split = parts.split,
                      .to = parts.to,
                      .as_of = question.as_of,
                      .parameters = asked.parameters};
    if (question.from > Instant::earliest()) {
        report.from = question.from;
    }
    add_variants(asked, counts, report);
    warn_of_outcomes(report);
    warn_of_leakage(asked, timeline, report);
    return report;
}

void mark_front(std::vector<TuneVariant>& variants) {
    std::vector<TuneVariant*> ranked;
    for (TuneVariant& each : variants) {
        if (each.early.win_rate) {
            ranked.push_back(&each);
        }
    }
    // Most entries first; of as many, the best win rate.
    std::ranges::sort(ranked, std::greater{}, [](const TuneVariant* each) {
        return std::pair(each->early.entered, *each->early.win_rate);
    });
    double best = -1;
    std::int64_t entered_at_best = 0;
    for (TuneVariant* each : ranked) {
        const double rate = *each->early.win_rate;
        const bool equal = rate == best && each->early.entered == entered_at_best;
        each->on_front = rate > best || equal;
        if (rate > best) {
            best = rate;
            entered_at_best = each->early.entered;
        }
    }
}

Result<TuneReport> tune(const ledger::Timeline& timeline,
                        const TuneQuestion& asked,
                        unsigned threads,
                        const Progress& progress) {
    const TuneParts parts = parts_of(asked, timeline);
    lifecycle::Postings postings(timeline);
    prepare(asked.question, postings);
    std::deque<TuneReader> readers;
    std::vector<ShareReader> shares;
    for (unsigned thread = 0; thread < std::max(threads, 1U); ++thread) {
        TuneReader& reader = readers.emplace_back(asked, parts, timeline, postings);
        shares.emplace_back(
            [&reader](ledger::Slot from, ledger::Slot to) { reader.read(from, to); });
    }
    if (!hand_out(timeline.contacts().size(), shares, progress)) {
        return stopped();
    }
    std::vector<TuneHalves> counts(asked.question.drafts.size());
    for (const TuneReader& reader : readers) {
        add(reader.counts(), counts);
    }
    return report_of(asked, parts, timeline, counts);
}

}  // namespace baton::backtest
