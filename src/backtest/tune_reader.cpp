#include "backtest/tune_reader.hpp"

#include <algorithm>
#include <cstddef>
#include <vector>

#include "backtest/life.hpp"
#include "backtest/maturity.hpp"
#include "backtest/outcome.hpp"
#include "backtest/question.hpp"
#include "backtest/tune.hpp"
#include "backtest/tune_report.hpp"
#include "base/calendar.hpp"
#include "base/instant.hpp"
#include "ledger/event.hpp"
#include "ledger/timeline.hpp"
#include "ledger/timeline_records.hpp"
#include "lifecycle/postings.hpp"

namespace baton::backtest {

namespace {

using ledger::HandoffStep;

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

std::size_t stage_of(const TuneQuestion& asked, std::size_t draft) {
    const bool in_force = asked.in_force && asked.in_force->draft == draft;
    return in_force ? asked.in_force->stage : asked.stage;
}

}  // namespace

TuneParts parts_of(const TuneQuestion& asked, const ledger::Timeline& timeline) {
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

TuneReader::TuneReader(const TuneQuestion& asked,
                       const TuneParts& parts,
                       const ledger::Timeline& timeline,
                       lifecycle::Postings& postings)
    : asked_(asked),
      parts_(parts),
      reader_(asked.question, timeline),
      counts_(asked.question.drafts.size()) {
    reader_.remember_in(postings);
}

void TuneReader::read(ledger::Slot from, ledger::Slot to) {
    Findings found;
    reader_.read(from, to, found);
    for (const Life& life : found.lives) {
        count(life);
    }
}

void TuneReader::count(const Life& life) {
    for (std::size_t draft = 0; draft < counts_.size(); ++draft) {
        if (life.entries[draft].empty()) {
            continue;
        }
        for (const Occasion& occasion :
             occasions_of(asked_.question, life, draft, stage_of(asked_, draft))) {
            if (occasion.at < parts_.from || occasion.at >= parts_.to) {
                continue;
            }
            auto& halves = counts_[draft];
            take(outcome_of(occasion), occasion.at < parts_.split ? halves.early : halves.late);
        }
    }
}

void add(const std::vector<TuneHalves>& from, std::vector<TuneHalves>& to) {
    for (std::size_t draft = 0; draft < from.size(); ++draft) {
        add(from[draft].early, to[draft].early);
        add(from[draft].late, to[draft].late);
    }
}

}  // namespace baton::backtest
