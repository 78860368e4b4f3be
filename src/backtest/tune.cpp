#include "backtest/tune.hpp"

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <fmt/format.h>
#include <memory>
#include <thread>
#include <utility>
#include <vector>

#include "agreement/ast.hpp"
#include "backtest/leakage.hpp"
#include "backtest/life.hpp"
#include "backtest/maturity.hpp"
#include "backtest/outcome.hpp"
#include "backtest/shares.hpp"
#include "base/calendar.hpp"
#include "ledger/event.hpp"
#include "ledger/timeline_records.hpp"
#include "lifecycle/journeys.hpp"
#include "lifecycle/postings.hpp"

namespace baton::backtest {

namespace {

using ledger::HandoffStep;

constexpr std::size_t contacts_at_a_time = 512;
constexpr std::int64_t outcomes_few = 30;
constexpr std::int64_t late_many = 5;
constexpr std::int64_t late_share = 10;  // one in so many

// The mature part of the range, and where it is split.
struct Parts {
    Instant from;
    Instant split;
    Instant to;
};

struct Counted {
    TuneFigures early = {};
    TuneFigures late = {};
};

void take(const Outcome& outcome, TuneFigures& figures) {
    ++figures.entered;
    figures.observed += outcome.offered ? 1 : 0;
    figures.accepted += outcome.answer == HandoffStep::accepted ? 1 : 0;
    figures.rejected += outcome.answer == HandoffStep::rejected ? 1 : 0;
    figures.recycled += outcome.answer == HandoffStep::recycled ? 1 : 0;
    figures.won += outcome.won ? 1 : 0;
    figures.lost += outcome.lost ? 1 : 0;
}

void add(const TuneFigures& from, TuneFigures& to) {
    to.entered += from.entered;
    to.observed += from.observed;
    to.accepted += from.accepted;
    to.rejected += from.rejected;
    to.recycled += from.recycled;
    to.won += from.won;
    to.lost += from.lost;
}

void add_rates(TuneFigures& figures) {
    figures.accept_rate =
        share_of(figures.accepted, figures.accepted + figures.rejected + figures.recycled);
    figures.win_rate = share_of(figures.won, figures.won + figures.lost);
    figures.win_certainty = certainty_of(figures.won, figures.won + figures.lost);
}

// Contacts in shares, handed out to whoever is free; each counts for itself.
class Counting {
public:
    Counting(const ledger::Timeline& timeline,
             const TuneQuestion& asked,
             const Parts& parts,
             lifecycle::Postings& postings)
        : timeline_(timeline), asked_(asked), parts_(parts), postings_(postings) {}

    void run(std::vector<Counted>& counted, const Progress& progress) {
        counted.resize(asked_.question.drafts.size());
        LifeReader reader(asked_.question, timeline_);
        reader.remember_in(postings_);
        const auto total = timeline_.contacts().size();
        for (auto from = next_.fetch_add(contacts_at_a_time); from < total && !stops_;
             from = next_.fetch_add(contacts_at_a_time)) {
            const auto to = std::min(from + contacts_at_a_time, total);
            Findings found;
            reader.read(static_cast<ledger::Slot>(from), static_cast<ledger::Slot>(to), found);
            for (const Life& life : found.lives) {
                count(life, counted);
            }
            const auto so_far = done_.fetch_add(to - from) + to - from;
            if (!progress(so_far, total)) stops_ = true;
        }
    }

    [[nodiscard]] bool stopped() const { return stops_; }

private:
    void count(const Life& life, std::vector<Counted>& counted) const {
        for (std::size_t draft = 0; draft < counted.size(); ++draft) {
            if (life.entries[draft].empty()) {
                continue;
            }
            for (const Occasion& occasion :
                 occasions_of(asked_.question, life, draft, asked_.stage)) {
                if (occasion.at < parts_.from || occasion.at >= parts_.to) {
                    continue;
                }
                auto& part = counted[draft];
                take(outcome_of(occasion), occasion.at < parts_.split ? part.early : part.late);
            }
        }
    }

    const ledger::Timeline& timeline_;
    const TuneQuestion& asked_;
    const Parts& parts_;
    lifecycle::Postings& postings_;
    std::atomic<std::size_t> next_ = 0;
    std::atomic<std::size_t> done_ = 0;
    std::atomic<bool> stops_ = false;
};

Parts parts_of(const TuneQuestion& asked, const ledger::Timeline& timeline) {
    const Question& question = asked.question;
    const auto zone = TimeZone::find(question.drafts.front().agreement->timezone);
    const Maturity maturity = maturity_of(
        question, read_cycles(timeline, question.as_of), zone ? *zone : TimeZone::utc());
    Instant begin = question.end();
    for (ledger::Slot slot = 0; slot < timeline.contacts().size(); ++slot) {
        begin = std::min(begin, timeline.brief(slot).created);
    }
    begin = std::max(begin, question.from);
    const Instant end = std::max(begin, std::min(maturity.until, question.end()));
    const Instant split = plus(begin, (end.micros - begin.micros) / 3 * 2);
    return {.from = begin, .split = std::clamp(asked.split.value_or(split), begin, end), .to = end};
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

TuneReport report_of(const TuneQuestion& asked,
                     const Parts& parts,
                     const std::vector<std::vector<Counted>>& counted) {
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
    for (std::size_t draft = 0; draft < question.drafts.size(); ++draft) {
        TuneVariant variant{.values = asked.values[draft], .as_written = draft == 0};
        for (const auto& each : counted) {
            add(each[draft].early, variant.early);
            add(each[draft].late, variant.late);
        }
        add_rates(variant.early);
        add_rates(variant.late);
        report.variants.push_back(std::move(variant));
    }
    mark_front(report.variants);
    return report;
}

}  // namespace

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
    const Parts parts = parts_of(asked, timeline);
    lifecycle::Postings postings(timeline);
    prepare(asked.question, postings);
    Counting counting(timeline, asked, parts, postings);
    std::vector<std::vector<Counted>> counted(std::max(threads, 1U));
    {
        std::vector<std::jthread> others;
        for (std::size_t thread = 1; thread < counted.size(); ++thread) {
            others.emplace_back([&counting, &mine = counted[thread]] {
                counting.run(mine, [](std::size_t, std::size_t) { return true; });
            });
        }
        counting.run(counted.front(), progress);
    }
    if (counting.stopped()) {
        return stopped();
    }
    TuneReport report = report_of(asked, parts, counted);
    warn_of_outcomes(report);
    warn_of_leakage(asked, timeline, report);
    return report;
}

}  // namespace baton::backtest
