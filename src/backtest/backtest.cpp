#include "backtest/backtest.hpp"

#include <algorithm>
#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "agreement/ast.hpp"
#include "backtest/life.hpp"
#include "backtest/maturity.hpp"
#include "backtest/question.hpp"
#include "backtest/report.hpp"
#include "backtest/shares.hpp"
#include "backtest/stage_figures.hpp"
#include "base/calendar.hpp"
#include "base/in_parallel.hpp"
#include "base/instant.hpp"

namespace baton::backtest {

namespace {

// Of everybody who was there before the last mature cohort ended, who was won since the range
// began; nothing without such a cohort.
BaseRate base_rate(const Question& question,
                   const Findings& findings,
                   const Persons& persons,
                   const Maturity& maturity) {
    BaseRate base;
    if (maturity.until <= question.from) {
        return base;
    }
    base.contacts = findings.bystanders.mature_by(maturity.until);
    for (const Winner& each : findings.winners) {
        if (maturity.mature(each.created)) {
            ++base.contacts;
            ++base.won;
        }
    }
    for (const Person lives : persons.all()) {
        const Life& life = *lives.front();
        if (maturity.mature(life.created)) {
            ++base.contacts;
            base.won += first_win(life, question.from, question.as_of) ? 1 : 0;
        }
    }
    return base;
}

Instant first_created(const Findings& findings) {
    Instant first = findings.bystanders.first_created;
    for (const Life& life : findings.lives) {
        first = std::min(first, life.created);
    }
    for (const Winner& each : findings.winners) {
        first = std::min(first, each.created);
    }
    return first;
}

// Drafts of one time zone are judged by the same cycles and the same people.
struct Measure {
    Maturity maturity;
    BaseRate base;
};

// What all drafts share.
struct Ahead {
    Persons persons;
    std::vector<PersonWon> won = {};
    std::vector<std::vector<const Life*>> entered = {};  // by draft
    Instant first_created;
    std::map<std::string, Measure> measures = {};  // by time zone

    Ahead(const Question& question, const Findings& findings)
        : persons(findings.lives), first_created(backtest::first_created(findings)) {
        for (const Person lives : persons.all()) {
            const auto at = first_win(*lives.front(), question.from, plus(question.end(), -1));
            if (at) {
                won.push_back({.lives = lives, .at = *at});
            }
        }
        entered.resize(question.reported);
        for (const Life& life : findings.lives) {
            for (std::size_t draft = 0; draft < question.reported; ++draft) {
                if (!life.entries[draft].empty()) {
                    entered[draft].push_back(&life);
                }
            }
        }
        for (std::size_t draft = 0; draft < question.reported; ++draft) {
            add_measure(question, findings, *question.drafts[draft].agreement);
        }
    }

private:
    void add_measure(const Question& question,
                     const Findings& findings,
                     const agreement::Agreement& agreement) {
        if (!measures.contains(agreement.timezone)) {
            const auto maturity = maturity_of(question, findings.cycles, zone_of(agreement));
            measures.emplace(agreement.timezone,
                             Measure{.maturity = maturity,
                                     .base = base_rate(question, findings, persons, maturity)});
        }
    }
};

AgreementFigures agreement_figures(const Question& question,
                                   const Findings& findings,
                                   const Ahead& ahead,
                                   std::size_t draft) {
    const agreement::Agreement& agreement = *question.drafts[draft].agreement;
    const TimeZone zone = zone_of(agreement);
    const auto& [maturity, base] = ahead.measures.at(agreement.timezone);
    AgreementFigures figures{.agreement = question.drafts[draft].name,
                             .title = agreement.name,
                             .currency = std::string(agreement.currency.text()),
                             .time_zone = agreement.timezone,
                             .sales_cycles = maturity.cycles,
                             .contacts = base.contacts,
                             .contacts_won = base.won,
                             .base_rate = share_of(base.won, base.contacts)};
    if (maturity.cutoff_hundredths) {
        figures.maturity_days = static_cast<double>(*maturity.cutoff_hundredths) / 100.0;
        if (maturity.until > question.from) {
            figures.mature_until = maturity.until;
        }
    }
    const DraftView view{.question = question,
                         .lives = findings.lives,
                         .entered = ahead.entered[draft],
                         .winners = findings.winners,
                         .won = ahead.won,
                         .first_created = ahead.first_created,
                         .maturity = maturity,
                         .base = base,
                         .zone = zone,
                         .draft = draft};
    for (std::size_t stage = 0; stage < agreement.stages.size(); ++stage) {
        figures.stages.push_back(figures_of(view, stage));
    }
    return figures;
}

}  // namespace

Report report_of(const Question& question, Findings findings) {
    if (!std::ranges::is_sorted(findings.lives, {}, &Life::slot)) {
        std::ranges::sort(findings.lives, {}, &Life::slot);
    }
    const Ahead ahead(question, findings);
    Report report{.from = {},
                  .to = question.end(),
                  .as_of = question.as_of,
                  .opening = question.opening == Opening::recorded ? "recorded" : "beginning",
                  .in_force = {}};
    if (question.from > Instant::earliest()) {
        report.from = question.from;
    }
    if (question.in_force) {
        report.in_force = question.drafts[*question.in_force].name;
    }
    report.agreements.resize(question.reported);
    in_parallel(question.reported, question_threads(), [&](unsigned, std::size_t draft) {
        report.agreements[draft] = agreement_figures(question, findings, ahead, draft);
    });
    return report;
}

}  // namespace baton::backtest
